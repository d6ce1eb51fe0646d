internal import RestockNumerics

/// Complex exponential smoothing with its states at the end of the history.
public struct FittedComplexExponentialSmoothing: StructuralModel {
  private let weights: CESWeights<Double>
  /// Over `scale`.
  private var state: CESState<Double>
  /// The mean of |demand|, by which the states are divided.
  private let scale: Double
  /// As far beyond the range of the history as that is wide, over `scale`: what a pair that does not
  /// settle would leave.
  private let bounds: ClosedRange<Double>
  /// Squared one-step errors of the history, units squared.
  public let sumOfSquares: Double
  /// The variance of a one-step error, over `scale` squared.
  private var errorVariance: Double
  private var errorCount: Double
  private var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(
    _ estimate: CESFitter.Estimate, _ levels: ContiguousArray<Double>, scale: Double,
    of series: DemandSeries
  ) {
    weights = estimate.weights
    self.scale = scale
    var state = estimate.start
    var sum = 0.0
    var known = 0.0
    var low = Double.infinity
    var high = -Double.infinity
    for value in levels {
      guard !value.isNaN else {
        state.advance(0, weights)
        continue
      }
      let innovation = value - state.forecast
      state.advance(innovation, weights)
      sum += innovation * innovation
      known += 1
      low = min(low, value)
      high = max(high, value)
    }
    self.state = state
    bounds = low - (high - low)...high + (high - low)
    sumOfSquares = sum * scale * scale
    let free = known - Double(CESFitter.weightCount(state.seasonality)) - 2
    errorVariance = sum / max(1, free, known / 3)
    errorCount = known
    futureIndex = FutureIndex(after: series)
    isWholeUnits = series.isWholeUnits
  }

  /// The kind of season that was taken.
  public var seasonality: CESSeasonality { state.seasonality }
  /// The weights alpha0 and alpha1 of the level, and beta0 and beta1 of the season.
  public var smoothing: (alpha0: Double, alpha1: Double, beta0: Double, beta1: Double) {
    (weights.alpha0, weights.alpha1, weights.beta0, weights.beta1)
  }

  public var summary: String {
    var text = "CES(\(twoDecimals(weights.alpha0))+\(twoDecimals(weights.alpha1))i"
    switch state.seasonality {
    case .none: break
    case .simple: text += ", simple season"
    case .partial: text += ", season \(twoDecimals(weights.beta0))"
    case .full: text += ", season \(twoDecimals(weights.beta0))+\(twoDecimals(weights.beta1))i"
    }
    return text + ")"
  }

  /// The forecast of the next period on the scale of demand, at index 1.
  private func forecast(_ state: CESState<Double>) -> Double {
    scale * min(max(state.forecast, bounds.lowerBound), bounds.upperBound)
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var path = state
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for step in stride(from: 1, through: horizon, by: 1) {
      means.append(max(0, forecast(path)) * futureIndex[step])
      path.advance(0, weights)
    }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double {
    var pulse = state
    pulse.level = 0
    pulse.potential = 0
    for phase in pulse.seasonal.indices {
      pulse.seasonal[phase] = 0
      pulse.seasonalPotential[phase] = 0
    }
    pulse.advance(1, weights)
    var response = ContiguousArray<Double>()
    var unit = ContiguousArray<Double>()
    for step in stride(from: 1, through: window.horizon, by: 1) {
      response.append(pulse.forecast)
      pulse.advance(0, weights)
      unit.append(scale * futureIndex[step])
    }
    return errorVariance * ImpulseResponse(values: response).varianceRatio(over: window, unit: unit)
  }

  public mutating func update(_ demand: Double?) {
    var innovation = 0.0
    if let demand {
      innovation = demand / futureIndex[1] / scale - state.forecast
      errorCount += 1
      errorVariance += (innovation * innovation - errorVariance) / errorCount
    }
    state.advance(innovation, weights)
    futureIndex.advance()
  }
}
