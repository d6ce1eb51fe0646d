/// Exponential smoothing with the form chosen by AICc: the smallest value of -2 log likelihood plus
/// twice the number of parameters, corrected for short series.
///
/// Of fifteen forms about six are fitted: the choice goes from the best season without trend to its
/// neighbours, as long as the criterion improves. On the tails of the training parts of M3 and Tourism
/// the forecasts are as accurate as with all fifteen. Multiplicative forms are for positive demand only; a season needs two whole
/// ones of at most `ETSModel.longestSeason` periods and is left out otherwise. Fewer than five known
/// periods give a level by rule of thumb.
///
/// Source: Hyndman, Koehler, Snyder and Grose (2002), A state space framework for automatic
/// forecasting using exponential smoothing methods, doi:10.1016/S0169-2070(01)00110-8.
public struct AutoETS: ForecastModel {
  public let settings: ETSSettings
  /// Whether all forms are fitted that the series allows.
  public let isExhaustive: Bool

  /// The model with its form to be chosen.
  public init(settings: ETSSettings = ETSSettings(), isExhaustive: Bool = false) {
    self.settings = settings
    self.isExhaustive = isExhaustive
  }

  /// - Throws: `tooShort` where no period is known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedETS {
    try series.requireKnown(1)
    let search = ETSSearch(
      of: series, settings: settings, scope: isExhaustive ? .exhaustive : .pruned)
    guard let best = search.best else {
      return FittedETS(shortHistory: series.knownLevels(), of: series)
    }
    return FittedETS(best, by: search.fitter, of: series)
  }
}
