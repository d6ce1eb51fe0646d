/// How long a bucket of demand is.
public enum BucketSize: String, CaseIterable, Sendable, Hashable, Codable {
  case day
  case week
  case month
  case quarter
  case year
  /// Numbered steps, without dates.
  case step
}

/// The buckets of a run: which days belong together, numbered so that the next bucket has the next
/// number.
public struct BucketCalendar: Sendable, Hashable, Codable {
  /// How long a bucket is.
  public let size: BucketSize
  /// The first day of a week; it matters for weeks only.
  public let weekStart: Weekday

  /// The buckets of this size.
  public init(size: BucketSize, weekStart: Weekday = .monday) {
    self.size = size
    self.weekStart = weekStart
  }

  /// The number of the bucket that holds `day`.
  public func bucket(of day: Day) -> Int {
    let number = Int(day.number)
    switch size {
    case .day, .step: return number
    case .week:
      // Day 0 was a Thursday, three days after a Monday.
      let shifted = number + 3 - (weekStart.rawValue - 1)
      return shifted >= 0 ? shifted / 7 : (shifted - 6) / 7
    case .month:
      let (year, month, _) = day.civil
      return year * 12 + month - 1
    case .quarter:
      let (year, month, _) = day.civil
      return year * 4 + (month - 1) / 3
    case .year: return day.civil.year
    }
  }

  /// The first day of a bucket.
  public func firstDay(of bucket: Int) -> Day {
    switch size {
    case .day, .step: return Day(number: Int32(bucket))
    case .week: return Day(number: Int32(bucket * 7 - 3 + (weekStart.rawValue - 1)))
    case .month: return first(year: bucket / 12, month: bucket % 12 + 1)
    case .quarter: return first(year: bucket / 4, month: bucket % 4 * 3 + 1)
    case .year: return first(year: bucket, month: 1)
    }
  }

  /// The days of a bucket; a step has one.
  public func days(of bucket: Int) -> Int {
    firstDay(of: bucket + 1) - firstDay(of: bucket)
  }

  /// What the outputs call a bucket: its first date, or the step.
  public func label(of bucket: Int) -> String {
    size == .step ? String(bucket) : firstDay(of: bucket).iso
  }

  /// The mean number of days of a bucket, for durations given in periods.
  public var meanDays: Double {
    switch size {
    case .day, .step: 1
    case .week: 7
    case .month: 365.25 / 12
    case .quarter: 365.25 / 4
    case .year: 365.25
    }
  }

  private func first(year: Int, month: Int) -> Day {
    guard let day = Day(year: year, month: month, day: 1) else {
      preconditionFailure("no day for year \(year), month \(month)")
    }
    return day
  }
}
