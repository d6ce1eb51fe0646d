/// A distribution over whole units 0, 1, 2, ... given by its probabilities.
public struct Lattice: Distribution {
  /// P(X = k) for k = 0, 1, ...; they sum to 1.
  public let probabilities: [Double]
  public let mean: Double
  public let standardDeviation: Double

  /// A distribution with probabilities proportional to `weights`.
  ///
  /// - Parameter weights: not negative, finite, with a positive sum; the k-th is that of k units.
  public init(weights: [Double]) {
    let total = weights.reduce(0, +)
    precondition(
      total > 0 && total.isFinite && weights.allSatisfy { $0 >= 0 }, "weights sum to \(total)")
    probabilities = weights.map { $0 / total }
    var first = 0.0
    for (k, p) in probabilities.enumerated() { first += Double(k) * p }
    var second = 0.0
    for (k, p) in probabilities.enumerated() {
      let offset = Double(k) - first
      second += offset * offset * p
    }
    mean = first
    standardDeviation = second.squareRoot()
  }

  public func cumulativeProbability(_ x: Double) -> Double {
    guard x >= 0 else { return 0 }
    guard x < Double(probabilities.count - 1) else { return 1 }
    return min(1, probabilities[0...Int(x)].reduce(0, +))
  }

  public func survivalProbability(_ x: Double) -> Double {
    guard x >= 0 else { return 1 }
    guard x < Double(probabilities.count - 1) else { return 0 }
    return probabilities[(Int(x) + 1)...].reversed().reduce(0, +)
  }

  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    var sum = 0.0
    for (k, p) in probabilities.enumerated() {
      sum += p
      // A level reached but for the rounding of the sum is reached.
      if sum >= probability - 1e-14 { return Double(k) }
    }
    return Double(probabilities.count - 1)
  }

  public func loss(_ x: Double) -> Double {
    guard x > 0 else { return mean - x }
    var sum = 0.0
    for (k, p) in probabilities.enumerated().reversed() {
      guard Double(k) > x else { break }
      sum += (Double(k) - x) * p
    }
    return sum
  }
}
