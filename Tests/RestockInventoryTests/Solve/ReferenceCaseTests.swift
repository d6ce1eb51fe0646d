import Foundation
import RestockInventory
import Testing

/// The cases of `Reference/cases.json`, published or by another method; `Reference/generate.py`.
@Suite("Our own reference cases of the register")
struct ReferenceCaseTests {
  static let cases: [SolveCase] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Reference/cases.json")
    return (try? SolveCase.read(file)) ?? []
  }()

  @Test("the file has its cases")
  func complete() {
    #expect(Self.cases.count >= 25)
  }

  @Test("an answer is what the reference says", arguments: cases)
  func answer(reference: SolveCase) throws {
    let answer = try SolveRegister.solve(reference.model, reference.inputs)
    let differences = reference.differences(from: answer)
    #expect(differences.isEmpty, "\(differences.joined(separator: "; "))")
  }
}
