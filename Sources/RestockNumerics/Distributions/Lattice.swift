/// A distribution over whole units 0, 1, 2, ... given by its probabilities.
public struct Lattice: SecondOrderLossDistribution {
  /// P(X = k) for k = 0, 1, ...; they sum to 1.
  public let probabilities: [Double]
  public let mean: Double
  public let standardDeviation: Double
  /// P(X > k) and E[(X - k)+] for each k, summed from the tail, where they are small.
  private let above: [Double]
  private let lossAt: [Double]

  /// A distribution with probabilities proportional to `weights`.
  ///
  /// - Parameter weights: not negative, finite, with a positive sum; the k-th is that of k units.
  public init(weights: [Double]) {
    let total = weights.reduce(0, +)
    precondition(
      total > 0 && total.isFinite && weights.allSatisfy { $0 >= 0 }, "weights sum to \(total)")
    probabilities = weights.map { $0 / total }
    let count = probabilities.count
    var above = [Double](repeating: 0, count: count)
    var lossAt = [Double](repeating: 0, count: count)
    for k in stride(from: count - 2, through: 0, by: -1) {
      above[k] = min(1, above[k + 1] + probabilities[k + 1])
      lossAt[k] = lossAt[k + 1] + above[k]
    }
    self.above = above
    self.lossAt = lossAt
    // E[X] is the sum of P(X > k).
    let first = lossAt[0]
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
    return 1 - above[Int(x)]
  }

  public func survivalProbability(_ x: Double) -> Double {
    guard x >= 0 else { return 1 }
    guard x < Double(probabilities.count - 1) else { return 0 }
    return above[Int(x)]
  }

  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    // A level reached but for the rounding of the sums is reached.
    let tail = 1 - probability + 1e-14
    if above[0] <= tail { return 0 }
    var low = 0
    var high = probabilities.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if above[middle] <= tail { high = middle } else { low = middle }
    }
    return Double(high)
  }

  public func loss(_ x: Double) -> Double {
    guard x > 0 else { return mean - x }
    guard x < Double(probabilities.count - 1) else { return 0 }
    // Linear between whole units, with the slope of the survival probability.
    let k = Int(x)
    return lossAt[k] - (x - Double(k)) * above[k]
  }

  public func complementaryLoss(_ x: Double) -> Double {
    var sum = 0.0
    for (k, p) in probabilities.enumerated() {
      guard Double(k) < x else { break }
      sum += (x - Double(k)) * p
    }
    return sum
  }

  public func secondOrderLoss(_ x: Double) -> Double {
    interpolated(x) { whole in
      var sum = 0.0
      for (k, p) in probabilities.enumerated().reversed() {
        let above = Double(k) - whole
        guard above > 0 else { break }
        sum += 0.5 * above * (above - 1) * p
      }
      return sum
    }
  }

  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    interpolated(x) { whole in
      var sum = 0.0
      for (k, p) in probabilities.enumerated() {
        let below = whole - Double(k)
        guard below > 0 else { break }
        sum += 0.5 * below * (below + 1) * p
      }
      return sum
    }
  }
}
