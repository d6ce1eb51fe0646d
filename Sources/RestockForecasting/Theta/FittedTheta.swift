internal import RestockNumerics

/// A Theta model with its states at the end of the history.
public struct FittedTheta: StructuralModel {
  private var state: ThetaState
  /// One value for each phase of the season that was taken out, factors or units; empty where there
  /// was none. That of the next period is at `phase`.
  public let seasonal: ContiguousArray<Double>
  public let isSeasonMultiplicative: Bool
  public private(set) var phase: Int
  /// Squared one-step errors from the fourth value on, out of season, units squared.
  public let sumOfSquares: Double
  /// The variance of a one-step error out of season, units squared.
  public private(set) var errorVariance: Double
  private var errorCount: Int
  private let estimationError: ThetaEstimationError
  public private(set) var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  /// The model of this kind for `series`.
  ///
  /// - Throws: `tooShort` where fewer than four periods are known.
  init(
    _ series: DemandSeries, kind: ThetaKind, season: SeasonEstimate = .tested
  ) throws(FitError) {
    self.init(series, kind: kind, prepared: try ThetaSeries(series, season: season))
  }

  /// The model of this kind for `series` as `prepared`, at least four periods of which are known.
  init(_ series: DemandSeries, kind: ThetaKind, prepared: ThetaSeries) {
    let search = ThetaSearch(prepared, kind: kind)
    let scale = prepared.scale
    state = ThetaState(search, kind: kind, values: prepared.values, scale: scale)
    isSeasonMultiplicative = prepared.season?.isMultiplicative ?? false
    let unit = isSeasonMultiplicative ? 1 : scale
    seasonal = ContiguousArray((prepared.season?.values ?? []).lazy.map { $0 * unit })
    phase = seasonal.isEmpty ? 0 : prepared.values.count % seasonal.count
    sumOfSquares = search.sumOfSquares * scale * scale
    // The seasonal values are estimated as well.
    let estimated = search.parameterCount + max(0, seasonal.count - 1)
    let freedom = max(1, search.errorCount - estimated)
    errorVariance = sumOfSquares / Double(freedom)
    // Demand whose square is no number any more has a variance of 0 or infinity in any case.
    estimationError =
      (1e-140...1e140).contains(scale)
      ? ThetaEstimationError(
        prepared, search, kind: kind, meanSquare: search.sumOfSquares / Double(freedom)) : .none
    errorCount = search.errorCount
    futureIndex = FutureIndex(after: series)
    isWholeUnits = series.isWholeUnits
  }

  /// The weight of an innovation in the level, 0.1...0.99.
  public var alpha: Double { state.alpha }
  /// 1 - 1 / theta, 0...1: the share of the line's slope in the forecast.
  public var lineShare: Double { state.lineShare }
  /// Theta, 1 or more; infinite where the forecast has the whole slope of the line.
  public var theta: Double { 1 / (1 - lineShare) }
  /// The smoothed level, units a period, out of season and at index 1.
  public var level: Double { state.level }

  public var summary: String {
    let name =
      switch (state.kind.isDynamic, state.kind.isOptimized) {
      case (true, true): "dynamic optimised Theta"
      case (true, false): "dynamic Theta"
      case (false, true): "optimised Theta"
      case (false, false): "Theta"
      }
    return name + " alpha=\(twoDecimals(alpha)) trend share=\(twoDecimals(lineShare))"
      + (seasonal.isEmpty ? "" : " seasonal")
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var path = state
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for step in stride(from: 1, through: horizon, by: 1) {
      let forecast = path.forecast
      means.append(max(0, inSeason(forecast, step)) * futureIndex[step])
      path.append(forecast)
    }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double {
    variance(over: window, error: estimationError)
  }

  /// The variance of a total if the estimates were the truth.
  package func varianceGivenParameters(over window: ForecastWindow) -> Double {
    variance(over: window, error: .none)
  }

  private func variance(over window: ForecastWindow, error: ThetaEstimationError) -> Double {
    let spread = ThetaSpread(state, error: error, horizon: window.horizon)
    var own = ContiguousArray<Double>()
    own.reserveCapacity(window.horizon)
    for step in stride(from: 1, through: window.horizon, by: 1) {
      own.append(futureIndex[step] * (isSeasonMultiplicative ? seasonalValue(step) : 1))
    }
    return errorVariance
      * spread.variance(
        shares: window.shares, own: own, seasonLength: max(1, seasonal.count),
        errorVariance: errorVariance)
  }

  public mutating func update(_ demand: Double?) {
    let forecast = state.forecast
    var value = forecast
    if let demand {
      value = demand / futureIndex[1]
      if !seasonal.isEmpty {
        value = isSeasonMultiplicative ? value / seasonal[phase] : value - seasonal[phase]
      }
      errorCount += 1
      let innovation = value - forecast
      errorVariance += (innovation * innovation - errorVariance) / Double(errorCount)
    }
    state.append(value)
    if !seasonal.isEmpty { phase = phase + 1 == seasonal.count ? 0 : phase + 1 }
    futureIndex.advance()
  }

  /// The seasonal value of the period `step`, from 1; 0 or 1 without a season.
  private func seasonalValue(_ step: Int) -> Double {
    seasonal.isEmpty
      ? (isSeasonMultiplicative ? 1 : 0) : seasonal[(phase + step - 1) % seasonal.count]
  }

  private func inSeason(_ value: Double, _ step: Int) -> Double {
    isSeasonMultiplicative ? value * seasonalValue(step) : value + seasonalValue(step)
  }
}
