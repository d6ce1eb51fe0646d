extension Lattice {
  /// The distribution of the sum of this and another, independent, number of units.
  ///
  /// Cost: the product of the two lengths.
  public func convolved(with other: Lattice) -> Lattice {
    var sum = [Double](
      repeating: 0, count: probabilities.count + other.probabilities.count - 1)
    for (i, p) in probabilities.enumerated() where p > 0 {
      for (j, q) in other.probabilities.enumerated() { sum[i + j] += p * q }
    }
    return Lattice(weights: sum)
  }

  /// The distribution of a random sum: the total of a number of orders, each of a size with this
  /// distribution.
  ///
  /// Source: Panjer (1981), Recursive evaluation of a family of compound distributions,
  /// doi:10.1017/S0515036100006796: with P(N = n) = (a + b / n) P(N = n - 1),
  /// g(k) = sum over j of (a + b j / k) f(j) g(k - j) / (1 - a f(0)).
  ///
  /// - Parameters:
  ///   - orders: The number of orders.
  ///   - tolerance: The probability beyond the last unit kept.
  /// - Returns: The sum's distribution, nil where its start or its length cannot be held: a mean
  ///   number of orders above about 700, or more than a million units.
  public func randomSum(of orders: OrderCount, tolerance: Double = 1e-14) -> Lattice? {
    let none = probabilities[0]
    let a: Double
    let b: Double
    let start: Double
    switch orders {
    case .poisson(let count):
      a = 0
      b = count.mean
      start = (-count.mean * (1 - none)).exponential
    case .negativeBinomial(let count):
      a = 1 - count.successProbability
      b = (count.shape - 1) * a
      let base = count.successProbability / (1 - a * none)
      start = (count.shape * base.logarithm).exponential
    }
    guard start > 1e-300 else { return nil }
    var sum = [start]
    var total = start
    while 1 - total > tolerance {
      let k = sum.count
      guard k < 1_000_000 else { return nil }
      var next = 0.0
      for j in 1..<max(1, min(k + 1, probabilities.count)) {
        next += (a + b * Double(j) / Double(k)) * probabilities[j] * sum[k - j]
      }
      next /= 1 - a * none
      // Beyond the mode nothing more comes than rounding hides.
      if k > probabilities.count, next < 1e-18 * total, total > 0.999 { break }
      sum.append(next)
      total += next
    }
    return Lattice(weights: sum)
  }

  /// The number of orders in a random sum.
  public enum OrderCount: Sendable, Hashable {
    case poisson(Poisson)
    case negativeBinomial(NegativeBinomial)
  }
}
