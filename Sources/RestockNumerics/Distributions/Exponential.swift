internal import Glibc

/// The exponential distribution.
public struct Exponential: SecondOrderLossDistribution {
  /// The mean, > 0.
  public let mean: Double

  /// An exponential distribution; `mean` > 0.
  public init(mean: Double) {
    precondition(mean > 0 && mean.isFinite, "mean \(mean)")
    self.mean = mean
  }

  public var standardDeviation: Double { mean }

  public func cumulativeProbability(_ x: Double) -> Double { x > 0 ? -expm1(-x / mean) : 0 }

  public func survivalProbability(_ x: Double) -> Double { x > 0 ? exp(-x / mean) : 1 }

  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    return -mean * log1p(-probability)
  }

  public func loss(_ x: Double) -> Double { x > 0 ? mean * exp(-x / mean) : mean - x }

  public func secondOrderLoss(_ x: Double) -> Double {
    x > 0 ? mean * mean * exp(-x / mean) : mean * mean - mean * x + 0.5 * x * x
  }

  public func complementaryLoss(_ x: Double) -> Double {
    x > 0 ? mean * remainder(x / mean, order: 2) : 0
  }

  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    x > 0 ? mean * mean * remainder(x / mean, order: 3) : 0
  }

  /// The first `order` terms of the series of e^-u taken off it, in absolute value.
  private func remainder(_ u: Double, order: Int) -> Double {
    guard u < 1 else {
      return order == 2 ? exp(-u) - 1 + u : 1 - u + 0.5 * u * u - exp(-u)
    }
    var term = 1.0
    for k in 1...order { term *= u / Double(k) }
    var sum = term
    var k = Double(order)
    while abs(term) > 1e-18 * sum {
      k += 1
      term *= -u / k
      sum += term
    }
    return sum
  }
}
