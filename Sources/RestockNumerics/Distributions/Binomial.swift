internal import Glibc

/// The binomial distribution of successes in a number of trials.
public struct Binomial: SecondOrderLossDistribution {
  /// The number of trials, >= 1.
  public let trials: Int
  /// The probability of success in a trial, 0 < p < 1.
  public let successProbability: Double

  /// A binomial distribution.
  public init(trials: Int, successProbability: Double) {
    precondition(
      trials >= 1 && successProbability > 0 && successProbability < 1,
      "\(trials) trials, probability \(successProbability)")
    self.trials = trials
    self.successProbability = successProbability
  }

  private var n: Double { Double(trials) }
  private var odds: Double { successProbability / (1 - successProbability) }

  public var mean: Double { n * successProbability }
  public var standardDeviation: Double { (mean * (1 - successProbability)).squareRoot() }

  /// P(X = k), k a whole number.
  ///
  /// Source: p^k q^(n-k) / ((n + 1) B(k + 1, n - k + 1)).
  public func probability(_ k: Int) -> Double {
    guard k >= 0 && k <= trials else { return 0 }
    let p = successProbability
    let a = Double(k) + 1
    let b = n - Double(k) + 1
    return exp(logBetaDensityTerm(a: a, b: b, x: p, y: 1 - p)) / (p * (1 - p) * (n + 1))
  }

  public func cumulativeProbability(_ x: Double) -> Double { tails(x).below }

  public func survivalProbability(_ x: Double) -> Double { tails(x).above }

  private func tails(_ x: Double) -> (below: Double, above: Double) {
    guard x >= 0 else { return (0, 1) }
    let k = floor(x)
    guard k < n else { return (1, 0) }
    let beta = regularizedBeta(a: k + 1, b: n - k, x: successProbability)
    return (beta.upper, beta.lower)
  }

  public func quantile(_ probability: Double) -> Double {
    smallestWholeQuantile(probability, of: self)
  }

  public func loss(_ x: Double) -> Double {
    interpolated(x) { k in k < mean ? mean - k + sumBelow(k).first : sumAbove(k).first }
  }

  public func complementaryLoss(_ x: Double) -> Double {
    interpolated(x) { k in k < mean ? sumBelow(k).first : k - mean + sumAbove(k).first }
  }

  public func secondOrderLoss(_ x: Double) -> Double {
    interpolated(x) { k in
      k < mean ? wholeSecondMoment(k) - sumBelow(k).second : sumAbove(k).second
    }
  }

  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    interpolated(x) { k in
      k < mean ? sumBelow(k).second : wholeSecondMoment(k) - sumAbove(k).second
    }
  }

  private func wholeSecondMoment(_ k: Double) -> Double {
    let offset = mean - k
    return 0.5 * (mean * (1 - successProbability) + offset * offset - offset)
  }

  /// Both losses by summation of the probabilities above k, which is at least the mean.
  private func sumAbove(_ k: Double) -> (first: Double, second: Double) {
    var first = 0.0
    var second = 0.0
    guard k < n else { return (0, 0) }
    var probability = self.probability(Int(k))
    var j = 0.0
    while k + j < n {
      probability *= odds * (n - k - j) / (k + j + 1)
      j += 1
      first += j * probability
      let term = 0.5 * j * (j - 1) * probability
      second += term
      if j > 2, term <= 1e-17 * second || probability < 1e-300 { break }
    }
    return (first, second)
  }

  /// Both complementary losses by summation of the probabilities below k, at most the mean.
  private func sumBelow(_ k: Double) -> (first: Double, second: Double) {
    guard k > 0 else { return (0, 0) }
    var first = 0.0
    var second = 0.0
    var probability = self.probability(Int(k))
    var j = 0.0
    while j < k {
      probability *= (k - j) / (odds * (n - k + j + 1))
      j += 1
      first += j * probability
      let term = 0.5 * j * (j + 1) * probability
      second += term
      if term <= 1e-17 * second || probability < 1e-300 { break }
    }
    return (first, second)
  }
}
