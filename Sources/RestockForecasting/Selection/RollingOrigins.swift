/// The origins in a history from which a model is tried: forecasts made then, held against what came.
public struct RollingOrigins: Sendable, Hashable {
  /// The number of periods known at each origin, ascending.
  public let origins: [Int]
  /// Those after the last, as far apart, from which some periods are known but not as many as are
  /// forecast: what shorter totals are learned from besides.
  public let later: [Int]
  /// Periods forecast from each origin.
  public let horizon: Int

  /// Up to `count` origins, evenly spaced over the last half of a history of `length` periods, or
  /// over its last `reach` periods where that is less.
  ///
  /// The horizon is cut to a third of the history, so that short series have origins as well;
  /// there is none where fewer than four periods, or fewer than `least`, lie before the first.
  public init(length: Int, horizon: Int, count: Int, reach: Int = 78, least: Int = 4) {
    precondition(horizon >= 1 && count >= 1, "horizon \(horizon), \(count) origins")
    self.horizon = max(1, min(horizon, length / 3))
    let last = length - self.horizon
    let first = max(4, least, length / 2, length - reach)
    guard first <= last else {
      origins = []
      later = []
      return
    }
    let steps = min(count - 1, last - first)
    origins = (0...steps).map { steps == 0 ? last : first + (last - first) * $0 / steps }
    let apart = steps == 0 ? 1 : (last - first) / steps
    later = Array(stride(from: last + apart, to: length, by: apart))
  }

  /// Periods from one origin to the next, on average.
  public var spacing: Double {
    guard let first = origins.first, let last = origins.last, last > first else { return 1 }
    return Double(last - first) / Double(origins.count - 1)
  }
}

/// How a model did over the rolling origins of a series.
public struct OriginErrors: Sendable, Hashable {
  /// The mean absolute error of a period, over all origins and steps; units.
  public let meanAbsolute: Double
  /// The root of the mean squared error of the total over the horizon, units; totals over fewer
  /// known periods are scaled up.
  public let totalRootMeanSquare: Double
  /// Known periods scored.
  public let count: Int
}
