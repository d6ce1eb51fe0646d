/// The spread of the errors of a linear innovations model, and how an innovation lives on.
///
/// Of an innovation in period t the share c(k) = alpha + beta (phi + ... + phi^k) + gamma [k is a
/// multiple of the season length] stays in the demand of period t + k. The total over a window with
/// shares s(i) and index x(i) has, with K(j) the sum over i > j of s(i) x(i) c(i - j), the variance
/// sigma^2 times the sum over j of s(j) x(j)^2 + 2 s(j) x(j) K(j) + K(j)^2: a part of a period takes
/// its share of that period's own noise.
///
/// Source: Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing, sections
/// 6.1 and 6.6 (lead-time demand); the shares of periods and the index are ours.
public struct InnovationSpread: Sendable, Hashable {
  /// The variance of a one-step error, units squared; at index 1.
  public private(set) var variance: Double
  /// The number of errors it rests on.
  public private(set) var count: Double
  /// The share of an innovation that stays in the level, in the trend, and in the season.
  public let alpha: Double
  public let beta: Double
  public let gamma: Double
  /// The damping of the trend, 0...1.
  public let phi: Double
  /// Periods after which the season repeats.
  public let seasonLength: Int
  /// The variance of the level's estimate at the origin, over `variance`.
  public let levelVarianceRatio: Double

  /// The spread of a model with these weights, from the sum of squares of its one-step errors
  /// (units squared) and their number, 0 of which give a variance of 0. `levelVarianceRatio` is, of
  /// a level that is an average of n past demands, 1 / n.
  init(
    sumOfSquares: Double, count: Int, alpha: Double = 0, beta: Double = 0, phi: Double = 1,
    gamma: Double = 0, seasonLength: Int = 1, levelVarianceRatio: Double = 0
  ) {
    self.count = Double(count)
    // The one-step errors of an averaged level hold the level's own error.
    variance = count > 0 ? sumOfSquares / Double(count) / (1 + levelVarianceRatio) : 0
    self.alpha = alpha
    self.beta = beta
    self.phi = phi
    self.gamma = gamma
    self.seasonLength = seasonLength
    self.levelVarianceRatio = levelVarianceRatio
  }

  /// Takes in one more one-step error.
  mutating func observe(_ innovation: Double) {
    count += 1
    variance += (innovation * innovation / (1 + levelVarianceRatio) - variance) / count
  }

  /// The variance of the total demand over `window`, units squared.
  public func variance(over window: ForecastWindow, index: FutureIndex) -> Double {
    let horizon = window.horizon
    var sum = 0.0
    var carried = 0.0
    var exposure = 0.0
    for j in stride(from: horizon, through: 1, by: -1) {
      let share = window.shares[j - 1]
      let multiplier = index[j]
      if beta != 0 || gamma != 0 { carried = carriedInto(window, after: j, index: index) }
      sum += share * multiplier * (multiplier + 2 * carried) + carried * carried
      carried += alpha * share * multiplier
      exposure += share * multiplier
    }
    return variance * (sum + levelVarianceRatio * exposure * exposure)
  }

  /// What of an innovation in period `j` comes back in the later periods of the window.
  private func carriedInto(_ window: ForecastWindow, after j: Int, index: FutureIndex) -> Double {
    var sum = 0.0
    var damping = 1.0
    var trend = 0.0
    for i in stride(from: j + 1, through: window.horizon, by: 1) {
      damping *= phi
      trend += damping
      let season = (i - j) % seasonLength == 0 ? gamma : 0
      sum += window.shares[i - 1] * index[i] * (alpha + beta * trend + season)
    }
    return sum
  }
}
