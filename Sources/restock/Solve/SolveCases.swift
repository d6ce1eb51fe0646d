import FoundationEssentials
import RestockInventory
import RestockRecords

/// A file of cases, and its results.
struct SolveCases {
  /// `{"cases": [{"id", "model", "inputs"}]}`; other members of a case are passed over.
  private struct File: Decodable {
    let cases: [Case]
  }

  /// A case as it stands in the file; what is wrong with it is its own error, not the file's.
  private struct Case: Decodable {
    let id: JSONValue
    let model: JSONValue?
    let inputs: JSONValue?

    enum CodingKeys: CodingKey {
      case id
      case model
      case inputs
    }

    init(from decoder: any Decoder) throws {
      let fields = try? decoder.container(keyedBy: CodingKeys.self)
      id = (try? fields?.decode(JSONValue.self, forKey: .id)) ?? JSONValue(.none)
      model = try? fields?.decode(JSONValue.self, forKey: .model)
      inputs = try? fields?.decode(JSONValue.self, forKey: .inputs)
    }
  }

  /// `{"results": [{"id", "outputs" | "error"}]}`.
  struct Results: Encodable {
    var results: [Answer] = []

    /// The answer of one case.
    struct Answer: Encodable {
      let id: JSONValue
      let outputs: JSONValue?
      let error: String?
    }

    var errors: Int { results.count { $0.error != nil } }
  }

  private let cases: [Case]

  /// Reads the cases of a file.
  ///
  /// - Throws: `InputError` where the file is not readable, or not such JSON.
  init(_ path: String) throws {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else {
      throw InputError(at: Place(file: path), "cannot be read")
    }
    do {
      cases = try JSONDecoder().decode(File.self, from: data).cases
    } catch {
      throw InputError(
        at: Place(file: path), "is not a file of cases",
        remedy: #"expected {"cases": [{"id": "1", "model": "eoq", "inputs": {...}}]}"#)
    }
  }

  /// Solves all cases, each by itself.
  func solve() -> Results {
    Results(
      results: cases.map { one in
        do throws(SolveError) {
          return Results.Answer(
            id: one.id, outputs: JSONValue(.record(try Self.solve(one))), error: nil)
        } catch {
          return Results.Answer(id: one.id, outputs: nil, error: error.message)
        }
      })
  }

  private static func solve(_ one: Case) throws(SolveError) -> SolveRecord {
    guard case .text(let model) = one.model?.value else {
      throw .missingInput(name: "model", expected: "the name of a model")
    }
    guard case .record(let inputs) = one.inputs?.value ?? .record([:]) else {
      throw .impossibleInput(
        name: "inputs", expected: "an object of inputs by name",
        found: one.inputs?.value.description ?? "nothing")
    }
    return try SolveRegister.solve(model, inputs)
  }
}
