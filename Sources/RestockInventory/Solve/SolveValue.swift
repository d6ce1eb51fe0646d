/// A value that goes into a model of the register or comes out of it.
public indirect enum SolveValue: Sendable, Hashable {
  case number(Double)
  case text(String)
  case boolean(Bool)
  case list([SolveValue])
  case record(SolveRecord)
  /// No value: an order that cannot be promised, a bound that is not set.
  case none

  /// A list of numbers.
  public static func numbers(_ values: [Double]) -> SolveValue {
    .list(values.map(SolveValue.number))
  }

  /// A whole number.
  public static func whole(_ value: Int) -> SolveValue { .number(Double(value)) }

  /// A list of whole numbers.
  public static func wholes(_ values: [Int]) -> SolveValue { .numbers(values.map(Double.init)) }

  /// What it is, for a message: `the number 3`, `a list of 4`.
  public var description: String {
    switch self {
    case .number(let value): "the number \(value)"
    case .text(let text): "the text '\(text)'"
    case .boolean(let value): "\(value)"
    case .list(let values): "a list of \(values.count)"
    case .record(let record): "a record of \(record.fields.count) fields"
    case .none: "nothing"
    }
  }
}

/// Named values in a fixed order.
public struct SolveRecord: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// A name with its value.
  public struct Field: Sendable, Hashable {
    public let name: String
    public let value: SolveValue

    public init(name: String, value: SolveValue) {
      self.name = name
      self.value = value
    }
  }

  /// The fields, in order, each name once.
  public let fields: [Field]

  public init(fields: [Field]) {
    self.fields = fields
  }

  public init(dictionaryLiteral pairs: (String, SolveValue)...) {
    fields = pairs.map { Field(name: $0.0, value: $0.1) }
  }

  /// The value of that name, nil where there is none.
  public subscript(name: String) -> SolveValue? {
    fields.first { $0.name == name }?.value
  }
}
