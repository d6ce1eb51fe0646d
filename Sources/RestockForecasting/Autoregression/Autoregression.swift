/// An autoregression of differenced logarithms, estimated by least squares and averaged over its order.
///
/// The logarithm of demand (demand itself, where it is not positive) is differenced over the season,
/// where it has one, and over one period, where that halves its variance (an autocorrelation of 3/4). What is left is
/// regressed on a constant, its last value, its value a season ago, and then on one further lag after
/// the other; the nested regressions are averaged with the weights exp(-AICc / 2). One Cholesky
/// decomposition gives them all. A cheap stand-in for ARIMA, without moving-average terms: alone it is
/// less accurate than smoothing, in an average with it worth having.
///
/// A season is the longest of the series' of which there are three, if it passes the test. Unknown
/// periods are interpolated.
///
/// Source: Box and Jenkins (1970), *Time Series Analysis*, chapters 4, 7 and 9; Hurvich and Tsai (1989),
/// doi:10.1093/biomet/76.2.297, for the criterion.
public struct Autoregression: ForecastModel {
  /// The model.
  public init() {}

  /// - Throws: `tooShort` where fewer than eight periods are known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedAutoregression {
    try series.requireKnown(8)
    return FittedAutoregression(series)
  }
}
