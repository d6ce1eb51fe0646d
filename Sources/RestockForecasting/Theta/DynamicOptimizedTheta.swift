/// The dynamic optimised Theta model: a smoothed level with a share of the slope of the line through
/// all values so far, the share estimated.
///
/// Demand is taken out of its season first, where it has one (by default a test at 90 %), by classical
/// decomposition: factors for positive demand, units otherwise. Forecasts of the shape of a level
/// with a drift that learns; the best single model of the M3 and M4 competitions' business series.
/// A season is the longest of the series' of which there are two.
///
/// Source: Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016), Models for optimising the
/// theta method and their relationship to state space models, doi:10.1016/j.ijforecast.2016.02.005.
public struct DynamicOptimizedTheta: ForecastModel {
  /// How the season is found.
  public let season: SeasonEstimate

  /// The model.
  public init(season: SeasonEstimate = .tested) {
    self.season = season
  }

  /// - Throws: `tooShort` where fewer than four periods are known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedTheta {
    try FittedTheta(series, kind: ThetaKind(isDynamic: true, isOptimized: true), season: season)
  }
}
