public import RestockRecords

/// The forecasts that one model made at one origin.
public struct EvaluationBatch: Sendable {
  /// The model as asked for.
  public let model: String
  /// One for each series that is forecast at the origin, in the order of the sales.
  public let forecasts: [EvaluationForecast]
  /// The probabilities of the forecasts' quantiles.
  public let quantiles: [Double]
  /// The buckets that periods are counted in.
  public let buckets: BucketCalendar
}

/// A forecast and what came.
public struct EvaluationForecast: Sendable {
  /// The forecast; its model is the one that was taken.
  public let forecast: ItemForecast
  /// The demand of each period, nil where it is not known.
  public let outcomes: ContiguousArray<Double?>
}

/// What an evaluation found.
public struct EvaluationResult: Sendable {
  /// By group, in it by model as they were asked for.
  public let rows: [AccuracyRow]
  /// The probabilities of the rows' quantiles.
  public let quantiles: [Double]
  /// Series without a forecast at any origin.
  public let withoutResult: [SeriesKey]
  public let findings: [Finding]
}
