internal import RestockNumerics

/// Fits a model at the first origin and updates it from one origin to the next: the weights are those
/// of the first, so no forecast has seen what it is held against, at the cost of one fit.
struct OriginScorer: ModelVisitor {
  let series: DemandSeries
  let plan: RollingOrigins
  /// What was known at each origin.
  let standings: [OriginStanding]
  /// The unit in which totals are counted, nil where they are not.
  let countUnit: Double?

  func visit(_ model: some ForecastModel) throws(FitError) -> OriginRecord {
    guard let first = plan.origins.first else { throw FitError(.tooShort(needed: 4, got: 0)) }
    var fitted = try model.fit(series.prefix(first))
    var totals = OriginTotals(series: series, plan: plan, countUnit: countUnit)
    var sums = ErrorSums()
    var period = first
    let later = countUnit == nil ? [] : plan.later
    for (place, origin) in (plan.origins + later).enumerated() {
      while period < origin {
        fitted.update(series.isKnown?[period] == false ? nil : series.demand[period])
        period += 1
      }
      score(
        fitted, at: origin, over: place < plan.origins.count ? plan.horizon : 0, standings[place],
        &sums, &totals)
    }
    guard sums.periods > 0 else { throw FitError(.tooShort(needed: first + 1, got: first)) }
    let errors = sums.errors
    guard errors.meanAbsolute.isFinite, errors.totalRootMeanSquare.isFinite else {
      throw FitError(.noConvergence)
    }
    return OriginRecord(errors: errors, totals: totals)
  }

  /// Holds the forecast made at `origin` against what came: over `horizon` periods the errors, as far as
  /// the totals reach the totals.
  private func score(
    _ fitted: some FittedModel, at origin: Int, over horizon: Int, _ standing: OriginStanding,
    _ sums: inout ErrorSums, _ totals: inout OriginTotals
  ) {
    let reach = min(max(horizon, totals.reach), series.count - origin)
    let means = fitted.means(horizon: reach)
    var scored = 0
    var error = 0.0
    var known = 0
    var forecast = 0.0
    var actual = 0.0
    var place = 0
    for step in 0..<reach {
      forecast += means[step]
      if series.isKnown?[origin + step] != false {
        if step < horizon {
          let difference = series.demand[origin + step] - means[step]
          sums.absolute += abs(difference)
          error += difference
          scored += 1
        }
        actual += series.demand[origin + step]
        known += 1
      }
      if place < totals.totals.count, totals.lengths.periods[place] == step + 1 {
        if known == step + 1 {
          let deviation =
            totals.isSmallCount
            ? SeriesDispersion.countVariance(
              mean: forecast, length: Double(step + 1),
              varianceToMean: standing.past.varianceToMean, unit: totals.scale
            ).squareRoot()
            : fitted.total(over: ForecastWindow(periods: 1...(step + 1))).standardDeviation
          totals.append(
            place, at: standing, forecast: forecast, actual: actual,
            standardDeviation: deviation)
        }
        place += 1
      }
    }
    guard scored > 0 else { return }
    sums.periods += scored
    let scaled = error * Double(horizon) / Double(scored)
    sums.squaredTotals += scaled * scaled
    sums.origins += 1
  }
}

/// What the rolling origins of one model gave.
struct OriginRecord: Sendable {
  let errors: OriginErrors
  let totals: OriginTotals
}

private struct ErrorSums {
  var absolute = 0.0
  var squaredTotals = 0.0
  var periods = 0
  var origins = 0.0

  var errors: OriginErrors {
    OriginErrors(
      meanAbsolute: absolute / Double(periods),
      totalRootMeanSquare: (squaredTotals / origins).squareRoot(), count: periods)
  }
}
