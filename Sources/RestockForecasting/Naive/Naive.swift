/// The naive forecast: the last known demand for all periods to come.
public struct Naive: ForecastModel {
  public init() {}

  /// - Throws: `tooShort` where no period is known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedNaive {
    try series.requireKnown(1)
    let values = series.knownLevels()
    var sumOfSquares = 0.0
    for t in values.indices.dropFirst() {
      let innovation = values[t] - values[t - 1]
      sumOfSquares += innovation * innovation
    }
    return FittedNaive(
      level: values[values.count - 1],
      spread: InnovationSpread(sumOfSquares: sumOfSquares, count: values.count - 1, alpha: 1),
      futureIndex: FutureIndex(after: series), isWholeUnits: series.isWholeUnits)
  }
}

/// The last known demand, as a forecast.
public struct FittedNaive: LevelModel {
  public private(set) var level: Double
  public private(set) var spread: InnovationSpread
  public private(set) var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(level: Double, spread: InnovationSpread, futureIndex: FutureIndex, isWholeUnits: Bool) {
    self.level = level
    self.spread = spread
    self.futureIndex = futureIndex
    self.isWholeUnits = isWholeUnits
  }

  public var summary: String { "naive" }

  public mutating func update(_ demand: Double?) {
    if let demand {
      let value = demand / futureIndex[1]
      spread.observe(value - level)
      level = value
    }
    futureIndex.advance()
  }
}
