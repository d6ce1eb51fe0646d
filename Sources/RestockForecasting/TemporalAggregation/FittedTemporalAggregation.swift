/// ADIDA or IMAPA at the end of the history. A new period counts once its bucket is full.
public struct FittedTemporalAggregation: LevelModel {
  private let name: String
  private var aggregates: [AggregateLevel]
  public private(set) var spread: InnovationSpread
  public private(set) var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(
    name: String, aggregates: [AggregateLevel], futureIndex: FutureIndex, isWholeUnits: Bool
  ) {
    self.name = name
    self.aggregates = aggregates
    spread = InnovationSpread(sumOfSquares: 0, count: 0)
    self.futureIndex = futureIndex
    self.isWholeUnits = isWholeUnits
  }

  public var level: Double {
    var sum = 0.0
    for aggregate in aggregates { sum += aggregate.rate }
    return sum / Double(aggregates.count)
  }

  public var summary: String { "\(name)(buckets of \(aggregates[aggregates.count - 1].size))" }

  mutating func measureErrors(_ values: ContiguousArray<Double>) {
    // The level's own error: that of a smoothed aggregate, of which one in `size` periods counts.
    var ratio = 0.0
    for aggregate in aggregates {
      let weight = aggregate.alpha / (2 - aggregate.alpha) / Double(aggregate.size)
      ratio += weight / Double(aggregates.count)
    }
    let rate = level
    var sumOfSquares = 0.0
    for value in values { sumOfSquares += (value - rate) * (value - rate) }
    spread = InnovationSpread(
      sumOfSquares: sumOfSquares * (1 + ratio), count: values.count, levelVarianceRatio: ratio)
  }

  public mutating func update(_ demand: Double?) {
    if let demand {
      let value = demand / futureIndex[1]
      spread.observe(value - level)
      for i in aggregates.indices { aggregates[i].update(value) }
    }
    futureIndex.advance()
  }
}
