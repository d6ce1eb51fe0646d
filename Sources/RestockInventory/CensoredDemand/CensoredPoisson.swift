internal import RestockNumerics

/// The rate of a Poisson demand of which some periods show only a lower bound.
///
/// In a period that ran out of stock demand was at least what was sold. The derivative of the log
/// likelihood falls with the rate (it is concave), so that its root is the estimate.
///
/// Source: Conrad (1976), Sales data and the estimation of demand, doi:10.1057/jors.1976.13.
public enum CensoredPoisson {
  /// The rate of greatest likelihood.
  ///
  /// - Parameters:
  ///   - sales: Whole units of each period, >= 0.
  ///   - stockedOut: Whether a period ran out of stock; one that sold nothing then tells nothing.
  /// - Returns: Units per period; nil where every period ran out, so that no rate is most likely.
  public static func rate(sales: [Double], stockedOut: [Bool]) -> Double? {
    precondition(sales.count == stockedOut.count, "\(sales.count), \(stockedOut.count)")
    let exact = zip(sales, stockedOut).filter { !$0.1 }.map(\.0)
    let bounds = zip(sales, stockedOut).filter { $0.1 && $0.0 > 0 }.map(\.0)
    guard !exact.isEmpty else { return nil }
    let known = exact.reduce(0, +)
    let start = (known + bounds.reduce(0, +)) / Double(exact.count + bounds.count)
    guard start > 0 else { return 0 }
    // The score: known / lambda - (count of exact) + sum of P(D = k - 1) / P(D >= k).
    func negativeScore(_ rate: Double) -> Double {
      let poisson = Poisson(mean: rate)
      var score = known / rate - Double(exact.count)
      for k in bounds {
        let atLeast = poisson.survivalProbability(k - 1)
        score += atLeast > 0 ? poisson.probability(Int(k) - 1) / atLeast : k / rate
      }
      return -score
    }
    var high = start
    while negativeScore(high) < 0 { high *= 2 }
    var low = min(start, high)
    while negativeScore(low) > 0, low > 1e-300 { low *= 0.5 }
    return root(from: low, to: high, precision: 1e-13, of: negativeScore)
  }
}
