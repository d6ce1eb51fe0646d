internal import RestockRecords

/// In which buckets an item was out of stock, by the stock history.
///
/// Where the sales have no location, an item was out on a day when every location that was observed
/// was.
struct StockOutCalendar {
  private let outBuckets: [SeriesKey: Set<Int>]

  init(_ observations: [StockObservation], calendar: BucketCalendar, byLocation: Bool) {
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
    for (dayKey, out) in isOut where out {
      buckets[dayKey.key, default: []].insert(calendar.bucket(of: dayKey.day))
    }
    outBuckets = buckets
  }

  /// The buckets in which the item was out of stock on a day or all the time.
  func outBuckets(of key: SeriesKey) -> Set<Int> {
    outBuckets[SeriesKey(sku: key.sku, location: key.location)] ?? []
  }
}
