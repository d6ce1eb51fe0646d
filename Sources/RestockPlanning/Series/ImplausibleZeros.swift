internal import RestockNumerics

/// Runs of periods without a sale that are implausible for an item's rate: stock-outs that nobody
/// recorded, most likely.
///
/// With the share p of periods that sell, the smaller of those before and after the run, a run of n
/// zeros has the probability (1 - p)^n; it is implausible where all the places at which it could have
/// begun together give it less than one in a thousand. A season looks the same, so that a run counts as
/// a stock-out only where the same periods of another year sold at half that pace or more.
struct ImplausibleZeros {
  /// Periods in a year; nil where there is none.
  let season: Int?

  /// The probability, over the whole history, below which a run is implausible.
  static let probability = 1e-3
  /// Periods before and after that tell the pace.
  private static let reach = 26
  /// Periods on either side that it takes at least.
  private static let leastReach = 8

  /// A run of zeros.
  struct Run {
    let places: Range<Int>
    /// Of a run as long as this at one place.
    let probability: Double
    /// Whether another year sold in the same periods.
    let isConfirmed: Bool
  }

  /// The implausible runs between two sales, oldest first.
  func runs(
    in demand: ContiguousArray<Double>, from start: Int, isKnown: ContiguousArray<Bool>?
  ) -> [Run] {
    var runs: [Run] = []
    var t = start
    while t < demand.count {
      guard demand[t] == 0, isKnown?[t] != false else {
        t += 1
        continue
      }
      var end = t
      while end < demand.count, demand[end] == 0, isKnown?[end] != false { end += 1 }
      defer { t = end }
      // A run that reaches today may be the item's end.
      guard end < demand.count, t > start, end - t >= 2 else { continue }
      let before = pace(of: demand, max(start, t - Self.reach)..<t, isKnown)
      let after = pace(of: demand, end..<min(demand.count, end + Self.reach), isKnown)
      guard let before, let after else { continue }
      let chance = Double(end - t) * (1 - min(before, after, 0.999)).logarithm
      let places = Double(demand.count - start)
      guard chance + places.logarithm < Self.probability.logarithm else { continue }
      runs.append(
        Run(
          places: t..<end, probability: chance.exponential,
          isConfirmed: isConfirmed(
            t..<end, pace: min(before, after), demand, from: start, isKnown)))
    }
    return runs
  }

  /// The share of known periods that sell, nil for too few.
  private func pace(
    of demand: ContiguousArray<Double>, _ places: Range<Int>, _ isKnown: ContiguousArray<Bool>?
  ) -> Double? {
    var known = 0
    var selling = 0
    for t in places where isKnown?[t] != false {
      known += 1
      if demand[t] > 0 { selling += 1 }
    }
    return known >= Self.leastReach ? Double(selling) / Double(known) : nil
  }

  private func isConfirmed(
    _ run: Range<Int>, pace: Double, _ demand: ContiguousArray<Double>, from start: Int,
    _ isKnown: ContiguousArray<Bool>?
  ) -> Bool {
    guard let season else { return false }
    var known = 0
    var selling = 0
    for years in -10...10 where years != 0 {
      for t in run {
        let other = t + years * season
        guard other >= start, other < demand.count, isKnown?[other] != false else { continue }
        known += 1
        if demand[other] > 0 { selling += 1 }
      }
    }
    return 2 * known >= run.count && Double(selling) >= 0.5 * pace * Double(max(1, known))
  }
}
