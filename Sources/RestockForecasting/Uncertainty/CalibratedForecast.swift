public import RestockNumerics

/// A fitted model whose totals have the spread that past errors of its like show.
public struct CalibratedForecast: FittedModel {
  /// The model.
  public private(set) var fitted: FittedForecast
  /// The spread of its totals.
  public let dispersion: SeriesDispersion
  /// Whether demand comes in whole units.
  public let isWholeUnits: Bool

  init(fitted: FittedForecast, dispersion: SeriesDispersion, isWholeUnits: Bool) {
    self.fitted = fitted
    self.dispersion = dispersion
    self.isWholeUnits = isWholeUnits
  }

  public var summary: String { fitted.summary }

  public func means(horizon: Int) -> ContiguousArray<Double> { fitted.means(horizon: horizon) }

  public func total(over window: ForecastWindow) -> DemandDistribution {
    let mean = fitted.mean(over: window)
    let length = window.length
    guard isWholeUnits else {
      let own = fitted.total(over: window).standardDeviation
      return demandDistribution(
        mean: mean, variance: own * own * dispersion.inflation(length: max(1, length)),
        wholeUnits: false)
    }
    var variance = dispersion.countVariance(mean: mean, length: length)
    if window.start >= 1 {
      // The spread was learned on windows from the origin on. A later one has more by as much as
      // the model's own formula says.
      let own = fitted.total(over: window).standardDeviation
      let first = fitted.total(over: window.movedToStart).standardDeviation
      if first > 0 { variance *= max(1, own * own / (first * first)) }
    }
    return demandDistribution(mean: mean, variance: variance, wholeUnits: true)
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
  /// The model with the spread that `dispersion` gives a series like it.
  public func calibrated(by dispersion: PooledDispersion) -> CalibratedForecast {
    CalibratedForecast(
      fitted: fitted, dispersion: dispersion.spread(of: self), isWholeUnits: isWholeUnits)
  }
}
