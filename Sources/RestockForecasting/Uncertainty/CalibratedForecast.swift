public import RestockNumerics

/// A fitted model whose totals have the spread, and the shape, that past errors of its like show.
public struct CalibratedForecast: FittedModel {
  /// The model.
  public private(set) var fitted: FittedForecast
  /// The spread of its totals.
  public let dispersion: SeriesDispersion
  /// The largest totals that the series has had.
  public let largest: LargestTotals
  /// The pattern of demand, by which totals are recalibrated.
  public let pattern: DemandPattern
  /// The map of probabilities; nil where the spread alone is corrected.
  public let calibration: PooledCalibration?
  /// Whether demand comes in whole units.
  public let isWholeUnits: Bool
  /// The unit in which totals are counted, nil where the model's formula gives their spread.
  public let countUnit: Double?

  init(
    fitted: FittedForecast, dispersion: SeriesDispersion, largest: LargestTotals,
    pattern: DemandPattern,
    calibration: PooledCalibration?, isWholeUnits: Bool, countUnit: Double?
  ) {
    self.fitted = fitted
    self.dispersion = dispersion
    self.largest = largest
    self.pattern = pattern
    self.calibration = calibration
    self.isWholeUnits = isWholeUnits
    self.countUnit = countUnit
  }

  public var summary: String { fitted.summary }

  public func means(horizon: Int) -> ContiguousArray<Double> { fitted.means(horizon: horizon) }

  public func total(over window: ForecastWindow) -> DemandDistribution {
    let mean = fitted.mean(over: window)
    let length = window.length
    guard mean > 0, length > 0 else { return .point(0) }
    // One class of rate for all windows, so that none is recalibrated unlike its neighbours.
    let rate = fitted.means(horizon: 1)[0]
    let own = fitted.total(over: window).standardDeviation
    guard let countUnit else {
      // The model's own formula knows how errors grow with the lead; what it underrates is learned by
      // how far ahead a window ends.
      let reach = max(1, Double(window.start) + length)
      let variance = own * own * dispersion.inflation(length: reach)
      let forecast = demandDistribution(mean: mean, variance: variance, wholeUnits: isWholeUnits)
      return recalibration(length: reach, rate: rate)?.callAsFunction(
        forecast, limit: largest.bound(mean: mean, length: length)) ?? forecast
    }
    var variance = dispersion.countVariance(mean: mean, length: length)
    if window.start >= 1 {
      // The spread was learned on windows from the origin on. A later one has more by as much as
      // the model's own formula says.
      let first = fitted.total(over: window.movedToStart).standardDeviation
      if first > 0 { variance *= max(1, own * own / (first * first)) }
    }
    let forecast = DemandDistribution(
      mean: mean / countUnit, variance: variance / (countUnit * countUnit), wholeUnits: true)
    let map = recalibration(length: length, rate: rate) ?? .identity
    return map.callAsFunction(
      forecast, unit: countUnit, wholeUnits: isWholeUnits,
      limit: largest.bound(mean: mean, length: length))
  }

  private func recalibration(length: Double, rate: Double) -> Recalibration? {
    guard let map = calibration?.recalibration(pattern, length: length, rate: rate) else {
      return nil
    }
    // Mirroring is for shapes that are nearly symmetric; rare or wild demand has none.
    return pattern == .smooth && countUnit == nil ? map.halfCentred : map
  }

  public mutating func update(_ demand: Double?) { fitted.update(demand) }
}

extension ForecastWindow {
  /// Whole periods before the first with a share.
  var start: Int { shares.firstIndex { $0 > 0 } ?? 0 }

  /// The same shares from period 1 on.
  var movedToStart: ForecastWindow {
    ForecastWindow(shares: ContiguousArray(shares.dropFirst(start)))
  }
}

extension SelectedModel {
  /// The model with the spread and the shape that others like it show.
  public func calibrated(
    by dispersion: PooledDispersion, _ calibration: PooledCalibration? = nil
  ) -> CalibratedForecast {
    CalibratedForecast(
      fitted: fitted, dispersion: dispersion.spread(of: self), largest: largestTotals,
      pattern: pattern,
      calibration: calibration, isWholeUnits: isWholeUnits,
      countUnit: countUnit)
  }
}
