/// The largest totals over windows of several lengths that a series has had, unknown periods counted
/// as none.
public struct LargestTotals: Sendable, Hashable {
  /// For each of `OriginTotals.lengths`, not falling; units.
  private let totals: [Double]

  /// Looks for the largest windows of `series`; a window longer than the series is the whole of it.
  public init(of series: DemandSeries) {
    var totals: [Double] = []
    for length in OriginTotals.lengths {
      var sum = 0.0
      var largest = 0.0
      for t in series.demand.indices {
        sum += series.demand[t]
        if t >= length { sum -= series.demand[t - length] }
        largest = max(largest, sum)
      }
      totals.append(max(largest, totals.last ?? 0))
    }
    self.totals = totals
  }

  /// What a total over so many periods with this mean is taken never to exceed, units: twice the largest
  /// seen, three times the mean, or one. Of an item that sold twice nothing tells where its tail ends,
  /// and the shape of its like would have it hold stock for orders that none has shown.
  func bound(mean: Double, length: Double) -> Double {
    max(2 * total(length: length), 3 * mean, 1)
  }

  /// The largest total over a window of `length` periods; between the lengths looked at, on the line
  /// over the logarithm of the length.
  private func total(length: Double) -> Double {
    let (place, weight) = OriginTotals.place(of: length)
    guard weight > 0 else { return totals[place] }
    return totals[place] + weight * (totals[place + 1] - totals[place])
  }
}
