/// A season by classical decomposition: one value for each phase, over a centred moving average.
///
/// The trend is the moving average over one season (half weights at both ends where its length is
/// even); a phase's value is the mean of demand minus the trend (or over it), made to average 0 (or
/// 1). Unknown periods are left out of both means.
///
/// Source: Hyndman and Athanasopoulos, *Forecasting: Principles and Practice*, 3rd ed., section 3.4;
/// the values agree with statsmodels' `seasonal_decompose` where every period is known.
public struct SeasonalDecomposition: Sendable, Hashable {
  /// Whether the values are factors, not units to add.
  public let isMultiplicative: Bool
  /// One value for each phase; the first is that of the first period of the series.
  public let values: ContiguousArray<Double>

  /// The season of `demand`, or nil where there are not two whole seasons of it, where a phase has
  /// no known period, or where factors are asked for and a trend is not positive.
  ///
  /// - Parameters:
  ///   - demand: Oldest first; NaN where it is unknown.
  ///   - seasonLength: Periods, at least 2.
  ///   - isMultiplicative: Whether factors are wanted; for positive demand.
  public init?(
    _ demand: ContiguousArray<Double>, seasonLength: Int, isMultiplicative: Bool
  ) {
    precondition(seasonLength >= 2, "a season of \(seasonLength)")
    guard demand.count >= 2 * seasonLength else { return nil }
    let half = seasonLength / 2
    let isEven = seasonLength % 2 == 0
    var sums = ContiguousArray<Double>(repeating: 0, count: seasonLength)
    var counts = ContiguousArray<Int>(repeating: 0, count: seasonLength)
    var phase = half % seasonLength
    for t in half..<demand.count - half {
      defer { phase = phase + 1 == seasonLength ? 0 : phase + 1 }
      guard !demand[t].isNaN else { continue }
      var sum = 0.0
      var weight = 0.0
      for i in t - half...t + half where !demand[i].isNaN {
        let share = isEven && abs(i - t) == half ? 0.5 : 1
        sum += share * demand[i]
        weight += share
      }
      let trend = sum / weight
      if isMultiplicative && !(trend > 0) { return nil }
      sums[phase] += isMultiplicative ? demand[t] / trend : demand[t] - trend
      counts[phase] += 1
    }
    guard counts.allSatisfy({ $0 > 0 }) else { return nil }
    var total = 0.0
    for phase in 0..<seasonLength {
      sums[phase] /= Double(counts[phase])
      total += sums[phase]
    }
    let mean = total / Double(seasonLength)
    if isMultiplicative && !(mean > 0) { return nil }
    for phase in 0..<seasonLength {
      sums[phase] = isMultiplicative ? sums[phase] / mean : sums[phase] - mean
    }
    self.isMultiplicative = isMultiplicative
    values = sums
  }
}
