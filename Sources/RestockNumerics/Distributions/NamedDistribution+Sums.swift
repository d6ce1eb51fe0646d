extension NamedDistribution {
  /// The most units of a count that are held by their probabilities.
  private static let mostUnits = 200_000
  /// The probability beyond the last unit, or the last number of terms, that is held.
  private static let tail = 1e-15

  /// The sum of independent quantities; nil where no exact form is held.
  ///
  /// Closed within a family where it is (normal; Poisson; gamma and exponential of one scale;
  /// negative binomial and binomial of one probability); other counts by convolution of their
  /// probabilities up to a tail of 1e-15, point masses by shifting what they are added to.
  ///
  /// - Parameter terms: At least one.
  /// - Returns: The sum, or nil: continuous terms of different families, or more than 200,000 units.
  public static func sum(of terms: [NamedDistribution]) -> NamedDistribution? {
    precondition(!terms.isEmpty, "a sum of nothing")
    var total = terms[0]
    for term in terms.dropFirst() {
      guard let next = total.adding(term) else { return nil }
      total = next
    }
    return total
  }

  private func adding(_ other: NamedDistribution) -> NamedDistribution? {
    switch (self, other) {
    case (.normal(let a), .normal(let b)):
      let variance =
        a.standardDeviation * a.standardDeviation + b.standardDeviation * b.standardDeviation
      return .normal(
        Normal(mean: a.mean + b.mean, standardDeviation: variance.squareRoot()))
    case (.poisson(let a), .poisson(let b)): return .poisson(Poisson(mean: a.mean + b.mean))
    case (.gamma(let a), .gamma(let b)) where a.scale == b.scale:
      return .gamma(Gamma(shape: a.shape + b.shape, scale: a.scale))
    case (.exponential(let a), _):
      return Self.gamma(Gamma(shape: 1, scale: a.mean)).adding(other)
    case (.gamma, .exponential(let b)):
      return adding(.gamma(Gamma(shape: 1, scale: b.mean)))
    case (.negativeBinomial(let a), .negativeBinomial(let b))
    where a.successProbability == b.successProbability:
      return .negativeBinomial(
        NegativeBinomial(
          shape: a.shape + b.shape, successProbability: a.successProbability))
    case (.binomial(let a), .binomial(let b)) where a.successProbability == b.successProbability:
      return .binomial(
        Binomial(trials: a.trials + b.trials, successProbability: a.successProbability))
    case (.empirical(let a), _) where a.values == [0]: return other
    case (_, .empirical(let b)) where b.values == [0]: return self
    case (.mixture(let parts), _) where !isWholeUnits || !other.isWholeUnits:
      return Self.mixture(of: parts) { $0.adding(other) }
    case (_, .mixture(let parts)) where !isWholeUnits || !other.isWholeUnits:
      return Self.mixture(of: parts) { adding($0) }
    default:
      guard let a = lattice, let b = other.lattice,
        a.probabilities.count * b.probabilities.count <= 400_000_000
      else { return nil }
      return .lattice(a.convolved(with: b))
    }
  }

  private static func mixture(
    of parts: [Component], _ change: (NamedDistribution) -> NamedDistribution?
  ) -> NamedDistribution? {
    var changed: [Component] = []
    for part in parts {
      guard let distribution = change(part.distribution) else { return nil }
      changed.append(Component(weight: part.weight, distribution: distribution))
    }
    return .mixture(changed)
  }

  /// The sum of a random number of independent quantities of one distribution, such as demand over a
  /// random number of periods; nil where no exact form is held.
  ///
  /// A Poisson or negative binomial number of whole quantities by Panjer's recursion; else the mixture
  /// of the sums of 0, 1, 2, ... terms with the probabilities of the number, up to a tail of 1e-15.
  ///
  /// - Parameters:
  ///   - count: The number of terms, whole and not negative.
  ///   - size: One term.
  /// - Returns: The sum, or nil: a number that is not whole or reaches beyond 10,000, or terms whose
  ///   sum is not held.
  public static func randomSum(
    of count: NamedDistribution, size: NamedDistribution
  ) -> NamedDistribution? {
    if size.isWholeUnits, let units = size.lattice {
      switch count {
      case .poisson(let orders):
        if let sum = units.randomSum(of: .poisson(orders), tolerance: tail) {
          return .lattice(sum)
        }
      case .negativeBinomial(let orders):
        if let sum = units.randomSum(of: .negativeBinomial(orders), tolerance: tail) {
          return .lattice(sum)
        }
      default: break
      }
    }
    guard let numbers = count.lattice, numbers.probabilities.count <= 10_000 else { return nil }
    var parts: [Component] = []
    var sum: NamedDistribution = .point(0)
    var weights: [Double] = []
    for (n, probability) in numbers.probabilities.enumerated() {
      if n > 0 {
        guard let next = n == 1 ? size : sum.adding(size) else { return nil }
        sum = next
      }
      guard probability > 0 else { continue }
      if size.isWholeUnits, let units = sum.lattice {
        guard units.probabilities.count <= mostUnits else { return nil }
        for (k, p) in units.probabilities.enumerated() {
          if k == weights.count { weights.append(0) }
          weights[k] += probability * p
        }
      } else {
        parts.append(Component(weight: probability, distribution: sum))
      }
    }
    return size.isWholeUnits ? .lattice(Lattice(weights: weights)) : .mixture(parts)
  }

  /// The probabilities of 0, 1, 2, ... of a count; nil of other distributions, of one with values
  /// below 0, and of one with more units than are held.
  public var lattice: Lattice? {
    if case .lattice(let lattice) = self { return lattice }
    if case .empirical(let law) = self {
      guard law.isWholeUnits, law.values[0] >= 0, let last = law.values.last,
        last < Double(Self.mostUnits)
      else { return nil }
      var weights = [Double](repeating: 0, count: Int(last) + 1)
      for (value, p) in zip(law.values, law.probabilities) { weights[Int(value)] += p }
      return Lattice(weights: weights)
    }
    guard isWholeUnits, cumulativeProbability(-1) == 0 else { return nil }
    let last = quantile(1 - Self.tail)
    guard last < Double(Self.mostUnits) else { return nil }
    return Lattice(weights: (0...Int(last)).map { probability($0) })
  }

  private func probability(_ k: Int) -> Double {
    switch self {
    case .poisson(let d): d.probability(k)
    case .negativeBinomial(let d): d.probability(k)
    case .binomial(let d): d.probability(k)
    case .geometric(let d): d.probability(k)
    case .mixture(let parts):
      parts.reduce(0) { $0 + $1.weight * $1.distribution.probability(k) }
    case .lattice(let d): k < d.probabilities.count ? d.probabilities[k] : 0
    default:
      // A whole sample: differences of its steps.
      cumulativeProbability(Double(k)) - cumulativeProbability(Double(k) - 1)
    }
  }
}
