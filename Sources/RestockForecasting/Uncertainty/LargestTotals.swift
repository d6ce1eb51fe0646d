/// The largest totals over windows of several lengths that a series has had, unknown periods counted
/// as none.
public struct LargestTotals: Sendable, Hashable {
  /// For each of `OriginTotals.lengths`, not falling; units.
  private let totals: [Double]
  /// Periods with demand.
  private let demands: Int

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
    demands = series.demand.count { $0 > 0 }
  }

  /// An estimate of the most that can be, from the largest of k: once more a k-th of it.
  ///
  /// Source: Goodman (1952), Serial number analysis, Journal of the American Statistical Association 47,
  /// 622-634 (the maximum of a range from its largest draw).
  func bound(length: Double) -> Double {
    total(length: length) * (1 + 1 / Double(max(1, demands)))
  }

  /// The largest total over a window of `length` periods; between the lengths looked at, on the line
  /// over the logarithm of the length.
  func total(length: Double) -> Double {
    let (place, weight) = OriginTotals.place(of: length)
    guard weight > 0 else { return totals[place] }
    return totals[place] + weight * (totals[place + 1] - totals[place])
  }
}
