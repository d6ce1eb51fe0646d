internal import Glibc

/// The gamma distribution, of demand that is not counted in whole units.
public struct Gamma: SecondOrderLossDistribution {
  /// Shape, > 0.
  public let shape: Double
  /// Scale, in the units of X, > 0.
  public let scale: Double

  /// A gamma distribution by shape and scale, both > 0.
  public init(shape: Double, scale: Double) {
    precondition(
      shape > 0 && scale > 0 && shape.isFinite && scale.isFinite, "shape \(shape), scale \(scale)")
    self.shape = shape
    self.scale = scale
  }

  /// The gamma distribution with this mean and standard deviation, both > 0.
  public init(mean: Double, standardDeviation: Double) {
    let ratio = mean / standardDeviation
    self.init(shape: ratio * ratio, scale: standardDeviation / ratio)
  }

  public var mean: Double { shape * scale }
  public var standardDeviation: Double { shape.squareRoot() * scale }

  public func cumulativeProbability(_ x: Double) -> Double {
    x <= 0 ? 0 : GammaPartialMoments(a: shape, x: x / scale).lower
  }

  public func survivalProbability(_ x: Double) -> Double {
    x <= 0 ? 1 : GammaPartialMoments(a: shape, x: x / scale).upper
  }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    guard x > 0 else { return x < 0 || shape > 1 ? 0 : shape == 1 ? 1 / scale : .infinity }
    return exp(logGammaDensityTerm(a: shape, x: x / scale)) / x
  }

  /// By Newton steps kept within a bracket that shrinks, from the Wilson-Hilferty approximation.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    let z = Normal.standard.quantile(probability)
    let base = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    var x = shape * base * base * base
    if base <= 0 || shape < 1 {
      // P(a, x) is about x^a / Gamma(a + 1) near zero.
      x = exp((log(probability) + logGamma(shape + 1)) / shape)
      if x > shape + 1 { x = shape * max(base * base * base, 1) }
    }
    x = max(x, 1e-300)
    var low = 0.0
    var high = Double.infinity
    for _ in 0..<100 {
      let p = GammaPartialMoments(a: shape, x: x)
      let error =
        probability < 0.5 ? p.lower - probability : (1 - probability) - p.upper
      if error > 0 { high = min(high, x) } else { low = max(low, x) }
      let density = p.density / x
      var next = x - error / density
      if !(next > low && next < high) {
        next = high.isInfinite ? 2 * x + 1e-300 : low > 0 ? 0.5 * (low + high) : high / 16
      }
      if abs(next - x) <= 1e-14 * x || next == 0 { return next * scale }
      x = next
    }
    return x * scale
  }

  public func loss(_ x: Double) -> Double {
    x > 0 ? scale * GammaPartialMoments(a: shape, x: x / scale).upperLoss : mean - x
  }

  public func complementaryLoss(_ x: Double) -> Double {
    x > 0 ? scale * GammaPartialMoments(a: shape, x: x / scale).lowerLoss : 0
  }

  public func secondOrderLoss(_ x: Double) -> Double {
    guard x > 0 else { return 0.5 * ((mean - x) * (mean - x) + mean * scale) }
    return scale * scale * GammaPartialMoments(a: shape, x: x / scale).upperSecondLoss
  }

  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    x > 0 ? scale * scale * GammaPartialMoments(a: shape, x: x / scale).lowerSecondLoss : 0
  }
}
