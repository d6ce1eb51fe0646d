internal import RestockRecords

/// Of the largest order lines of a series those that were taken back whole.
///
/// A return of as many units by the same customer, at most a year later, cancels an order: it was no
/// demand. Netted in its own period like other returns it would leave the order in the history, and take
/// away what others bought then.
struct CancelledOrders {
  /// The lines, and the returns that took them back.
  let lines: [(order: OrderLine, takenBack: OrderLine)]
  /// The series as if neither had been.
  let remaining: SalesSeries

  private static let longestWait = 366

  /// Looks for them, as of a day.
  init(of series: SalesSeries, buckets: BucketCalendar, asOf: Day) {
    var found: [(order: OrderLine, takenBack: OrderLine)] = []
    var remaining = series
    for takenBack in series.largestReturns where takenBack.day < asOf {
      let match = remaining.largestLines.firstIndex {
        $0.quantity == takenBack.quantity && $0.customer == takenBack.customer
          && (0...Self.longestWait).contains(takenBack.day - $0.day)
      }
      guard let match else { continue }
      found.append((remaining.largestLines[match], takenBack))
      remaining.remove(match, takenBack: takenBack, buckets: buckets)
    }
    lines = found
    self.remaining = remaining
  }
}

extension SalesSeries {
  /// Takes out one of the largest lines and its return.
  fileprivate mutating func remove(_ place: Int, takenBack: OrderLine, buckets: BucketCalendar) {
    let line = largestLines.remove(at: place)
    lines -= 1
    lineSum -= line.quantity
    lineSumOfSquares -= line.quantity * line.quantity
    let bucket = buckets.bucket(of: line.day) - firstBucket
    if sold.indices.contains(bucket) { sold[bucket] = max(0, sold[bucket] - Float(line.quantity)) }
    let returnBucket = buckets.bucket(of: takenBack.day)
    if let units = returned[returnBucket] {
      let rest = units - Float(takenBack.quantity)
      returned[returnBucket] = rest > 0 ? rest : nil
    }
  }
}
