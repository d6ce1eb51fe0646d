public import RestockNumerics

/// A fitted model whose totals have the spread, and the shape, that past errors of its like show.
public struct CalibratedForecast: FittedModel {
  /// The model.
  public private(set) var fitted: FittedForecast
  /// The spread of its totals.
  public let dispersion: SeriesDispersion
  /// The pattern of demand, by which totals are recalibrated.
  public let pattern: DemandPattern
  /// The map of probabilities; nil where the spread alone is corrected.
  public let calibration: PooledCalibration?
  /// Whether demand comes in whole units.
  public let isWholeUnits: Bool

  init(
    fitted: FittedForecast, dispersion: SeriesDispersion, pattern: DemandPattern,
    calibration: PooledCalibration?, isWholeUnits: Bool
  ) {
    self.fitted = fitted
    self.dispersion = dispersion
    self.pattern = pattern
    self.calibration = calibration
    self.isWholeUnits = isWholeUnits
  }

  public var summary: String { fitted.summary }

  public func means(horizon: Int) -> ContiguousArray<Double> { fitted.means(horizon: horizon) }

  public func total(over window: ForecastWindow) -> DemandDistribution {
    let mean = fitted.mean(over: window)
    let length = window.length
    guard mean > 0, length > 0 else { return .point(0) }
    var own = 0.0
    var widening = 1.0
    if !isWholeUnits {
      own = fitted.total(over: window).standardDeviation
    } else if window.start >= 1 {
      // The spread was learned on windows from the origin on. A later one has more by as much as
      // the model's own formula says.
      let later = fitted.total(over: window).standardDeviation
      let first = fitted.total(over: window.movedToStart).standardDeviation
      if first > 0 { widening = max(1, later * later / (first * first)) }
    }
    let forecast =
      isWholeUnits
      ? demandDistribution(
        mean: mean, variance: widening * dispersion.countVariance(mean: mean, length: length),
        wholeUnits: true)
      : dispersion.distribution(
        mean: mean, ownDeviation: own, length: length, wholeUnits: false)
    guard let calibration else { return forecast }
    return calibration.recalibration(pattern, length: length, rate: mean / length)(forecast)
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
      fitted: fitted, dispersion: dispersion.spread(of: self), pattern: pattern,
      calibration: calibration, isWholeUnits: isWholeUnits)
  }
}
