public import RestockRecords

/// What changed between an earlier plan and this one.
public struct PlanComparison: Sendable, Codable {
  /// The earlier plan's today.
  public let earlierAsOf: Day
  /// One for each item of either plan: those of this one in its order, then those that are gone.
  public let changes: [OrderChange]
  /// What the overrides of the earlier plan did, as far as it can be told by now.
  public let overrideResults: [OverrideResult]

  /// - Parameters:
  ///   - earlier: The earlier plan.
  ///   - changes: Those of the items that both plans have a forecast for, by place in
  ///     `recommendations`.
  ///   - recommendations: What this plan says.
  ///   - histories: Demand as it is known now.
  ///   - calendar: This plan's.
  init(
    _ earlier: EarlierPlan, changes: [Int: OrderChange], recommendations: [Recommendation],
    histories: [ItemHistory], calendar: RunCalendar
  ) {
    earlierAsOf = earlier.plan.calendar.asOf
    let known = Set(recommendations.map(\.key))
    let present = recommendations.enumerated().map { place, item in
      let now = OrderChange.Snapshot(item, calendar: calendar)
      if let change = changes[place] { return change.settled(at: now) }
      let before = earlier.recommendation(of: item.key).map {
        OrderChange.Snapshot($0, calendar: earlier.plan.calendar)
      }
      return OrderChange(
        key: item.key, state: before == nil ? .new : .both, before: before, now: now,
        order: .init(other: item.orderQuantity - (before?.orderQuantity ?? 0)),
        reorderPoint: .init(other: item.levels.reorderPoint - (before?.reorderPoint ?? 0)))
    }
    let gone = earlier.plan.recommendations.filter { !known.contains($0.key) }.map { item in
      OrderChange(
        key: item.key, state: .gone,
        before: OrderChange.Snapshot(item, calendar: earlier.plan.calendar), now: nil,
        order: .init(other: -item.orderQuantity),
        reorderPoint: .init(other: -item.levels.reorderPoint))
    }
    self.changes = present + gone
    overrideResults = OverrideResult.results(of: earlier, histories: histories, calendar: calendar)
  }

  /// The changes of orders over all items, by cause, units.
  public var total: OrderChange.Parts {
    changes.reduce(OrderChange.Parts()) { sum, change in
      OrderChange.Parts(
        demand: sum.demand + change.order.demand, leadTime: sum.leadTime + change.order.leadTime,
        settings: sum.settings + change.order.settings, stock: sum.stock + change.order.stock,
        other: sum.other + change.order.other)
    }
  }
}
