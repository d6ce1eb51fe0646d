/// What a model of the register takes under one name.
public struct SolveInput: Sendable, Hashable {
  /// The kind of value, with its bounds.
  public indirect enum Kind: Sendable, Hashable {
    case number(SolveBounds)
    case whole(SolveBounds)
    case numbers(SolveBounds)
    /// One number for all periods, or a list of one for each.
    case numberOrNumbers(SolveBounds)
    case flag
    case flags
    case choice([String])
    /// Numbers by name.
    case numbersByName(SolveBounds)
    /// Probabilities, or weights, by value: a record whose names are numbers.
    case weights(SolveBounds)
    case records([SolveInput])
    case recordsByName([SolveInput])
    case texts
    case text
    /// A distribution by family and parameters.
    case distribution
  }

  public let name: String
  public let kind: Kind
  /// The unit, empty for a pure number.
  public let unit: String
  /// What it is.
  public let meaning: String
  /// The value where none is given; nil where the input is required.
  public let standard: SolveValue?

  public init(
    _ name: String, _ kind: Kind, unit: String = "", _ meaning: String,
    standard: SolveValue? = nil
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.meaning = meaning
    self.standard = standard
  }

  /// What is expected, for a message: `a number > 0 (money per order)`.
  public var expectation: String {
    let detail = unit.isEmpty ? meaning : "\(meaning), \(unit)"
    return "\(kind.expectation) (\(detail))"
  }
}

/// The interval in which a number must lie.
public struct SolveBounds: Sendable, Hashable {
  public let low: Double
  public let high: Double
  public let includesLow: Bool
  public let includesHigh: Bool

  public init(
    low: Double = -.infinity, high: Double = .infinity, includesLow: Bool = true,
    includesHigh: Bool = true
  ) {
    self.low = low
    self.high = high
    self.includesLow = includesLow
    self.includesHigh = includesHigh
  }

  /// Any finite number.
  public static let any = Self()
  /// > 0.
  public static let positive = Self(low: 0, includesLow: false)
  /// >= 0.
  public static let notNegative = Self(low: 0)
  /// At least 1.
  public static let atLeastOne = Self(low: 1)
  /// Between 0 and 1, neither of them.
  public static let probability = Self(low: 0, high: 1, includesLow: false, includesHigh: false)
  /// 0...1.
  public static let share = Self(low: 0, high: 1)
  /// > 0 and <= 1.
  public static let positiveShare = Self(low: 0, high: 1, includesLow: false)

  func contains(_ x: Double) -> Bool {
    x.isFinite && (includesLow ? x >= low : x > low) && (includesHigh ? x <= high : x < high)
  }

  var text: String {
    switch (low.isFinite, high.isFinite) {
    case (false, false): ""
    case (true, false): includesLow ? " >= \(brief(low))" : " > \(brief(low))"
    case (false, true): includesHigh ? " <= \(brief(high))" : " < \(brief(high))"
    case (true, true):
      " \(includesLow ? ">=" : ">") \(brief(low)) and \(includesHigh ? "<=" : "<") \(brief(high))"
    }
  }

  private func brief(_ x: Double) -> String {
    x == x.rounded() && abs(x) < 1e15 ? "\(Int(x))" : "\(x)"
  }
}

extension SolveInput.Kind {
  /// What stands for a value of this kind on a command line.
  public var placeholder: String {
    switch self {
    case .number: "NUMBER"
    case .whole: "WHOLE"
    case .numbers: "1,2,3"
    case .numberOrNumbers: "NUMBER|1,2,3"
    case .flag: "true|false"
    case .flags: "[true,false]"
    case .choice(let names): names.joined(separator: "|")
    case .numbersByName: #"'{"NAME": NUMBER}'"#
    case .weights: #"'{"VALUE": PROBABILITY}'"#
    case .records(let fields): "'[\(Self.record(fields))]'"
    case .recordsByName(let fields): #"'{"NAME": \#(Self.record(fields))}'"#
    case .texts: #"'["NAME"]'"#
    case .text: "NAME"
    case .distribution: #"'{"family": "poisson", "mean": NUMBER}'"#
    }
  }

  /// The required fields of a record.
  private static func record(_ fields: [SolveInput]) -> String {
    let required = fields.filter { $0.standard == nil }
    return "{\(required.map { #""\#($0.name)": ..."# }.joined(separator: ", "))}"
  }

  /// What is expected, in words: `a whole number >= 1`.
  public var expectation: String {
    switch self {
    case .number(let bounds): "a number\(bounds.text)"
    case .whole(let bounds): "a whole number\(bounds.text)"
    case .numbers(let bounds): "a list of numbers\(bounds.text)"
    case .numberOrNumbers(let bounds): "a number\(bounds.text), or a list of one a period"
    case .flag: "true or false"
    case .flags: "a list of true and false"
    case .choice(let names): "one of \(names.joined(separator: ", "))"
    case .numbersByName(let bounds): "numbers\(bounds.text) by name"
    case .weights(let bounds): "probabilities by value, the values\(bounds.text)"
    case .records(let fields):
      "a list of records of \(fields.map(\.name).joined(separator: ", "))"
    case .recordsByName(let fields):
      "by name, records of \(fields.map(\.name).joined(separator: ", "))"
    case .texts: "a list of names"
    case .text: "a name"
    case .distribution: DistributionDescription.expectation
    }
  }
}
