/// The classical decomposition as a forecast: seasonal indices by `SeasonalDecomposition`, a damped trend
/// on demand without its season, and the season put back.
///
/// Factors where demand is positive, else units to add; of the longest season of which there are two.
/// Without one it is the damped trend of the series itself.
///
/// Source: Hyndman and Athanasopoulos, *Forecasting: Principles and Practice*, 3rd ed., sections 3.4 and
/// 5.7; Makridakis and others used it throughout the M competitions.
public struct ClassicalDecomposition: ForecastModel {
  /// The model.
  public init() {}

  /// - Throws: `tooShort` where fewer than four periods are known.
  public func fit(_ series: DemandSeries) throws(FitError) -> SeasonallyAdjusted<FittedTrend> {
    try series.requireKnown(4)
    let trend = Holt(isDamped: true)
    let levels = series.levels()
    let length = series.seasonLengths.filter { $0 >= 2 && 2 * $0 <= series.count }.max() ?? 1
    guard length > 1, let season = SeasonalDecomposition(adjusting: levels, seasonLength: length)
    else {
      return SeasonallyAdjusted(
        try trend.fit(series), nil, of: series, name: "decomposition without a season")
    }
    let values = season.values
    let adjustment = try SeasonalAdjustment(
      series, season: ContiguousArray(levels.indices.map { values[$0 % length] }),
      cycle: ContiguousArray((0..<length).map { values[(series.count + $0) % length] }),
      isMultiplicative: season.isMultiplicative)
    return SeasonallyAdjusted(
      try trend.fit(adjustment.series), adjustment, of: series,
      name: "classical decomposition(\(length)) \(season.isMultiplicative ? "factors" : "units")")
  }
}

extension SeasonalDecomposition {
  /// The season that is taken out before a model without one: factors where `demand` is positive and none
  /// is below 0.01, else units.
  init?(adjusting demand: ContiguousArray<Double>, seasonLength: Int) {
    if demand.allSatisfy({ $0.isNaN || $0 > 0 }),
      let factors = Self(demand, seasonLength: seasonLength, isMultiplicative: true),
      factors.values.allSatisfy({ $0 >= 0.01 })
    {
      self = factors
    } else {
      self.init(demand, seasonLength: seasonLength, isMultiplicative: false)
    }
  }
}
