/// The Holt-Winters method: level, trend and a season that is added, or multiplied with.
///
/// As Holt's, with a season by phase; for a series' longest season. Factors suit a season that grows with
/// the level; they stay above a hundredth, so that demand of zero is no obstacle.
///
/// Source: Winters (1960), doi:10.1287/mnsc.6.3.324; in the form of Hyndman, Koehler, Ord and Snyder
/// (2008), ETS(A,A,A) and ETS(A,Ad,A); of factors the point forecasts of ETS(M,A,M).
public struct HoltWinters: ForecastModel {
  /// Whether the trend dies away over the horizon.
  public let isDamped: Bool
  /// Whether the season is of factors.
  public let isMultiplicative: Bool

  /// The method.
  public init(isDamped: Bool = false, isMultiplicative: Bool = false) {
    self.isDamped = isDamped
    self.isMultiplicative = isMultiplicative
  }

  /// - Throws: `missing` where the series has no season, `tooShort` where fewer than two seasons are
  ///   known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedTrend {
    guard series.seasonLength > 1 else { throw FitError(.missing("season")) }
    try series.requireKnown(max(5, 2 * series.seasonLength))
    let kind = isMultiplicative ? "multiplicative Holt-Winters" : "Holt-Winters"
    return FittedTrend(
      series, seasonLength: series.seasonLength, isDamped: isDamped,
      isMultiplicative: isMultiplicative, name: isDamped ? "damped \(kind)" : kind)
  }
}
