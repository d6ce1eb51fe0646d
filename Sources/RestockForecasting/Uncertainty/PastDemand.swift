/// What an item's own known periods, from the first demand on, say of it at an origin: how its demand
/// comes, and how its variance stands to its mean.
///
/// One item tells that ratio better than its pattern does, for sizes differ by orders of magnitude
/// within one. Where demand comes in most periods, half the mean squared change from one period to the
/// next stands beside the variance, and the lesser of the two counts: a trend or a season of its own is
/// no noise.
///
/// Source: von Neumann, Kent, Bellinson and Hart (1941), The mean square successive difference, Annals of
/// Mathematical Statistics 12, 153-162, doi:10.1214/aoms/1177731746.
struct PastDemand: Sendable, Hashable {
  private var statistics = PatternStatistics()
  private var mean = 0.0
  private var squares = 0.0
  private var squaredChanges = 0.0
  private var last = 0.0

  /// Takes in the next known demand, divided by its index.
  mutating func add(_ demand: Double) {
    statistics.add(demand)
    let count = Double(statistics.periods)
    guard count > 0 else { return }
    if count > 1 { squaredChanges += (demand - last) * (demand - last) }
    last = demand
    let deviation = demand - mean
    mean += deviation / count
    squares += deviation * (demand - mean)
  }

  var pattern: DemandPattern { DemandPattern(statistics) }

  /// Known periods with demand.
  var demands: Int { statistics.demands }

  /// The ratio of variance to mean, units; 0 before the second period.
  var varianceToMean: Double {
    guard statistics.periods > 1, mean > 0 else { return 0 }
    let isRare = statistics.averageInterval >= DemandPattern.intervalCutOff
    let changes = Double(statistics.periods - 1)
    let variance = squares / changes
    return (isRare ? variance : min(variance, squaredChanges / (2 * changes))) / mean
  }

  /// Units a period below which counts are small.
  private static let smallMean = 50.0
  /// Parts of the mean size of a demand that make a unit, where units of its own are none.
  private static let partsOfSize = 8.0

  /// The unit in which the totals of such demand are counted; nil where they are not, and the model
  /// knows their spread.
  ///
  /// Whole units, while there are few of them. Rare demand in parts of units, or in many, is counted in
  /// eighths of its mean size: it has the same zeros, that no continuous distribution has.
  func countUnit(wholeUnits: Bool) -> Double? {
    if wholeUnits && mean < Self.smallMean { return 1 }
    switch pattern {
    case .intermittent, .lumpy:
      return mean * statistics.averageInterval / Self.partsOfSize
    case .smooth, .erratic, .noDemand, .short: return nil
    }
  }

  /// How `series` stood at each of some origins, ascending, and at its end.
  static func states(of series: DemandSeries, at origins: [Int]) -> [Self] {
    var state = Self()
    var states: [Self] = []
    states.reserveCapacity(origins.count + 1)
    for t in series.demand.indices {
      if states.count < origins.count, origins[states.count] == t { states.append(state) }
      if let demand = series.level(at: t) { state.add(demand) }
    }
    states.append(state)
    return states
  }
}
