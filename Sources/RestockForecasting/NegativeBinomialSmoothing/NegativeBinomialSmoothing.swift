internal import RestockNumerics

/// A negative binomial (or Poisson) count whose mean is an exponentially weighted one, both weights
/// by the one-step likelihood: for slow movers, judged by their quantiles.
///
/// The mean of period t is the discounted sum of demand over that of the index (the gamma-Poisson
/// form), its variance phi times the mean with phi >= 1. alpha and phi maximise the likelihood of
/// each demand given what came before, over a grid, alpha with a lognormal prior about 0.05 (where demand
/// is rare and its sizes wild, the likelihood is flat and a heavy weight on the last one a matter of
/// luck). The total over H periods has the variance
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
    var path = CountPath()
    for alpha in Self.weights {
      path.follow(series, alpha: alpha)
      let moment = path.momentDispersion(priorEvidence: Self.priorEvidence)
      let likelihood = path.logLikelihood(dispersion: moment) + Self.logPrior(alpha)
      if likelihood > best.likelihood { best = (alpha, moment, likelihood) }
    }
    path.follow(series, alpha: best.alpha)
    for dispersion in Self.dispersions {
      let likelihood = path.logLikelihood(dispersion: dispersion) + Self.logPrior(best.alpha)
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

  /// The logarithm of the prior density of a weight, up to a constant.
  private static func logPrior(_ alpha: Double) -> Double {
    let distance = (alpha / 0.05).logarithm / 0.7
    return -0.5 * distance * distance
  }
}

/// An exponentially weighted mean of demand, by discounted sums of demand and of the index.
struct DiscountedMean: Sendable, Hashable {
  let alpha: Double
  private var demand = 0.0
  private var exposure = 0.0

  init(alpha: Double) { self.alpha = alpha }

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
