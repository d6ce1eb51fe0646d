internal import RestockRecords

/// In which buckets an item was out of stock, by the stock history.
///
/// Where the sales have no location, an item was out on a day when every location that was observed
/// was. Where days are observed, for how long of a bucket it was out is known too.
struct StockOutCalendar {
  private let outBuckets: [SeriesKey: Set<Int>]
  private let outages: [SeriesKey: [Int: Outage]]
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
    var outages: [SeriesKey: [Int: Outage]] = [:]
    if span.size == .day, calendar.size != .day, calendar.size != .step {
      for (key, outBuckets) in buckets {
        for bucket in outBuckets {
          let first = calendar.firstDay(of: bucket)
          outages[key, default: [:]][bucket] = Self.outage(
            days: (-1..<calendar.days(of: bucket)).map {
              isOut[DayKey(key: key, day: first + $0)]
            })
        }
      }
    }
    self.outages = outages
    observed = Set(isOut.keys.map(\.key))
  }

  /// For how long an item was out, by whether it was on each day, the one before the bucket first; nil
  /// for a day that was not observed. Nil where most of the bucket was not.
  private static func outage(days: [Bool?]) -> Outage? {
    var observed = 0.0
    var out = 0.0
    var runOuts = 0
    for (before, day) in zip(days, days.dropFirst()) {
      guard let day else { continue }
      observed += 1
      guard day else { continue }
      // Of a day before it that nobody looked at, nothing says that stock was there.
      let ranOut = before == false
      out += ranOut ? 0.5 : 1
      if ranOut { runOuts += 1 }
    }
    guard out > 0, observed >= leastObserved * Double(days.count - 1) else { return nil }
    return Outage(share: out / observed, runOuts: runOuts)
  }

  /// The share of a bucket's days, such as five of seven, that has to be observed.
  private static let leastObserved = 0.7

  /// By bucket, for how long the item was out, where that is known.
  func outages(of key: SeriesKey) -> [Int: Outage] {
    outages[SeriesKey(sku: key.sku, location: key.location)] ?? [:]
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
