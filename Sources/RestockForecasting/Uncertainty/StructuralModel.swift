public import RestockNumerics

/// A fitted model that knows the variance of its totals: the distribution follows from its moments.
public protocol StructuralModel: FittedModel {
  /// Whether demand comes in whole units, so that totals get a count distribution.
  var isWholeUnits: Bool { get }

  /// The variance of the total demand over a window, units squared.
  func variance(over window: ForecastWindow) -> Double
}

extension StructuralModel {
  public func total(over window: ForecastWindow) -> DemandDistribution {
    demandDistribution(
      mean: mean(over: window), variance: variance(over: window), wholeUnits: isWholeUnits)
  }
}

extension FittedModel {
  /// The expected total demand over a window, units.
  public func mean(over window: ForecastWindow) -> Double {
    let means = means(horizon: window.horizon)
    var sum = 0.0
    for i in means.indices { sum += window.shares[i] * means[i] }
    return sum
  }
}

/// The distribution of a total by its moments: counts only as long as a unit can matter, no spread
/// where it is less than a ten-thousandth of the mean, and none of more than a thousand times it.
///
/// A moment that overflowed to something not a number counts as 0.
func demandDistribution(mean: Double, variance: Double, wholeUnits: Bool) -> DemandDistribution {
  let mean = mean > 0 ? min(mean, .greatestFiniteMagnitude) : 0
  let variance = variance > 0 ? min(variance, .greatestFiniteMagnitude) : 0
  if wholeUnits && mean < largestCount {
    return DemandDistribution(mean: mean, variance: variance, wholeUnits: true)
  }
  let deviation = min(variance.squareRoot(), 1e3 * mean)
  if deviation < 1e-4 * mean { return .point(mean) }
  return DemandDistribution(mean: mean, variance: deviation * deviation, wholeUnits: false)
}

/// Totals from which a count is as good as a quantity: the quantiles of a negative binomial and of a gamma
/// with the same moments differ by (z^2 - 1) / 6 units (Cornish and Fisher's expansion, whose skewness
/// differs by one over the standard deviation), here below a thousandth, and the gamma's cost a fifth.
private let largestCount = 1e3

/// A fitted model whose forecast is one level for all periods to come, times the index.
public protocol LevelModel: StructuralModel {
  /// Units a period at index 1, >= 0.
  var level: Double { get }
  /// The index of the periods to come.
  var futureIndex: FutureIndex { get }
  /// The spread of the model's errors.
  var spread: InnovationSpread { get }
}

extension LevelModel {
  public func means(horizon: Int) -> ContiguousArray<Double> {
    var means = ContiguousArray<Double>(repeating: max(0, level), count: horizon)
    if !futureIndex.isFlat {
      for i in means.indices { means[i] *= futureIndex[i + 1] }
    }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double {
    spread.variance(over: window, index: futureIndex)
  }
}
