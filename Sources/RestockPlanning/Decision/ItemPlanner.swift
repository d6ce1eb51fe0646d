internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics
internal import RestockRecords

/// Makes the recommendation of one item from its forecast, its supply and its position.
struct ItemPlanner {
  let calendar: RunCalendar
  let settings: PlanSettings
  let supplies: SupplyResolver
  let positions: PositionBuilder
  let catalogue: Catalogue
  /// SKUs that another item succeeds.
  let superseded: Set<String>
  /// SKUs that are put together from others.
  let bundles: Set<String>

  /// What is known of an item besides its forecast.
  struct Facts {
    let key: SeriesKey
    let abc: ABCClass?
    let xyz: XYZClass?
    let pattern: DemandPattern?
    let history: ItemHistory?
    /// Units that stock-outs of the last year have lost; nil where none is known.
    let lostUnits: Double?
    let succeeds: Bool
    /// The planner's decisions to follow.
    var overrides: [Override] = []
  }

  /// The recommendation for an item with a forecast.
  func recommendation(
    for facts: Facts, forecast: some FittedModel, supply: SupplyPlan, demandPerPeriod: Double
  ) -> Recommendation {
    let item = catalogue.items[facts.key.sku]
    let position = positions.position(of: facts.key, leadTime: supply.leadTime) { days in
      forecast.meanDemand(over: calendar.window(fromDay: 0, toDay: days))
    }
    let (target, lacksCost) = settings.target(of: item, abc: facts.abc, supply: supply)
    let saysLittle = facts.history.map { calendar.saysLittle($0, forecast) } ?? false
    let objective =
      facts.overrides.service ?? (item?.service == nil && saysLittle ? .meanDemand : target)
    let unmet = item?.unmet.flatMap { UnmetDemand(rawValue: $0) } ?? settings.unmet
    let policy = ReviewPolicy(calendar: calendar, settings: settings)
    let decision = policy.decide(
      forecast: forecast, supply: supply, position: position, objective: objective, unmet: unmet,
      typed: (item?.minimum, item?.maximum))
    let blocked = block(facts, item, supply)
    let perDay = demandPerPeriod / calendar.buckets.meanDays
    let outlook = Outlook(
      forecast: forecast, supply: supply, position: position, decision: decision,
      calendar: calendar, demandPerDay: perDay
    ) { days in
      meets(objective, by: days, forecast, position, decision)
    }
    let fixed = blocked == nil ? facts.overrides.fixedOrder : nil
    let quantity = blocked == nil ? fixed ?? decision.order.quantity : 0
    let mean = decision.protection.mean
    let wait = supply.daysToOrderDay
    var reason = Explanation.reason(
      decision: decision, position: position, supply: supply, objective: objective)
    if let choice = supply.choice { reason = "\(choice); \(reason)" }
    if let blocked, decision.order.quantity > 0 { reason += "; not ordered: \(blocked.rawValue)" }
    let alternatives =
      triesAlternatives(facts)
      ? policy.alternatives(
        to: decision, forecast: forecast, supply: supply, position: position, objective: objective,
        unmet: unmet, typed: (item?.minimum, item?.maximum)) : []
    let reviewed = policy.reviewedPosition(of: decision, forecast: forecast, supply: supply)
    let service = ExpectedService(
      decision.cycle, reviewed, reorderPoint: decision.reorderPoint)
    return Recommendation(
      key: facts.key, supplier: supply.supplier, abc: facts.abc, xyz: facts.xyz,
      pattern: facts.pattern, model: forecast.summary, demandPerPeriod: demandPerPeriod,
      supply: supply, protectionDays: decision.protection.days, protectionDemand: mean,
      protectionDemandStandardDeviation: decision.protection.total.standardDeviation,
      target: objective,
      levels: .init(
        safetyStock: decision.reorderPoint - mean.rounded(decimals: 2),
        reorderPoint: decision.reorderPoint,
        orderUpTo: decision.orderUpTo, economicOrderQuantity: decision.economicOrderQuantity),
      position: position, effectivePosition: decision.effectivePosition, orderQuantity: quantity,
      orderValue: supply.unitCost(ordering: quantity).map { $0 * quantity },
      orderDay: quantity > 0 ? calendar.asOf + wait : nil, orderBy: outlook.orderBy,
      expectedReceipt: quantity > 0
        ? calendar.asOf + (wait + Int(supply.leadTime.mean.rounded())) : nil,
      stockoutRisk: outlook.stockoutRisk, stockoutDay: outlook.stockoutDay,
      daysOfCover: outlook.daysOfCover,
      expectedCycleService: service.cycleService, expectedFillRate: service.fillRate,
      lostUnits: facts.lostUnits, lostMargin: lostMargin(facts, item, supply),
      flags: flags(
        facts, forecast, supply, position, decision, outlook, blocked: blocked,
        lacksCost: lacksCost, yearDemand: perDay * 365),
      reason: reason,
      derivation: Derivation(
        reviewDays: decision.reviewDays, lot: decision.lot, isBelow: decision.isBelow,
        need: decision.need, maximum: decision.maximum,
        isShelfLifeBound: decision.shelfLifeBinds, blocked: blocked, fixedOrder: fixed),
      alternatives: alternatives,
      tradeOff: settings.makesTradeOff && !saysLittle
        ? policy.tradeOff(beside: decision, forecast: forecast, supply: supply) : [],
      prospect: prospect(
        facts, supply, position, decision, forecast, isOrdered: quantity > 0))
  }

  /// The row of an item without a forecast: in stock but never sold, or with too little history.
  func withoutForecast(
    _ facts: Facts, supply: SupplyPlan, flag: Flag, reason: String
  ) -> Recommendation {
    let position = positions.position(of: facts.key, leadTime: supply.leadTime)
    var flags = [flag]
    let blocked = block(facts, catalogue.items[facts.key.sku], supply)
    if let blocked { flags.append(blocked) }
    let quantity = blocked == nil ? facts.overrides.fixedOrder ?? 0 : 0
    let wait = supply.daysToOrderDay
    if positions.stockFacts(of: facts.key).hasNegative { flags.append(.negativeStock) }
    return Recommendation(
      key: facts.key, supplier: supply.supplier, abc: facts.abc, xyz: facts.xyz,
      pattern: facts.pattern, model: "", demandPerPeriod: 0, supply: supply,
      protectionDays: supply.protectionDays,
      protectionDemand: 0, protectionDemandStandardDeviation: 0, target: nil,
      levels: .init(
        safetyStock: 0, reorderPoint: 0, orderUpTo: 0, economicOrderQuantity: nil),
      position: position, effectivePosition: position.available + position.onOrder,
      orderQuantity: quantity,
      orderValue: supply.unitCost(ordering: quantity).map { $0 * quantity },
      orderDay: quantity > 0 ? calendar.asOf + wait : nil, orderBy: nil,
      expectedReceipt: quantity > 0
        ? calendar.asOf + (wait + Int(supply.leadTime.mean.rounded())) : nil, stockoutRisk: 0,
      stockoutDay: nil, daysOfCover: nil,
      expectedCycleService: 1, expectedFillRate: 1, lostUnits: nil, lostMargin: nil,
      flags: flags, reason: reason, derivation: nil, alternatives: [], tradeOff: [])
  }

  /// The margin of the units that stock-outs lost, by what was paid for the item or its list price.
  private func lostMargin(_ facts: Facts, _ item: ItemRecord?, _ supply: SupplyPlan) -> Double? {
    guard let lost = facts.lostUnits, let price = facts.history?.meanPrice ?? item?.price,
      let cost = supply.unitCost
    else { return nil }
    return lost * max(0, price - cost)
  }

  private func triesAlternatives(_ facts: Facts) -> Bool {
    switch settings.alternatives {
    case .none: false
    case .classA: facts.abc == .a
    case .all: true
    }
  }

  /// Why an item is never ordered, if it is not.
  private func block(_ facts: Facts, _ item: ItemRecord?, _ supply: SupplyPlan) -> Flag? {
    if item?.isActive == false { return .inactive }
    if superseded.contains(facts.key.sku) { return .superseded }
    if bundles.contains(facts.key.sku) { return .bundle }
    if facts.overrides.forbidsBuying { return .doNotBuy }
    return supply.isAvailable ? nil : .unavailable
  }

  /// Whether the stock and what is on the way meet the objective for all demand until so many days
  /// after as-of, with nothing ordered.
  private func meets(
    _ objective: ServiceObjective, by days: Double, _ forecast: some FittedModel,
    _ position: InventoryPosition, _ decision: ReviewDecision
  ) -> Bool {
    let demand = forecast.total(over: calendar.window(fromDay: 0, toDay: days))
    let there = position.position(byDay: days)
    switch objective {
    case .cycle(let probability): return demand.cumulativeProbability(there) >= probability
    case .fill(let rate):
      // The share of the demand that the next order's cycle would serve, at the pace of the
      // interval.
      let cycleDemand = max(1e-9, decision.cycle.meanDemand)
      let short = demand.loss(there)
      return short <= (1 - rate) * cycleDemand
    case .cost, .cover: return demand.quantile(0.5) <= there
    }
  }

  private func flags(
    _ facts: Facts, _ forecast: some FittedModel, _ supply: SupplyPlan,
    _ position: InventoryPosition,
    _ decision: ReviewDecision, _ outlook: Outlook, blocked: Flag?, lacksCost: Bool,
    yearDemand: Double
  ) -> [Flag] {
    var flags: [Flag] = []
    if let blocked { flags.append(blocked) }
    if let history = facts.history {
      let known = history.isKnown?.count { $0 } ?? history.demand.count
      if known < ItemHistory.newItemPeriods { flags.append(.newItem) }
      if calendar.isDormant(history, forecast) { flags.append(.dormant) }
      if calendar.hasSoldOnce(history) { flags.append(.soldOnce) }
      if history.isKnown != nil { flags.append(.censored) }
      if !history.bulkOrders.isEmpty { flags.append(.bulkOrder) }
    }
    if facts.succeeds { flags.append(.successor) }
    if position.incoming.contains(where: \.isLate) { flags.append(.late) }
    if let first = catalogue.terms[facts.key.sku]?.first, first.supplier != supply.supplier {
      flags.append(.alternateSupplier)
    }
    if position.expiring > 0 { flags.append(.expiring) }
    if decision.countsLaterOrderInPart { flags.append(.laterOrder) }
    if outlook.stockoutRisk >= 0.5, yearDemand > 0, blocked == nil { flags.append(.urgent) }
    if supply.supplier.isEmpty { flags.append(.noSupplier) }
    if supply.unitCost == nil { flags.append(.noCost) }
    if lacksCost { flags.append(.noCostBalance) }
    let item = catalogue.items[facts.key.sku]
    if settings.policy == .minMax, item?.minimum == nil || item?.maximum == nil {
      flags.append(.noMinMax)
    }
    for step in decision.order.steps {
      switch step {
      case .minimum: flags.append(.minimumOrder)
      case .maximum: flags.append(decision.shelfLifeBinds ? .shelfLife : .maximumStock)
      case .wholeUnits, .pack, .belowMinimum: break
      }
    }
    if position.onHand > 0, position.onHand > yearDemand { flags.append(.overstock) }
    let stock = positions.stockFacts(of: facts.key)
    if stock.hasNegative { flags.append(.negativeStock) }
    if positions.hasStock, !stock.isNamed { flags.append(.noStock) }
    return flags
  }
}
