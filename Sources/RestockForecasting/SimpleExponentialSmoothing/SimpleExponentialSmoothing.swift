/// Simple exponential smoothing: a level that follows demand with the weight alpha.
///
///     level(t) = level(t - 1) + alpha (demand(t) - level(t - 1))
///
/// With a given weight the level starts at the first known demand. Without one, weight and start
/// minimise the sum of squared one-step errors together: for a given weight the best start is a
/// linear least-squares problem, solved exactly, and the weight is found by lanes of eight.
///
/// Source: Brown (1959); Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential
/// Smoothing, ETS(A,N,N). R and statsforecast start a weight that is estimated from the first
/// demand, or search for the start by Nelder-Mead.
public struct SimpleExponentialSmoothing: ForecastModel {
  /// The smoothing weight, 0...1; nil to estimate.
  public let alpha: Double?

  /// The model with a given weight, or one to estimate.
  public init(alpha: Double? = nil) {
    precondition(alpha.map { $0 >= 0 && $0 <= 1 } ?? true, "alpha \(alpha ?? 0)")
    self.alpha = alpha
  }

  /// - Throws: `tooShort` where no period is known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedSimpleExponentialSmoothing {
    try series.requireKnown(1)
    let values = series.knownLevels()
    var alpha = alpha ?? 0
    var start = values[0]
    if self.alpha == nil, values.count > 2 {
      (alpha, start) = leastSquaresLevel(values)
    }
    var level = start
    let sumOfSquares = smoothLevel(values.span, alpha: alpha, level: &level)
    return FittedSimpleExponentialSmoothing(
      alpha: alpha, level: level,
      spread: InnovationSpread(
        sumOfSquares: sumOfSquares, count: max(1, values.count - 1), alpha: alpha),
      futureIndex: FutureIndex(after: series), isWholeUnits: series.isWholeUnits)
  }
}

/// Simple exponential smoothing with its level at the end of the history.
public struct FittedSimpleExponentialSmoothing: LevelModel {
  /// The smoothing weight.
  public let alpha: Double
  public private(set) var level: Double
  public private(set) var spread: InnovationSpread
  public private(set) var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(
    alpha: Double, level: Double, spread: InnovationSpread, futureIndex: FutureIndex,
    isWholeUnits: Bool
  ) {
    self.alpha = alpha
    self.level = level
    self.spread = spread
    self.futureIndex = futureIndex
    self.isWholeUnits = isWholeUnits
  }

  public var summary: String { "SES(alpha=\(twoDecimals(alpha)))" }

  public mutating func update(_ demand: Double?) {
    if let demand {
      let innovation = demand / futureIndex[1] - level
      spread.observe(innovation)
      level += alpha * innovation
    }
    futureIndex.advance()
  }
}
