internal import RestockForecasting
internal import RestockNumerics
internal import RestockRecords

/// Forecasts the items of a run: what they learn from each other first, then each by itself.
struct ForecastStage {
  private let histories: [ItemHistory]
  private let calendar: RunCalendar
  private let settings: PlanSettings
  private let horizon: Int
  private let season: PooledSeason
  private let events: EventEffects
  private let drivers: DemandDrivers
  private var level: TwoSpeedLevel
  private var selection: ModelSelection
  private let overrides: OverrideBook

  /// The forecasts of some histories over `horizon` periods: learns what items share. Where only means
  /// are wanted, no spread has to be learned.
  init(
    _ histories: [ItemHistory], inputs: PlanInputs, calendar: RunCalendar,
    settings: PlanSettings, horizon: Int, learnsSpread: Bool = true,
    overrides: OverrideBook = OverrideBook([], asOf: Day(number: 0))
  ) {
    self.histories = histories
    self.overrides = overrides
    self.calendar = calendar
    self.settings = settings
    self.horizon = horizon
    season = PooledSeason(
      histories, catalogue: inputs.catalogue, calendar: calendar, horizon: horizon,
      threads: settings.threads)
    events = EventEffects(
      inputs.events, histories: histories, season: season, calendar: calendar,
      catalogue: inputs.catalogue)
    drivers = DemandDrivers(
      histories, catalogue: inputs.catalogue, threads: settings.threads
    ) { [season, events] history in
      Self.product(
        season.index(of: history, count: history.demand.count),
        events.multipliers(
          of: history.key.sku, from: history.firstBucket, count: history.demand.count))
    }
    level = Self.level(of: calendar)
    selection = ModelSelection(
      horizon: Self.selectionHorizon(of: calendar), candidates: settings.model.map { [$0] },
      learnsSpread: learnsSpread, level: level, effort: settings.effort)
    level = level.correctedBy(recurrence)
    selection = ModelSelection(
      horizon: selection.horizon, candidates: selection.candidates, learnsSpread: learnsSpread,
      level: level, effort: settings.effort)
  }

  /// The speeds of the retail level are those of weeks; days take a seventh.
  private static func level(of calendar: RunCalendar) -> TwoSpeedLevel {
    calendar.buckets.size == .day ? TwoSpeedLevel().scaled(periods: 7) : TwoSpeedLevel()
  }

  /// What the launches among the items tell of those that have sold but a few times: of those whose first
  /// demand lies after the first period of all.
  private var recurrence: PooledRecurrence {
    let first = histories.map(\.firstBucket).min() ?? 0
    let launched = histories.indices.filter { i in
      let history = histories[i]
      return history.demand.firstIndex { $0 > 0 }.map { history.firstBucket + $0 > first } ?? false
    }
    return PooledRecurrence(
      count: launched.count, level: level, horizon: selection.horizon, threads: settings.threads
    ) { try? series(of: histories[launched[$0]]) }
  }

  /// The periods ahead that models are chosen for: about a month, or what is nearest to it. It does
  /// not depend on lead times, so that a longer one never changes the model and lowers a level.
  private static func selectionHorizon(of calendar: RunCalendar) -> Int {
    switch calendar.buckets.size {
    case .day: 28
    case .week, .step: 4
    case .month: 3
    case .quarter, .year: 1
    }
  }

  /// The same stage, choosing among other models; nil for those that fit the pattern of demand.
  func choosing(among candidates: [ModelFamily]?) -> Self {
    var stage = self
    stage.selection = ModelSelection(
      horizon: Self.selectionHorizon(of: calendar), candidates: candidates, level: level,
      effort: settings.effort)
    return stage
  }

  /// Chooses a model for each item and fits it, in parallel, and learns spread and shape from all.
  func choose(observer: Planner.Observer) -> BatchForecast {
    BatchForecast(count: histories.count, selection: selection, threads: settings.threads) {
      item throws(FitError) in
      defer { observer.itemDone() }
      return try series(of: histories[item])
    }
  }

  /// The forecast of an item without the planner's uplift, by the same model and spread.
  func withoutUplift(_ item: Int, _ chosen: BatchForecast) throws(FitError) -> CalibratedForecast {
    try selection.select(try series(of: histories[item], isUplifted: false))
      .calibrated(by: chosen.dispersion, chosen.calibration)
  }

  /// The forecast of an item as it is written.
  ///
  /// - Parameters:
  ///   - item: The item's place.
  ///   - forecast: Its fitted model.
  ///   - through: Periods that its own protection interval reaches, which are forecast at least.
  /// - Returns: Means and quantiles of each period.
  func itemForecast(_ item: Int, _ forecast: CalibratedForecast, through: Int = 0) -> ItemForecast {
    let horizon = max(settings.horizon(of: histories[item].key, in: calendar), through)
    var probabilities = settings.quantiles
    if settings.mirrorsQuantiles {
      probabilities += settings.quantiles.filter { $0 > 0.5 }.map { 1 - $0 }
    }
    var quantiles = [ContiguousArray<Double>](
      repeating: ContiguousArray(), count: probabilities.count)
    var last: DemandDistribution?
    for period in 1...horizon where !quantiles.isEmpty {
      let first = settings.cumulativeQuantiles ? 1 : period
      let demand = forecast.total(over: ForecastWindow(periods: first...period))
      // Most forecasts are flat for a while, and quantiles are what costs.
      let isSame = demand == last
      for (i, probability) in probabilities.enumerated() {
        let same = isSame ? quantiles[i].last : nil
        let quantile = same ?? demand.quantile(probability)
        // A running total is never less than a shorter one.
        let least = settings.cumulativeQuantiles ? quantiles[i].last ?? 0 : 0
        quantiles[i].append(max(quantile, least))
      }
      last = demand
    }
    let count = settings.quantiles.count
    return ItemForecast(
      key: histories[item].key, model: forecast.summary, firstBucket: histories[item].endBucket,
      means: forecast.means(horizon: horizon), quantiles: Array(quantiles.prefix(count)),
      mirrored: Array(quantiles.dropFirst(count)))
  }

  /// What to say of an item without a forecast.
  func finding(_ item: Int, _ error: FitError) -> Finding {
    Finding(
      .error, at: Place(file: "", sku: histories[item].key.sku), kind: "no-forecast",
      text: "no model fits the item's history: \(error)", treatment: "no result")
  }

  /// Units that stock-outs of an item's last year are estimated to have lost; nil where none is known.
  /// Of an item that `isEnded`, not sold any more by decision, what follows its last stock is no loss.
  func lostUnits(_ item: Int, isEnded: Bool) -> Double? {
    let history = histories[item]
    guard !history.soldWhileOut.isEmpty else { return nil }
    let count = history.demand.count
    let first = max(0, count - ItemClasses.periodsOfYear(in: calendar.buckets))
    let last =
      isEnded ? history.demand.indices.last { history.soldWhileOut[$0] != 0 } ?? 0 : count - 1
    return CensoredPeriods(
      history, index: known(of: history), periodDays: calendar.buckets.meanDays
    ).lostUnits(in: first..<max(first, last + 1))
  }

  private func series(
    of history: ItemHistory, isUplifted: Bool = true
  ) throws(FitError) -> DemandSeries {
    let count = history.demand.count + horizon
    let lengths = settings.seasonLengths(of: history.key, in: calendar)
    let index = index(of: history, isUplifted)
    let periods = CensoredPeriods(
      history, index: index, periodDays: calendar.buckets.meanDays)
    // A regression that is asked for by name estimates season, events and promotions itself.
    if case .regression = selection.candidates?.first, selection.candidates?.count == 1 {
      return try DemandSeries(
        demand: periods.demand, isKnown: periods.isKnown, seasonLengths: lengths,
        phases: phases(of: history), regressors: regressors(of: history, count: count))
    }
    // So does a model of a season of the item's own, the season alone.
    let ownSeason = selection.candidates?.allSatisfy(\.estimatesSeason) ?? false
    return try DemandSeries(
      demand: periods.demand, isKnown: periods.isKnown, seasonLengths: lengths,
      phases: phases(of: history),
      index: ownSeason ? self.index(of: history, isUplifted, withSeason: false) : index)
  }

  /// The multipliers of demand that are known in advance: the pooled season, the events, what items are
  /// promoted, and what the planner says of the periods to come.
  private func index(
    of history: ItemHistory, _ isUplifted: Bool, withSeason: Bool = true
  ) -> ContiguousArray<Double>? {
    guard let uplift = overrides.overrides(of: history.key).uplift else {
      return known(of: history, withSeason: withSeason)
    }
    let past = history.demand.count
    var index =
      known(of: history, withSeason: withSeason)
      ?? ContiguousArray(repeating: 1, count: past + horizon)
    guard isUplifted else { return index }
    for period in past..<index.count {
      index[period] *= uplift.multiplier(of: history.firstBucket + period, in: calendar.buckets)
    }
    return index
  }

  /// The pooled season, the events and what items are promoted; nil where none says anything.
  private func known(
    of history: ItemHistory, withSeason: Bool = true
  ) -> ContiguousArray<Double>? {
    let count = history.demand.count + horizon
    var index = withSeason ? season.index(of: history, count: count) : nil
    if !events.isEmpty {
      index = Self.product(
        index,
        events.multipliers(of: history.key.sku, from: history.firstBucket, count: count))
    }
    if !drivers.isEmpty {
      index = Self.product(index, drivers.multipliers(of: history, count: count))
    }
    return index
  }

  private static func product(
    _ a: ContiguousArray<Double>?, _ b: ContiguousArray<Double>?
  ) -> ContiguousArray<Double>? {
    guard let a, let b else { return a ?? b }
    return ContiguousArray(zip(a, b).map { $0 * $1 })
  }

  /// The columns of a regression: what each event covers of a period, promotions, and the price.
  private func regressors(of history: ItemHistory, count: Int) -> [RegressorColumn] {
    // What never happened has no effect that could be told.
    let events = events.columns(of: history.key.sku, from: history.firstBucket, count: count)
      .filter { $0.values.prefix(history.demand.count).contains { $0 != 0 } }
    return events + DemandDrivers.columns(of: history, count: count)
  }

  /// The phase of the first period in each season.
  private func phases(of history: ItemHistory) -> [Int] {
    settings.seasonLengths(of: history.key, in: calendar).map { length in
      let first = history.firstBucket % length
      return first < 0 ? first + length : first
    }
  }
}
