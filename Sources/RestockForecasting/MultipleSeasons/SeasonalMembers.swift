/// The models that are averaged; those that a series is too short for are nil.
struct SeasonalMembers: Sendable {
  private var smoothing: FittedSeasonsSmoothing?
  private var adjustedSmoothing: SeasonallyAdjusted<FittedAkaikeETS>
  private var adjustedAutoregression: SeasonallyAdjusted<FittedAutoregression>?
  private var autoregression: FittedAutoregression?
  private var repeated: FittedSeasonalNaive?
  private var lags: FittedSeasonalLags?

  init(_ series: DemandSeries) throws(FitError) {
    let seasons = SeveralSeasons(series)
    adjustedSmoothing = try MSTL(rest: AkaikeETS()).fit(series, seasons)
    guard let seasons else { return }
    let known = series.knownCount
    smoothing = known >= 4 ? FittedSeasonsSmoothing(series, seasons) : nil
    if known >= 8 {
      adjustedAutoregression = try MSTL(rest: Autoregression()).fit(series, seasons)
      autoregression = try Autoregression().fit(series)
    }
    // One huge outlier among its lags is one too many.
    if PatternStatistics(series).squaredVariation < 1 {
      lags = try? FittedSeasonalLags(series, seasons)
    }
    repeated = try SeasonalNaive().fit(series.withSeasons(seasons.decomposition.seasonLengths))
  }

  /// How many there are.
  var count: Int { evenWeights.count { $0 > 0 } }

  /// The same weight for each, in the order of `visit`; 0 for those that are not there.
  var evenWeights: [Double] {
    let isThere = [
      smoothing != nil, true, adjustedAutoregression != nil, autoregression != nil,
      repeated != nil, lags != nil,
    ]
    let share = 1 / Double(isThere.count { $0 })
    return isThere.map { $0 ? share : 0 }
  }

  /// Hands each member to `visitor` with its place.
  func visit(_ visitor: inout some SeasonalMemberVisitor) {
    if let smoothing { visitor.visit(smoothing, 0) }
    visitor.visit(adjustedSmoothing, 1)
    if let adjustedAutoregression { visitor.visit(adjustedAutoregression, 2) }
    if let autoregression { visitor.visit(autoregression, 3) }
    if let repeated { visitor.visit(repeated, 4) }
    if let lags { visitor.visit(lags, 5) }
  }

  mutating func update(_ demand: Double?) {
    smoothing?.update(demand)
    adjustedSmoothing.update(demand)
    adjustedAutoregression?.update(demand)
    autoregression?.update(demand)
    repeated?.update(demand)
    lags?.update(demand)
  }

  /// The mean absolute errors of the members over the origins, fitted at the first of them; nil for those
  /// that are not there, or where nothing is known.
  mutating func errors(over plan: RollingOrigins, of series: DemandSeries) -> [Double?] {
    var sums = AbsoluteErrors(series: series, horizon: plan.horizon)
    var period = plan.origins[0]
    for origin in plan.origins {
      while period < origin {
        update(series.isKnown?[period] == false ? nil : series.demand[period])
        period += 1
      }
      sums.origin = origin
      visit(&sums)
    }
    return zip(sums.sums, sums.counts).map { $1 > 0 && $0.isFinite ? $0 / $1 : nil }
  }
}

/// What is done with each member, as its own type.
protocol SeasonalMemberVisitor {
  mutating func visit(_ model: some StructuralModel, _ place: Int)
}

private struct AbsoluteErrors: SeasonalMemberVisitor {
  let series: DemandSeries
  let horizon: Int
  var origin = 0
  var sums = [Double](repeating: 0, count: 6)
  var counts = [Double](repeating: 0, count: 6)

  init(series: DemandSeries, horizon: Int) {
    self.series = series
    self.horizon = horizon
  }

  mutating func visit(_ model: some StructuralModel, _ place: Int) {
    for (step, mean) in model.means(horizon: horizon).enumerated() {
      guard series.isKnown?[origin + step] != false else { continue }
      sums[place] += abs(series.demand[origin + step] - mean)
      counts[place] += 1
    }
  }
}
