/// The mean of the last known periods, evenly weighted or falling linearly with age.
///
/// The window is given, or chosen on the history: the one of 3, 4, 6, 8, 13, 26 and 52 periods (as
/// far as the history is twice as long) with the least mean squared one-step error over the same
/// periods.
public struct MovingAverage: ForecastModel {
  /// Periods in the average; nil to choose on the history.
  public let window: Int?
  /// Whether weights fall linearly with age: k, k - 1, ..., 1.
  public let isWeighted: Bool

  /// A moving average; `window` at least 1.
  public init(window: Int? = nil, isWeighted: Bool = false) {
    precondition(window.map { $0 >= 1 } ?? true, "a window of \(window ?? 0) periods")
    self.window = window
    self.isWeighted = isWeighted
  }

  /// - Throws: `tooShort` where no period is known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedMovingAverage {
    try series.requireKnown(1)
    let values = series.knownLevels()
    let longest = max(1, values.count / 2)
    let candidates = window.map { [$0] } ?? Self.windows.filter { $0 <= longest }
    let choices = candidates.isEmpty ? [min(values.count, Self.windows[0])] : candidates
    // All candidates are scored on the periods that the longest of them can forecast.
    let start = min(choices.max() ?? 1, max(1, values.count - 1))
    var best = choices[0]
    var leastSum = Double.infinity
    for choice in choices {
      let sum = sumOfSquares(values, window: choice, from: start)
      if sum < leastSum {
        leastSum = sum
        best = choice
      }
    }
    return FittedMovingAverage(
      recent: ContiguousArray(values.suffix(best)), window: best, isWeighted: isWeighted,
      sumOfSquares: leastSum, errors: values.count - start,
      futureIndex: FutureIndex(after: series), isWholeUnits: series.isWholeUnits)
  }

  /// The windows tried, in periods: what planners use with weeks, and with months.
  static let windows = [3, 4, 6, 8, 13, 26, 52]

  private func sumOfSquares(
    _ values: ContiguousArray<Double>, window: Int, from start: Int
  ) -> Double {
    var sum = 0.0
    for t in start..<max(start, values.count) {
      let error = values[t] - movingAverage(values[max(0, t - window)..<t], isWeighted: isWeighted)
      sum += error * error
    }
    return sum
  }
}

/// The mean of `values`, oldest first, evenly weighted or with weights 1, 2, ...; 0 of none.
func movingAverage(_ values: ArraySlice<Double>, isWeighted: Bool) -> Double {
  guard !values.isEmpty else { return 0 }
  var sum = 0.0
  var weights = 0.0
  for (age, value) in values.enumerated() {
    let weight = isWeighted ? Double(age + 1) : 1
    sum += weight * value
    weights += weight
  }
  return sum / weights
}
