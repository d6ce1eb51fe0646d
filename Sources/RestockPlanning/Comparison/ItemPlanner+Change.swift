internal import RestockForecasting
internal import RestockInventory
internal import RestockRecords

extension ItemPlanner {
  /// Why the order and the reorder point of an item are not what an earlier plan said.
  ///
  /// The decision is made again from what the earlier plan had, with one cause after the other as it is
  /// now: first the forecast, then the lead time, then the settings, then the stock. What each step
  /// moves is that cause's part, so the parts add up to the change, whatever the rounding to packs.
  ///
  /// - Parameters:
  ///   - old: What the earlier plan said.
  ///   - rules: Its rules.
  ///   - earlier: Its calendar.
  ///   - new: What this plan says.
  ///   - forecast: The forecast of this plan.
  /// - Returns: The change, taken apart.
  func change(
    from old: Recommendation, rules: OrderRules, of earlier: RunCalendar, to new: Recommendation,
    forecast: some FittedModel
  ) -> OrderChange {
    let before = OrderChange.Snapshot(old, calendar: earlier)
    let now = OrderChange.Snapshot(new, calendar: calendar)
    func change(_ order: OrderChange.Parts, _ reorderPoint: OrderChange.Parts) -> OrderChange {
      OrderChange(
        key: new.key, state: .both, before: before, now: now, order: order,
        reorderPoint: reorderPoint)
    }
    guard let oldTerms = Terms(old), let newTerms = Terms(new) else {
      return change(
        .init(other: new.orderQuantity - old.orderQuantity),
        .init(other: new.levels.reorderPoint - old.levels.reorderPoint))
    }
    let item = catalogue.items[new.key.sku]
    let typed = (minimum: item?.minimum, maximum: item?.maximum)
    let oldTyped = rules.policy == .minMax ? oldTerms.typed : typed
    func decide(
      _ terms: Terms, _ rules: OrderRules, _ typed: (minimum: Double?, maximum: Double?)
    )
      -> (order: Double, reorderPoint: Double)
    {
      let unmet = item?.unmet.flatMap { UnmetDemand(rawValue: $0) } ?? rules.unmet
      let decision = ReviewPolicy(calendar: calendar, settings: settings.following(rules)).decide(
        forecast: forecast, supply: terms.supply, position: terms.position,
        objective: terms.target, unmet: unmet, typed: typed)
      return (terms.order(decision.order.quantity), decision.reorderPoint)
    }
    let rulesNow = OrderRules(settings)
    let demand = decide(oldTerms, rules, oldTyped)
    // What did not move leaves the number as it is, without deciding again.
    let leadTerms = oldTerms.taking(leadTimeOf: newTerms)
    let lead = leadTerms == oldTerms ? demand : decide(leadTerms, rules, oldTyped)
    let settingsTerms = newTerms.taking(positionOf: oldTerms)
    let isSameRules = rules == rulesNow && typed == oldTyped
    let changed =
      settingsTerms == leadTerms && isSameRules ? lead : decide(settingsTerms, rulesNow, typed)
    let stock = newTerms == settingsTerms ? changed : decide(newTerms, rulesNow, typed)
    let own = oldTerms.order(old)
    return change(
      .init(
        demand: demand.order - own, leadTime: lead.order - demand.order,
        settings: changed.order - lead.order, stock: stock.order - changed.order,
        other: (new.orderQuantity - stock.order) - (old.orderQuantity - own)),
      .init(
        demand: demand.reorderPoint - old.levels.reorderPoint,
        leadTime: lead.reorderPoint - demand.reorderPoint,
        settings: changed.reorderPoint - lead.reorderPoint,
        stock: stock.reorderPoint - changed.reorderPoint,
        other: new.levels.reorderPoint - stock.reorderPoint))
  }

  /// What decides an item's order, beside the forecast and the run's rules.
  private struct Terms: Equatable {
    var supply: SupplyPlan
    var position: InventoryPosition
    let target: ServiceObjective
    let blocked: Flag?
    let fixedOrder: Double?
    let levels: Recommendation.Levels

    /// The terms of a recommendation; nil without a forecast.
    init?(_ item: Recommendation) {
      guard let derivation = item.derivation, let supply = item.supply, let target = item.target
      else { return nil }
      self.supply = supply
      position = item.position
      self.target = target
      blocked = derivation.blocked
      fixedOrder = derivation.fixedOrder
      levels = item.levels
    }

    /// The planner's own minimum and maximum, which under that policy are the levels.
    var typed: (minimum: Double?, maximum: Double?) { (levels.reorderPoint, levels.orderUpTo) }

    static func == (left: Self, right: Self) -> Bool {
      left.supply == right.supply && left.position == right.position
        && left.target == right.target && left.blocked == right.blocked
        && left.fixedOrder == right.fixedOrder
    }

    func taking(leadTimeOf other: Self) -> Self {
      var terms = self
      terms.supply = supply.taking(leadTimeOf: other.supply)
      return terms
    }

    func taking(positionOf other: Self) -> Self {
      var terms = self
      terms.position = other.position
      return terms
    }

    /// The order where so much is asked for.
    func order(_ quantity: Double) -> Double { blocked == nil ? fixedOrder ?? quantity : 0 }

    /// The order that the item alone led to, from its derivation.
    func order(_ item: Recommendation) -> Double {
      guard let derivation = item.derivation else { return item.orderQuantity }
      return order(
        OrderQuantity.rounded(
          need: derivation.need, minimum: supply.minimumOrderQuantity ?? 0,
          pack: supply.orderMultiple, maximum: derivation.maximum
        ).quantity)
    }
  }
}

extension SupplyPlan {
  /// The same terms with the lead time of others, and their wait for the order day.
  func taking(leadTimeOf other: Self) -> Self {
    var terms = self
    terms.leadTime = other.leadTime
    terms.leadTimeSource = other.leadTimeSource
    terms.daysToOrderDay = other.daysToOrderDay
    return terms
  }
}
