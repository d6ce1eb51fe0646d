import FoundationEssentials
import RestockInventory

/// A value of the register as JSON has it.
struct JSONValue: Codable {
  let value: SolveValue

  init(_ value: SolveValue) {
    self.value = value
  }

  init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: Name.self) {
      // JSON objects have no order: names are taken in that of the alphabet.
      let names = keyed.allKeys.sorted { $0.stringValue < $1.stringValue }
      value = .record(
        SolveRecord(
          fields: try names.map {
            .init(name: $0.stringValue, value: try keyed.decode(JSONValue.self, forKey: $0).value)
          }))
      return
    }
    if var list = try? decoder.unkeyedContainer() {
      var values: [SolveValue] = []
      while !list.isAtEnd { values.append(try list.decode(JSONValue.self).value) }
      value = .list(values)
      return
    }
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      value = .none
    } else if let truth = try? single.decode(Bool.self) {
      value = .boolean(truth)
    } else if let number = try? single.decode(Double.self) {
      value = .number(number)
    } else {
      value = .text(try single.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    switch value {
    case .record(let record):
      var keyed = encoder.container(keyedBy: Name.self)
      for field in record.fields {
        try keyed.encode(JSONValue(field.value), forKey: Name(stringValue: field.name))
      }
    case .list(let values):
      var list = encoder.unkeyedContainer()
      for value in values { try list.encode(JSONValue(value)) }
    case .number(let number):
      var single = encoder.singleValueContainer()
      try single.encode(number)
    case .text(let text):
      var single = encoder.singleValueContainer()
      try single.encode(text)
    case .boolean(let truth):
      var single = encoder.singleValueContainer()
      try single.encode(truth)
    case .none:
      var single = encoder.singleValueContainer()
      try single.encodeNil()
    }
  }

  /// Any name of a field.
  struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// The value as JSON text; numbers that JSON cannot hold are the texts `inf`, `-inf` and `nan`.
  static func text(of value: some Encodable, pretty: Bool) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      pretty
      ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      : [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
