internal import RestockNumerics

/// Totals over windows of several lengths, as forecast at past origins and as they came: what the
/// spread of a forecast is learned from.
///
/// An origin sits at the start of each window; windows with an unknown period are left out.
public struct OriginTotals: Sendable, Hashable {
  /// The lengths of windows that are recorded as far as the horizon reaches, in periods.
  public static let lengths = [1, 2, 4, 8, 13, 26, 52]

  /// Units a period below which counts are small.
  static let smallMean = 50.0

  /// One total.
  public struct Total: Sendable, Hashable {
    /// As forecast, over `scale`.
    public let forecast: Float
    /// As it came, over `scale`.
    public let actual: Float
    /// The standard deviation by the model's own formula, over `scale`; 0 for small counts, whose
    /// spread is learned from their mean.
    public let standardDeviation: Float
  }

  /// What the totals are divided by: 1 for small counts, else the mean of the known demand.
  public let scale: Double
  /// Whether demand comes in whole units.
  public let isWholeUnits: Bool
  /// Whether it comes in whole units and few of them, so that the spread follows from the mean as it
  /// does for the item's like; larger series have a spread of their own.
  public let isSmallCount: Bool
  /// Periods from one origin to the next, on average.
  public let spacing: Double
  /// The totals for each of `lengths`, as far as there are any.
  public private(set) var totals: [ContiguousArray<Total>]

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

  init(series: DemandSeries, plan: RollingOrigins) {
    isWholeUnits = series.isWholeUnits
    spacing = plan.spacing
    let known = Double(max(1, series.knownCount))
    let mean = series.demand.reduce(0) { $0 + $1 / known }
    isSmallCount = isWholeUnits && mean < Self.smallMean
    scale = isSmallCount || !(mean > 0) ? 1 : mean
    let reached = Self.lengths.prefix { $0 <= plan.horizon }.count
    totals = Array(repeating: [], count: reached)
    for i in totals.indices { totals[i].reserveCapacity(plan.origins.count) }
  }

  mutating func append(_ place: Int, forecast: Double, actual: Double, standardDeviation: Double) {
    totals[place].append(
      Total(
        forecast: Float(forecast / scale), actual: Float(actual / scale),
        standardDeviation: Float(standardDeviation / scale)))
  }
}
