internal import RestockNumerics

/// The seasonal-trend decomposition by loess: demand = trend + season + remainder, the season free to
/// change from one year to the next.
///
/// Each phase of the season is smoothed over the years, what is common to the phases is taken out by a
/// low-pass filter, and the rest smoothed to the trend; a few rounds of it. Robust, each round weights
/// periods down whose remainder is large, by Tukey's biweight at six median absolute remainders.
/// Unknown periods are interpolated and weigh nothing.
///
/// Costs O(n) a pass, whatever the season: loess is worked out at every tenth of its window and
/// interpolated between, unless `isExact`.
///
/// Source: Cleveland, Cleveland, McRae and Terpenning (1990), STL: a seasonal-trend decomposition
/// procedure based on loess, Journal of Official Statistics 6, 3-73. With `isExact` the components agree
/// with those of statsmodels to rounding.
public struct STL: Sendable, Hashable {
  /// Periods after which the season repeats, at least 2.
  public let seasonLength: Int
  /// Seasons in a local fit of one phase, odd and at least 3: how fast the season may change.
  public let seasonWindow: Int
  /// Periods in a local fit of the trend, odd and at least 3.
  public let trendWindow: Int
  /// The degree of the local fit of one phase, 0 (a mean) or 1 (a line).
  public let seasonDegree: Int
  /// Rounds within one weighting of the periods.
  public let innerIterations: Int
  /// Weightings of the periods by their remainders; 0 for none.
  public let robustIterations: Int
  /// Whether every local fit is worked out, at a cost that grows with the window.
  public let isExact: Bool

  /// A decomposition.
  ///
  /// - Parameters:
  ///   - seasonLength: Periods, at least 2.
  ///   - seasonWindow: Seasons, odd; default 7.
  ///   - trendWindow: Periods, odd; nil for the least odd number from
  ///     1.5 seasonLength / (1 - 1.5 / seasonWindow) on.
  ///   - seasonDegree: 0 or 1, default 1.
  ///   - isRobust: Whether outliers are weighted down, in 15 rounds; default false.
  ///   - innerIterations: Nil for 2 when robust, else 5.
  ///   - isExact: Default false.
  public init(
    seasonLength: Int, seasonWindow: Int = 7, trendWindow: Int? = nil, seasonDegree: Int = 1,
    isRobust: Bool = false, innerIterations: Int? = nil, isExact: Bool = false
  ) {
    precondition(seasonLength >= 2, "a season of \(seasonLength)")
    precondition(seasonWindow >= 3 && seasonWindow % 2 == 1, "a window of \(seasonWindow) seasons")
    precondition((0...1).contains(seasonDegree), "degree \(seasonDegree)")
    precondition(innerIterations.map { $0 >= 1 } ?? true, "\(innerIterations ?? 0) iterations")
    self.seasonLength = seasonLength
    self.seasonWindow = seasonWindow
    let wanted = 1.5 * Double(seasonLength) / (1 - 1.5 / Double(seasonWindow))
    let least = Int(wanted.rounded(.up))
    self.trendWindow = trendWindow ?? (least % 2 == 0 ? least + 1 : least)
    precondition(self.trendWindow >= 3 && self.trendWindow % 2 == 1, "\(self.trendWindow) periods")
    self.seasonDegree = seasonDegree
    self.innerIterations = innerIterations ?? (isRobust ? 2 : 5)
    robustIterations = isRobust ? 15 : 0
    self.isExact = isExact
  }

  /// Takes `demand` apart.
  ///
  /// - Parameter demand: Oldest first; NaN where it is unknown.
  /// - Returns: The components; nil where there are not two whole seasons or where nothing is known.
  public func components(of demand: ContiguousArray<Double>) -> Components? {
    guard demand.count >= 2 * seasonLength, let first = demand.first(where: { !$0.isNaN }) else {
      return nil
    }
    var values = demand
    var known: ContiguousArray<Double>?
    if demand.contains(where: \.isNaN) {
      known = ContiguousArray(demand.lazy.map { $0.isNaN ? 0 : 1 })
      if values[0].isNaN { values[0] = first }
      interpolateUnknown(&values)
    }
    var pass = STLPass(self, values: values, known: known)
    pass.run()
    return Components(
      season: pass.season, trend: pass.trend,
      remainder: ContiguousArray(
        values.indices.map { values[$0] - pass.season[$0] - pass.trend[$0] }))
  }

  /// What a series was taken apart into, a value a period each.
  public struct Components: Sendable, Hashable {
    public let season: ContiguousArray<Double>
    public let trend: ContiguousArray<Double>
    /// Demand less season and trend; of what was interpolated, where it is not known.
    public let remainder: ContiguousArray<Double>
  }
}
