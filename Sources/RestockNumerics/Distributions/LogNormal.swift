internal import Glibc

/// The lognormal distribution: e to the power of a normal number.
public struct LogNormal: SecondOrderLossDistribution {
  /// The mean of the logarithm.
  public let logMean: Double
  /// The standard deviation of the logarithm, > 0.
  public let logStandardDeviation: Double

  /// A lognormal distribution by the mean and standard deviation of its logarithm.
  public init(logMean: Double, logStandardDeviation: Double) {
    precondition(
      logMean.isFinite && logStandardDeviation > 0 && logStandardDeviation.isFinite,
      "log mean \(logMean), log standard deviation \(logStandardDeviation)")
    self.logMean = logMean
    self.logStandardDeviation = logStandardDeviation
  }

  /// The lognormal distribution with this mean and standard deviation, both > 0.
  public init(mean: Double, standardDeviation: Double) {
    let variation = standardDeviation / mean
    let variance = log1p(variation * variation)
    self.init(
      logMean: log(mean) - 0.5 * variance, logStandardDeviation: variance.squareRoot())
  }

  public var mean: Double {
    exp(logMean + 0.5 * logStandardDeviation * logStandardDeviation)
  }

  public var standardDeviation: Double {
    mean * expm1(logStandardDeviation * logStandardDeviation).squareRoot()
  }

  public func cumulativeProbability(_ x: Double) -> Double {
    x > 0 ? Normal.standard.cumulativeProbability(standardized(x)) : 0
  }

  public func survivalProbability(_ x: Double) -> Double {
    x > 0 ? Normal.standard.survivalProbability(standardized(x)) : 1
  }

  public func quantile(_ probability: Double) -> Double {
    exp(logMean + logStandardDeviation * Normal.standard.quantile(probability))
  }

  /// x phi(z) (m(z - sigma) - m(z)) with Mills' ratio m, for the mean of what lies beyond x is
  /// e^(mu + sigma^2 / 2) (1 - Phi(z - sigma)) = x phi(z) m(z - sigma).
  public func loss(_ x: Double) -> Double {
    guard x > 0 else { return mean - x }
    let z = standardized(x)
    guard z > logStandardDeviation else {
      return mean * Normal.standard.survivalProbability(z - logStandardDeviation)
        - x * Normal.standard.survivalProbability(z)
    }
    let ratio = MillsRatio(z - logStandardDeviation).survival - MillsRatio(z).survival
    return x * standardNormalDensity(z) * ratio
  }

  public func complementaryLoss(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let z = standardized(x)
    guard z < 0 else { return loss(x) + x - mean }
    let ratio = MillsRatio(-z).survival - MillsRatio(logStandardDeviation - z).survival
    return x * standardNormalDensity(z) * ratio
  }

  public func secondOrderLoss(_ x: Double) -> Double {
    let square = mean * mean * exp(logStandardDeviation * logStandardDeviation)
    guard x > 0 else { return 0.5 * (square - 2 * x * mean + x * x) }
    let z = standardized(x)
    let sigma = logStandardDeviation
    guard z > 2 * sigma else {
      let normal = Normal.standard
      let second = square * normal.survivalProbability(z - 2 * sigma)
      let first = 2 * x * mean * normal.survivalProbability(z - sigma)
      return max(0, 0.5 * (second - first + x * x * normal.survivalProbability(z)))
    }
    let outer = MillsRatio(z - 2 * sigma).survival + MillsRatio(z).survival
    let ratio = outer - 2 * MillsRatio(z - sigma).survival
    return max(0, 0.5 * x * x * standardNormalDensity(z) * ratio)
  }

  /// In the lower tail x^2 phi(z) (m(-z) - 2 m(sigma - z) + m(2 sigma - z)) / 2, as beyond x in
  /// the upper one.
  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let z = standardized(x)
    if z < 0 {
      let sigma = logStandardDeviation
      let outer = MillsRatio(-z).survival + MillsRatio(2 * sigma - z).survival
      let ratio = outer - 2 * MillsRatio(sigma - z).survival
      return max(0, 0.5 * x * x * standardNormalDensity(z) * ratio)
    }
    let offset = x - mean
    let variance = standardDeviation * standardDeviation
    return max(0, 0.5 * (offset * offset + variance) - secondOrderLoss(x))
  }

  private func standardized(_ x: Double) -> Double { (log(x) - logMean) / logStandardDeviation }
}
