internal import RestockNumerics

/// A negative binomial (or Poisson) count whose mean is an exponentially weighted one, both weights
/// by the one-step likelihood: for slow movers, judged by their quantiles.
///
/// The mean of period t is the discounted sum of demand over that of the index (the gamma-Poisson
/// form), its variance phi times the mean with phi >= 1. alpha and phi maximise the likelihood of
/// each demand given what came before, over a grid. The total over H periods has the variance
/// phi m (1 + H alpha / (2 - alpha)), the last factor being the level's own error.
///
/// Source: Harvey and Fernandes (1989), doi:10.1080/07350015.1989.10509750; Snyder, Ord and Beaumont
/// (2012), Forecasting the intermittent demand for slow-moving inventories,
/// doi:10.1016/j.ijforecast.2011.03.009.
public struct NegativeBinomialSmoothing: ForecastModel {
  public init() {}

  static let weights = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3]
  static let dispersions = [
    1, 1.15, 1.35, 1.6, 2, 2.5, 3.2, 4.2, 5.6, 7.5, 10, 14, 20, 30, 45, 70, 110, 180, 300,
  ]
  /// Observations' worth of a variance-to-mean ratio of 1.5: one series' likelihood of it is flat.
  static let priorEvidence = 5.0

  /// - Throws: `tooShort` where no period is known, `missing` where demand is not in whole units.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedNegativeBinomialSmoothing {
    try series.requireKnown(1)
    guard series.isWholeUnits else { throw FitError(.missing("whole units of demand")) }
    var best = (alpha: 0.1, dispersion: 1.5, likelihood: -Double.infinity)
    for alpha in Self.weights {
      let path = DiscountedMean.path(series, alpha: alpha)
      let moment = momentDispersion(path)
      let likelihood = logLikelihood(path, dispersion: moment)
      if likelihood > best.likelihood { best = (alpha, moment, likelihood) }
    }
    let path = DiscountedMean.path(series, alpha: best.alpha)
    for dispersion in Self.dispersions {
      let likelihood = logLikelihood(path, dispersion: dispersion)
      if likelihood > best.likelihood { best = (best.alpha, dispersion, likelihood) }
    }
    var mean = DiscountedMean(alpha: best.alpha)
    for t in series.demand.indices {
      let isKnown = series.isKnown?[t] != false
      mean.advance(isKnown ? series.demand[t] : nil, index: series.index?[t] ?? 1)
    }
    return FittedNegativeBinomialSmoothing(
      mean: mean, dispersion: best.dispersion, futureIndex: FutureIndex(after: series))
  }

  private func momentDispersion(_ path: ContiguousArray<DiscountedMean.Step>) -> Double {
    var sum = 1.5 * Self.priorEvidence
    var count = Self.priorEvidence
    for step in path where step.mean > 0 {
      let error = step.demand - step.mean
      sum += min(error * error / step.mean, 300)
      count += 1
    }
    return min(max(sum / count, 1), 300)
  }

  private func logLikelihood(
    _ path: ContiguousArray<DiscountedMean.Step>, dispersion: Double
  ) -> Double {
    var sum = 0.0
    for step in path {
      sum += logProbability(step.demand, mean: max(step.mean, 1e-3), dispersion: dispersion)
    }
    return sum
  }
}

/// log P(y) of a negative binomial of variance phi m, or of a Poisson where phi is 1.
private func logProbability(_ y: Double, mean: Double, dispersion: Double) -> Double {
  if dispersion < 1 + 1e-9 {
    return y * mean.logarithm - mean - (y > 1 ? logGamma(y + 1) : 0)
  }
  let shape = mean / (dispersion - 1)
  let zero = -shape * dispersion.logarithm
  guard y > 0 else { return zero }
  return zero + y * (1 - 1 / dispersion).logarithm + logGamma(shape + y) - logGamma(shape)
    - logGamma(y + 1)
}

/// An exponentially weighted mean of demand, by discounted sums of demand and of the index.
struct DiscountedMean: Sendable, Hashable {
  let alpha: Double
  private var demand = 0.0
  private var exposure = 0.0

  init(alpha: Double) { self.alpha = alpha }

  /// A demand and what was expected of it.
  struct Step {
    let demand: Double
    let mean: Double
  }

  /// The known demands from the second on, each with the mean from those before it.
  static func path(_ series: DemandSeries, alpha: Double) -> ContiguousArray<Step> {
    var steps = ContiguousArray<Step>()
    steps.reserveCapacity(series.count)
    var mean = DiscountedMean(alpha: alpha)
    for t in series.demand.indices {
      let index = series.index?[t] ?? 1
      guard series.isKnown?[t] != false else {
        mean.advance(nil, index: index)
        continue
      }
      if mean.hasBegun { steps.append(Step(demand: series.demand[t], mean: index * mean.level)) }
      mean.advance(series.demand[t], index: index)
    }
    return steps
  }

  var hasBegun: Bool { exposure > 0 }

  /// Units a period at index 1; 0 before the first known period.
  var level: Double { exposure > 0 ? demand / exposure : 0 }

  mutating func advance(_ value: Double?, index: Double) {
    demand *= 1 - alpha
    exposure *= 1 - alpha
    if let value {
      demand += value
      exposure += index
    }
  }

  /// The variance of the level's estimate over that of a period's demand: the sum of the squared
  /// weights in the long run, more while the history is short.
  var levelVarianceRatio: Double {
    let full = 1 / alpha
    let share = min(1, exposure / full)
    return alpha / (2 - alpha) * (share > 0 ? (2 - share) / share : 1)
  }
}
