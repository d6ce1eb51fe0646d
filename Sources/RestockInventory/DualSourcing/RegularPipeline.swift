/// The regular orders on the way under a dual-index policy, as a Markov chain at rest.
///
/// After the orders of a period the regular position is at its level, so that the overshoot of the
/// expedited position and the k orders on the way behind it sum to the difference of the levels.
struct RegularPipeline {
  /// The probability of each overshoot, from 0 up, after the orders of a period.
  let overshoots: [Double]
  /// Units expedited per period.
  let expeditedMean: Double

  /// The most states of the orders on the way.
  private static let mostStates = 300_000.0

  /// The chain of a difference of the levels; nil where it has too many states.
  ///
  /// - Parameters:
  ///   - demand: The probability of 0, 1, 2, ... units a period.
  ///   - periods: k, by which the expedited source is sooner.
  ///   - difference: Of the two levels, units.
  init?(demand: [Double], periods: Int, difference: Int) {
    let width = min(difference, demand.count - 1) + 1
    var box = 1.0
    for _ in 0..<periods { box *= Double(width) }
    guard box <= Self.mostStates else { return nil }
    let count = Int(box)
    // Digits of a state, the first order to come in the highest place.
    let first = count / width
    var totals = [Int](repeating: 0, count: count)
    for state in 0..<count {
      var rest = state
      var sum = 0
      while rest > 0 {
        sum += rest % width
        rest /= width
      }
      totals[state] = sum
    }
    var mass = [Double](repeating: 0, count: count)
    mass[0] = 1
    var expedited = 0.0
    for _ in 0..<50_000 {
      var next = [Double](repeating: 0, count: count)
      expedited = 0
      for state in 0..<count where mass[state] > 0 {
        let overshoot = difference - totals[state]
        let joining = state / first
        let rest = (state % first) * width
        for (d, p) in demand.enumerated() where p > 0 {
          // What demand takes beyond the overshoot and what joins it is expedited, the rest of the
          // demand is ordered regularly.
          let urgent = max(0, d - overshoot - joining)
          let part = mass[state] * p
          expedited += part * Double(urgent)
          next[rest + d - urgent] += part
        }
      }
      var change = 0.0
      for state in 0..<count { change += abs(next[state] - mass[state]) }
      mass = next
      if change < 1e-12 { break }
    }
    var overshoots = [Double](repeating: 0, count: difference + 1)
    for state in 0..<count where mass[state] > 0 {
      overshoots[max(0, difference - totals[state])] += mass[state]
    }
    self.overshoots = overshoots
    expeditedMean = expedited
  }
}
