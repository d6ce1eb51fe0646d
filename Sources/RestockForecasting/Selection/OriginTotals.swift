internal import RestockNumerics

/// Totals over windows of several lengths, as forecast at past origins and as they came: what the
/// spread of a forecast is learned from.
///
/// An origin sits at the start of each window; windows with an unknown period are left out.
public struct OriginTotals: Sendable, Hashable {
  /// One total.
  public struct Total: Sendable, Hashable {
    /// The pattern of demand until then: by what came later an item would be among its like because of
    /// the very demand that is to be foretold.
    public let pattern: DemandPattern
    /// Known periods with demand until then.
    public let demands: UInt16
    /// As forecast, over `scale`.
    public let forecast: Float
    /// As it came, over `scale`.
    public let actual: Float
    /// The standard deviation as the series tells it, over `scale`: by the model's own formula, or for
    /// small counts by their ratio of variance to mean until then.
    public let standardDeviation: Float
    /// The largest total over as long a window until then, over `scale`.
    public let largest: Float
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
  /// The lengths of windows that are recorded as far as they reach.
  public let lengths: WindowLengths
  /// The totals for each of `lengths`, as far as there are any.
  public private(set) var totals: [ContiguousArray<Total>]

  /// The longest window recorded, in periods.
  var reach: Int { totals.isEmpty ? 0 : lengths.periods[totals.count - 1] }

  /// Periods that windows of small counts reach, where half the history is as long: lead times of
  /// months are covered by totals, and their spread costs nothing but memory to record.
  private static let countReach = 26

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
    lengths = isSmallCount ? .counts : .quantities
    let reached = lengths.periods.prefix { $0 <= reach }.count
    totals = Array(repeating: [], count: reached)
    for i in totals.indices { totals[i].reserveCapacity(plan.origins.count) }
  }

  /// Takes in a total over `lengths[place]` periods, of an item that stood so at its origin.
  mutating func append(
    _ place: Int, at standing: OriginStanding, forecast: Double, actual: Double,
    standardDeviation: Double
  ) {
    totals[place].append(
      Total(
        pattern: standing.past.pattern, demands: UInt16(clamping: standing.past.demands),
        forecast: Float(forecast / scale), actual: Float(actual / scale),
        standardDeviation: Float(standardDeviation / scale),
        largest: Float(standing.largest.totals[place] / scale)))
  }
}

/// What was known of an item at an origin, besides the forecast.
struct OriginStanding: Sendable, Hashable {
  /// How its demand had come.
  let past: PastDemand
  /// The largest totals it had had.
  let largest: LargestTotals
}
