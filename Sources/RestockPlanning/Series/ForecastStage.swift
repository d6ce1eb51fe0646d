internal import RestockForecasting
internal import RestockNumerics
internal import RestockRecords

/// Forecasts the items of a run: what they learn from each other first, then each by itself.
struct ForecastStage {
  private let histories: [ItemHistory]
  private let calendar: RunCalendar
  private let settings: PlanSettings
  private let horizon: Int
  private let selection: ModelSelection
  private let season: PooledSeason
  private let events: EventEffects

  /// - Parameters:
  ///   - horizon: Periods to forecast.
  init(
    _ histories: [ItemHistory], inputs: PlanInputs, calendar: RunCalendar,
    settings: PlanSettings, horizon: Int
  ) {
    self.histories = histories
    self.calendar = calendar
    self.settings = settings
    self.horizon = horizon
    season = PooledSeason(
      histories, catalogue: inputs.catalogue, calendar: calendar, horizon: horizon,
      threads: settings.threads)
    events = EventEffects(
      inputs.events, histories: histories, season: season, calendar: calendar,
      catalogue: inputs.catalogue)
    selection = ModelSelection(
      horizon: Self.selectionHorizon(of: calendar), candidates: settings.model.map { [$0] })
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

  /// The model chosen for an item, fitted to its history.
  func forecast(_ item: Int) -> Result<SelectedModel, FitError> {
    Result { () throws(FitError) in
      let series = try series(of: histories[item])
      return try selection.select(series)
    }
  }

  /// The forecast of an item as it is written.
  func itemForecast(_ item: Int, _ selected: SelectedModel) -> ItemForecast {
    let periods = (1...horizon).map {
      selected.fitted.total(over: ForecastWindow(periods: $0...$0))
    }
    let quantiles = settings.quantiles.map { probability in
      ContiguousArray(periods.map { $0.quantile(probability) })
    }
    return ItemForecast(
      key: histories[item].key, model: selected.fitted.summary,
      firstBucket: histories[item].endBucket, means: selected.fitted.means(horizon: horizon),
      quantiles: quantiles)
  }

  /// What to say of an item without a forecast.
  func finding(_ item: Int, _ error: FitError) -> Finding {
    Finding(
      .error, at: Place(file: "", sku: histories[item].key.sku), kind: "no-forecast",
      text: "no model fits the item's history: \(error)", treatment: "no result")
  }

  private func series(of history: ItemHistory) throws(FitError) -> DemandSeries {
    try DemandSeries(
      demand: history.demand, isKnown: history.isKnown,
      seasonLengths: settings.seasonLengths ?? calendar.defaultSeasonLengths,
      phases: phases(of: history), index: index(of: history))
  }

  /// The multipliers of demand that are known in advance: the pooled season times the events.
  private func index(of history: ItemHistory) -> ContiguousArray<Double>? {
    let count = history.demand.count + horizon
    let seasonal = season.index(of: history, count: count)
    guard !events.isEmpty,
      let effects = events.multipliers(
        of: history.key.sku, from: history.firstBucket, count: count)
    else { return seasonal }
    guard let seasonal else { return effects }
    return ContiguousArray(zip(seasonal, effects).map { $0 * $1 })
  }

  /// The phase of the first period in each season.
  private func phases(of history: ItemHistory) -> [Int] {
    (settings.seasonLengths ?? calendar.defaultSeasonLengths).map { length in
      let first = history.firstBucket % length
      return first < 0 ? first + length : first
    }
  }
}
