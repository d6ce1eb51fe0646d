internal import RestockRecords

/// What came after the histories, from a sales file of its own.
///
/// With dates a period without a row is zero sales, as in a history, from the first period that the
/// file covers to the last complete one; on steps a series' actuals end with its own last row.
struct ActualDemand {
  private let series: [SeriesKey: SalesSeries]
  private let calendar: BucketCalendar
  /// The periods that the file covers, with dates.
  private let covered: Range<Int>
  private let stockOuts: StockOutCalendar
  /// Whether the steps count from the end of each history.
  let countsFromHistory: Bool

  /// - Parameters:
  ///   - actuals: The sales of later periods, by the same buckets as the sales.
  ///   - sales: The sales that the histories were made of.
  ///   - histories: The histories as they are forecast from.
  ///   - stockOuts: When items were out of stock, which makes their demand unknown here as well.
  init(
    _ actuals: SalesHistory, after sales: SalesHistory, histories: [ItemHistory],
    stockOuts: StockOutCalendar
  ) {
    calendar = actuals.calendar
    self.stockOuts = stockOuts
    var series: [SeriesKey: SalesSeries] = [:]
    for one in actuals.series { series[one.key] = one }
    self.series = series
    let firstBucket = calendar.bucket(of: actuals.firstDay)
    // A period that the sales know the beginning of and the actuals the end is in neither as a whole.
    let isSplit =
      calendar.firstDay(of: firstBucket) < actuals.firstDay
      && sales.lastDay >= calendar.firstDay(of: firstBucket)
    let end = calendar.bucket(of: RunCalendar.defaultAsOf(of: actuals))
    let first = isSplit ? firstBucket + 1 : firstBucket
    covered = first..<max(first, end)
    countsFromHistory =
      calendar.size == .step
      && Self.areNumberedFromHistory(series, histories: histories)
  }

  /// Whether the steps of the actuals, read as those of the sales, all lie within the histories, and
  /// begin at 1: then they can only be meant to count from the end of each. Actuals that repeat the
  /// histories are not.
  private static func areNumberedFromHistory(
    _ series: [SeriesKey: SalesSeries], histories: [ItemHistory]
  ) -> Bool {
    var differs = false
    var found = false
    for history in histories {
      guard let actual = series[history.key] else { continue }
      found = true
      guard actual.firstBucket == 1, actual.sold.count < history.demand.count,
        actual.firstBucket + actual.sold.count <= history.endBucket
      else { return false }
      differs =
        differs
        || actual.sold.indices.contains { i in
          let t = actual.firstBucket + i - history.firstBucket
          return history.demand.indices.contains(t) && history.demand[t] != Double(actual.sold[i])
        }
    }
    return found && differs
  }

  /// The demand of the `horizon` periods after a history, nil where it is not known.
  func outcomes(after history: ItemHistory, horizon: Int) -> ContiguousArray<Double?> {
    let actual = series[history.key]
    let out = stockOuts.outBuckets(of: history.key)
    return ContiguousArray(
      (0..<horizon).map { step in
        let bucket = countsFromHistory ? step + 1 : history.endBucket + step
        guard calendar.size != .step else { return actual?.demand(in: bucket) }
        guard covered.contains(bucket), !out.contains(bucket) else { return nil }
        guard let actual else { return 0 }
        return actual.demand(in: bucket) ?? (actual.isUnknown(bucket) ? nil : 0)
      })
  }

  /// The periods of a series that are within its history, and not used.
  func periodsWithin(_ history: ItemHistory) -> Int {
    guard !countsFromHistory, let actual = series[history.key] else { return 0 }
    return max(0, min(actual.sold.count, history.endBucket - actual.firstBucket))
  }

  /// Whether the file has a row of the series.
  func has(_ key: SeriesKey) -> Bool { series[key] != nil }
}

extension SalesSeries {
  /// Units sold less those returned in a bucket, at least 0; nil where that is not known, or outside
  /// the series' own rows.
  fileprivate func demand(in bucket: Int) -> Double? {
    guard sold.indices.contains(bucket - firstBucket), !isUnknown(bucket) else { return nil }
    return max(0, Double(sold[bucket - firstBucket]) - Double(returned[bucket] ?? 0))
  }

  /// Whether the demand of a bucket is unknown, or what was sold only a lower bound of it.
  fileprivate func isUnknown(_ bucket: Int) -> Bool {
    unknown.contains(bucket) || lowerBound.contains(bucket)
  }
}
