/// The distribution of demand over a range of time: never below zero, of one of a few shapes.
///
/// The closed choice at the edge of the numeric core: forecasts give one, lead times mix several,
/// and safety stock is read off it.
public enum DemandDistribution: SecondOrderLossDistribution {
  /// Exactly this much.
  case point(Double)
  /// Whole units, variance equal to the mean.
  case poisson(Poisson)
  /// Whole units, more spread.
  case negativeBinomial(NegativeBinomial)
  /// Not whole units.
  case gamma(Gamma)
  /// Whole units, given by their probabilities.
  case lattice(Lattice)
  /// Given by a table of its cumulative probability.
  case tabulated(Tabulated)
  /// One of several, with probabilities that sum to 1 (a random lead time).
  case mixture([Component])

  /// A part of a mixture.
  public struct Component: Sendable, Hashable {
    /// The probability of this part, 0...1.
    public let weight: Double
    /// What demand is then.
    public let distribution: DemandDistribution

    /// A part with its probability.
    public init(weight: Double, distribution: DemandDistribution) {
      self.weight = weight
      self.distribution = distribution
    }
  }

  /// The distribution of the right shape with this mean and variance.
  ///
  /// Counts get a negative binomial, or a Poisson where the variance does not exceed the mean (a
  /// count can hardly vary less); other quantities a gamma.
  ///
  /// - Parameters:
  ///   - mean: Units, >= 0; below 1e-9 is no demand at all.
  ///   - variance: Units squared, >= 0.
  ///   - wholeUnits: Whether demand comes in whole units.
  public init(mean: Double, variance: Double, wholeUnits: Bool) {
    precondition(mean >= 0 && mean.isFinite && variance >= 0, "mean \(mean), variance \(variance)")
    if mean < 1e-9 {
      self = .point(0)
    } else if wholeUnits {
      self =
        variance > mean * (1 + 1e-6)
        ? .negativeBinomial(NegativeBinomial(mean: mean, variance: min(variance, 1e12 * mean)))
        : .poisson(Poisson(mean: mean))
    } else if variance < 1e-18 * mean * mean {
      self = .point(mean)
    } else {
      self = .gamma(Gamma(mean: mean, standardDeviation: variance.squareRoot()))
    }
  }

  /// Whether only whole units have a probability.
  public var isWholeUnits: Bool {
    switch self {
    case .point(let x): x == x.rounded()
    case .poisson, .negativeBinomial, .lattice: true
    case .gamma: false
    case .tabulated(let d): d.isWholeUnits
    case .mixture(let parts): parts.allSatisfy { $0.distribution.isWholeUnits }
    }
  }

  public var mean: Double {
    switch self {
    case .point(let x): return x
    case .poisson(let d): return d.mean
    case .negativeBinomial(let d): return d.mean
    case .gamma(let d): return d.mean
    case .lattice(let d): return d.mean
    case .tabulated(let d): return d.mean
    case .mixture(let parts):
      var sum = 0.0
      for part in parts { sum += part.weight * part.distribution.mean }
      return sum
    }
  }

  public var standardDeviation: Double {
    switch self {
    case .point: return 0
    case .poisson(let d): return d.standardDeviation
    case .negativeBinomial(let d): return d.standardDeviation
    case .gamma(let d): return d.standardDeviation
    case .lattice(let d): return d.standardDeviation
    case .tabulated(let d): return d.standardDeviation
    case .mixture(let parts):
      let center = mean
      var sum = 0.0
      for part in parts {
        let sd = part.distribution.standardDeviation
        let offset = part.distribution.mean - center
        sum += part.weight * (sd * sd + offset * offset)
      }
      return sum.squareRoot()
    }
  }

  public func cumulativeProbability(_ x: Double) -> Double {
    switch self {
    case .point(let value): return x >= value ? 1 : 0
    case .poisson(let d): return d.cumulativeProbability(x)
    case .negativeBinomial(let d): return d.cumulativeProbability(x)
    case .gamma(let d): return d.cumulativeProbability(x)
    case .lattice(let d): return d.cumulativeProbability(x)
    case .tabulated(let d): return d.cumulativeProbability(x)
    case .mixture(let parts):
      var sum = 0.0
      for part in parts { sum += part.weight * part.distribution.cumulativeProbability(x) }
      return min(1, sum)
    }
  }

  public func survivalProbability(_ x: Double) -> Double {
    switch self {
    case .point(let value): return x >= value ? 0 : 1
    case .poisson(let d): return d.survivalProbability(x)
    case .negativeBinomial(let d): return d.survivalProbability(x)
    case .gamma(let d): return d.survivalProbability(x)
    case .lattice(let d): return d.survivalProbability(x)
    case .tabulated(let d): return d.survivalProbability(x)
    case .mixture(let parts):
      var sum = 0.0
      for part in parts { sum += part.weight * part.distribution.survivalProbability(x) }
      return min(1, sum)
    }
  }

  public func quantile(_ probability: Double) -> Double {
    switch self {
    case .point(let value): value
    case .poisson(let d): d.quantile(probability)
    case .negativeBinomial(let d): d.quantile(probability)
    case .gamma(let d): d.quantile(probability)
    case .lattice(let d): d.quantile(probability)
    case .tabulated(let d): d.quantile(probability)
    case .mixture(let parts):
      isWholeUnits
        ? smallestWholeQuantile(probability, of: self)
        : mixtureQuantile(probability, parts)
    }
  }

  public func loss(_ x: Double) -> Double {
    switch self {
    case .point(let value): return max(0, value - x)
    case .poisson(let d): return d.loss(x)
    case .negativeBinomial(let d): return d.loss(x)
    case .gamma(let d): return d.loss(x)
    case .lattice(let d): return d.loss(x)
    case .tabulated(let d): return d.loss(x)
    case .mixture(let parts):
      var sum = 0.0
      for part in parts { sum += part.weight * part.distribution.loss(x) }
      return sum
    }
  }

  /// P(X > k) for k = 0, 1, ... until it falls to `tail`, for whole units; nil where that takes more
  /// than `limit` values.
  ///
  /// By the recursions of the Poisson and negative binomial probabilities, a few nanoseconds a value,
  /// where the first does not underflow.
  public func survivalProbabilities(downTo tail: Double, limit: Int) -> [Double]? {
    var values: [Double] = []
    var recursion = CountRecursion(self)
    var survival = 1.0
    while survival > tail {
      guard values.count < limit else { return nil }
      if recursion != nil {
        survival = max(0, survival - (recursion?.next() ?? 0))
      } else {
        survival = survivalProbability(Double(values.count))
      }
      values.append(survival)
    }
    return values
  }

  public func secondOrderLoss(_ x: Double) -> Double {
    switch self {
    case .point(let value): return Empirical(values: [value]).secondOrderLoss(x)
    case .poisson(let d): return d.secondOrderLoss(x)
    case .negativeBinomial(let d): return d.secondOrderLoss(x)
    case .gamma(let d): return d.secondOrderLoss(x)
    case .lattice(let d): return d.secondOrderLoss(x)
    case .tabulated(let d): return d.secondOrderLoss(x)
    case .mixture(let parts):
      var sum = 0.0
      for part in parts { sum += part.weight * part.distribution.secondOrderLoss(x) }
      return sum
    }
  }

  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    switch self {
    case .point(let value): return Empirical(values: [value]).complementarySecondOrderLoss(x)
    case .poisson(let d): return d.complementarySecondOrderLoss(x)
    case .negativeBinomial(let d): return d.complementarySecondOrderLoss(x)
    case .gamma(let d): return d.complementarySecondOrderLoss(x)
    case .lattice(let d): return d.complementarySecondOrderLoss(x)
    case .tabulated(let d): return d.complementarySecondOrderLoss(x)
    case .mixture(let parts):
      var sum = 0.0
      for part in parts { sum += part.weight * part.distribution.complementarySecondOrderLoss(x) }
      return sum
    }
  }

  /// Between the least and the greatest quantile of the parts.
  private func mixtureQuantile(_ probability: Double, _ parts: [Component]) -> Double {
    var low = Double.infinity
    var high = 0.0
    for part in parts where part.weight > 0 {
      let q = part.distribution.quantile(probability)
      low = min(low, q)
      high = max(high, q)
    }
    func excess(_ x: Double) -> Double { survivalProbability(x) - (1 - probability) }
    guard high - low > 1e-12 * high else { return high }
    let atLow = excess(low)
    guard atLow > 0 else { return low }
    return smallestLevel(
      from: low, excess: atLow, to: high, excess: min(0, excess(high)), unit: 1e-12 * high,
      isWhole: false, of: excess)
  }
}

/// The probabilities of a count, one after the other: p(k + 1) = p(k) q (k + r) / (k + 1).
///
/// Source: Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, the class of Katz.
private struct CountRecursion {
  private var probability: Double
  private var k = 0.0
  private let factor: Double
  private let shape: Double?

  /// Nil for other distributions, and where the probability of zero is too small to start from.
  init?(_ distribution: DemandDistribution) {
    switch distribution {
    case .poisson(let law):
      probability = law.probability(0)
      factor = law.mean
      shape = nil
    case .negativeBinomial(let law):
      probability = law.probability(0)
      factor = 1 - law.successProbability
      shape = law.shape
    case .point, .gamma, .lattice, .mixture, .tabulated: return nil
    }
    if probability < 1e-280 { return nil }
  }

  /// The probability of the next count, from 0 on.
  mutating func next() -> Double {
    let current = probability
    probability *= factor * (shape.map { k + $0 } ?? 1) / (k + 1)
    k += 1
    return current
  }
}
