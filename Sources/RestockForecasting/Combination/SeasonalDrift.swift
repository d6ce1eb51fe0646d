/// The random walk with drift of a series out of its season, with the season put back: the line through
/// the first and the last value, carried on.
///
/// By itself a poor forecast; in an average the one that follows a steady trend all the way.
///
/// Source: Hyndman and Athanasopoulos, *Forecasting: Principles and Practice*, 3rd ed., section 5.2.
struct FittedSeasonalDrift: Sendable {
  private let first: Double
  private var last: Double
  /// Periods from the first value to the last.
  private var span: Int
  private let season: SeasonalDecomposition?
  /// What the values of the series, and a season that is added, were divided by.
  private let scale: Double
  private var phase: Int
  private var futureIndex: FutureIndex

  /// The walk of `series` as `prepared`, which has two values at least.
  init(_ series: DemandSeries, prepared: ThetaSeries) {
    let values = prepared.values
    first = values[0]
    last = values[values.count - 1]
    span = values.count - 1
    season = prepared.season
    scale = prepared.scale
    phase = season.map { values.count % $0.values.count } ?? 0
    futureIndex = FutureIndex(after: series)
  }

  var summary: String { "drift" + (season == nil ? "" : " seasonal") }

  private var drift: Double { (last - first) / Double(span) }

  /// The value `value` in the season of the period `step`, from 1.
  private func inSeason(_ value: Double, _ step: Int) -> Double {
    guard let season else { return value }
    let own = season.values[(phase + step - 1) % season.values.count]
    return season.isMultiplicative ? value * own : value + own
  }

  func means(horizon: Int) -> ContiguousArray<Double> {
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for step in stride(from: 1, through: horizon, by: 1) {
      let value = inSeason(last + drift * Double(step), step)
      means.append(max(0, value) * scale * futureIndex[step])
    }
    return means
  }

  /// The expected total demand over a window, units.
  func mean(over window: ForecastWindow) -> Double {
    let means = means(horizon: window.horizon)
    var sum = 0.0
    for i in means.indices { sum += window.shares[i] * means[i] }
    return sum
  }

  mutating func update(_ demand: Double?) {
    let forecast = last + drift
    if let demand {
      var value = demand / futureIndex[1] / scale
      if let season { value = season.removed(from: value, phase: phase) }
      last = value
    } else {
      last = forecast
    }
    span += 1
    if let season { phase = phase + 1 == season.values.count ? 0 : phase + 1 }
    futureIndex.advance()
  }
}
