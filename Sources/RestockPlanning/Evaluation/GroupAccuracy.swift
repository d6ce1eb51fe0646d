public import RestockForecasting

/// How accurate a model was over a group of series, out of sample; a measure without a series to rest
/// on is nil.
public struct GroupAccuracy: Sendable, Hashable {
  /// 200 |y - f| / (|y| + |f|), 0 where both are 0; averaged over a series' horizon, then over series.
  public let smape: Double?
  /// The same, averaged over all points.
  public let smapeOverPoints: Double?
  /// The mean absolute error, scaled.
  public let mase: Double?
  /// The root of the mean squared error, scaled.
  public let rmsse: Double?
  /// The sum of absolute errors over the sum of demand.
  public let wape: Double?
  /// The sum of f - y over the sum of y.
  public let bias: Double?
  /// The pinball loss of each quantile asked for, scaled.
  public let scaledPinball: [Double?]
  /// The share of outcomes that each quantile covers; the randomised one for counts.
  public let coverage: [Double?]
  /// The mean score of the central 95 % interval, scaled; nil where no quantiles were asked for.
  public let msis: Double?
  /// The mean of the ratios of `smape` and `mase` to those of Naive 2.
  public let owa: Double?
}

/// The accuracy of a model over a group: a row of `accuracy.csv`.
public struct AccuracyRow: Sendable, Hashable {
  /// The model as asked for.
  public let model: String
  public let group: AccuracyGroup
  /// Series scored.
  public let series: Int
  /// Series whose scale is not 0, which scaled measures are averaged over.
  public let scaledSeries: Int
  public let measures: GroupAccuracy
}

/// Series, or a part of their forecasts, that accuracy is averaged over.
public enum AccuracyGroup: Sendable, Hashable {
  case overall
  /// Series with this pattern of demand, as the newest origin shows it.
  case pattern(DemandPattern)
  /// Series of this group of the series file, or category of the items file.
  case category(String)
  /// One period of all forecasts, the first is 1.
  case step(Int)
}

extension AccuracyGroup: CustomStringConvertible {
  /// The name in results: a category is written as it is, but where it would be taken for another
  /// group.
  public var description: String {
    switch self {
    case .overall: return "overall"
    case .pattern(let pattern): return pattern.rawValue
    case .step(let step): return "step \(step)"
    case .category(let name):
      let isTaken =
        name == "overall" || DemandPattern(rawValue: name) != nil || name.hasPrefix("step ")
      return isTaken ? "category \(name)" : name
    }
  }
}
