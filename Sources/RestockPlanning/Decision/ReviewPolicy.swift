internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics
internal import RestockRecords

/// Decides about one item at a review, by the run's policy and the item's target.
struct ReviewPolicy {
  let calendar: RunCalendar
  let settings: PlanSettings

  /// The decision for an item.
  ///
  /// - Parameters:
  ///   - forecast: The item's fitted forecast.
  ///   - supply: On what terms it is bought.
  ///   - position: What is on hand and on the way.
  ///   - objective: The service asked for.
  ///   - unmet: What becomes of unmet demand.
  ///   - typed: The planner's own minimum and maximum, where the items file has them.
  ///   - known: The protection demand under periodic review, where another decision of the same review
  ///     has made it already.
  /// - Returns: The levels, and what to order now.
  func decide(
    forecast: some FittedModel, supply: SupplyPlan, position: InventoryPosition,
    objective: ServiceObjective, unmet: UnmetDemand, typed: (minimum: Double?, maximum: Double?),
    known: ProtectionDemand? = nil
  ) -> ReviewDecision {
    // Continuous review has no review period.
    let reviewDays = settings.policy == .reorderPoint ? 0 : supply.reviewDays
    let protection =
      (reviewDays > 0 ? known : nil)
      ?? ProtectionDemand(
        of: forecast, supply: supply, reviewDays: reviewDays, calendar: calendar)
    // Fill rate is the share of one cycle's demand: under continuous review, of one day's.
    let cycleEnd =
      reviewDays > 0
      ? protection
      : ProtectionDemand(of: forecast, supply: supply, reviewDays: 1, calendar: calendar)
    let lostSales =
      unmet == .lost
      ? LostSalesCycle(
        forecast: forecast, calendar: calendar, supply: supply, position: position,
        reviewDays: reviewDays, valuesLeftover: objective == .cost) : nil
    let cycle =
      lostSales?.cycle
      ?? ReplenishmentCycle(
        protectionDemand: cycleEnd.total, leadTimeDemand: protection.untilArrival, unmet: unmet)
    func meanDemand(_ from: Double, _ to: Double) -> Double {
      forecast.meanDemand(over: calendar.window(fromDay: from, toDay: to))
    }
    var reorderPoint: Double
    if let lostSales, objective == .cost {
      reorderPoint = lostSales.level(
        holding: (supply.holdingCostPerDay ?? 0) * max(1, reviewDays),
        shortage: supply.shortageCost ?? 0)
    } else {
      reorderPoint = level(objective, cycle, supply, reviewDays) { meanDemand(0, $0) }
    }
    // Mean demand of a review period as it will be once the order is there.
    let arrival = protection.arrival
    let reviewDemand = meanDemand(arrival, arrival + supply.reviewDays)
    let yearDays = calendar.buckets.size == .step ? 52.0 : 365.25
    let yearDemand = meanDemand(0, yearDays)
    let eoq = supply.economicOrderQuantity(yearDemand: yearDemand, yearDays: yearDays)
    var lot = OrderLot.none
    var orderUpTo = reorderPoint
    switch settings.policy {
    case .orderUpTo: break
    case .periodicMinMax, .reorderPoint:
      if let eoq {
        // More than a year's demand at once is never sensible, whatever the formula says.
        let quantity = min(eoq, max(1, yearDemand.rounded(.up)))
        lot = .economicOrderQuantity(reviewDemand: reviewDemand)
        orderUpTo += max(0, quantity - (reviewDays > 0 ? reviewDemand : 0)).rounded(.up)
      } else {
        let cover = meanDemand(
          arrival, arrival + settings.orderCover.days(in: calendar.buckets))
        lot = .orderCover(demand: cover, reviewDemand: reviewDemand)
        orderUpTo += max(0, cover - (reviewDays > 0 ? reviewDemand : 0)).rounded(.up)
      }
    case .minMax:
      if let minimum = typed.minimum { reorderPoint = minimum }
      orderUpTo = max(reorderPoint, typed.maximum ?? reorderPoint)
      lot = typed.maximum == nil ? .none : .maximum
    case .daysOfSupply:
      let cover = meanDemand(
        0, protection.days + settings.orderCover.days(in: calendar.buckets))
      lot = .cover(demand: cover)
      orderUpTo = max(reorderPoint, cover.rounded(.up))
    }
    let moment = worstMoment(
      position, forecast, cycle, supply, protection, reorderPoint, objective, reviewDays)
    let isBelow =
      settings.policy == .reorderPoint && reorderPoint > 0
      ? moment.effective <= reorderPoint : moment.effective < reorderPoint
    var fixedLot: Double?
    if settings.policy == .reorderPoint {
      // (s,Q): as many lots as bring the position above s.
      let quantity = max(1, orderUpTo - reorderPoint)
      let lots = isBelow ? ((reorderPoint - moment.effective) / quantity).rounded(.down) + 1 : 1
      orderUpTo = (isBelow ? moment.effective : reorderPoint) + lots * quantity
      fixedLot = quantity
      lot = .none
    }
    let need = isBelow ? max(0, orderUpTo - moment.effective) : 0
    let limit = maximumOrder(supply, position, moment.effective) { meanDemand(0, $0) }
    let order = OrderQuantity.rounded(
      need: need, minimum: supply.minimumOrderQuantity ?? 0, pack: supply.orderMultiple,
      maximum: limit?.units)
    return ReviewDecision(
      protection: protection, cycle: cycle, reviewDays: reviewDays, reorderPoint: reorderPoint,
      orderUpTo: orderUpTo, economicOrderQuantity: eoq, lot: lot, fixedLot: fixedLot,
      effectivePosition: moment.effective,
      countsLaterOrderInPart: moment.inPart, order: order, need: need, isBelow: isBelow,
      maximum: limit?.units, shelfLifeBinds: limit?.isShelfLife ?? false)
  }

  /// The smallest whole level that meets the objective over the interval.
  private func level(
    _ objective: ServiceObjective, _ cycle: ReplenishmentCycle, _ supply: SupplyPlan,
    _ reviewDays: Double, meanDemand: (Double) -> Double
  ) -> Double {
    switch objective {
    case .cycle(let probability): return cycle.reorderLevel(for: .cycleService(probability))
    case .fill(let rate): return cycle.reorderLevel(for: .fillRate(rate))
    case .cost:
      let holding = (supply.holdingCostPerDay ?? 0) * max(1, reviewDays)
      return cycle.reorderLevel(
        for: .cost(holding: holding, shortage: supply.shortageCost ?? 0))
    case .cover(let duration):
      let interval = reviewDays > 0 ? supply.protectionDays : supply.arrivalDays
      let days = max(interval, duration.days(in: calendar.buckets))
      // Less than half a unit in all that time asks for none in stock.
      let demand = meanDemand(days)
      return demand < 0.5 ? 0 : demand.rounded(.up)
    }
  }

  /// The position at the worst moment of the interval: an order that comes after the lead time
  /// counts only against the demand after it.
  ///
  /// At a moment m just before such an order, what is there by then has to reach the level that
  /// meets the target for the demand until m. The position that counts is that by the end of the
  /// interval, less the largest amount by which a moment falls shorter than the end does.
  private func worstMoment(
    _ position: InventoryPosition, _ forecast: some FittedModel, _ cycle: ReplenishmentCycle,
    _ supply: SupplyPlan, _ protection: ProtectionDemand, _ reorderPoint: Double,
    _ objective: ServiceObjective, _ reviewDays: Double
  ) -> (effective: Double, inPart: Bool) {
    // Receipts fall on days: an order of today itself is expected on the whole day after its lead time,
    // and one that is due by then counts whole.
    let arrival = protection.arrival.rounded(.up)
    let end = max(protection.days, arrival)
    let later = position.incoming.filter { $0.daysAhead > arrival && $0.daysAhead < end }
    let whole = later.reduce(position.position(byDay: arrival)) { $0 + $1.quantity }
    var effective = whole
    for order in later {
      let untilThen = forecast.total(
        over: calendar.window(fromDay: 0, toDay: order.daysAhead))
      let partial = ReplenishmentCycle(
        protectionDemand: untilThen, leadTimeDemand: cycle.leadTimeDemand, unmet: cycle.unmet)
      let needed = level(objective, partial, supply, order.daysAhead - arrival) { _ in
        untilThen.mean
      }
      let before = position.incoming.reduce(position.available) {
        $1.daysAhead < order.daysAhead ? $0 + $1.quantity : $0
      }
      effective = min(effective, before + reorderPoint - min(needed, reorderPoint))
    }
    return (effective, effective < position.available + position.onOrder)
  }

  /// The most that may be ordered: what keeps stock and orders within the maximum stock, and what
  /// sells within the shelf life once it is there.
  private func maximumOrder(
    _ supply: SupplyPlan, _ position: InventoryPosition, _ effective: Double,
    meanDemand: (Double) -> Double
  ) -> (units: Double, isShelfLife: Bool)? {
    var limit: (units: Double, isShelfLife: Bool)?
    if let most = supply.maxStock {
      limit = (max(0, most - position.available - position.onOrder), false)
    }
    if let life = supply.shelfLifeDays {
      let days = Double(supply.daysToOrderDay) + supply.leadTime.mean + life
      let sellable = max(0, meanDemand(days) - effective).rounded(.down)
      if sellable < limit?.units ?? .infinity { limit = (sellable, true) }
    }
    return limit
  }
}
