public import RestockForecasting

/// Forecasts of all levels that add up.
public struct CoherentRun: Sendable {
  /// The forecasts of the series, made to add up.
  public let series: ForecastRun
  /// The forecasts of the sums, level after level as asked for.
  public let levels: [LevelForecast]
  /// The method that was taken.
  public let method: Reconciliation
  /// How each method did at past origins; empty where histories are too short for any.
  public let scores: [ReconciliationScore]
}

/// The forecast of a sum.
public struct LevelForecast: Sendable {
  public let level: ForecastLevel
  /// The name on the level; empty for the items without one.
  public let name: String
  /// Means are the sums of the series'; quantiles are the sum's own, moved with its mean.
  public let forecast: ItemForecast
}

/// How accurate a method was on a level at past origins.
public struct ReconciliationScore: Sendable, Hashable {
  /// Nil for the level's own forecasts, which do not add up.
  public let method: Reconciliation?
  /// Nil for the series themselves.
  public let level: ForecastLevel?
  /// The series or sums of the level that were scored.
  public let count: Int
  /// The root mean squared scaled error, averaged over the level.
  public let rmsse: Double
}
