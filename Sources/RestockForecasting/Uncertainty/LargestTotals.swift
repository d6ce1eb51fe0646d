/// The largest totals over windows of several lengths that a series has had, unknown periods counted
/// as none.
public struct LargestTotals: Sendable, Hashable {
  /// The lengths of the windows.
  let lengths: WindowLengths
  /// For each of them, not falling; units. A window longer than the series is the
  /// whole of it.
  let totals: [Double]

  /// Those of `series` at each of some origins, ascending, and at its end.
  static func states(
    of series: DemandSeries, at origins: [Int], lengths: WindowLengths
  ) -> [Self] {
    var sums = [Double](repeating: 0, count: lengths.periods.count)
    var largest = sums
    var states: [Self] = []
    states.reserveCapacity(origins.count + 1)
    for t in series.demand.indices {
      if states.count < origins.count, origins[states.count] == t {
        states.append(Self(lengths: lengths, totals: largest))
      }
      for (place, length) in lengths.periods.enumerated() {
        sums[place] += series.demand[t]
        if t >= length { sums[place] -= series.demand[t - length] }
        largest[place] = max(largest[place], sums[place])
        // Sums of the same demand in another order differ in their last digits.
        if place > 0 { largest[place] = max(largest[place], largest[place - 1]) }
      }
    }
    states.append(Self(lengths: lengths, totals: largest))
    return states
  }
}
