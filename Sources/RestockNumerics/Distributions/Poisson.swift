internal import Glibc

/// The Poisson distribution.
public struct Poisson: SecondOrderLossDistribution {
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
    x < 0 ? 0 : GammaPartialMoments(a: floor(x) + 1, x: mean).upper
  }

  public func survivalProbability(_ x: Double) -> Double {
    x < 0 ? 1 : GammaPartialMoments(a: floor(x) + 1, x: mean).lower
  }

  public func quantile(_ probability: Double) -> Double {
    smallestWholeQuantile(probability, of: self)
  }

  /// Linear between whole numbers, where it is E[(mean - G)+] for the time G of the k-th arrival.
  public func loss(_ x: Double) -> Double {
    guard x > 0 else { return mean - x }
    return interpolated(x) { k in
      k > 0 ? GammaPartialMoments(a: k, x: mean).lowerLoss : mean
    }
  }

  public func complementaryLoss(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return interpolated(x) { k in k > 0 ? GammaPartialMoments(a: k, x: mean).upperLoss : 0 }
  }

  public func secondOrderLoss(_ x: Double) -> Double {
    interpolated(x) { k in
      if k > 0 { return GammaPartialMoments(a: k, x: mean).lowerSecondLoss }
      return 0.5 * ((mean - k) * (mean - k) + k)
    }
  }

  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return interpolated(x) { k in
      k > 0 ? GammaPartialMoments(a: k, x: mean).upperSecondLoss : 0
    }
  }
}
