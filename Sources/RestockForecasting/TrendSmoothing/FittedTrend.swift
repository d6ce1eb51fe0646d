/// A level with a trend, and perhaps a season, at the end of the history.
public struct FittedTrend: StructuralModel {
  private let name: String
  private let weights: TrendWeights
  private var state: TrendState
  private var spread: InnovationSpread
  private var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(
    _ series: DemandSeries, seasonLength: Int, isDamped: Bool, isMultiplicative: Bool = false,
    name: String
  ) {
    // Scaled by the mean demand, so that squares neither overflow nor vanish.
    let levels = series.demandOverIndex()
    var scale = 0.0
    for value in levels { scale += abs(value) / Double(levels.count) }
    if !(scale > 0) { scale = 1 }
    let values = ContiguousArray(levels.map { $0 / scale })
    let start = startState(
      values, isKnown: series.isKnown, seasonLength: seasonLength,
      isMultiplicative: isMultiplicative)
    let weights = TrendFitter(
      values: values, isKnown: series.isKnown, start: start, isDamped: isDamped
    ).weights()
    var state = start
    var sumOfSquares = 0.0
    for t in values.indices {
      let innovation = state.advance(series.isKnown?[t] == false ? nil : values[t], weights)
      sumOfSquares += innovation * innovation
    }
    state.level *= scale
    state.trend *= scale
    state.leastLevel *= scale
    if !isMultiplicative {
      for phase in state.season.indices { state.season[phase] *= scale }
    }
    // Each start state and weight takes a degree of freedom.
    let known = series.knownCount
    let parameters = 4 + (isDamped ? 1 : 0) + (seasonLength > 1 ? seasonLength : 0)
    self.name = name
    self.weights = weights
    self.state = state
    spread = InnovationSpread(
      sumOfSquares: sumOfSquares * scale * scale, count: max(known - parameters, (known + 2) / 3),
      alpha: weights.alpha, beta: weights.beta, phi: weights.phi, gamma: weights.gamma,
      seasonLength: seasonLength)
    futureIndex = FutureIndex(after: series)
    isWholeUnits = series.isWholeUnits
  }

  public var summary: String {
    var text = "\(name)(alpha=\(twoDecimals(weights.alpha)), beta=\(twoDecimals(weights.beta))"
    if !state.season.isEmpty { text += ", gamma=\(twoDecimals(weights.gamma))" }
    if weights.phi < 1 { text += ", phi=\(twoDecimals(weights.phi))" }
    return text + ")"
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    var level = state.level
    var trend = state.trend
    var phase = state.phase
    for i in 0..<horizon {
      trend *= weights.phi
      level += trend
      var value = level
      if !state.season.isEmpty {
        value = state.isMultiplicative ? value * state.season[phase] : value + state.season[phase]
        phase = phase + 1 == state.season.count ? 0 : phase + 1
      }
      means.append(max(0, value) * futureIndex[i + 1])
    }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double {
    guard state.isMultiplicative else { return spread.variance(over: window, index: futureIndex) }
    // Innovations are over the factor, which multiplies them like an index.
    let factors = (0..<window.horizon).map { i in
      state.season[(state.phase + i) % state.season.count] * futureIndex[i + 1]
    }
    return spread.variance(over: window, index: FutureIndex(ContiguousArray(factors)))
  }

  public mutating func update(_ demand: Double?) {
    let innovation = state.advance(demand.map { $0 / futureIndex[1] }, weights)
    if demand != nil { spread.observe(innovation) }
    futureIndex.advance()
  }
}
