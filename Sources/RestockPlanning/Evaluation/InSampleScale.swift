/// What the errors of a series are divided by, so that those of different series may be averaged: its
/// own in-sample changes over `lag` periods.
///
/// Source: Hyndman and Koehler (2006), Another look at measures of forecast accuracy, International
/// Journal of Forecasting 22, 679-688, doi:10.1016/j.ijforecast.2006.03.001.
struct InSampleScale {
  /// The mean absolute change, nil where it is 0 or no change is known.
  let absolute: Double?
  /// The mean squared change, likewise.
  let squared: Double?

  /// - Parameters:
  ///   - history: What was known; a change counts where both its ends are.
  ///   - lag: Periods, at least 1; where the history is no longer than that, changes are over 1.
  init(of history: ItemHistory, lag: Int) {
    precondition(lag >= 1, "lag \(lag)")
    let demand = history.demand
    let lag = demand.count > lag ? lag : 1
    var absolute = 0.0
    var squared = 0.0
    var changes = 0.0
    for t in demand.indices.dropFirst(lag)
    where history.isKnown?[t] != false && history.isKnown?[t - lag] != false {
      let change = demand[t] - demand[t - lag]
      absolute += abs(change)
      squared += change * change
      changes += 1
    }
    self.absolute = absolute > 0 ? absolute / changes : nil
    self.squared = squared > 0 ? squared / changes : nil
  }
}
