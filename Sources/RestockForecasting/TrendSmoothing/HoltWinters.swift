/// The additive Holt-Winters method: level, trend and a season that is added.
///
/// As Holt's, with a season by phase; for a series' longest season.
///
/// Source: Winters (1960), doi:10.1287/mnsc.6.3.324; in the form of Hyndman, Koehler, Ord and Snyder
/// (2008), ETS(A,A,A) and ETS(A,Ad,A).
public struct HoltWinters: ForecastModel {
  /// Whether the trend dies away over the horizon.
  public let isDamped: Bool

  public init(isDamped: Bool = false) {
    self.isDamped = isDamped
  }

  /// - Throws: `missing` where the series has no season, `tooShort` where fewer than two seasons are
  ///   known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedTrend {
    guard series.seasonLength > 1 else { throw FitError(.missing("season")) }
    try series.requireKnown(max(5, 2 * series.seasonLength))
    return FittedTrend(
      series, seasonLength: series.seasonLength, isDamped: isDamped,
      name: isDamped ? "damped Holt-Winters" : "Holt-Winters")
  }
}
