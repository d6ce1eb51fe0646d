/// Naive 2: the naive forecast of the seasonally adjusted series, the yardstick of the M4 competition.
///
/// Where the autocorrelation at the season's lag is significant at 90 % and three seasons are there,
/// the series is divided by its season of a classical multiplicative decomposition, and the last
/// adjusted value is multiplied by the season of each period to come. A series with unknown periods,
/// or with demand not above zero, which has no multiplicative season, gets the naive forecast.
///
/// Source: Makridakis, Spiliotis and Assimakopoulos (2020), doi:10.1016/j.ijforecast.2019.04.014,
/// after the R code of its organisers (Mcompetitions/M4-methods).
public struct Naive2: Sendable, Hashable {
  public init() {}

  /// The forecasts of the periods 1...`horizon` after `series`.
  ///
  /// - Throws: `tooShort` where no period is known.
  public func means(
    _ series: DemandSeries, horizon: Int
  ) throws(FitError) -> ContiguousArray<Double> {
    let length = series.seasonLength
    guard length > 1, series.isKnown == nil, series.demand.allSatisfy({ $0 > 0 }),
      isSeasonal(series.demand, length: length)
    else { return try Naive().fit(try series.withoutIndex).means(horizon: horizon) }
    let season = multiplicativeSeason(series.demand, seasonLength: length)
    let last = series.count - 1
    let adjusted = series.demand[last] / season[last % length]
    return ContiguousArray(
      (1...max(1, horizon)).prefix(horizon).map {
        adjusted * season[(last + $0) % length]
      })
  }

  /// Whether the autocorrelation at the season's lag exceeds 1.645 of its standard error by Bartlett's
  /// formula.
  private func isSeasonal(_ demand: ContiguousArray<Double>, length: Int) -> Bool {
    let n = demand.count
    guard n >= 3 * length else { return false }
    var mean = 0.0
    for value in demand { mean += value / Double(n) }
    func covariance(_ lag: Int) -> Double {
      var sum = 0.0
      for t in lag..<n { sum += (demand[t] - mean) * (demand[t - lag] - mean) }
      return sum
    }
    let variance = covariance(0)
    guard variance > 0 else { return false }
    var sumOfSquares = 1.0
    for lag in 1..<length {
      let correlation = covariance(lag) / variance
      sumOfSquares += 2 * correlation * correlation
    }
    let limit = 1.645 * (sumOfSquares / Double(n)).squareRoot()
    return abs(covariance(length) / variance) > limit
  }
}

/// The multiplicative season by phase from period 0, mean 1: the mean by phase of demand over its
/// centred mean over one season.
private func multiplicativeSeason(
  _ demand: ContiguousArray<Double>, seasonLength: Int
) -> ContiguousArray<Double> {
  let half = seasonLength / 2
  var sums = ContiguousArray<Double>(repeating: 0, count: seasonLength)
  var counts = sums
  for t in half..<max(half, demand.count - half) {
    var sum = 0.0
    for i in (t - half)...(t + half) {
      let weight = seasonLength % 2 == 0 && abs(i - t) == half ? 0.5 : 1
      sum += weight * demand[i]
    }
    sums[t % seasonLength] += demand[t] * Double(seasonLength) / sum
    counts[t % seasonLength] += 1
  }
  var mean = 0.0
  for phase in 0..<seasonLength {
    sums[phase] = counts[phase] > 0 ? sums[phase] / counts[phase] : 1
    mean += sums[phase] / Double(seasonLength)
  }
  return ContiguousArray(sums.map { $0 / mean })
}

extension DemandSeries {
  /// The same demand, its index left aside.
  var withoutIndex: DemandSeries {
    get throws(FitError) {
      guard index != nil else { return self }
      return try DemandSeries(
        demand: demand, isKnown: isKnown, seasonLengths: seasonLengths, phases: phases,
        regressors: regressors)
    }
  }
}
