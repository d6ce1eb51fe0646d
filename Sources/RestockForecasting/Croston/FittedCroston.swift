/// The recursion of Croston's method.
struct CrostonState: Sendable, Hashable {
  let sizeWeight: Double
  let intervalWeight: Double
  let correction: Croston.Correction
  private var size = 0.0
  private var interval = 0.0
  private var sinceDemand = 0.0

  init(sizeWeight: Double, intervalWeight: Double, correction: Croston.Correction) {
    self.sizeWeight = sizeWeight
    self.intervalWeight = intervalWeight
    self.correction = correction
  }

  /// Units a period; 0 before the first demand.
  var rate: Double {
    guard interval > 0 else { return 0 }
    let alpha = intervalWeight
    let factor =
      switch correction {
      case .none: 1.0
      case .syntetosBoylan: 1 - alpha / 2
      case .shaleBoylanJohnston: 1 - alpha / (2 - alpha)
      }
    return factor * size / interval
  }

  mutating func update(_ demand: Double) {
    sinceDemand += 1
    guard demand > 0 else { return }
    if interval == 0 {
      size = demand
      interval = sinceDemand
    } else {
      size += sizeWeight * (demand - size)
      interval += intervalWeight * (sinceDemand - interval)
    }
    sinceDemand = 0
  }
}

/// Croston's method at the end of the history.
public struct FittedCroston: LevelModel {
  private var state: CrostonState
  public private(set) var spread: InnovationSpread
  public private(set) var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(state: CrostonState, futureIndex: FutureIndex, isWholeUnits: Bool) {
    self.state = state
    // The variance of an exponentially weighted mean of independent values is alpha / (2 - alpha).
    let alpha = state.intervalWeight
    spread = InnovationSpread(
      sumOfSquares: 0, count: 0, levelVarianceRatio: alpha / (2 - alpha))
    self.futureIndex = futureIndex
    self.isWholeUnits = isWholeUnits
  }

  public var level: Double { state.rate }

  /// The smoothing weights of size and interval.
  public var weights: (size: Double, interval: Double) {
    (state.sizeWeight, state.intervalWeight)
  }

  public var summary: String {
    let name =
      switch state.correction {
      case .none: "Croston"
      case .syntetosBoylan: "SBA"
      case .shaleBoylanJohnston: "SBJ"
      }
    return state.sizeWeight == state.intervalWeight
      ? "\(name)(alpha=\(twoDecimals(state.sizeWeight)))"
      : "\(name)(size=\(twoDecimals(state.sizeWeight)), "
        + "interval=\(twoDecimals(state.intervalWeight)))"
  }

  mutating func smooth(_ values: ContiguousArray<Double>) {
    var state = state
    var sumOfSquares = 0.0
    var errors = 0
    var hasBegun = false
    for value in values {
      if hasBegun {
        let innovation = value - state.rate
        sumOfSquares += innovation * innovation
        errors += 1
      }
      state.update(value)
      hasBegun = hasBegun || value > 0
    }
    self.state = state
    spread = InnovationSpread(
      sumOfSquares: sumOfSquares, count: errors, levelVarianceRatio: spread.levelVarianceRatio)
  }

  public mutating func update(_ demand: Double?) {
    if let demand {
      let value = demand / futureIndex[1]
      spread.observe(value - state.rate)
      state.update(value)
    }
    futureIndex.advance()
  }
}
