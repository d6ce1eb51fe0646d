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
  ///
  /// - Parameters:
  ///   - earlier: A plan to hold it against: the result then says why each order moved.
  ///   - observer: Hears of the work.
  /// - Returns: The plan.
  public func plan(
    comparedWith earlier: EarlierPlan? = nil, observer: Observer = Observer()
  ) -> Plan {
    observer.begins(.histories)
    let (sold, historyFindings) = HistoryBuilder(
      inputs, calendar: calendar, settings: settings
    ).histories()
    observer.begins(.preparing)
    let bundles = Bundles(inputs.catalogue)
    let successions = Successions(inputs.catalogue)
    let histories = bundles.exploded(sold)
    let overrides = OverrideBook(inputs.overrides, asOf: calendar.asOf)
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
    let protection = calendar.periods(
      throughDay: supplies.longestProtectionDays + overrides.longestLeadTime)
    let horizon = max(settings.longestHorizon(in: calendar), protection)
    let stage = ForecastStage(
      successions.extended(histories), inputs: inputs, calendar: calendar, settings: settings,
      horizon: horizon, overrides: overrides)
    observer.begins(.choosing)
    let chosen = stage.choose(observer: observer)
    observer.begins(.items)
    let results = parallelMap(count: histories.count, threads: settings.threads) { i in
      defer { observer.itemDone() }
      let history = histories[i]
      let decided = overrides.overrides(of: history.key)
      func isEnded(_ sku: String) -> Bool {
        inputs.catalogue.items[sku]?.isActive == false || successions.superseded.contains(sku)
      }
      func facts(_ pattern: DemandPattern?) -> ItemPlanner.Facts {
        ItemPlanner.Facts(
          key: history.key, abc: classes.abc[i], xyz: classes.xyz[i], pattern: pattern,
          history: history,
          lostUnits: stage.lostUnits(i, isEnded: isEnded(history.key.sku)),
          succeeds: successions.predecessor(of: history.key) != nil)
      }
      do throws(FitError) {
        let model = try chosen.forecast(i)
        let selected = try chosen.models[i].get()
        let itemFacts = facts(selected.pattern)
        let first = supplies.supply(of: history.key.sku)
        var forecast = stage.itemForecast(
          i, model,
          through: calendar.periods(throughDay: first.deciding(decided).protectionDays))
        let perPeriod = forecast.means.reduce(0, +) / Double(forecast.means.count)
        forecast.choice = selected.choice
        let supply =
          supplies.hasChoice(of: history.key.sku)
          ? items.supply(for: itemFacts, forecast: model, demandPerPeriod: perPeriod) : first
        let recommendation =
          decided.isEmpty
          ? items.recommendation(
            for: itemFacts, forecast: model, supply: supply, demandPerPeriod: perPeriod)
          : items.recommendation(
            for: itemFacts, forecast: model,
            withoutUplift: decided.uplift == nil ? model : try stage.withoutUplift(i, chosen),
            supply: supply, overrides: decided, periods: forecast.means.count)
        let change = earlier.flatMap { earlier in
          earlier.recommendation(of: history.key).map {
            items.change(
              from: $0, rules: earlier.rules, of: earlier.plan.calendar, to: recommendation,
              forecast: model)
          }
        }
        return ItemResult(
          recommendation: recommendation, forecast: forecast, change: change, finding: nil)
      } catch {
        let recommendation = items.withoutForecast(
          facts(nil), supply: supplies.supply(of: history.key.sku), flag: .noResult,
          reason: "no forecast: \(error)", overrides: decided)
        return ItemResult(
          recommendation: recommendation, forecast: nil, change: nil,
          finding: stage.finding(i, error))
      }
    }
    observer.begins(.gathering)
    return gather(
      results, histories: histories, items: items, positions: positions, overrides: overrides,
      earlier: earlier, findings: historyFindings, ofSuppliers: supplies.findings)
  }

  private struct ItemResult: Sendable {
    let recommendation: Recommendation
    let forecast: ItemForecast?
    let change: OrderChange?
    let finding: Finding?
  }

  private func gather(
    _ results: [ItemResult], histories: [ItemHistory], items: ItemPlanner,
    positions: PositionBuilder, overrides: OverrideBook, earlier: EarlierPlan?,
    findings: [Finding], ofSuppliers: [Finding]
  ) -> Plan {
    var log = FindingLog(keepsAll: settings.keepsAllFindings)
    for finding in findings { log.add(finding) }
    for finding in ofSuppliers { log.addApart(finding) }
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
          reason: "in stock, but not sold in the sales given: no forecast",
          overrides: overrides.overrides(of: key)))
    }
    let review = CrossItemReview(
      catalogue: inputs.catalogue, settings: settings, calendar: calendar
    ).apply(to: &recommendations)
    for finding in review.findings { log.add(finding) }
    let known = Set(recommendations.map { SeriesKey(sku: $0.key.sku, location: $0.key.location) })
    for finding in overrides.findings + overrides.findings(known: known) { log.add(finding) }
    for finding in PlanFindings.findings(
      recommendations, strayOrders: positions.strayOrders(besides: known), inputs: inputs,
      calendar: calendar)
    {
      log.add(finding)
    }
    var plan = Plan(
      recommendations: recommendations,
      purchaseOrders: PurchaseOrder.orders(for: recommendations, catalogue: inputs.catalogue),
      transfers: review.transfers, leftOut: review.leftOut,
      openOrderAdvice: OpenOrderAdvice.all(of: recommendations, calendar: calendar),
      forecasts: results.compactMap(\.forecast), histories: histories, findings: log.findings,
      calendar: calendar,
      quantiles: settings.quantiles)
    plan.comparison = earlier.map { earlier in
      var changes: [Int: OrderChange] = [:]
      for (place, result) in results.enumerated() { changes[place] = result.change }
      return PlanComparison(
        earlier, changes: changes, recommendations: recommendations, histories: histories,
        calendar: calendar)
    }
    return plan
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
