/// A distribution of any of the families, or a mixture of some.
///
/// The closed choice for whoever lets a user name a distribution; where the family is fixed, its own
/// type is faster.
public indirect enum NamedDistribution: SecondOrderLossDistribution {
  case normal(Normal)
  case lognormal(LogNormal)
  case gamma(Gamma)
  case exponential(Exponential)
  case uniform(Uniform)
  case poisson(Poisson)
  case negativeBinomial(NegativeBinomial)
  case binomial(Binomial)
  case geometric(Geometric)
  /// Values with probabilities.
  case empirical(Empirical)
  /// Whole units by their probabilities.
  case lattice(Lattice)
  /// One of several, with probabilities that sum to 1.
  case mixture([Component])

  /// A part of a mixture.
  public struct Component: Sendable, Hashable {
    /// The probability of this part, 0...1.
    public let weight: Double
    public let distribution: NamedDistribution

    /// A part with its probability.
    public init(weight: Double, distribution: NamedDistribution) {
      self.weight = weight
      self.distribution = distribution
    }
  }

  /// Always exactly this much.
  public static func point(_ value: Double) -> Self { .empirical(Empirical(values: [value])) }

  /// The law itself; nil of a mixture.
  private var law: (any SecondOrderLossDistribution)? {
    switch self {
    case .normal(let d): d
    case .lognormal(let d): d
    case .gamma(let d): d
    case .exponential(let d): d
    case .uniform(let d): d
    case .poisson(let d): d
    case .negativeBinomial(let d): d
    case .binomial(let d): d
    case .geometric(let d): d
    case .empirical(let d): d
    case .lattice(let d): d
    case .mixture: nil
    }
  }

  private var parts: [Component] {
    if case .mixture(let parts) = self { parts } else { [] }
  }

  private func sum(_ value: (NamedDistribution) -> Double) -> Double {
    var sum = 0.0
    for part in parts where part.weight > 0 { sum += part.weight * value(part.distribution) }
    return sum
  }

  /// Whether only whole numbers have a probability.
  public var isWholeUnits: Bool {
    switch self {
    case .normal, .lognormal, .gamma, .exponential, .uniform: false
    case .poisson, .negativeBinomial, .binomial, .geometric, .lattice: true
    case .empirical(let d): d.isWholeUnits
    case .mixture(let parts): parts.allSatisfy { $0.distribution.isWholeUnits }
    }
  }

  public var mean: Double { law?.mean ?? sum { $0.mean } }

  public var standardDeviation: Double {
    if let law { return law.standardDeviation }
    let center = mean
    return sum { part in
      let offset = part.mean - center
      return part.standardDeviation * part.standardDeviation + offset * offset
    }.squareRoot()
  }

  public func cumulativeProbability(_ x: Double) -> Double {
    law?.cumulativeProbability(x) ?? min(1, sum { $0.cumulativeProbability(x) })
  }

  public func survivalProbability(_ x: Double) -> Double {
    law?.survivalProbability(x) ?? min(1, sum { $0.survivalProbability(x) })
  }

  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    if let law { return law.quantile(probability) }
    // Between the least and the greatest quantile of the parts.
    var low = Double.infinity
    var high = -Double.infinity
    for part in parts where part.weight > 0 {
      let q = part.distribution.quantile(probability)
      low = min(low, q)
      high = max(high, q)
    }
    func reaches(_ x: Double) -> Bool {
      // Of the smaller tail, which is the more exact; the target met to the last bit is met.
      probability < 0.5
        ? cumulativeProbability(x) >= probability * (1 - 1e-14)
        : survivalProbability(x) <= (1 - probability) * (1 + 1e-14)
    }
    if reaches(low) { return low }
    let unit = isWholeUnits ? 1 : 1e-14 * max(abs(low), abs(high))
    while high - low > unit {
      var middle = low + 0.5 * (high - low)
      if isWholeUnits { middle = middle.rounded(.down) }
      guard middle > low && middle < high else { break }
      if reaches(middle) { high = middle } else { low = middle }
    }
    return high
  }

  public func loss(_ x: Double) -> Double { law?.loss(x) ?? sum { $0.loss(x) } }

  public func complementaryLoss(_ x: Double) -> Double {
    law?.complementaryLoss(x) ?? sum { $0.complementaryLoss(x) }
  }

  /// Of a mixture of counts and others, E[((X - x)+)^2] / 2.
  public func secondOrderLoss(_ x: Double) -> Double {
    if let law { return law.secondOrderLoss(x) }
    let isMixed = !isWholeUnits
    return sum { part in
      // (X - x)^2 = (X - x) (X - x - 1) + (X - x).
      part.secondOrderLoss(x) + (isMixed && part.isWholeUnits ? 0.5 * part.loss(x) : 0)
    }
  }

  /// Of a mixture of counts and others, E[((x - X)+)^2] / 2.
  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    if let law { return law.complementarySecondOrderLoss(x) }
    let isMixed = !isWholeUnits
    return sum { part in
      part.complementarySecondOrderLoss(x)
        - (isMixed && part.isWholeUnits ? 0.5 * part.complementaryLoss(x) : 0)
    }
  }
}
