/// The test for a season: the autocorrelation at its length, in standard errors.
///
/// The standard error is Bartlett's, sqrt((1 + 2 sum of r_k^2 over k < m) / n), as in the Theta
/// method of the M3 competition and in R's `thetaf`.
///
/// Source: Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016), Models for optimising the
/// theta method, International Journal of Forecasting 32, doi:10.1016/j.ijforecast.2016.02.005.
public struct SeasonTest: Sendable, Hashable {
  /// r_m over its standard error; 0 where there are not two whole seasons or no variation.
  public let statistic: Double

  /// The test of `demand` for a season of `seasonLength` periods.
  ///
  /// - Parameters:
  ///   - demand: Oldest first; NaN where it is unknown, which leaves out the pairs with it.
  ///   - seasonLength: Periods, at least 1.
  public init(_ demand: ContiguousArray<Double>, seasonLength: Int) {
    precondition(seasonLength >= 1, "a season of \(seasonLength)")
    var sum = 0.0
    var known = 0
    for y in demand where !y.isNaN {
      sum += y
      known += 1
    }
    guard demand.count >= 2 * seasonLength, known > 0 else {
      statistic = 0
      return
    }
    let mean = sum / Double(known)
    // What is unknown deviates by nothing, so it adds to no sum.
    let deviations = ContiguousArray(demand.lazy.map { $0.isNaN ? 0 : $0 - mean })
    var squares = 0.0
    for d in deviations { squares += d * d }
    guard squares > 1e-20 * mean * mean * Double(known) else {
      statistic = 0
      return
    }
    var correlation = 0.0
    var sumOfSquares = 0.0
    for lag in 1...seasonLength {
      if lag > 1 { sumOfSquares += correlation * correlation }
      var product = 0.0
      for t in lag..<deviations.count { product += deviations[t] * deviations[t - lag] }
      correlation = product / squares
    }
    statistic = correlation / ((1 + 2 * sumOfSquares) / Double(known)).squareRoot()
  }

  /// Standard errors from which a season is there at the level of the Theta method, 90 % two-sided.
  static let significance = 1.644_853_626_951_472_7

  /// Whether a season is there at that level.
  public var isSeasonal: Bool { abs(statistic) > Self.significance }
}
