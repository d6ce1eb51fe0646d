internal import Glibc

/// A series made stationary: in logarithms where it is positive, differenced over the season and over
/// one period where that helps.
struct DifferencedSeries {
  /// Demand over the index, or its logarithm; unknown periods interpolated, from the first known on.
  let values: ContiguousArray<Double>
  let isLogarithmic: Bool
  /// The season differenced over, 1 where there is none.
  let seasonLength: Int
  let isDifferenced: Bool
  /// What is left after the differences.
  let differences: ContiguousArray<Double>

  init(_ series: DemandSeries) {
    let levels = series.levels()
    var values = ContiguousArray(levels.drop { $0.isNaN })
    isLogarithmic = values.allSatisfy { $0.isNaN || $0 > 0 }
    if isLogarithmic {
      for t in values.indices { values[t] = log(values[t]) }
    }
    interpolateUnknown(&values)
    self.values = values

    var length = 1
    for candidate in series.seasonLengths where 3 * candidate <= values.count {
      length = max(length, candidate)
    }
    if length > 1, !SeasonTest(values, seasonLength: length).isSeasonal { length = 1 }
    seasonLength = length
    var rest = values
    if length > 1 { rest = Self.difference(rest, lag: length) }
    let once = Self.difference(rest, lag: 1)
    isDifferenced = Self.variance(once) < 0.5 * Self.variance(rest)
    differences = isDifferenced ? once : rest
  }

  private static func difference(
    _ values: ContiguousArray<Double>, lag: Int
  ) -> ContiguousArray<Double> {
    ContiguousArray((lag..<values.count).lazy.map { values[$0] - values[$0 - lag] })
  }

  private static func variance(_ values: ContiguousArray<Double>) -> Double {
    var sum = 0.0
    for value in values { sum += value }
    let mean = sum / Double(values.count)
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    return squares / Double(values.count)
  }
}
