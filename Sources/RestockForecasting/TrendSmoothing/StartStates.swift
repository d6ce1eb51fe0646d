/// Start states by classical additive decomposition: the season is the mean, by phase, of demand less
/// its centred mean over one season; level and trend come from a line through the first max(10, two
/// seasons) deseasonalised periods.
///
/// Source: Hyndman, Koehler, Ord and Snyder (2008), section 2.6.1.
func startState(
  _ values: ContiguousArray<Double>, isKnown: ContiguousArray<Bool>?, seasonLength: Int
) -> TrendState {
  let season =
    seasonLength > 1
    ? additiveSeason(values, isKnown: isKnown, seasonLength: seasonLength)
    : ContiguousArray<Double>()
  // Least squares of the deseasonalised values on t = 1, 2, ...
  let reach = min(values.count, max(10, 2 * seasonLength))
  var n = 0.0
  var meanTime = 0.0
  var meanValue = 0.0
  func deseasonalised(_ t: Int) -> Double {
    values[t] - (season.isEmpty ? 0 : season[t % season.count])
  }
  for t in 0..<reach where isKnown?[t] != false {
    n += 1
    meanTime += (Double(t + 1) - meanTime) / n
    meanValue += (deseasonalised(t) - meanValue) / n
  }
  var products = 0.0
  var squares = 0.0
  for t in 0..<reach where isKnown?[t] != false {
    let offset = Double(t + 1) - meanTime
    products += offset * (deseasonalised(t) - meanValue)
    squares += offset * offset
  }
  let trend = squares > 0 && n > 2 ? products / squares : 0
  return TrendState(level: meanValue - trend * meanTime, trend: trend, season: season, phase: 0)
}

/// The additive season by phase from period 0, mean 0.
private func additiveSeason(
  _ values: ContiguousArray<Double>, isKnown: ContiguousArray<Bool>?, seasonLength: Int
) -> ContiguousArray<Double> {
  let half = seasonLength / 2
  var sums = ContiguousArray<Double>(repeating: 0, count: seasonLength)
  var counts = ContiguousArray<Double>(repeating: 0, count: seasonLength)
  for t in values.indices where isKnown?[t] != false && t >= half && t + half < values.count {
    // An even season's window reaches one period further, with half weights at its ends.
    var sum = 0.0
    var weights = 0.0
    for i in (t - half)...(t + half) where isKnown?[i] != false {
      let weight = seasonLength % 2 == 0 && abs(i - t) == half ? 0.5 : 1
      sum += weight * values[i]
      weights += weight
    }
    sums[t % seasonLength] += values[t] - sum / weights
    counts[t % seasonLength] += 1
  }
  var season = sums
  var mean = 0.0
  for phase in 0..<seasonLength {
    season[phase] = counts[phase] > 0 ? sums[phase] / counts[phase] : 0
    mean += season[phase] / Double(seasonLength)
  }
  for phase in 0..<seasonLength { season[phase] -= mean }
  return season
}
