internal import Glibc

/// The negative binomial distribution of a count with more spread than Poisson's: a Poisson count
/// whose rate is gamma distributed.
public struct NegativeBinomial: SecondOrderLossDistribution {
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
    x < 0 ? 0 : tail(floor(x) + 1).below
  }

  public func survivalProbability(_ x: Double) -> Double {
    x < 0 ? 1 : tail(floor(x) + 1).atLeast
  }

  public func quantile(_ probability: Double) -> Double {
    smallestWholeQuantile(probability, of: self)
  }

  /// Linear between whole numbers; there (mean - k) P(X >= k) + k P(X = k) / p, or in the tail,
  /// where that would cancel, the sum itself.
  ///
  /// Source: with q = 1 - p, (j + 1) P(X = j + 1) = q (j + r) P(X = j), summed over j >= k.
  public func loss(_ x: Double) -> Double {
    guard x > 0 else { return mean - x }
    return interpolated(x) { k in
      guard k > 0 else { return mean }
      if k > mean, risingRatio(k) < 0.8 { return sumAbove(k).first }
      let tail = tail(k)
      return max(0, (mean - k) * tail.atLeast + tail.front / successProbability)
    }
  }

  public func complementaryLoss(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return interpolated(x) { k in
      guard k > 0 else { return 0 }
      if k <= 30 || k < mean && fallingRatio(k) < 0.8 { return sumBelow(k).first }
      let tail = tail(k)
      return max(0, (k - mean) * tail.below + tail.front / successProbability)
    }
  }

  public func secondOrderLoss(_ x: Double) -> Double {
    interpolated(x) { k in
      guard k > 0 else { return wholeSecondMoment(k) }
      if k > mean, risingRatio(k) < 0.95 { return sumAbove(k).second }
      let tail = tail(k)
      return max(0, secondMoment(k, tail.atLeast, tail.front))
    }
  }

  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return interpolated(x) { k in
      guard k > 0 else { return 0 }
      if k <= 30 || k < mean && fallingRatio(k) < 0.95 { return sumBelow(k).second }
      let tail = tail(k)
      return max(0, secondMoment(k, tail.below, -tail.front))
    }
  }

  /// P(X >= k) and P(X < k), and k P(X = k), for whole k > 0.
  private func tail(_ k: Double) -> (atLeast: Double, below: Double, front: Double) {
    let q = 1 - successProbability
    let beta = incompleteBeta(a: k, b: shape, x: q, y: successProbability)
    return (beta.lower, beta.upper, beta.front)
  }

  /// P(X = k + 1) / P(X = k).
  private func risingRatio(_ k: Double) -> Double {
    (1 - successProbability) * (k + shape) / (k + 1)
  }

  /// P(X = k - 1) / P(X = k).
  private func fallingRatio(_ k: Double) -> Double {
    k / ((1 - successProbability) * (k - 1 + shape))
  }

  /// Both losses by summation of the probabilities above k.
  private func sumAbove(_ k: Double) -> (first: Double, second: Double) {
    var probability = self.probability(Int(k))
    var first = 0.0
    var second = 0.0
    var j = 0.0
    while true {
      probability *= risingRatio(k + j)
      j += 1
      first += j * probability
      let term = 0.5 * j * (j - 1) * probability
      second += term
      // The least subnormal number times 0.6 rounds to itself: such a tail would never end.
      if j > 2, term <= 1e-17 * second || probability < 1e-300 { return (first, second) }
    }
  }

  /// Both complementary losses by summation of the probabilities below k.
  private func sumBelow(_ k: Double) -> (first: Double, second: Double) {
    var probability = self.probability(Int(k))
    var first = 0.0
    var second = 0.0
    var j = 0.0
    while j < k {
      probability *= fallingRatio(k - j)
      j += 1
      first += j * probability
      let term = 0.5 * j * (j + 1) * probability
      second += term
      if term <= 1e-17 * second || probability < 1e-300 { break }
    }
    return (first, second)
  }

  /// E[(X - k) (X - k - 1)] / 2 over the side of k whose probability and boundary term are given.
  private func secondMoment(_ k: Double, _ probability: Double, _ front: Double) -> Double {
    let p = successProbability
    let q = 1 - p
    let first = (front + q * shape * probability) / p
    let second = ((k - 1) * front + q * (shape + 1) * first) / p
    return 0.5 * (second - 2 * k * first + k * (k + 1) * probability)
  }

  private func wholeSecondMoment(_ k: Double) -> Double {
    let offset = mean - k
    return 0.5 * (mean / successProbability + offset * offset - offset)
  }
}
