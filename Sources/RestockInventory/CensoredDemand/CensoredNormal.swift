internal import RestockNumerics

/// Mean and standard deviation of a normal demand of which some periods show only a lower bound.
///
/// The expectation-maximisation algorithm: a censored period is replaced by the mean and the spread
/// of demand beyond what was sold, until neither estimate moves. The share of
/// information that censoring hides sets its pace.
///
/// Source: Tobin (1958), doi:10.2307/1907382; Nahmias (1994), Demand estimation in lost sales
/// inventory systems; Dempster, Laird and Rubin (1977).
public enum CensoredNormal {
  /// The estimates of greatest likelihood; nil with fewer than two different uncensored values.
  ///
  /// - Parameters:
  ///   - sales: Units of each period.
  ///   - stockedOut: Whether a period ran out of stock.
  /// - Returns: Mean and standard deviation, units per period.
  public static func estimate(
    sales: [Double], stockedOut: [Bool]
  ) -> (mean: Double, standardDeviation: Double)? {
    precondition(sales.count == stockedOut.count, "\(sales.count), \(stockedOut.count)")
    let exact = zip(sales, stockedOut).filter { !$0.1 }.map(\.0)
    let bounds = zip(sales, stockedOut).filter { $0.1 }.map(\.0)
    guard let first = exact.first, exact.contains(where: { $0 != first }) else { return nil }
    let n = Double(sales.count)
    func step(_ mean: Double, _ spread: Double) -> (mean: Double, spread: Double) {
      let normal = Normal(mean: mean, standardDeviation: spread)
      var total = exact.reduce(0, +)
      var squares = exact.reduce(0) { $0 + $1 * $1 }
      for bound in bounds {
        let beyond = normal.survivalProbability(bound)
        let z = (bound - mean) / spread
        // E[D | D >= bound] = mean + spread lambda, lambda the hazard; far out it is all but z.
        let hazard =
          beyond > 0 && z < 30 ? spread * normal.density(bound) / beyond : z + 1 / max(z, 1)
        total += mean + spread * hazard
        squares += mean * mean + spread * spread + spread * hazard * (mean + bound)
      }
      let next = total / n
      return (next, max(squares / n - next * next, 1e-300).squareRoot())
    }
    var mean = sales.reduce(0, +) / n
    var spread = (sales.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
    for _ in 0..<20_000 {
      let next = step(mean, spread)
      let change = max(abs(next.mean - mean), abs(next.spread - spread))
      (mean, spread) = next
      if change <= 1e-13 * max(spread, abs(mean) * 1e-3) { break }
    }
    return (mean, spread)
  }
}
