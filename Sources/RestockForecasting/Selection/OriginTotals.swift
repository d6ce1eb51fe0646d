internal import RestockNumerics

/// Totals over windows of several lengths, as forecast at past origins and as they came: what the
/// spread of a forecast is learned from.
///
/// An origin sits at the start of each window; windows with an unknown period are left out.
public struct OriginTotals: Sendable, Hashable {
  /// The lengths of windows that are recorded as far as they reach, in periods.
  public static let lengths = [1, 2, 4, 8, 13, 26, 52]

  /// One total.
  public struct Total: Sendable, Hashable {
    /// The pattern of demand until then: by what came later an item would be among its like because of
    /// the very demand that is to be foretold.
    public let pattern: DemandPattern
    /// As forecast, over `scale`.
    public let forecast: Float
    /// As it came, over `scale`.
    public let actual: Float
    /// The standard deviation as the series tells it, over `scale`: by the model's own formula, or for
    /// small counts by their ratio of variance to mean until then.
    public let standardDeviation: Float
  }

  /// What the totals are divided by: the unit of small counts, else the mean of the known demand.
  public let scale: Double
  /// Whether demand comes in whole units.
  public let isWholeUnits: Bool
  /// Whether totals are counted, so that the spread follows from the mean; larger series have a spread
  /// by their model's formula.
  public let isSmallCount: Bool
  /// Periods from one origin to the next, on average.
  public let spacing: Double
  /// The totals for each of `lengths`, as far as there are any.
  public private(set) var totals: [ContiguousArray<Total>]

  /// The longest window recorded, in periods.
  var reach: Int { totals.isEmpty ? 0 : Self.lengths[totals.count - 1] }

  /// Periods that windows of small counts reach, where half the history is as long: lead times of
  /// months are covered by totals, and their spread costs nothing but memory to record.
  private static let countReach = 26

  /// The place in `lengths` of the longest that is not above `length`, and how far `length` is on to
  /// the next, 0..<1 by logarithms; lengths outside take the nearest.
  static func place(of length: Double) -> (place: Int, weight: Double) {
    guard let next = lengths.firstIndex(where: { Double($0) > length }) else {
      return (lengths.count - 1, 0)
    }
    guard next > 0 else { return (0, 0) }
    let low = Double(lengths[next - 1]).logarithm
    let high = Double(lengths[next]).logarithm
    return (next - 1, (length.logarithm - low) / (high - low))
  }

  /// No totals yet; `countUnit` is the unit in which they are counted, nil where they are not.
  init(series: DemandSeries, plan: RollingOrigins, countUnit: Double?) {
    isWholeUnits = series.isWholeUnits
    spacing = plan.spacing
    let known = Double(max(1, series.knownCount))
    let mean = series.demand.reduce(0) { $0 + $1 / known }
    isSmallCount = countUnit != nil
    scale = countUnit ?? (mean > 0 ? mean : 1)
    let reach =
      isSmallCount ? max(plan.horizon, min(Self.countReach, series.count / 2)) : plan.horizon
    let reached = Self.lengths.prefix { $0 <= reach }.count
    totals = Array(repeating: [], count: reached)
    for i in totals.indices { totals[i].reserveCapacity(plan.origins.count) }
  }

  mutating func append(
    _ place: Int, pattern: DemandPattern, forecast: Double, actual: Double,
    standardDeviation: Double
  ) {
    totals[place].append(
      Total(
        pattern: pattern, forecast: Float(forecast / scale), actual: Float(actual / scale),
        standardDeviation: Float(standardDeviation / scale)))
  }
}
