/// Holt's linear trend, damped or not: a level and a trend that follow demand.
///
/// The weights minimise squared one-step errors with a mild prior against a nervous trend
/// (`TrendFitter`); the damping lies in 0.8...0.98.
///
/// Source: Holt (1957); Gardner and McKenzie (1985), doi:10.1287/mnsc.31.10.1237; in the form of
/// Hyndman, Koehler, Ord and Snyder (2008), ETS(A,A,N) and ETS(A,Ad,N).
public struct Holt: ForecastModel {
  /// Whether the trend dies away over the horizon.
  public let isDamped: Bool

  public init(isDamped: Bool = false) {
    self.isDamped = isDamped
  }

  /// - Throws: `tooShort` where fewer than four periods are known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedTrend {
    try series.requireKnown(4)
    return FittedTrend(
      series, seasonLength: 1, isDamped: isDamped,
      name: isDamped ? "damped trend" : "Holt")
  }
}
