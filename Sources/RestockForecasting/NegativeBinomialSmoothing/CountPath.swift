internal import RestockNumerics

/// The known demands of a series from the second on, each with the discounted mean of those before it,
/// as the likelihood of a dispersion needs them.
///
/// Most periods of a slow mover are zeros, whose log-probabilities are a factor times their means; so
/// their sum is kept, and only the demands above zero one by one.
struct CountPath {
  /// A demand above zero and what was expected of it.
  private struct Step {
    let demand: Double
    let mean: Double
  }

  private var steps = ContiguousArray<Step>()
  /// Over all periods: what was expected, the demand, the squared errors over the mean, and the number
  /// of these.
  private var expected = 0.0
  private var demand = 0.0
  private var squares = 0.0
  private var count = 0.0

  /// Follows `series` with the weight `alpha`, in the place of what was followed before.
  mutating func follow(_ series: DemandSeries, alpha: Double) {
    steps.removeAll(keepingCapacity: true)
    (expected, demand, squares, count) = (0, 0, 0, 0)
    var mean = DiscountedMean(alpha: alpha)
    for t in series.demand.indices {
      let index = series.index?[t] ?? 1
      guard series.isKnown?[t] != false else {
        mean.advance(nil, index: index)
        continue
      }
      let value = series.demand[t]
      if mean.hasBegun { add(value, mean: index * mean.level) }
      mean.advance(value, index: index)
    }
  }

  private mutating func add(_ value: Double, mean: Double) {
    if mean > 0 {
      squares += min((value - mean) * (value - mean) / mean, Self.largestDispersion)
      count += 1
    }
    // After a run of zeros a mean of nothing would make any demand impossible.
    let mean = max(mean, 1e-3)
    expected += mean
    demand += value
    if value > 0 { steps.append(Step(demand: value, mean: mean)) }
  }

  /// The largest ratio of variance to mean that is looked at.
  private static let largestDispersion = 300.0

  /// The mean of the squared errors over their means, with so many errors' worth of 1.5; at least 1.
  func momentDispersion(priorEvidence: Double) -> Double {
    let moment = (squares + 1.5 * priorEvidence) / (count + priorEvidence)
    return min(max(moment, 1), Self.largestDispersion)
  }

  /// The logarithm of the probability of all demands, without the log y!, which no weight or dispersion
  /// changes: of a negative binomial of variance phi m, or of a Poisson where phi is 1.
  func logLikelihood(dispersion: Double) -> Double {
    var sum = 0.0
    if dispersion < 1 + 1e-9 {
      for step in steps { sum += step.demand * step.mean.logarithm }
      return sum - expected
    }
    let shapePerMean = 1 / (dispersion - 1)
    for step in steps {
      sum += Self.logRising(shapePerMean * step.mean, step.demand)
    }
    return sum + demand * (1 - 1 / dispersion).logarithm
      - shapePerMean * expected * dispersion.logarithm
  }

  /// log of r (r + 1) ... (r + y - 1), which is log Gamma(r + y) - log Gamma(r).
  private static func logRising(_ r: Double, _ y: Double) -> Double {
    guard y <= 16, r < 1e15 else { return logGamma(r + y) - logGamma(r) }
    var product = r
    var j = 1.0
    while j < y {
      product *= r + j
      j += 1
    }
    return product.logarithm
  }
}
