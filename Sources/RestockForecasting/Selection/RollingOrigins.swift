/// The origins in a history from which a model is tried: forecasts made then, held against what came.
public struct RollingOrigins: Sendable, Hashable {
  /// The number of periods known at each origin, ascending.
  public let origins: [Int]
  /// Periods forecast from each origin.
  public let horizon: Int

  /// Up to `count` origins, evenly spaced over the last half of a history of `length` periods.
  ///
  /// The horizon is cut to a quarter of the history, so that short series have origins as well;
  /// there is none where fewer than four periods are left before the first.
  public init(length: Int, horizon: Int, count: Int) {
    precondition(horizon >= 1 && count >= 1, "horizon \(horizon), \(count) origins")
    let reach = min(horizon, length / 4)
    let last = length - reach
    let first = max(4, length / 2)
    guard reach >= 1, first <= last else {
      origins = []
      self.horizon = max(1, reach)
      return
    }
    let steps = min(count - 1, last - first)
    var origins: [Int] = []
    for i in 0...steps {
      origins.append(steps == 0 ? last : first + (last - first) * i / steps)
    }
    self.origins = origins
    self.horizon = reach
  }
}

/// How far off a model was over the rolling origins of a series.
public struct OriginErrors: Sendable, Hashable {
  /// The mean absolute error of a period, over all origins and steps; units.
  public let meanAbsolute: Double
  /// The root of the mean squared error of the total over the horizon, units; totals over fewer
  /// known periods are scaled up.
  public let totalRootMeanSquare: Double
  /// Known periods scored.
  public let count: Int
}

/// Fits a model at the first origin and updates it from one origin to the next: the weights are those
/// of the first, so no forecast has seen what it is held against, at the cost of one fit.
struct OriginScorer: ModelVisitor {
  let series: DemandSeries
  let plan: RollingOrigins

  func visit(_ model: some ForecastModel) throws(FitError) -> OriginErrors {
    var absolute = 0.0
    var squared = 0.0
    var scored = 0
    var totals = 0.0
    guard let first = plan.origins.first else { throw FitError(.tooShort(needed: 4, got: 0)) }
    var fitted = try model.fit(series.prefix(first))
    var period = first
    for origin in plan.origins {
      while period < origin {
        fitted.update(series.isKnown?[period] == false ? nil : series.demand[period])
        period += 1
      }
      let means = fitted.means(horizon: plan.horizon)
      var error = 0.0
      var known = 0
      for step in 0..<plan.horizon where series.isKnown?[origin + step] != false {
        let difference = series.demand[origin + step] - means[step]
        absolute += abs(difference)
        error += difference
        known += 1
      }
      guard known > 0 else { continue }
      scored += known
      let scaled = error * Double(plan.horizon) / Double(known)
      squared += scaled * scaled
      totals += 1
    }
    guard scored > 0 else { throw FitError(.tooShort(needed: first + 1, got: first)) }
    let errors = OriginErrors(
      meanAbsolute: absolute / Double(scored),
      totalRootMeanSquare: (squared / totals).squareRoot(), count: scored)
    guard errors.meanAbsolute.isFinite, errors.totalRootMeanSquare.isFinite else {
      throw FitError(.noConvergence)
    }
    return errors
  }
}
