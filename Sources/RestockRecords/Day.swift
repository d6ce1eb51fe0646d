/// A day of the civil calendar, or a step of data that has no dates.
///
/// A day is its number since 1970-01-01 in the proleptic Gregorian calendar. In a run on steps
/// (`--every step`) the number is the step itself, and a day lasts one step.
public struct Day: Hashable, Comparable, Sendable, Codable {
  /// Days since 1970-01-01, or the step.
  public let number: Int32

  /// The day with this number.
  public init(number: Int32) {
    self.number = number
  }

  /// The day of a year, month (1...12) and day of the month; nil where there is no such day, as for
  /// 30 February, or outside the years 1 to 9999.
  ///
  /// Source: Hinnant, chrono-compatible low-level date algorithms (days_from_civil).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(days - 719_468)
    guard civil == (year, month, day) else { return nil }
  }

  /// Year, month (1...12) and day of the month.
  ///
  /// Source: Hinnant, civil_from_days.
  public var civil: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day of the week.
  public var weekday: Weekday {
    let index = (Int(number) % 7 + 10) % 7
    return Weekday.allCases[index]
  }

  /// ISO 8601, as `2026-11-24`.
  public var iso: String {
    let (year, month, day) = civil
    func pad(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
  }

  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  /// The day so many days later (earlier, where negative).
  public static func + (day: Self, days: Int) -> Self { Self(number: day.number + Int32(days)) }

  /// The days from `earlier` to `day`.
  public static func - (day: Self, earlier: Self) -> Int { Int(day.number) - Int(earlier.number) }
}

/// A day of the week; Monday is 1 (ISO 8601).
public enum Weekday: Int, CaseIterable, Sendable, Hashable, Codable {
  case monday = 1
  case tuesday
  case wednesday
  case thursday
  case friday
  case saturday
  case sunday
}
