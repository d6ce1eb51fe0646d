/// Start states by classical decomposition (`SeasonalDecomposition`); level and trend come from a line
/// through the first max(10, two seasons) deseasonalised periods.
///
/// A season that cannot be told, for a phase is never known, starts flat; factors start from a hundredth
/// on.
///
/// Source: Hyndman, Koehler, Ord and Snyder (2008), section 2.6.1.
func startState(
  _ values: ContiguousArray<Double>, isKnown: ContiguousArray<Bool>?, seasonLength: Int,
  isMultiplicative: Bool = false
) -> TrendState {
  var season = ContiguousArray<Double>()
  if seasonLength > 1 {
    let known = ContiguousArray(values.indices.map { isKnown?[$0] != false ? values[$0] : .nan })
    let decomposition = SeasonalDecomposition(
      known, seasonLength: seasonLength, isMultiplicative: isMultiplicative)
    season =
      decomposition?.values
      ?? ContiguousArray(repeating: isMultiplicative ? 1 : 0, count: seasonLength)
    if isMultiplicative {
      for phase in season.indices {
        season[phase] = max(season[phase], TrendState.leastFactor)
      }
    }
  }
  // Least squares of the deseasonalised values on t = 1, 2, ...
  let reach = min(values.count, max(10, 2 * seasonLength))
  var n = 0.0
  var meanTime = 0.0
  var meanValue = 0.0
  func deseasonalised(_ t: Int) -> Double {
    guard !season.isEmpty else { return values[t] }
    let own = season[t % season.count]
    return isMultiplicative ? values[t] / own : values[t] - own
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
  return TrendState(
    level: meanValue - trend * meanTime, trend: trend, season: season, phase: 0,
    isMultiplicative: isMultiplicative)
}
