internal import Glibc

/// The average of models that know several seasons, or a long one, weighted by how they did at past
/// origins of the series.
///
/// Its members are Taylor's smoothing of level and seasons (`SeasonsSmoothing`), the seasons of MSTL with
/// exponential smoothing or an autoregression of the rest, an autoregression over the longest season, a
/// regression on the lags around each season (`SeasonalLags`), and last season again. Which of them is right differs between series by half of the error, and with
/// hundreds of periods a series can tell: each is fitted at an origin about one long season back, forecasts
/// two short seasons ahead from six origins on, and gets a weight that falls with its mean absolute error
/// as 1 / error^4. All are then fitted to the whole. Phases in which nothing is ever sold stay at zero
/// (`ClosedPhases`).
///
/// The variance of a total is that of the mixture: within the members and between them.
///
/// Source: Bates and Granger (1969), The combination of forecasts, doi:10.1057/jors.1969.103, for weights
/// by past errors.
public struct MultipleSeasons: ForecastModel {
  /// How strongly the weights follow past errors.
  public let power: Double

  /// The average.
  public init(power: Double = 4) {
    self.power = power
  }

  /// - Throws: `tooShort` where no period is known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedMultipleSeasons {
    try series.requireKnown(1)
    let series = try series.withWeekOfDays
    let members = try SeasonalMembers(series)
    return FittedMultipleSeasons(
      members: members, weights: weights(of: members, series) ?? members.evenWeights,
      closed: ClosedPhases(series))
  }

  /// The weights of the members by their errors at past origins; nil where there is no room for any.
  private func weights(of members: SeasonalMembers, _ series: DemandSeries) -> [Double]? {
    guard let plan = Self.origins(of: series), members.count > 1,
      var then = try? SeasonalMembers(series.prefix(plan.origins[0]))
    else { return nil }
    let errors = then.errors(over: plan, of: series)
    let least = errors.compactMap { $0 }.min() ?? 0
    var weights = members.evenWeights
    for place in weights.indices where weights[place] > 0 {
      guard let error = errors[place] else {
        weights[place] = 0
        continue
      }
      // The floor is where a fit is exact: all that are as good then share.
      let ratio = (error + 1e-9 * least + 1e-300) / (least + 1e-9 * least + 1e-300)
      weights[place] = ratio.isFinite ? pow(ratio, -power) : 0
    }
    let total = weights.reduce(0, +)
    return total > 0 ? weights.map { $0 / total } : nil
  }

  /// Six origins over the last long season, none so early that not two whole seasons lie before it; nil
  /// where there is no room.
  private static func origins(of series: DemandSeries) -> RollingOrigins? {
    let lengths = series.wholeSeasonLengths
    guard let shortest = lengths.first, let longest = lengths.last else { return nil }
    let horizon = 2 * shortest
    let plan = RollingOrigins(
      length: series.count, horizon: horizon, count: 6, reach: longest + horizon,
      least: 2 * longest)
    return plan.origins.isEmpty ? nil : plan
  }
}
