internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics
public import RestockRecords

/// Makes a plan: histories from sales, a forecast for each, the decision for each, purchase orders.
public struct Planner: Sendable {
  private let inputs: PlanInputs
  private let settings: PlanSettings
  private let calendar: RunCalendar

  /// A stage of the work, for timings and progress.
  public enum Stage: String, Sendable, Hashable, CaseIterable {
    /// Making histories of the sales, in parallel.
    case histories
    /// Classes, supply and positions of all items, one after the other.
    case preparing
    /// The season and the events that items share.
    case pooling
    /// Choosing and fitting a model for each, and the spread that items learn from each other; in
    /// parallel.
    case choosing
    /// Quantiles and decisions, in parallel.
    case items
    /// Gathering purchase orders and findings.
    case gathering
  }

  /// What a caller hears of the work.
  public struct Observer: Sendable {
    /// A stage begins.
    public let begins: @Sendable (Stage) -> Void
    /// One more item of `choosing` or `items` is done.
    public let itemDone: @Sendable () -> Void

    /// An observer.
    public init(
      begins: @escaping @Sendable (Stage) -> Void = { _ in },
      itemDone: @escaping @Sendable () -> Void = {}
    ) {
      self.begins = begins
      self.itemDone = itemDone
    }
  }

  /// A planner for some inputs.
  public init(_ inputs: PlanInputs, settings: PlanSettings) {
    self.inputs = inputs
    self.settings = settings
    calendar = RunCalendar(inputs, settings: settings)
  }

  /// What is found while histories are made of the sales: bulk orders, returns, launches.
  public func historyFindings() -> [Finding] {
    var log = FindingLog(keepsAll: settings.keepsAllFindings)
    let (_, findings) = HistoryBuilder(inputs, calendar: calendar, settings: settings).histories()
    for finding in findings { log.add(finding) }
    return log.findings
  }

  /// Forecasts all items, without decisions.
  public func forecasts(observer: Observer = Observer()) -> ForecastRun {
    observer.begins(.histories)
    let (histories, findings) = HistoryBuilder(inputs, calendar: calendar, settings: settings)
      .histories()
    observer.begins(.pooling)
    let horizon = settings.longestHorizon(in: calendar)
    let stage = ForecastStage(
      histories, inputs: inputs, calendar: calendar, settings: settings, horizon: horizon,
      learnsSpread: !settings.quantiles.isEmpty)
    observer.begins(.choosing)
    let chosen = stage.choose(observer: observer)
    observer.begins(.items)
    let results = parallelMap(count: histories.count, threads: settings.threads) { i in
      defer { observer.itemDone() }
      return Result { () throws(FitError) in stage.itemForecast(i, try chosen.forecast(i)) }
    }
    var log = FindingLog(keepsAll: settings.keepsAllFindings)
    for finding in findings { log.add(finding) }
    var forecasts: [ItemForecast] = []
    var failed: [SeriesKey] = []
    for (i, result) in results.enumerated() {
      switch result {
      case .success(let forecast): forecasts.append(forecast)
      case .failure(let error):
        failed.append(histories[i].key)
        log.add(stage.finding(i, error))
      }
    }
    return ForecastRun(
      forecasts: forecasts, failed: failed, findings: log.findings, calendar: calendar,
      quantiles: settings.quantiles)
  }

  /// Makes the plan.
  public func plan(observer: Observer = Observer()) -> Plan {
    observer.begins(.histories)
    let (sold, historyFindings) = HistoryBuilder(
      inputs, calendar: calendar, settings: settings
    ).histories()
    observer.begins(.preparing)
    let bundles = Bundles(inputs.catalogue)
    let successions = Successions(inputs.catalogue)
    let histories = bundles.exploded(sold)
    let byLocation = inputs.sales.series.contains { !$0.key.location.isEmpty }
    let positions = PositionBuilder(
      inputs, calendar: calendar, byLocation: byLocation,
      others: successions.counted.merging(bundles.counted) { $0 + $1 })
    let supplies = SupplyResolver(inputs, calendar: calendar, settings: settings)
    let classes = ItemClasses(
      histories, catalogue: inputs.catalogue, calendar: inputs.sales.calendar)
    let items = ItemPlanner(
      calendar: calendar, settings: settings, supplies: supplies, positions: positions,
      catalogue: inputs.catalogue, superseded: successions.superseded, bundles: bundles.skus)
    observer.begins(.pooling)
    let protection = calendar.periods(throughDay: supplies.longestProtectionDays)
    let horizon = max(settings.longestHorizon(in: calendar), protection)
    let stage = ForecastStage(
      successions.extended(histories), inputs: inputs, calendar: calendar, settings: settings,
      horizon: horizon)
    observer.begins(.choosing)
    let chosen = stage.choose(observer: observer)
    observer.begins(.items)
    let results = parallelMap(count: histories.count, threads: settings.threads) { i in
      defer { observer.itemDone() }
      let history = histories[i]
      func facts(_ pattern: DemandPattern?) -> ItemPlanner.Facts {
        ItemPlanner.Facts(
          key: history.key, abc: classes.abc[i], xyz: classes.xyz[i], pattern: pattern,
          history: history, lostUnits: stage.lostUnits(i),
          succeeds: successions.predecessor(of: history.key) != nil)
      }
      do throws(FitError) {
        let model = try chosen.forecast(i)
        let first = supplies.supply(of: history.key.sku)
        let forecast = stage.itemForecast(
          i, model, through: calendar.periods(throughDay: first.protectionDays))
        let perPeriod = forecast.means.reduce(0, +) / Double(forecast.means.count)
        let supply =
          supplies.hasChoice(of: history.key.sku)
          ? items.supply(
            for: facts(try chosen.models[i].get().pattern), forecast: model,
            demandPerPeriod: perPeriod) : first
        let recommendation = items.recommendation(
          for: facts(try chosen.models[i].get().pattern), forecast: model, supply: supply,
          demandPerPeriod: perPeriod)
        return ItemResult(recommendation: recommendation, forecast: forecast, finding: nil)
      } catch {
        let recommendation = items.withoutForecast(
          facts(nil), supply: supplies.supply(of: history.key.sku), flag: .noResult,
          reason: "no forecast: \(error)")
        return ItemResult(
          recommendation: recommendation, forecast: nil, finding: stage.finding(i, error))
      }
    }
    observer.begins(.gathering)
    return gather(
      results, histories: histories, items: items, positions: positions,
      findings: historyFindings)
  }

  private struct ItemResult: Sendable {
    let recommendation: Recommendation
    let forecast: ItemForecast?
    let finding: Finding?
  }

  private func gather(
    _ results: [ItemResult], histories: [ItemHistory], items: ItemPlanner,
    positions: PositionBuilder, findings: [Finding]
  ) -> Plan {
    var log = FindingLog(keepsAll: settings.keepsAllFindings)
    for finding in findings { log.add(finding) }
    for finding in CatalogueFindings.findings(inputs.catalogue, settings: settings) {
      log.add(finding)
    }
    if !positions.hasStock {
      log.add(
        Finding(
          .warning, at: Place(file: ""), kind: "no-stock-file", text: "no stock file was given",
          treatment: "on hand counts as 0 for every item"))
    }
    for result in results { if let finding = result.finding { log.add(finding) } }
    var recommendations = results.map(\.recommendation)
    let sold = Set(recommendations.map(\.key))
    for key in positions.stockKeys where !sold.contains(key) {
      let facts = ItemPlanner.Facts(
        key: key, abc: nil, xyz: nil, pattern: nil, history: nil, lostUnits: nil,
        succeeds: false)
      recommendations.append(
        items.withoutForecast(
          facts, supply: items.supplies.supply(of: key.sku), flag: .noSales,
          reason: "in stock, but not sold in the sales given: no forecast"))
    }
    let review = CrossItemReview(
      catalogue: inputs.catalogue, settings: settings, calendar: calendar
    ).apply(to: &recommendations)
    for finding in review.findings { log.add(finding) }
    let known = Set(recommendations.map { SeriesKey(sku: $0.key.sku, location: $0.key.location) })
    for finding in PlanFindings.findings(
      recommendations, strayOrders: positions.strayOrders(besides: known), inputs: inputs,
      calendar: calendar)
    {
      log.add(finding)
    }
    return Plan(
      recommendations: recommendations,
      purchaseOrders: PurchaseOrder.orders(for: recommendations, catalogue: inputs.catalogue),
      transfers: review.transfers, leftOut: review.leftOut,
      openOrderAdvice: OpenOrderAdvice.all(of: recommendations, calendar: calendar),
      forecasts: results.compactMap(\.forecast), histories: histories, findings: log.findings,
      calendar: calendar,
      quantiles: settings.quantiles)
  }
}

/// Forecasts without decisions.
public struct ForecastRun: Sendable {
  /// One for each item that has one, in the order of the sales.
  public let forecasts: [ItemForecast]
  /// The items without.
  public let failed: [SeriesKey]
  public let findings: [Finding]
  public let calendar: RunCalendar
  /// The probabilities of the quantiles.
  public let quantiles: [Double]
}
