/// The method of Teunter, Syntetos and Babai at the end of the history.
public struct FittedTeunterSyntetosBabai: LevelModel {
  public let weights: TeunterSyntetosBabai.Weights
  /// The smoothed size of a demand, 0 before the first.
  private var size = 0.0
  /// The smoothed probability of a demand; nil before the first period.
  private var probability: Double?
  public private(set) var spread: InnovationSpread
  public private(set) var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(
    weights: TeunterSyntetosBabai.Weights, values: ContiguousArray<Double>,
    futureIndex: FutureIndex, isWholeUnits: Bool
  ) {
    self.weights = weights
    spread = InnovationSpread(
      sumOfSquares: 0, count: 0,
      levelVarianceRatio: weights.probability / (2 - weights.probability))
    self.futureIndex = futureIndex
    self.isWholeUnits = isWholeUnits
  }

  public var level: Double { size * (probability ?? 0) }

  public var summary: String {
    "TSB(size=\(twoDecimals(weights.size)), probability=\(twoDecimals(weights.probability)))"
  }

  mutating func smooth(_ values: ContiguousArray<Double>) {
    var sumOfSquares = 0.0
    for value in values {
      let innovation = value - level
      if probability != nil { sumOfSquares += innovation * innovation }
      advanceState(value)
    }
    spread = InnovationSpread(
      sumOfSquares: sumOfSquares, count: values.count - 1,
      levelVarianceRatio: spread.levelVarianceRatio)
  }

  private mutating func advanceState(_ value: Double) {
    if value > 0 { size = size > 0 ? size + weights.size * (value - size) : value }
    let occurs = value > 0 ? 1.0 : 0
    probability = probability.map { $0 + weights.probability * (occurs - $0) } ?? occurs
  }

  public mutating func update(_ demand: Double?) {
    if let demand {
      let value = demand / futureIndex[1]
      spread.observe(value - level)
      advanceState(value)
    }
    futureIndex.advance()
  }
}
