internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics
internal import RestockRecords

/// What one policy orders of one item at a past review.
struct ReplayReview {
  let calendar: RunCalendar
  let settings: PlanSettings
  let supply: SupplyPlan
  let item: ItemRecord?
  let abc: ABCClass
  let history: ItemHistory
  let forecast: CalibratedForecast?
  /// The demand that an order must cover, alike for all periodic policies; nil without a forecast.
  let protection: ProtectionDemand?

  /// An order, and what the level behind it promises.
  struct Outcome {
    var quantity = 0.0
    var promise: Promise?
  }

  /// What a plan expects of the level that it chose: the probability of no stock-out in the review
  /// period that the order is for, the demand of that period, and the units of it that fall short.
  struct Promise {
    let cycleService: Double
    let demand: Double
    let short: Double
  }

  var unmet: UnmetDemand { item?.unmet.flatMap { UnmetDemand(rawValue: $0) } ?? settings.unmet }

  /// The order under a policy, with the position as it is then.
  func order(_ policy: ReplayPolicy, position: InventoryPosition) -> Outcome {
    switch policy.rule {
    case .plan(let replenishment, let asked): return plan(replenishment, asked, position)
    case .velocity: return Outcome(quantity: orderUpTo(velocityLevel, position))
    case .normal(let asked): return Outcome(quantity: orderUpTo(normalLevel(asked), position))
    case .typed:
      guard let minimum = item?.minimum, let maximum = item?.maximum,
        position.available + position.onOrder < minimum
      else { return Outcome() }
      return Outcome(quantity: orderUpTo(maximum, position))
    }
  }

  private func target(_ asked: ServiceObjective?) -> ServiceObjective {
    asked ?? settings.target(of: item, abc: abc, supply: supply).target
  }

  private func plan(
    _ replenishment: ReplenishmentPolicy, _ asked: ServiceObjective?, _ position: InventoryPosition
  ) -> Outcome {
    guard let forecast else { return Outcome() }
    var settings = settings
    settings.policy = replenishment
    let policy = ReviewPolicy(calendar: calendar, settings: settings)
    let decision = policy.decide(
      forecast: forecast, supply: supply, position: position,
      objective: item?.service == nil && calendar.saysLittle(history, forecast)
        ? .meanDemand : target(asked),
      unmet: unmet, typed: (item?.minimum, item?.maximum), known: protection)
    let service = ExpectedService(
      decision.cycle, policy.reviewedPosition(of: decision, forecast: forecast, supply: supply),
      reorderPoint: decision.reorderPoint)
    let demand = decision.cycle.meanDemand
    let promise = Promise(
      cycleService: service.cycleService, demand: demand, short: demand * (1 - service.fillRate))
    return Outcome(quantity: decision.order.quantity, promise: promise)
  }

  private func orderUpTo(_ level: Double, _ position: InventoryPosition) -> Double {
    let need = max(0, level - position.available - position.onOrder)
    return OrderQuantity.rounded(
      need: need, minimum: supply.minimumOrderQuantity ?? 0, pack: supply.orderMultiple,
      maximum: supply.maxStock.map { max(0, $0 - position.available - position.onOrder) }
    ).quantity
  }

  /// Units sold a day over the last 30 known days (at least a period) times the lead time, plus the
  /// minimum.
  private var velocityLevel: Double {
    let days = calendar.buckets.meanDays
    let periods = max(1, Int((30 / days).rounded()))
    let recent = history.moments(
      last: calendar.buckets.size == .step ? 4 : periods, before: calendar.firstForecastBucket)
    let velocity = recent.mean / days
    let minimum = item?.minimum ?? velocity * supply.reviewDays
    return velocity * supply.leadTime.mean + minimum
  }

  /// The textbook's normal level on a moving average of 13 periods.
  private func normalLevel(_ asked: ServiceObjective?) -> Double {
    let recent = history.moments(last: 13, before: calendar.firstForecastBucket)
    let periods =
      (supply.leadTime.mean + supply.reviewDays) / calendar.buckets.meanDays
    let mean = recent.mean * periods
    let probability: Double
    switch target(asked) {
    case .cycle(let p), .fill(let p): probability = p
    case .cost:
      let holding = (supply.holdingCostPerDay ?? 0) * max(1, supply.reviewDays)
      let shortage = supply.shortageCost ?? 0
      probability = min(1 - 1e-6, shortage / max(1e-12, shortage + holding))
    case .cover(let duration):
      return max(
        mean, recent.mean * duration.days(in: calendar.buckets) / calendar.buckets.meanDays)
    }
    guard probability > 0 else { return 0 }
    let safetyFactor = Normal.standard.quantile(probability)
    return max(0, mean + safetyFactor * recent.deviation * periods.squareRoot())
  }
}
