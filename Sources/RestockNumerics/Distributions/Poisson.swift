internal import Glibc

/// The Poisson distribution.
public struct Poisson: Distribution {
  /// The mean, in units, > 0.
  public let mean: Double

  /// A Poisson distribution; `mean` > 0.
  public init(mean: Double) {
    precondition(mean > 0 && mean.isFinite, "mean \(mean)")
    self.mean = mean
  }

  public var standardDeviation: Double { mean.squareRoot() }

  /// P(X = k), k a whole number >= 0.
  public func probability(_ k: Int) -> Double {
    guard k > 0 else { return k == 0 ? exp(-mean) : 0 }
    let x = Double(k)
    return exp(-stirlingError(x) - deviance(x, mean: mean)) / (2 * .pi * x).squareRoot()
  }

  public func cumulativeProbability(_ x: Double) -> Double {
    x < 0 ? 0 : regularizedGamma(a: floor(x) + 1, x: mean).upper
  }

  public func survivalProbability(_ x: Double) -> Double {
    x < 0 ? 1 : regularizedGamma(a: floor(x) + 1, x: mean).lower
  }

  public func quantile(_ probability: Double) -> Double {
    smallestWholeQuantile(probability, of: self)
  }

  /// Source: E[(X - k)+] = (mean - k) P(X >= k) + k P(X = k) at whole k, linear between them.
  public func loss(_ x: Double) -> Double {
    guard x > 0 else { return mean - x }
    let k = floor(x)
    let whole = (mean - k) * survivalProbability(k - 1) + k * probability(Int(k))
    return max(0, whole - (x - k) * survivalProbability(k))
  }
}
