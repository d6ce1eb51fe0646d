internal import Glibc

/// Several seasons by loess (`MSTLDecomposition`), taken out, the rest forecast by a model without a
/// season, and the last season of each length put back.
///
/// Of logarithms where demand is positive and they fit better: where the normal likelihood of the
/// remainders, by the scale of demand, is greater. Without two whole seasons of any length it is the model
/// of the series itself.
///
/// Source: Bandara, Hyndman and Bergmeir (2021), arXiv:2107.13462; Hyndman and Athanasopoulos,
/// *Forecasting: Principles and Practice*, 3rd ed., sections 5.7 and 12.1.
public struct MSTL<Rest: ForecastModel>: ForecastModel where Rest.Fitted: StructuralModel {
  /// The model of demand without its seasons.
  public let rest: Rest

  /// The decomposition with a model of the rest.
  public init(rest: Rest) {
    self.rest = rest
  }

  /// - Throws: What the model of the rest throws: `tooShort` where fewer periods are known than it needs.
  public func fit(_ series: DemandSeries) throws(FitError) -> SeasonallyAdjusted<Rest.Fitted> {
    try series.requireKnown(1)
    return try fit(series, SeveralSeasons(series))
  }

  /// The same with the seasons known.
  func fit(
    _ series: DemandSeries, _ seasons: SeveralSeasons?
  ) throws(FitError) -> SeasonallyAdjusted<Rest.Fitted> {
    guard let seasons else {
      return SeasonallyAdjusted(
        try rest.fit(series), nil, of: series, name: "MSTL without a season")
    }
    let adjustment = try seasons.adjustment(of: series)
    return SeasonallyAdjusted(
      try rest.fit(adjustment.series), adjustment, of: series, name: seasons.name)
  }
}

/// The seasons of a series by MSTL, as units or as factors, whichever fits better.
struct SeveralSeasons {
  /// Of demand over `scale`, or of its logarithm.
  let decomposition: MSTLDecomposition
  let isMultiplicative: Bool
  /// The mean of |demand| over the index; 1 for zeros.
  let scale: Double

  /// The seasons of `series`; nil where it has not two whole ones of any length.
  init?(_ series: DemandSeries) {
    var levels = series.levels()
    var sum = 0.0
    var known = 0.0
    for value in levels where !value.isNaN {
      sum += abs(value)
      known += 1
    }
    let scale = sum > 0 ? sum / known : 1
    for t in levels.indices { levels[t] /= scale }
    guard let additive = MSTLDecomposition(levels, seasonLengths: series.seasonLengths) else {
      return nil
    }
    self.scale = scale
    let isPositive = levels.allSatisfy { $0.isNaN || $0 > 0 }
    let logarithms = ContiguousArray(levels.lazy.map { $0.isNaN ? $0 : log($0) })
    guard isPositive,
      let multiplicative = MSTLDecomposition(logarithms, seasonLengths: series.seasonLengths)
    else {
      decomposition = additive
      isMultiplicative = false
      return
    }
    var sumOfLogarithms = 0.0
    var squaresOfUnits = 0.0
    var squaresOfFactors = 0.0
    for t in levels.indices where !levels[t].isNaN {
      sumOfLogarithms += logarithms[t]
      squaresOfUnits += additive.remainder[t] * additive.remainder[t]
      squaresOfFactors += multiplicative.remainder[t] * multiplicative.remainder[t]
    }
    // -2 log likelihood of normal remainders; that of logarithms times the derivative of log y.
    let least = 1e-24 * known
    let ofUnits = known * log(max(squaresOfUnits, least))
    let ofFactors = known * log(max(squaresOfFactors, least)) + 2 * sumOfLogarithms
    isMultiplicative = ofFactors < ofUnits
    decomposition = isMultiplicative ? multiplicative : additive
  }

  var name: String {
    let lengths = decomposition.seasonLengths.map(String.init).joined(separator: ",")
    return "MSTL(\(lengths)) \(isMultiplicative ? "factors" : "units")"
  }

  /// The series without these seasons.
  func adjustment(of series: DemandSeries) throws(FitError) -> SeasonalAdjustment {
    var season = ContiguousArray<Double>(repeating: 0, count: series.count)
    for own in decomposition.seasons {
      for t in season.indices { season[t] += own[t] }
    }
    let cycle = decomposition.cycle()
    func value(_ own: Double) -> Double { isMultiplicative ? exp(own) : own * scale }
    return try SeasonalAdjustment(
      series, season: ContiguousArray(season.map(value)), cycle: ContiguousArray(cycle.map(value)),
      isMultiplicative: isMultiplicative)
  }
}
