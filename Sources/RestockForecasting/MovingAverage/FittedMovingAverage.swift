/// A moving average, as a forecast.
public struct FittedMovingAverage: LevelModel {
  /// The last known demands at index 1, oldest first; as many as the window, or fewer.
  private var recent: ContiguousArray<Double>
  /// Periods in the average.
  public let window: Int
  public let isWeighted: Bool
  public private(set) var spread: InnovationSpread
  public private(set) var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(
    recent: ContiguousArray<Double>, window: Int, isWeighted: Bool, sumOfSquares: Double,
    errors: Int, futureIndex: FutureIndex, isWholeUnits: Bool
  ) {
    self.recent = recent
    self.window = window
    self.isWeighted = isWeighted
    let n = Double(max(1, recent.count))
    // Of weights w(i): the sum of w^2 over the square of the sum of w.
    let ratio = isWeighted ? 2 * (2 * n + 1) / (3 * n * (n + 1)) : 1 / n
    spread = InnovationSpread(
      sumOfSquares: sumOfSquares, count: errors, levelVarianceRatio: ratio)
    self.futureIndex = futureIndex
    self.isWholeUnits = isWholeUnits
  }

  public var level: Double { movingAverage(recent[...], isWeighted: isWeighted) }

  public var summary: String { "\(isWeighted ? "weighted " : "")mean of the last \(window)" }

  public mutating func update(_ demand: Double?) {
    if let demand {
      let value = demand / futureIndex[1]
      spread.observe(value - level)
      if recent.count == window { recent.removeFirst() }
      recent.append(value)
    }
    futureIndex.advance()
  }
}
