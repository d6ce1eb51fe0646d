/// Exponential smoothing of one given form: `ets(M,Ad,A)`.
///
/// Weights and starting states are estimated together, by maximum likelihood but for a mild prior
/// on the trend's share (`ETSSettings`). Unknown periods move the states on without an innovation,
/// and with an index the model is of demand over the index. The season is the longest of the
/// series' that is no longer than `longestSeason`.
///
/// Source: Hyndman, Koehler, Ord and Snyder (2008), *Forecasting with Exponential Smoothing*,
/// chapters 2 and 5. R's `ets` and statsforecast search by Nelder-Mead, which for monthly seasons
/// stops at its limit of iterations; statsforecast does not keep to beta <= alpha and gamma <= 1 -
/// alpha, we do.
public struct ETSModel: ForecastModel {
  public let form: ETSForm
  public let settings: ETSSettings

  /// The model of this form.
  public init(_ form: ETSForm, settings: ETSSettings = ETSSettings()) {
    self.form = form
    self.settings = settings
  }

  /// The longest season that is estimated, in periods: weeks of a year.
  public static let longestSeason = 53

  /// - Throws: `tooShort` where fewer periods are known than the form has parameters plus two, or
  ///   where the series has not two whole seasons; `missing` for a seasonal form of a series
  ///   without a season of 2...53 periods; `notPositive` for a multiplicative form of a demand of
  ///   zero; `noConvergence` where no path of forecasts stays positive.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedETS {
    try series.requireKnown(1)
    let seasonLength = form.seasonal == .none ? 1 : series.smoothedSeasonLength
    if form.seasonal != .none {
      guard seasonLength > 1 else {
        throw FitError(.missing("season of 2...\(Self.longestSeason) periods"))
      }
      guard series.count >= 2 * seasonLength else {
        throw FitError(.tooShort(needed: 2 * seasonLength, got: series.count))
      }
    }
    try series.requireKnown(form.parameterCount(seasonLength: seasonLength) + 2)
    let fitter = ETSFitter(series.levels(), seasonLength: seasonLength, settings: settings)
    if form.needsPositiveDemand, let period = fitter.firstNotPositive {
      throw FitError(.notPositive(period: period))
    }
    guard fitter.seasonLength == seasonLength else {
      throw FitError(.missing("known period in some phase of the season"))
    }
    guard let estimate = fitter.fit(form) else { throw FitError(.noConvergence) }
    return FittedETS(estimate, by: fitter, of: series)
  }
}

extension DemandSeries {
  /// The longest season that exponential smoothing takes; 1 where there is none.
  var smoothedSeasonLength: Int {
    var longest = 1
    for length in seasonLengths where length <= ETSModel.longestSeason {
      longest = max(longest, length)
    }
    return longest
  }

  /// Demand divided by the index, one value a period; NaN where it is unknown.
  func levels() -> ContiguousArray<Double> {
    guard isKnown != nil || index != nil else { return demand }
    return ContiguousArray(demand.indices.lazy.map { level(at: $0) ?? .nan })
  }
}
