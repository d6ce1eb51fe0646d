import Foundation
import RestockInventory

/// A JSON document, for tests that read cases from files.
enum JSONValue: Decodable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  subscript(key: String) -> JSONValue? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  var number: Double? { if case .number(let x) = self { x } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var list: [JSONValue]? { if case .list(let list) = self { list } else { nil } }

  /// The same as a value of the register, fields by name.
  var solveValue: SolveValue {
    switch self {
    case .null: .none
    case .boolean(let value): .boolean(value)
    case .number(let value): .number(value)
    case .text(let text): .text(text)
    case .list(let list): .list(list.map(\.solveValue))
    case .object: .record(solveRecord)
    }
  }

  /// The same as a record, fields by name.
  var solveRecord: SolveRecord {
    guard case .object(let object) = self else { return [:] }
    return SolveRecord(
      fields: object.keys.sorted().map {
        SolveRecord.Field(name: $0, value: object[$0]?.solveValue ?? .none)
      })
  }
}

/// A case of a model with what it should give.
struct SolveCase: CustomStringConvertible, Sendable {
  let id: String
  let model: String
  let inputs: SolveRecord
  let expected: SolveRecord
  let relative: Double
  let absolute: Double
  /// For outputs named `cost...`, where it differs.
  let costRelative: Double?

  var description: String { id }

  init?(_ json: JSONValue) {
    guard let id = json["id"]?.text, let model = json["model"]?.text, let inputs = json["inputs"],
      let expected = json["expected"]
    else { return nil }
    self.id = id
    self.model = model
    self.inputs = inputs.solveRecord
    self.expected = expected.solveRecord
    let tolerance = json["tolerance"]
    relative = tolerance?["rel"]?.number ?? 0
    absolute = tolerance?["abs"]?.number ?? 0
    costRelative = tolerance?["cost_rel"]?.number
  }

  /// The cases of a file of them.
  static func read(_ url: URL) throws -> [SolveCase] {
    let json = try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: url))
    return (json["cases"]?.list ?? []).compactMap(SolveCase.init)
  }

  /// What differs between an answer and what is expected, each with its place.
  func differences(from answer: SolveRecord) -> [String] {
    // What a source printed, not an output.
    let fields = expected.fields.filter { !$0.name.hasPrefix("cost_published") }
    return fields.flatMap { field in
      guard let value = answer[field.name] else { return ["\(field.name): missing"] }
      let isCost = field.name.hasPrefix("cost")
      return differences(
        value, field.value, at: field.name, isCost ? costRelative ?? relative : relative)
    }
  }

  private func differences(
    _ value: SolveValue, _ expected: SolveValue, at place: String, _ relative: Double
  ) -> [String] {
    switch (value, expected) {
    case (.number(let a), .number(let b)):
      let isNear =
        a == b || abs(a - b) <= absolute || abs(a - b) <= relative * abs(b)
      return isNear ? [] : ["\(place): \(a) for \(b)"]
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return ["\(place): \(a.count) elements for \(b.count)"] }
      return a.indices.flatMap { differences(a[$0], b[$0], at: "\(place)[\($0)]", relative) }
    case (.record(let a), .record(let b)):
      return b.fields.flatMap { field in
        guard let value = a[field.name] else { return ["\(place).\(field.name): missing"] }
        return differences(value, field.value, at: "\(place).\(field.name)", relative)
      }
    default: return value == expected ? [] : ["\(place): \(value) for \(expected)"]
    }
  }
}
