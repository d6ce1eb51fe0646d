/// The seasonal naive forecast: each period's demand of one season before.
///
/// An unknown period takes the newest known demand of its phase, else the mean of the known phases.
/// Without a season (length 1) it is the naive forecast. A series' index is left aside: the season
/// is in what it repeats.
public struct SeasonalNaive: ForecastModel {
  public init() {}

  /// - Throws: `tooShort` where no period is known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedSeasonalNaive {
    try series.requireKnown(1)
    let length = series.seasonLength
    // Slot i holds the demand of period i modulo the length; the season starts with period 0.
    var season = ContiguousArray<Double?>(repeating: nil, count: length)
    var sumOfSquares = 0.0
    var errors = 0
    for t in series.demand.indices where series.isKnown?[t] != false {
      let value = series.demand[t]
      if let before = season[t % length] {
        sumOfSquares += (value - before) * (value - before)
        errors += 1
      }
      season[t % length] = value
    }
    return FittedSeasonalNaive(
      season: season, next: series.count % length,
      spread: InnovationSpread(
        sumOfSquares: sumOfSquares, count: errors, gamma: 1, seasonLength: length),
      isWholeUnits: series.isWholeUnits)
  }
}

/// The last season, as a forecast.
public struct FittedSeasonalNaive: StructuralModel {
  private var season: ContiguousArray<Double?>
  private var next: Int
  private var spread: InnovationSpread
  public let isWholeUnits: Bool

  init(
    season: ContiguousArray<Double?>, next: Int, spread: InnovationSpread, isWholeUnits: Bool
  ) {
    self.season = season
    self.next = next
    self.spread = spread
    self.isWholeUnits = isWholeUnits
  }

  public var summary: String { "seasonal naive(\(season.count))" }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var mean = 0.0
    var known = 0.0
    for value in season {
      guard let value else { continue }
      known += 1
      mean += (value - mean) / known
    }
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for i in 0..<horizon { means.append(max(0, season[(next + i) % season.count] ?? mean)) }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double {
    spread.variance(over: window, index: .flat)
  }

  public mutating func update(_ demand: Double?) {
    if let demand {
      if let before = season[next] { spread.observe(demand - before) }
      season[next] = demand
    }
    next = (next + 1) % season.count
  }
}
