internal import RestockForecasting
internal import RestockRecords

/// The periods of all items of a run on one axis, from the first bucket of any history to the last
/// that is forecast, with their phases in the season that items share: the
/// year, or for daily data the week.
struct SeasonAxis {
  let firstBucket: Int
  /// The phase in the season of each period.
  let phases: ContiguousArray<Int>
  /// Phases in a season; below 2 where the buckets have none.
  let phaseCount: Int

  /// - Parameters:
  ///   - buckets: From the first of any history to the last that is forecast.
  ///   - calendar: What a bucket is. Weeks are numbered as ISO 8601 does, the 53rd counting as the
  ///     52nd.
  init(buckets: Range<Int>, calendar: BucketCalendar) {
    firstBucket = buckets.lowerBound
    phaseCount =
      switch calendar.size {
      case .day: 7
      case .week: 52
      case .month: 12
      case .quarter: 4
      case .year, .step: 0
      }
    phases = ContiguousArray(buckets.map { Self.phase(of: $0, calendar) })
  }

  private static func phase(of bucket: Int, _ calendar: BucketCalendar) -> Int {
    switch calendar.size {
    case .day: return calendar.firstDay(of: bucket).weekday.rawValue - 1
    // The middle of a week decides its year, as in ISO 8601.
    case .week: return yearWeek(of: calendar.firstDay(of: bucket) + 3)
    case .month: return calendar.firstDay(of: bucket).civil.month - 1
    case .quarter: return (calendar.firstDay(of: bucket).civil.month - 1) / 3
    case .year, .step: return 0
    }
  }

  /// Which of 52 weeks of its year a day lies in, from 0; the last day or two belong to the 52nd.
  private static func yearWeek(of day: Day) -> Int {
    guard let first = Day(year: day.civil.year, month: 1, day: 1) else { return 0 }
    return min(51, (day - first) / 7)
  }
}
