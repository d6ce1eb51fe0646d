public import RestockRecords

/// A length of time as a user writes it: `14d`, `2w` or `7p`.
public struct Duration: Sendable, Hashable, Codable {
  /// What the value counts.
  public enum Unit: String, Sendable, Hashable, Codable {
    case days = "d"
    case weeks = "w"
    /// Periods: buckets of the run.
    case periods = "p"
  }

  /// How many of the unit, >= 0.
  public let value: Double
  public let unit: Unit

  /// A duration; `value` is finite and not negative.
  public init(_ value: Double, _ unit: Unit) {
    precondition(value >= 0 && value.isFinite, "a duration of \(value)")
    self.value = value
    self.unit = unit
  }

  /// Reads `14d`, `2w`, `7p` or a bare number of days; nil for anything else.
  public init?(_ text: String) {
    let digits = text.prefix { "0123456789.".contains($0) }
    let suffix = text.dropFirst(digits.count)
    guard let value = Double(digits), value.isFinite,
      let unit = suffix.isEmpty ? .days : Unit(rawValue: String(suffix))
    else { return nil }
    self.init(value, unit)
  }

  /// The length in days of the calendar (in a run on steps: in steps).
  public func days(in calendar: BucketCalendar) -> Double {
    switch unit {
    case .days: value
    case .weeks: calendar.size == .step ? value : 7 * value
    case .periods: value * calendar.meanDays
    }
  }
}

extension Duration: CustomStringConvertible {
  public var description: String {
    let number = value == value.rounded() && value < 1e15 ? String(Int(value)) : String(value)
    return number + unit.rawValue
  }
}
