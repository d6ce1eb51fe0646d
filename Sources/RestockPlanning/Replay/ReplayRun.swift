internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics
internal import RestockRecords

/// The work of a replay.
struct ReplayRun {
  let histories: [ItemHistory]
  let policies: [ReplayPolicy]
  let abc: [ABCClass]
  let patterns: [DemandPattern?]
  let firstDay: Day
  let periods: Int
  private(set) var measures: [[ReplayMeasures]]
  private(set) var orders: [[PolicyReplay.SimulatedOrder]]
  private(set) var findings: [Finding]

  /// Known periods that an item must have before the replay to take part.
  static let leastHistory = 4

  /// One item under all policies.
  private struct ItemState: Sendable {
    var flows: [StockFlow]
    var measures: [ReplayMeasures]
    /// Whether the review period that is running has been without a shortage so far, by policy, and
    /// whether all of it is measured.
    var isServed: [Bool]
    var isMeasured = false
    var orders: [(policy: Int, order: PolicyReplay.SimulatedOrder)] = []
  }

  /// What does not change over the replay, of an item.
  private struct ItemFacts: Sendable {
    /// Periods between two reviews.
    let reviewPeriods: Int
    /// Periods that are lived through before any is measured.
    let warmUp: Int
    /// How long orders take in truth.
    let leadTime: LeadTime
    /// The orders that were really placed, where they count.
    let actual: ActualLeadTimes.Orders?
    let takesPart: Bool

    /// How long an order of a day takes; `share` is the draw.
    func leadTime(of day: Day, _ source: ReplaySettings.LeadTimes, share: Double) -> Double {
      switch source {
      case .mean: leadTime.mean
      case .sampled: leadTime.quantile(share)
      case .actual: actual?.leadTime(of: day) ?? leadTime.quantile(share)
      }
    }
  }

  init(
    _ inputs: PlanInputs, settings: PlanSettings, replay: ReplaySettings,
    observer: Planner.Observer
  ) {
    observer.begins(.histories)
    let end = RunCalendar(inputs, settings: settings)
    let (histories, historyFindings) = HistoryBuilder(inputs, calendar: end, settings: settings)
      .histories()
    self.histories = histories
    var log = FindingLog()
    for finding in historyFindings { log.add(finding) }
    observer.begins(.preparing)
    let buckets = inputs.sales.calendar
    let longest = histories.map(\.demand.count).max() ?? 0
    // Half of the history is left to learn from.
    periods = max(0, min(replay.periods, longest - longest / 2))
    let lastBucket = end.firstForecastBucket
    let firstBucket = lastBucket - periods
    firstDay = buckets.firstDay(of: firstBucket)
    if periods < replay.periods {
      log.add(
        Finding(
          .warning, at: Place(file: ""), kind: "short-replay",
          text: "\(replay.periods) periods asked for, the longest history has \(longest)",
          treatment: "\(periods) are replayed, so that half of it is known at the start"))
    }
    let truth = SupplyResolver(inputs, calendar: end, settings: settings)
    let atStart = histories.map { $0.prefix(throughBucket: firstBucket) }
    abc = ItemClasses(atStart, catalogue: inputs.catalogue, calendar: buckets).abc
    let actual = replay.leadTimes == .actual ? ActualLeadTimes(inputs.receipts) : nil
    let facts = histories.indices.map { i in
      Self.facts(
        truth.supply(of: histories[i].key.sku), atStart[i], actual,
        isActive: inputs.catalogue.items[histories[i].key.sku]?.isActive != false,
        periodDays: buckets.meanDays)
    }
    let hasTyped = histories.contains {
      inputs.catalogue.items[$0.key.sku]?.minimum != nil
        && inputs.catalogue.items[$0.key.sku]?.maximum != nil
    }
    let tried = replay.policies.filter { hasTyped || $0.rule != .typed }
    policies = tried
    let missing = facts.count { !$0.takesPart }
    if missing > 0 {
      log.add(
        Finding(
          .note, at: Place(file: ""), kind: "not-replayed",
          text: "items with fewer than \(Self.leastHistory) known periods before "
            + "\(firstDay.iso), with no sale among them, or inactive",
          count: missing, treatment: "not replayed"))
    }
    var states = histories.indices.map { i in
      Self.start(facts[i], atStart[i], policies: tried.count, periodDays: buckets.meanDays)
    }
    let protection = end.periods(throughDay: truth.longestProtectionDays)
    let yearAhead = Int((366 / buckets.meanDays).rounded(.up))
    var forecaster = ReplayForecaster(
      histories, inputs: inputs, settings: settings,
      horizon: max(protection, buckets.size == .step ? 53 : yearAhead) + replay.refitEvery)
    var patterns: [DemandPattern?] = []
    observer.begins(.items)
    let abc = abc
    let count = periods
    let needsProtection = tried.contains { policy in
      if case .plan(let rule, _) = policy.rule { rule != .reorderPoint } else { false }
    }
    for bucket in firstBucket..<max(firstBucket, lastBucket) {
      let period = bucket - firstBucket
      let calendar = RunCalendar(
        buckets: buckets, asOf: buckets.firstDay(of: bucket),
        unitsByWeekday: inputs.sales.unitsByWeekday)
      if period % max(1, replay.refitEvery) == 0 {
        forecaster.fit(at: calendar)
        if period == 0 { patterns = forecaster.patterns }
      } else {
        forecaster.update()
      }
      let supplies =
        inputs.receipts.isEmpty
        ? truth.moved(to: calendar)
        : SupplyResolver(inputs, calendar: calendar, settings: settings)
      let forecasts = forecaster.forecasts
      let before = states
      let start = Double(calendar.asOf - firstDay)
      states = parallelMap(count: before.count, threads: settings.threads, chunk: 16) { i in
        guard facts[i].takesPart else { return before[i] }
        defer { observer.itemDone() }
        let supply = supplies.supply(of: histories[i].key.sku)
        let decides = needsProtection && period % facts[i].reviewPeriods == 0
        let protection = (decides ? forecasts[i] : nil).map {
          ProtectionDemand(
            of: $0, supply: supply, reviewDays: supply.reviewDays, calendar: calendar)
        }
        let review = ReplayReview(
          calendar: calendar, settings: settings, supply: supply,
          item: inputs.catalogue.items[histories[i].key.sku], abc: abc[i],
          history: histories[i], forecast: forecasts[i], protection: protection)
        return Self.step(
          before[i], facts[i], review, policies: tried, period: period, of: count, start: start,
          stream: UInt64(i), leadTimes: replay.leadTimes)
      }
    }
    self.patterns = patterns.isEmpty ? Array(repeating: nil, count: histories.count) : patterns
    let measured = states
    measures = tried.indices.map { policy in
      measured.map { $0.measures[policy] }
    }
    var orders = [[PolicyReplay.SimulatedOrder]](repeating: [], count: tried.count)
    for state in states {
      for (policy, order) in state.orders { orders[policy].append(order) }
    }
    self.orders = orders.map { list in
      list.enumerated().sorted {
        ($0.element.ordered, $0.offset) < ($1.element.ordered, $1.offset)
      }.map(\.element)
    }
    findings = log.findings
  }

  private static func facts(
    _ supply: SupplyPlan, _ history: ItemHistory, _ actual: ActualLeadTimes?, isActive: Bool,
    periodDays: Double
  ) -> ItemFacts {
    let known = history.isKnown?.count { $0 } ?? history.demand.count
    return ItemFacts(
      reviewPeriods: max(1, Int((supply.reviewDays / periodDays).rounded())),
      warmUp: Int((supply.leadTime.mean / periodDays).rounded(.up)), leadTime: supply.leadTime,
      actual: actual?.orders(supplier: supply.supplier, sku: history.key.sku),
      takesPart: isActive && known >= leastHistory && history.demand.contains { $0 > 0 })
  }

  private static func start(
    _ facts: ItemFacts, _ history: ItemHistory, policies: Int, periodDays: Double
  ) -> ItemState {
    let mean = history.moments(last: Int((365 / periodDays).rounded()), before: history.endBucket)
      .mean
    var flow = StockFlow(onHand: max(1, mean.rounded(.up)))
    for period in 1..<max(2, facts.warmUp) where facts.warmUp > 1 && mean.rounded() > 0 {
      let arrives = Double(period) * periodDays
      flow.add(
        StockFlow.Incoming(
          ordered: arrives - facts.leadTime.mean, arrives: arrives, quantity: mean.rounded()))
    }
    return ItemState(
      flows: Array(repeating: flow, count: policies),
      measures: Array(repeating: ReplayMeasures(), count: policies),
      isServed: Array(repeating: true, count: policies))
  }

  /// One period of one item: the orders of all policies, then the demand.
  private static func step(
    _ before: ItemState, _ facts: ItemFacts, _ review: ReplayReview, policies: [ReplayPolicy],
    period: Int, of periods: Int, start: Double, stream: UInt64,
    leadTimes: ReplaySettings.LeadTimes
  ) -> ItemState {
    var state = before
    let bucket = review.calendar.firstForecastBucket
    let days = Double(review.calendar.buckets.days(of: bucket))
    let supply = review.supply
    let place = bucket - review.history.firstBucket
    // Orders count where demand does, so that they can be held against each other.
    let isKnown = review.history.isKnown?[place] != false
    let isReview = period % facts.reviewPeriods == 0
    if isReview {
      // The same draw for every policy, so that none is lucky.
      var random = RandomGenerator(
        seed: review.settings.seed &+ UInt64(period) &* 0x9e37_79b9_7f4a_7c15, stream: stream)
      let lead = facts.leadTime(
        of: review.calendar.asOf + supply.daysToOrderDay, leadTimes, share: random.uniform())
      let isKept = review.history.isKnown(
        place + facts.warmUp..<place + facts.warmUp + facts.reviewPeriods)
      for (p, policy) in policies.enumerated() {
        let position = state.flows[p].position(now: start, leadTime: supply.leadTime)
        let outcome = review.order(policy, position: position)
        // What is promised now is kept, or not, when the order is there: it counts where that is seen.
        if period + facts.warmUp + facts.reviewPeriods <= periods, isKept,
          let promise = outcome.promise
        {
          state.measures[p].promisedCycles += promise.cycleService
          state.measures[p].promises += 1
          state.measures[p].promisedDemand += promise.demand
          state.measures[p].promisedShort += promise.short
        }
        guard outcome.quantity > 0 else { continue }
        let ordered = start + Double(supply.daysToOrderDay)
        state.flows[p].add(
          StockFlow.Incoming(ordered: ordered, arrives: ordered + lead, quantity: outcome.quantity))
        state.orders.append(
          (
            p,
            PolicyReplay.SimulatedOrder(
              key: review.history.key, ordered: review.calendar.asOf + supply.daysToOrderDay,
              received: review.calendar.asOf + (supply.daysToOrderDay + Int(lead.rounded(.up))),
              quantity: outcome.quantity)
          ))
        if period >= facts.warmUp, isKnown {
          state.measures[p].orders += 1
          state.measures[p].unitsOrdered += outcome.quantity
          state.measures[p].orderCost += supply.orderCost
        }
      }
      state.isServed = Array(repeating: true, count: policies.count)
      state.isMeasured = period >= facts.warmUp
    }
    let demand =
      isKnown
      ? review.history.demand[place]
      : review.history.moments(last: 8, before: bucket).mean.rounded()
    if !isKnown { state.isMeasured = false }
    let closes = (period + 1) % facts.reviewPeriods == 0
    for p in policies.indices {
      let lived = state.flows[p].live(
        start: start, days: days, demand: demand, unmet: review.unmet)
      if lived.short > 1e-9 { state.isServed[p] = false }
      if closes, state.isMeasured {
        state.measures[p].cycles += 1
        state.measures[p].cyclesServed += state.isServed[p] ? 1 : 0
      }
      guard period >= facts.warmUp, isKnown else { continue }
      state.measures[p].record(lived, days: days, supply: supply, unmet: review.unmet)
    }
    return state
  }
}

extension ItemHistory {
  /// Whether the demand of all these places is known.
  fileprivate func isKnown(_ places: Range<Int>) -> Bool {
    places.upperBound <= demand.count && places.allSatisfy { isKnown?[$0] != false }
  }
}

extension ReplayMeasures {
  /// Takes in a period of one item. Its averages are sums over days until the item's days are known:
  /// a mean over time is kept as the running mean.
  fileprivate mutating func record(
    _ period: StockFlow.Period, days length: Double, supply: SupplyPlan, unmet: UnmetDemand
  ) {
    items = 1
    let weight = length / (days + length)
    days += length
    demand += period.served + period.short
    served += period.served
    short += period.short
    if unmet == .lost { lost += period.short }
    stockoutDays += period.outShare * length
    averageStock += weight * (period.averageStock - averageStock)
    averageStockValue = averageStock * (supply.unitCost ?? 0)
    holdingCost += period.endStock * (supply.holdingCostPerDay ?? 0) * length
    shortageCost += period.short * (supply.shortageCost ?? 0)
    servedValue += period.served * (supply.unitCost ?? 0)
  }
}
