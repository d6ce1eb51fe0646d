internal import RestockNumerics

/// Naive 2, the yardstick of the M competitions: the last value, seasonally adjusted where a test
/// finds a season.
///
/// The test is that of the M4 competition: the autocorrelation at one season against its 90 % limits,
/// with at least three seasons of history; the season is the classical multiplicative one.
///
/// Source: Makridakis, Spiliotis and Assimakopoulos (2020), The M4 Competition, International Journal
/// of Forecasting 36, 54-74, doi:10.1016/j.ijforecast.2019.04.014, and its benchmarks' R code.
struct NaiveTwo {
  private let last: Double
  /// The seasonal factors of the periods to come, from the first after the history.
  private let factors: [Double]

  /// - Parameters:
  ///   - history: What was known, with at least one known period; unknown ones repeat the value
  ///     before them.
  ///   - m: Periods of a season, at least 1.
  init(of history: ItemHistory, seasonLength m: Int) {
    var values: [Double] = []
    values.reserveCapacity(history.demand.count)
    for t in history.demand.indices {
      if history.isKnown?[t] != false {
        values.append(history.demand[t])
      } else if let before = values.last {
        values.append(before)
      }
    }
    let season = m > 1 && Self.isSeasonal(values, m) ? Self.factors(values, m) : nil
    guard let season, let end = values.last else {
      last = values.last ?? 0
      factors = [1]
      return
    }
    last = end / season[(values.count - 1) % m]
    factors = (0..<m).map { season[(values.count + $0) % m] }
  }

  /// The forecasts of the periods 1...`horizon`.
  func means(horizon: Int) -> [Double] {
    (0..<horizon).map { max(0, last * factors[$0 % factors.count]) }
  }

  private static func isSeasonal(_ values: [Double], _ m: Int) -> Bool {
    let n = values.count
    guard n >= 3 * m else { return false }
    let mean = values.reduce(0, +) / Double(n)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard variance > 0 else { return false }
    var correlation = 0.0
    var squares = 0.0
    for lag in 1...m {
      if lag > 1 { squares += correlation * correlation }
      var sum = 0.0
      for t in lag..<n { sum += (values[t] - mean) * (values[t - lag] - mean) }
      correlation = sum / variance
    }
    let limit = 1.645 * ((1 + 2 * squares) / Double(n)).squareRoot()
    return abs(correlation) > limit
  }

  /// The multiplicative factors of phases 0..<m, with a mean of 1; nil where the trend meets zero.
  private static func factors(_ values: [Double], _ m: Int) -> [Double]? {
    let half = m / 2
    var sums = [Double](repeating: 0, count: m)
    var counts = sums
    for t in half..<(values.count - half) {
      var trend = values[(t - half)...(t + half)].reduce(0, +)
      // An even season takes half of the period at either end.
      if m.isMultiple(of: 2) { trend -= 0.5 * (values[t - half] + values[t + half]) }
      trend /= Double(m)
      guard trend > 0 else { return nil }
      sums[t % m] += values[t] / trend
      counts[t % m] += 1
    }
    var factors: [Double] = []
    for phase in 0..<m {
      guard counts[phase] > 0, sums[phase] > 0 else { return nil }
      factors.append(sums[phase] / counts[phase])
    }
    let mean = factors.reduce(0, +) / Double(m)
    return factors.map { $0 / mean }
  }
}
