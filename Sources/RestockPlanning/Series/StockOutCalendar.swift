internal import RestockRecords

/// In which buckets an item was out of stock, by the stock history.
///
/// Where the sales have no location, an item was out on a day when every location that was observed
/// was.
struct StockOutCalendar {
  private let outBuckets: [SeriesKey: Set<Int>]
  private let observed: Set<SeriesKey>

  init(_ history: StockHistory?, calendar: BucketCalendar, byLocation: Bool) {
    let observations = history?.observations ?? []
    struct DayKey: Hashable {
      let key: SeriesKey
      let day: Day
    }
    var isOut: [DayKey: Bool] = [:]
    isOut.reserveCapacity(observations.count)
    for observation in observations {
      let key = SeriesKey(
        sku: observation.sku, location: byLocation ? observation.location : "")
      let dayKey = DayKey(key: key, day: observation.day)
      isOut[dayKey] = (isOut[dayKey] ?? true) && !observation.inStock
    }
    var buckets: [SeriesKey: Set<Int>] = [:]
    // An observation of a longer span than a day is of all its days.
    let span = BucketCalendar(size: history?.span ?? .day, weekStart: calendar.weekStart)
    for (dayKey, out) in isOut where out {
      let first = calendar.bucket(of: dayKey.day)
      let days = span.days(of: span.bucket(of: dayKey.day))
      let last = max(first, calendar.bucket(of: dayKey.day + (days - 1)))
      buckets[dayKey.key, default: []].formUnion(first...last)
    }
    outBuckets = buckets
    observed = Set(isOut.keys.map(\.key))
  }

  /// Whether the stock history speaks of the item at all.
  func knows(_ key: SeriesKey) -> Bool {
    observed.contains(SeriesKey(sku: key.sku, location: key.location))
  }

  /// The buckets in which the item was out of stock on a day or all the time.
  func outBuckets(of key: SeriesKey) -> Set<Int> {
    outBuckets[SeriesKey(sku: key.sku, location: key.location)] ?? []
  }
}
