internal import RestockRecords

/// What makes an order line a one-off bulk order.
///
/// A line is one when it lies more than `spread` standard deviations above the mean of the item's
/// other lines, is more than `multiple` times that mean, and no line of another order is half as
/// large: then its like has come neither before nor since. Another large line of the same customer
/// on another day is such a like. At least `otherLines` others are needed to say so.
struct BulkOrderRule {
  let spread = 8.0
  let multiple = 10.0
  let otherLines = 10

  /// The bulk lines among the largest lines of a series, as of a day.
  func bulkLines(of series: SalesSeries, asOf: Day) -> [OrderLine] {
    var found: [OrderLine] = []
    var rest = Others(
      lines: Double(series.lines), sum: series.lineSum, squares: series.lineSumOfSquares)
    for line in series.largestLines where line.day >= asOf { rest.remove(line.quantity) }
    let largest = series.largestLines.filter { $0.day < asOf }.sorted { $0.quantity > $1.quantity }
    for (i, line) in largest.enumerated() {
      rest.remove(line.quantity)
      guard rest.lines >= Double(otherLines) else { break }
      let like = largest[(i + 1)...].first { $0.orderID != line.orderID }
      guard line.quantity > multiple * rest.mean,
        line.quantity > rest.mean + spread * rest.standardDeviation,
        (like?.quantity ?? 0) < 0.5 * line.quantity
      else { break }
      found.append(line)
    }
    return found
  }

  /// Count, sum and sum of squares of the lines that are not under suspicion.
  private struct Others {
    var lines: Double
    var sum: Double
    var squares: Double

    mutating func remove(_ quantity: Double) {
      lines -= 1
      sum -= quantity
      squares -= quantity * quantity
    }

    var mean: Double { sum / lines }
    var standardDeviation: Double { max(0, squares / lines - mean * mean).squareRoot() }
  }
}
