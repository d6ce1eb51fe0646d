/// Naive 2: the naive forecast of the seasonally adjusted series, the yardstick of the M4 competition.
///
/// Where the autocorrelation at the season's lag is significant at 90 % and three seasons are there,
/// the series is divided by its season of a classical multiplicative decomposition, and the last
/// adjusted value is multiplied by the season of each period to come. A series with unknown periods,
/// or with demand not above zero, which has no multiplicative season, gets the naive forecast.
///
/// Source: Makridakis, Spiliotis and Assimakopoulos (2020), doi:10.1016/j.ijforecast.2019.04.014,
/// after the R code of its organisers (Mcompetitions/M4-methods).
public struct Naive2: Sendable, Hashable {
  public init() {}

  /// The forecasts of the periods 1...`horizon` after `series`.
  ///
  /// - Throws: `tooShort` where no period is known.
  public func means(
    _ series: DemandSeries, horizon: Int
  ) throws(FitError) -> ContiguousArray<Double> {
    let length = series.seasonLength
    guard length > 1, series.isKnown == nil, series.count >= 3 * length,
      series.demand.allSatisfy({ $0 > 0 }),
      abs(SeasonTest(series.demand, seasonLength: length).statistic) > Self.significance,
      let season = SeasonalDecomposition(
        series.demand, seasonLength: length, isMultiplicative: true)
    else { return try Naive().fit(try series.withoutIndex).means(horizon: horizon) }
    let last = series.count - 1
    let adjusted = series.demand[last] / season.values[last % length]
    return ContiguousArray(
      (1...max(1, horizon)).prefix(horizon).map {
        adjusted * season.values[(last + $0) % length]
      })
  }

  /// Standard errors of the autocorrelation from which there is a season: 90 %, as the organisers round
  /// it.
  private static let significance = 1.645
}

extension DemandSeries {
  /// The same demand, its index left aside.
  var withoutIndex: DemandSeries {
    get throws(FitError) {
      guard index != nil else { return self }
      return try DemandSeries(
        demand: demand, isKnown: isKnown, seasonLengths: seasonLengths, phases: phases,
        regressors: regressors)
    }
  }
}
