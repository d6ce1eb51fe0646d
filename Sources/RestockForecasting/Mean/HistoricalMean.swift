/// The mean of all known demand.
public struct HistoricalMean: ForecastModel {
  public init() {}

  /// - Throws: `tooShort` where no period is known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedHistoricalMean {
    try series.requireKnown(1)
    let values = series.knownLevels()
    var mean = 0.0
    for value in values { mean += value / Double(values.count) }
    var sumOfSquares = 0.0
    for value in values { sumOfSquares += (value - mean) * (value - mean) }
    return FittedHistoricalMean(
      level: mean, count: values.count, sumOfSquares: sumOfSquares,
      futureIndex: FutureIndex(after: series), isWholeUnits: series.isWholeUnits)
  }
}

/// The mean of the history, as a forecast.
public struct FittedHistoricalMean: LevelModel {
  public private(set) var level: Double
  private var count: Int
  private var sumOfSquares: Double
  public private(set) var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(
    level: Double, count: Int, sumOfSquares: Double, futureIndex: FutureIndex, isWholeUnits: Bool
  ) {
    self.level = level
    self.count = count
    self.sumOfSquares = sumOfSquares
    self.futureIndex = futureIndex
    self.isWholeUnits = isWholeUnits
  }

  public var summary: String { "mean of \(count)" }

  /// The spread about the mean, with n - 1 degrees of freedom, and the mean's own error of 1 / n.
  public var spread: InnovationSpread {
    let n = Double(count)
    return InnovationSpread(
      sumOfSquares: count > 1 ? sumOfSquares * (1 + 1 / n) : 0, count: max(1, count - 1),
      levelVarianceRatio: 1 / n)
  }

  public mutating func update(_ demand: Double?) {
    if let demand {
      // Welford's update of mean and sum of squares.
      let value = demand / futureIndex[1]
      let deviation = value - level
      count += 1
      level += deviation / Double(count)
      sumOfSquares += deviation * (value - level)
    }
    futureIndex.advance()
  }
}
