/// How a season is found that is taken out before smoothing.
public enum SeasonEstimate: Sendable, Hashable {
  /// By classical decomposition, if the autocorrelation at its length passes the test at 90 %: as in the
  /// published Theta methods.
  case tested
  /// By classical decomposition, drawn to none by the error of its values, without a test where a phase
  /// was seen twice.
  case shrunken
}

/// A series as the Theta method sees it: out of its season, without gaps, with its running line.
struct ThetaSeries {
  /// The season, where the test found one.
  let season: SeasonalDecomposition?
  /// Demand over the index and out of its season, scaled; unknown periods interpolated. Starts with
  /// the first known period.
  let values: ContiguousArray<Double>
  /// Whether a value was known.
  let isKnown: ContiguousArray<Bool>
  /// Periods before the first known one.
  let offset: Int
  /// Mean |demand| over the index, by which the values are divided; 1 for zeros.
  let scale: Double

  /// Prepares `series`.
  ///
  /// The season is that of the longest length of which there are two, as `estimate` finds it: factors,
  /// or units to add where a demand is not positive or a factor below 0.01.
  ///
  /// - Throws: `tooShort` where fewer than `needed` periods are known.
  init(
    _ series: DemandSeries, season estimate: SeasonEstimate, needed: Int = 4
  ) throws(FitError) {
    try series.requireKnown(needed)
    let all = series.levels()
    let first = all.firstIndex { !$0.isNaN } ?? 0
    var values = ContiguousArray(all[first...])
    offset = first
    var sum = 0.0
    var isPositive = true
    var known = 0
    for y in values where !y.isNaN {
      sum += abs(y)
      known += 1
      if y <= 0 { isPositive = false }
    }
    scale = sum > 0 ? sum / Double(known) : 1
    for t in values.indices { values[t] /= scale }

    var seasonLength = 1
    for length in series.seasonLengths where 2 * length <= values.count {
      seasonLength = max(seasonLength, length)
    }
    season =
      seasonLength > 1
      ? Self.season(values, seasonLength: seasonLength, isPositive: isPositive, estimate) : nil
    if let season {
      var phase = 0
      for t in values.indices {
        values[t] = season.removed(from: values[t], phase: phase)
        phase = phase + 1 == seasonLength ? 0 : phase + 1
      }
    }
    isKnown = ContiguousArray(values.lazy.map { !$0.isNaN })
    interpolateUnknown(&values)
    self.values = values
  }

  private static func season(
    _ values: ContiguousArray<Double>, seasonLength: Int, isPositive: Bool,
    _ estimate: SeasonEstimate
  ) -> SeasonalDecomposition? {
    // Whether a season must pass the test.
    func isTold(_ season: SeasonalDecomposition?) -> Bool {
      estimate == .shrunken && season?.errorVariance != nil
        || SeasonTest(values, seasonLength: seasonLength).isSeasonal
    }
    if estimate == .tested, !isTold(nil) { return nil }
    var season: SeasonalDecomposition?
    if isPositive {
      season = SeasonalDecomposition(values, seasonLength: seasonLength, isMultiplicative: true)
    }
    if season?.values.allSatisfy({ $0 >= 0.01 }) != true {
      season = SeasonalDecomposition(values, seasonLength: seasonLength, isMultiplicative: false)
    }
    guard estimate == .shrunken else { return season }
    return isTold(season) ? season?.shrunken : nil
  }
}

extension SeasonalDecomposition {
  /// A value out of its season.
  func removed(from value: Double, phase: Int) -> Double {
    isMultiplicative ? value / values[phase] : value - values[phase]
  }
}
