internal import Glibc

/// The geometric distribution of the number of trials up to the first success: 1, 2, 3, ...
public struct Geometric: SecondOrderLossDistribution {
  /// The probability of success in a trial, 0 < p <= 1.
  public let successProbability: Double

  /// A geometric distribution.
  public init(successProbability: Double) {
    precondition(
      successProbability > 0 && successProbability <= 1, "probability \(successProbability)")
    self.successProbability = successProbability
  }

  public var mean: Double { 1 / successProbability }
  public var standardDeviation: Double {
    (1 - successProbability).squareRoot() / successProbability
  }

  /// P(X = k), k a whole number.
  public func probability(_ k: Int) -> Double {
    k < 1 ? 0 : successProbability * survivalProbability(Double(k - 1))
  }

  public func cumulativeProbability(_ x: Double) -> Double {
    x < 1 ? 0 : successProbability == 1 ? 1 : -expm1(floor(x) * log1p(-successProbability))
  }

  public func survivalProbability(_ x: Double) -> Double {
    x < 1 ? 1 : successProbability == 1 ? 0 : exp(floor(x) * log1p(-successProbability))
  }

  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    guard successProbability < 1 else { return 1 }
    var k = max(1, (log1p(-probability) / log1p(-successProbability)).rounded(.up))
    while k > 1, cumulativeProbability(k - 1) >= probability { k -= 1 }
    while cumulativeProbability(k) < probability { k += 1 }
    return k
  }

  public func loss(_ x: Double) -> Double {
    interpolated(x) { k in k < 1 ? mean - k : survivalProbability(k) / successProbability }
  }

  public func secondOrderLoss(_ x: Double) -> Double {
    interpolated(x) { k in
      let p = successProbability
      guard k < 1 else { return survivalProbability(k) * (1 - p) / (p * p) }
      let offset = mean - k
      return 0.5 * ((1 - p) / (p * p) + offset * offset - offset)
    }
  }

  public func complementaryLoss(_ x: Double) -> Double {
    interpolated(x) { k in
      k <= Self.mostSummed ? sumBelow(k).first : loss(k) + k - mean
    }
  }

  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    interpolated(x) { k in
      guard k > Self.mostSummed else { return sumBelow(k).second }
      let p = successProbability
      let offset = mean - k
      return max(0, 0.5 * ((1 - p) / (p * p) + offset * offset - offset) - secondOrderLoss(k))
    }
  }

  /// Up to here the complementary losses are sums, which do not cancel.
  private static let mostSummed = 5_000.0

  /// Both complementary losses by summation of the probabilities below k.
  private func sumBelow(_ k: Double) -> (first: Double, second: Double) {
    var first = 0.0
    var second = 0.0
    var probability = successProbability
    for j in stride(from: 1, to: k, by: 1) {
      first += (k - j) * probability
      second += 0.5 * (k - j) * (k - j + 1) * probability
      probability *= 1 - successProbability
      if probability < 1e-300 { break }
    }
    return (first, second)
  }
}
