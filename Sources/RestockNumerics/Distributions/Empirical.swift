/// A distribution over given values with given probabilities: a sample, or a discrete demand.
public struct Empirical: SecondOrderLossDistribution {
  /// The possible values, ascending, each once.
  public let values: [Double]
  /// The probability of each; they sum to 1.
  public let probabilities: [Double]
  public let mean: Double
  public let standardDeviation: Double

  /// A distribution over `values` with probabilities proportional to `weights`.
  ///
  /// - Parameters:
  ///   - values: Finite, in any order; equal ones are joined.
  ///   - weights: One for each, not negative, with a positive sum; nil for all alike.
  public init(values: [Double], weights: [Double]? = nil) {
    let weights = weights ?? [Double](repeating: 1, count: values.count)
    precondition(
      values.count == weights.count && values.allSatisfy(\.isFinite), "\(values), \(weights)")
    let total = weights.reduce(0, +)
    precondition(
      total > 0 && total.isFinite && weights.allSatisfy { $0 >= 0 }, "weights sum to \(total)")
    var points: [Double] = []
    var masses: [Double] = []
    for i in values.indices.sorted(by: { values[$0] < values[$1] }) where weights[i] > 0 {
      if points.last == values[i] {
        masses[masses.count - 1] += weights[i] / total
      } else {
        points.append(values[i])
        masses.append(weights[i] / total)
      }
    }
    self.values = points
    probabilities = masses
    var first = 0.0
    for (x, p) in zip(points, masses) { first += x * p }
    var second = 0.0
    for (x, p) in zip(points, masses) { second += (x - first) * (x - first) * p }
    mean = first
    standardDeviation = second.squareRoot()
  }

  /// Whether every value is a whole number.
  public var isWholeUnits: Bool { values.allSatisfy { $0 == $0.rounded() } }

  public func cumulativeProbability(_ x: Double) -> Double {
    sum { $0 <= x ? 1 : 0 }
  }

  public func survivalProbability(_ x: Double) -> Double {
    sum { $0 > x ? 1 : 0 }
  }

  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    var sum = 0.0
    for (value, p) in zip(values, probabilities) {
      sum += p
      // A level reached but for the rounding of the sum is reached.
      if sum >= probability - 1e-14 { return value }
    }
    return values[values.count - 1]
  }

  public func loss(_ x: Double) -> Double { sum { max(0, $0 - x) } }

  public func complementaryLoss(_ x: Double) -> Double { sum { max(0, x - $0) } }

  /// With the convention for whole units where every value is whole.
  public func secondOrderLoss(_ x: Double) -> Double {
    let unit: Double = isWholeUnits ? 1 : 0
    return sum { 0.5 * max(0, $0 - x) * max(0, $0 - x - unit) }
  }

  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    let unit: Double = isWholeUnits ? 1 : 0
    return sum { $0 < x ? 0.5 * (x - $0) * (x - $0 + unit) : 0 }
  }

  private func sum(_ value: (Double) -> Double) -> Double {
    var sum = 0.0
    for (x, p) in zip(values, probabilities) { sum += p * value(x) }
    return sum
  }
}
