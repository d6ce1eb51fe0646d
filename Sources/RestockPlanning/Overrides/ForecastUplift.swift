internal import RestockRecords

/// A factor that the planner puts on an item's demand, and for how long.
struct ForecastUplift {
  /// >= 0.
  let factor: Double
  /// The last day on which it holds; nil for good.
  let until: Day?

  /// What the demand of a bucket is multiplied by: the share of its days on which the factor holds
  /// takes the factor, the rest does not. (The whole of the bucket that holds as-of counts, of which
  /// only what is left is forecast.)
  func multiplier(of bucket: Int, in calendar: BucketCalendar) -> Double {
    guard let until else { return factor }
    let first = calendar.firstDay(of: bucket)
    let days = calendar.days(of: bucket)
    let held = min(max(until - first + 1, 0), days)
    return 1 + Double(held) / Double(days) * (factor - 1)
  }
}
