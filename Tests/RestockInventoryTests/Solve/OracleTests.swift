import Foundation
import RestockInventory
import RestockTestSupport
import Testing

/// The cases of `shared/oracles/inventory.json`, each with its own source and tolerance.
@Suite("Reference cases of the register")
struct OracleTests {
  static let file = SharedFiles.url("oracles/inventory.json")
  static let cases: [SolveCase] = {
    guard let file else { return [] }
    return (try? SolveCase.read(file)) ?? []
  }()

  @Test("the shared file has all of its cases", .enabled(if: file != nil, "no shared oracles"))
  func complete() {
    #expect(Self.cases.count == 167)
  }

  @Test("an answer is what the reference says", arguments: cases)
  func answer(reference: SolveCase) throws {
    let answer = try SolveRegister.solve(reference.model, reference.inputs)
    let differences = reference.differences(from: answer)
    #expect(differences.isEmpty, "\(differences.joined(separator: "; "))")
  }
}
