/// The empirical distribution: what past windows of the same length held.
///
/// The forecast is the mean of the last known periods, the distribution of a total that of the totals
/// over all windows of its length in them, overlapping. Where fewer than ten windows are known
/// throughout, the total gets the moments of the single periods instead.
public struct Empirical: ForecastModel {
  /// Periods of history used.
  public let periods: Int

  /// The model over the last `periods`, at least 1.
  public init(periods: Int = 156) {
    precondition(periods >= 1, "\(periods) periods")
    self.periods = periods
  }

  /// - Throws: `tooShort` where no period is known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedEmpirical {
    try series.requireKnown(1)
    var history = ContiguousArray<Double?>()
    history.reserveCapacity(min(periods, series.count))
    for t in series.demand.indices.suffix(periods) { history.append(series.level(at: t)) }
    if history.allSatisfy({ $0 == nil }) {
      // The newest periods are all unknown: the known ones before them.
      history = ContiguousArray(series.knownLevels().suffix(periods).map { $0 })
    }
    return FittedEmpirical(
      history: history, capacity: periods, futureIndex: FutureIndex(after: series),
      isWholeUnits: series.isWholeUnits)
  }
}
