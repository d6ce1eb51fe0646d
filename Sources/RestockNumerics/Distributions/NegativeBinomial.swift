internal import Glibc

/// The negative binomial distribution of a count with more spread than Poisson's: a Poisson count
/// whose rate is gamma distributed.
public struct NegativeBinomial: Distribution {
  /// The shape r of the mixing gamma, > 0, not necessarily whole.
  public let shape: Double
  /// The success probability p = mean / variance, 0 < p < 1.
  public let successProbability: Double

  /// A negative binomial: the number of failures before the `shape`-th success.
  public init(shape: Double, successProbability: Double) {
    precondition(
      shape > 0 && shape.isFinite && successProbability > 0 && successProbability < 1,
      "shape \(shape), success probability \(successProbability)")
    self.shape = shape
    self.successProbability = successProbability
  }

  /// The negative binomial with this mean and variance, `variance` > `mean` > 0.
  public init(mean: Double, variance: Double) {
    self.init(shape: mean * mean / (variance - mean), successProbability: mean / variance)
  }

  public var mean: Double { shape * (1 - successProbability) / successProbability }
  public var standardDeviation: Double { (mean / successProbability).squareRoot() }

  /// P(X = k), k a whole number >= 0.
  public func probability(_ k: Int) -> Double {
    guard k >= 0 else { return 0 }
    guard k > 0 else { return exp(shape * log(successProbability)) }
    // P(X = k) = Gamma(r + k) / (Gamma(r) k!) p^r q^k = p^r q^k / (k B(r, k)).
    let x = Double(k)
    let term = logBetaDensityTerm(
      a: shape, b: x, x: successProbability, y: 1 - successProbability)
    return exp(term) / x
  }

  public func cumulativeProbability(_ x: Double) -> Double {
    x < 0 ? 0 : regularizedBeta(a: shape, b: floor(x) + 1, x: successProbability).lower
  }

  public func survivalProbability(_ x: Double) -> Double {
    x < 0 ? 1 : regularizedBeta(a: shape, b: floor(x) + 1, x: successProbability).upper
  }

  public func quantile(_ probability: Double) -> Double {
    smallestWholeQuantile(probability, of: self)
  }

  /// E[(X - k)+] = sum over j >= k of P(X > j), in closed form at whole k, linear between them.
  ///
  /// Source: with q = 1 - p, E[X; X >= k] = (r q / p) P(X' >= k - 1), X' of shape r + 1.
  public func loss(_ x: Double) -> Double {
    guard x > 0 else { return mean - x }
    let k = floor(x)
    let wider = Self(shape: shape + 1, successProbability: successProbability)
    let atLeast = survivalProbability(k - 1)
    let whole = mean * (k < 1 ? 1 : wider.survivalProbability(k - 2)) - k * atLeast
    return max(0, whole - (x - k) * survivalProbability(k))
  }
}

/// The quantile of a count: a first guess from mean and spread, then a bracket and bisection.
func smallestWholeQuantile(_ probability: Double, of distribution: some Distribution) -> Double {
  precondition(probability > 0 && probability < 1, "probability \(probability)")
  func reaches(_ k: Double) -> Bool {
    probability < 0.5
      ? distribution.cumulativeProbability(k) >= probability
      : distribution.survivalProbability(k) <= 1 - probability
  }
  if reaches(0) { return 0 }
  let z = Normal.standard.quantile(probability)
  let spread = distribution.standardDeviation
  var step = max(1, floor(0.25 * spread))
  var high = max(1, floor(distribution.mean + z * spread))
  var low = 0.0
  if reaches(high) {
    while high - step > 0, reaches(high - step) {
      high -= step
      step *= 2
    }
    low = max(0, high - step)
  } else {
    repeat {
      low = high
      high += step
      step *= 2
    } while !reaches(high)
  }
  while high - low > 1 {
    let middle = floor(0.5 * (low + high))
    if reaches(middle) { high = middle } else { low = middle }
  }
  return high
}
