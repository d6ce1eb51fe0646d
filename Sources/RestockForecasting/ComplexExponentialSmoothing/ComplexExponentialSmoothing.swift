internal import RestockNumerics

/// Complex exponential smoothing: a level and its information potential as one complex number, which
/// follows level and trend without telling them apart.
///
/// The kind of season is chosen by AICc among none, simple, partial and full (`CESSeasonality`), or given;
/// a season is the longest of which there are two whole ones. Unknown periods move the states on without
/// an innovation.
///
/// Source: Svetunkov, Kourentzes and Ord (2022), Complex exponential smoothing, Naval Research Logistics
/// 69, doi:10.1002/nav.22074; Svetunkov and Kourentzes (2018), Complex exponential smoothing for seasonal
/// time series.
public struct ComplexExponentialSmoothing: ForecastModel {
  /// The kind of season; nil to choose.
  public let seasonality: CESSeasonality?

  /// The model.
  public init(seasonality: CESSeasonality? = nil) {
    self.seasonality = seasonality
  }

  /// Known periods that are needed.
  static let least = 5

  /// - Throws: `tooShort` where fewer than five periods are known; `missing` where a season is asked for
  ///   that the series has not twice.
  public func fit(
    _ series: DemandSeries
  ) throws(FitError) -> FittedComplexExponentialSmoothing {
    try series.requireKnown(Self.least)
    var levels = series.levels()
    levels.removeFirst(levels.firstIndex { !$0.isNaN } ?? 0)
    var sum = 0.0
    for value in levels where !value.isNaN { sum += abs(value) }
    let scale = sum > 0 ? sum / Double(series.knownCount) : 1
    for t in levels.indices { levels[t] /= scale }
    let length = series.seasonLengths.filter { $0 >= 2 && 2 * $0 <= levels.count }.max()
    let season = length.flatMap {
      SeasonalDecomposition(levels, seasonLength: $0, isMultiplicative: false)
    }
    var candidates = seasonality.map { [$0] } ?? CESSeasonality.allCases
    if season == nil {
      guard seasonality == nil || seasonality == CESSeasonality.none else {
        throw FitError(.missing("season, twice over"))
      }
      candidates = [.none]
    }
    var best: (estimate: CESFitter.Estimate, criterion: Double)?
    for kind in candidates {
      let fitter = CESFitter(levels, seasonality: kind, season: kind == .none ? nil : season)
      let estimate = fitter.estimate()
      guard estimate.sumOfSquares.isFinite else { continue }
      let criterion = Self.correctedAkaike(
        estimate.sumOfSquares, known: series.knownCount, weights: CESFitter.weightCount(kind))
      if criterion < best?.criterion ?? .infinity { best = (estimate, criterion) }
    }
    guard let best else { throw FitError(.noConvergence) }
    return FittedComplexExponentialSmoothing(best.estimate, levels, scale: scale, of: series)
  }

  /// Akaike's criterion corrected for short series; states are backcast and count for nothing, as in the
  /// authors' and in statsforecast's.
  private static func correctedAkaike(
    _ sumOfSquares: Double, known: Int, weights: Int
  ) -> Double {
    let n = Double(known)
    let k = Double(weights + 1)
    return n * max(sumOfSquares, 1e-24 * n).logarithm + 2 * k * n / max(0.5, n - k - 1)
  }
}
