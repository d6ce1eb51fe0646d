/// A series taken apart into several seasons, a trend and a remainder: multiple seasonal-trend
/// decomposition by loess.
///
/// The seasons are estimated one after the other, the shortest first, each by `STL` on what the others
/// leave, in two rounds.
///
/// Source: Bandara, Hyndman and Bergmeir (2021), MSTL: a seasonal-trend decomposition algorithm for time
/// series with multiple seasonal patterns, arXiv:2107.13462; with `isExact` the components agree with
/// those of statsmodels to rounding.
public struct MSTLDecomposition: Sendable, Hashable {
  /// The lengths of the seasons, shortest first, in periods: those of which there are two in the series.
  public let seasonLengths: [Int]
  /// The seasons, in that order; a value a period.
  public let seasons: [ContiguousArray<Double>]
  public let trend: ContiguousArray<Double>
  public let remainder: ContiguousArray<Double>

  /// Takes `demand` apart; nil where there are not two whole seasons of any length, or none of it is
  /// known.
  ///
  /// - Parameters:
  ///   - demand: Oldest first; NaN where it is unknown.
  ///   - seasonLengths: In periods; those below 2 are left out.
  ///   - innerIterations: Rounds within each STL, default 2 as in R (5 in statsmodels).
  ///   - seasonDegree: Of the local fits of a phase, default 0 as in R (1 in statsmodels).
  ///   - isExact: Whether every local fit is worked out; default false.
  public init?(
    _ demand: ContiguousArray<Double>, seasonLengths: [Int], innerIterations: Int = 2,
    seasonDegree: Int = 0, isExact: Bool = false
  ) {
    let lengths = Set(seasonLengths).filter { $0 >= 2 && 2 * $0 <= demand.count }.sorted()
    guard !lengths.isEmpty else { return nil }
    let tools = lengths.enumerated().map { place, length in
      STL(
        seasonLength: length, seasonWindow: 11 + 4 * place, seasonDegree: seasonDegree,
        innerIterations: innerIterations, isExact: isExact)
    }
    var seasons = lengths.map { _ in ContiguousArray<Double>(repeating: 0, count: demand.count) }
    var rest = demand
    var trend = ContiguousArray<Double>()
    var remainder = ContiguousArray<Double>()
    for _ in 0..<(lengths.count > 1 ? 2 : 1) {
      for (place, tool) in tools.enumerated() {
        for t in rest.indices { rest[t] += seasons[place][t] }
        guard let components = tool.components(of: rest) else { return nil }
        seasons[place] = components.season
        trend = components.trend
        remainder = components.remainder
        for t in rest.indices { rest[t] -= seasons[place][t] }
      }
    }
    self.seasonLengths = lengths
    self.seasons = seasons
    self.trend = trend
    self.remainder = remainder
  }

  /// The last season of each length, as it is expected to come again: the sum of them a period, from the
  /// first period after the series on, over a whole cycle of all of them, at most `longestCycle`.
  func cycle() -> ContiguousArray<Double> {
    let n = trend.count
    var common = 1
    for length in seasonLengths {
      common = min(Self.longestCycle, common / greatestCommonDivisor(common, length) * length)
    }
    return ContiguousArray(
      (0..<common).map { step in
        zip(seasons, seasonLengths).reduce(0) { sum, season in
          sum + season.0[n - season.1 + step % season.1]
        }
      })
  }

  /// Periods; the longest horizon that can be asked for.
  private static let longestCycle = 10_000
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
