/// What errors are divided by so that series of different size can be averaged: how much the history
/// changes from one period to the one a lag later.
///
/// Source: Hyndman and Koehler (2006), Another look at measures of forecast accuracy,
/// doi:10.1016/j.ijforecast.2006.03.001 (MASE); Makridakis, Spiliotis and Assimakopoulos (2022),
/// doi:10.1016/j.ijforecast.2021.11.013 (RMSSE).
public struct AccuracyScale: Sendable, Hashable {
  /// The mean absolute change, units; 0 for a constant history, or one with no pair of known periods.
  public let meanAbsoluteChange: Double
  /// The mean squared change, units squared.
  public let meanSquaredChange: Double

  /// The scale of a history.
  ///
  /// - Parameters:
  ///   - history: Demand, oldest first; pairs with an unknown period are left out.
  ///   - lag: Periods, at least 1; where the history is no longer than it, 1.
  public init(history: DemandSeries, lag: Int) {
    precondition(lag >= 1, "lag \(lag)")
    let lag = history.count > lag ? lag : 1
    var absolute = 0.0
    var squared = 0.0
    var count = 0.0
    for t in history.demand.indices.dropFirst(lag)
    where history.isKnown?[t] != false && history.isKnown?[t - lag] != false {
      let change = history.demand[t] - history.demand[t - lag]
      absolute += abs(change)
      squared += change * change
      count += 1
    }
    meanAbsoluteChange = count > 0 ? absolute / count : 0
    meanSquaredChange = count > 0 ? squared / count : 0
  }
}
