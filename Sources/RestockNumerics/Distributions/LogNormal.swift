/// The lognormal distribution: the logarithm is normal.
public struct LogNormal: Distribution {
  /// The distribution of the logarithm.
  public let logarithm: Normal

  /// A lognormal distribution with this mean and standard deviation (> 0) of the logarithm.
  public init(logMean: Double, logStandardDeviation: Double) {
    logarithm = Normal(mean: logMean, standardDeviation: logStandardDeviation)
  }

  private var logVariance: Double {
    logarithm.standardDeviation * logarithm.standardDeviation
  }

  public var mean: Double { (logarithm.mean + 0.5 * logVariance).exponential }

  public var standardDeviation: Double { mean * (logVariance.exponential - 1).squareRoot() }

  public func cumulativeProbability(_ x: Double) -> Double {
    x > 0 ? logarithm.cumulativeProbability(x.logarithm) : 0
  }

  public func survivalProbability(_ x: Double) -> Double {
    x > 0 ? logarithm.survivalProbability(x.logarithm) : 1
  }

  public func quantile(_ probability: Double) -> Double {
    logarithm.quantile(probability).exponential
  }

  /// E[(X - x)+] = mean P(Z > z - sigma) - x P(Z > z), z the standardised logarithm of x.
  public func loss(_ x: Double) -> Double {
    guard x > 0 else { return mean - x }
    let sigma = logarithm.standardDeviation
    let z = (x.logarithm - logarithm.mean) / sigma
    let upper = Normal.standard.survivalProbability(z - sigma)
    return max(0, mean * upper - x * Normal.standard.survivalProbability(z))
  }
}
