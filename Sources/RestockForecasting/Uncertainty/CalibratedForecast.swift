public import RestockNumerics

/// A fitted model whose totals have the spread, and the shape, that past errors of its like show.
public struct CalibratedForecast: FittedModel {
  /// The model.
  public private(set) var fitted: FittedForecast
  /// The spread of its totals.
  public let dispersion: SeriesDispersion
  /// What its totals are taken never to exceed.
  public let ceiling: SeriesCeiling
  /// The pattern of demand, by which totals are recalibrated.
  public let pattern: DemandPattern
  /// Known periods with demand.
  public let demands: Int
  /// The map of probabilities; nil where the spread alone is corrected.
  public let calibration: PooledCalibration?
  /// Whether demand comes in whole units.
  public let isWholeUnits: Bool
  /// The unit in which totals are counted, nil where the model's formula gives their spread.
  public let countUnit: Double?

  init(
    fitted: FittedForecast, dispersion: SeriesDispersion, ceiling: SeriesCeiling,
    pattern: DemandPattern, demands: Int,
    calibration: PooledCalibration?, isWholeUnits: Bool, countUnit: Double?
  ) {
    self.fitted = fitted
    self.dispersion = dispersion
    self.ceiling = ceiling
    self.pattern = pattern
    self.demands = demands
    self.calibration = calibration
    self.isWholeUnits = isWholeUnits
    self.countUnit = countUnit
  }

  public var summary: String { fitted.summary }

  public var aliveProbability: Double { fitted.aliveProbability }

  public func means(horizon: Int) -> ContiguousArray<Double> { fitted.means(horizon: horizon) }

  public func total(over window: ForecastWindow) -> DemandDistribution {
    guard fitted.mean(over: window) > 0, window.length > 0 else { return .point(0) }
    // One class of rate for all windows, so that none is recalibrated unlike its neighbours.
    let rate = fitted.means(horizon: 1)[0]
    guard let countUnit else { return quantity(over: window, rate: rate) }
    let total = count(over: window, rate: rate, unit: countUnit)
    // The maps of several lengths may cross; without them the forecast's own distributions do not.
    let shorter =
      calibration == nil
      ? []
      : window.prefixes(.counts).map { count(over: $0, rate: rate, unit: countUnit) }
    return RecalibratedTotal.distribution(
      of: total, shorter: shorter, unit: countUnit, wholeUnits: isWholeUnits)
  }

  /// A total that is not counted, or of large counts.
  private func quantity(over window: ForecastWindow, rate: Double) -> DemandDistribution {
    let mean = fitted.mean(over: window)
    let length = window.length
    let own = fitted.total(over: window).standardDeviation
    // The model's own formula knows how errors grow with the lead; what it underrates is learned by
    // how far ahead a window ends.
    let reach = max(1, Double(window.start) + length)
    let variance = own * own * dispersion.inflation(length: reach)
    let forecast = demandDistribution(mean: mean, variance: variance, wholeUnits: isWholeUnits)
    guard
      let map = calibration?.recalibration(ofQuantity: pattern, length: reach, rate: rate)
    else { return forecast }
    // Mirroring is for shapes that are nearly symmetric; rare or wild demand has none.
    return RecalibratedTotal.distribution(
      of: RecalibratedTotal(
        forecast: forecast, map: pattern == .smooth ? map.halfCentred : map,
        limit: ceiling.bound(mean: mean, length: length)))
  }

  /// A total of small counts, in units of `unit`.
  private func count(
    over window: ForecastWindow, rate: Double, unit: Double
  ) -> RecalibratedTotal {
    let mean = fitted.mean(over: window)
    let length = window.length
    var variance = dispersion.countVariance(mean: mean, length: length)
    if window.start >= 1 {
      // The spread was learned on windows from the origin on. A later one has more by as much as
      // the model's own formula says.
      let own = fitted.total(over: window).standardDeviation
      let first = fitted.total(over: window.movedToStart).standardDeviation
      if first > 0 { variance *= max(1, own * own / (first * first)) }
    }
    return RecalibratedTotal(
      forecast: DemandDistribution(
        mean: mean / unit, variance: variance / (unit * unit), wholeUnits: true),
      map: calibration?.recalibration(
        ofCount: pattern, length: length, rate: rate, demands: demands) ?? .identity,
      limit: ceiling.bound(mean: mean, length: length) / unit)
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

  /// Its beginnings of these lengths, as far as they are shorter.
  func prefixes(_ lengths: WindowLengths) -> [ForecastWindow] {
    let whole = length
    return lengths.periods.prefix { Double($0) < whole }.map { length in
      var left = Double(length)
      var prefix = ContiguousArray<Double>()
      for share in shares where left > 0 {
        prefix.append(min(share, left))
        left -= share
      }
      return ForecastWindow(shares: prefix)
    }
  }
}

extension SelectedModel {
  /// The model with the spread and the shape that others like it show.
  public func calibrated(
    by dispersion: PooledDispersion, _ calibration: PooledCalibration? = nil
  ) -> CalibratedForecast {
    CalibratedForecast(
      fitted: fitted, dispersion: dispersion.spread(of: self),
      ceiling: (calibration?.ceiling ?? PooledCeiling([])).ceiling(of: self), pattern: pattern,
      demands: demands,
      calibration: calibration, isWholeUnits: isWholeUnits,
      countUnit: countUnit)
  }
}
