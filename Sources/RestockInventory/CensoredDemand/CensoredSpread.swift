public import RestockNumerics

/// Mean and spread of a negative binomial or gamma demand of which some periods show only a lower bound.
///
/// The likelihood of a period in stock is the probability (density) of what was sold; that of one that
/// ran out is the probability of as much or more. It is made greatest over the mean, for each shape, and
/// over the shape. Source: the censored likelihood of Nahmias (1994), Demand estimation in lost sales
/// inventory systems, doi:10.1002/1520-6750(199410)41:6<739::AID-NAV3220410605>3.0.CO;2-A, with the
/// distribution left open.
public enum CensoredSpread {
  /// The shape of demand.
  public enum Family: Sendable, Hashable {
    /// Whole units, variance above the mean.
    case negativeBinomial
    /// Quantities above 0.
    case gamma
  }

  /// The estimates of greatest likelihood.
  ///
  /// - Parameters:
  ///   - sales: Units of each period, >= 0; whole for a negative binomial, above 0 in stock for a gamma.
  ///   - stockedOut: Whether a period ran out of stock; one that sold nothing then tells nothing.
  ///   - family: The shape of demand.
  /// - Returns: Mean and standard deviation, units per period; nil with fewer than two different sales of
  ///   periods in stock.
  public static func estimate(
    sales: [Double], stockedOut: [Bool], family: Family
  ) -> (mean: Double, standardDeviation: Double)? {
    precondition(sales.count == stockedOut.count, "\(sales.count), \(stockedOut.count)")
    let exact = zip(sales, stockedOut).filter { !$0.1 }.map(\.0)
    let bounds = zip(sales, stockedOut).filter { $0.1 && $0.0 > 0 }.map(\.0)
    guard let first = exact.first, exact.contains(where: { $0 != first }) else { return nil }
    let start = ((exact + bounds).reduce(0, +) / Double(exact.count + bounds.count))
    /// Minus the log likelihood.
    func lack(_ mean: Double, _ shape: Double) -> Double {
      var sum = 0.0
      func add(_ likelihood: Double) { sum -= max(likelihood, 1e-300).logarithm }
      switch family {
      case .negativeBinomial:
        let law = NegativeBinomial(shape: shape, successProbability: shape / (shape + mean))
        for value in exact { add(law.probability(Int(value))) }
        for bound in bounds { add(law.survivalProbability(bound - 1)) }
      case .gamma:
        let law = Gamma(shape: shape, scale: mean / shape)
        for value in exact { add(law.density(value)) }
        for bound in bounds { add(law.survivalProbability(bound)) }
      }
      return sum
    }
    /// The mean of greatest likelihood for a shape.
    func bestMean(_ shape: Double) -> Double {
      leastPoint(from: start / 4, to: 20 * start, precision: 1e-8) { lack($0, shape) }
    }
    // From a variance of a hundred squares of the mean to one of a ten-thousandth, by the logarithm.
    let shape =
      (leastPoint(from: 1, to: 15, precision: 1e-8) { logarithm in
        let shape = (logarithm - 5.7).exponential
        return lack(bestMean(shape), shape)
      } - 5.7).exponential
    let mean = bestMean(shape)
    switch family {
    case .negativeBinomial: return (mean, (mean + mean * mean / shape).squareRoot())
    case .gamma: return (mean, mean / shape.squareRoot())
    }
  }
}

extension DemandDistribution {
  /// The expected demand where at least so many units were asked for: E[D | D >= bound].
  public func mean(atLeast bound: Double) -> Double {
    // Of whole units, as many as the bound are enough.
    let atLeast =
      isWholeUnits ? survivalProbability(bound.rounded(.up) - 1) : survivalProbability(bound)
    guard atLeast > 1e-9 else { return bound }
    return max(bound, bound + loss(bound) / atLeast)
  }
}
