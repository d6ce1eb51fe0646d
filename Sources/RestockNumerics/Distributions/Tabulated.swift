/// A distribution given by its cumulative probability at a few values, evenly spread between them;
/// a probability at the first value is that of exactly it.
public struct Tabulated: SecondOrderLossDistribution {
  /// The values, ascending, at least 0.
  public let values: [Double]
  /// P(X > value) at each, falling from at most 1 to 0.
  public let survival: [Double]
  /// Whether demand comes in whole units, of which the table holds every so many: quantiles are
  /// rounded up to them.
  public let isWholeUnits: Bool
  public let mean: Double
  public let standardDeviation: Double

  /// A distribution from its table.
  ///
  /// - Parameters:
  ///   - values: At least one, ascending.
  ///   - survival: As many, not ascending, in 0...1; the last is taken as 0.
  ///   - isWholeUnits: Whether demand comes in whole units.
  public init(values: [Double], survival: [Double], isWholeUnits: Bool = false) {
    precondition(!values.isEmpty && values.count == survival.count, "\(values.count) values")
    precondition(zip(values, values.dropFirst()).allSatisfy { $0 < $1 }, "ascending values")
    precondition(
      survival[0] <= 1 && survival.allSatisfy { $0 >= 0 }
        && zip(survival, survival.dropFirst()).allSatisfy { $0 >= $1 }, "falling probabilities")
    var tail = survival
    tail[tail.count - 1] = 0
    self.values = values
    self.survival = tail
    self.isWholeUnits = isWholeUnits
    // E[X] is the integral of the survival probability, and E[X^2] that of 2 x times it.
    var first = values[0]
    for i in 1..<max(1, values.count) where i < values.count {
      first += 0.5 * (values[i] - values[i - 1]) * (tail[i] + tail[i - 1])
    }
    var second = (1 - tail[0]) * (values[0] - first) * (values[0] - first)
    for i in 1..<max(1, values.count) where i < values.count {
      let low = values[i - 1] - first
      let high = values[i] - first
      second += (tail[i - 1] - tail[i]) * (low * low + low * high + high * high) / 3
    }
    mean = first
    standardDeviation = second.squareRoot()
  }

  public func cumulativeProbability(_ x: Double) -> Double { 1 - survivalProbability(x) }

  public func survivalProbability(_ x: Double) -> Double {
    guard x >= values[0] else { return 1 }
    let i = places(below: x)
    guard i + 1 < values.count else { return 0 }
    let share = (x - values[i]) / (values[i + 1] - values[i])
    return survival[i] + share * (survival[i + 1] - survival[i])
  }

  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    let tail = 1 - probability
    guard survival[0] > tail else { return isWholeUnits ? values[0].rounded(.up) : values[0] }
    var low = 0
    var high = values.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if survival[middle] > tail { low = middle } else { high = middle }
    }
    let share = (survival[low] - tail) / (survival[low] - survival[high])
    let quantile = values[low] + share * (values[high] - values[low])
    // A level reached but for the rounding of the table is reached.
    return isWholeUnits ? (quantile - 1e-9 * (1 + quantile)).rounded(.up) : quantile
  }

  public func loss(_ x: Double) -> Double {
    guard x > values[0] else { return mean - x }
    var sum = 0.0
    var i = values.count - 1
    while i > 0, values[i] > x {
      let low = max(values[i - 1], x)
      let atLow = low == values[i - 1] ? survival[i - 1] : survivalProbability(low)
      sum += 0.5 * (values[i] - low) * (atLow + survival[i])
      i -= 1
    }
    return sum
  }

  /// 0.5 E[((X - x)+)^2], piece by piece.
  public func secondOrderLoss(_ x: Double) -> Double {
    var sum = x < values[0] ? 0.5 * (1 - survival[0]) * (values[0] - x) * (values[0] - x) : 0
    for i in values.indices.dropFirst() where values[i] > x {
      sum += squareOver(from: max(values[i - 1], x), to: values[i], piece: i, about: x)
    }
    return sum
  }

  /// 0.5 E[((x - X)+)^2], piece by piece.
  public func complementarySecondOrderLoss(_ x: Double) -> Double {
    var sum = x > values[0] ? 0.5 * (1 - survival[0]) * (values[0] - x) * (values[0] - x) : 0
    for i in values.indices.dropFirst() where values[i - 1] < x {
      sum += squareOver(from: values[i - 1], to: min(values[i], x), piece: i, about: x)
    }
    return sum
  }

  /// Half the integral of (t - x)^2 times the density of the piece that ends at `values[piece]`.
  private func squareOver(from low: Double, to high: Double, piece: Int, about x: Double) -> Double
  {
    let density =
      (survival[piece - 1] - survival[piece]) / (values[piece] - values[piece - 1])
    let a = low - x
    let b = high - x
    return density * (b * b * b - a * a * a) / 6
  }

  /// The place of the last value that is not above `x`.
  private func places(below x: Double) -> Int {
    var low = 0
    var high = values.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if values[middle] <= x { low = middle } else { high = middle }
    }
    return low
  }
}
