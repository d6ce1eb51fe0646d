internal import RestockInventory
public import RestockRecords

/// What became of one item between two plans, and why its order moved.
public struct OrderChange: Sendable, Hashable, Codable {
  public let key: SeriesKey
  public let state: State
  /// What the earlier plan said, and what this one says; nil where the item is not in it.
  public let before: Snapshot?
  public let now: Snapshot?
  /// What moved the order, units; the parts add up to the whole.
  public let order: Parts
  /// What moved the reorder point, units; the parts add up to the whole.
  public let reorderPoint: Parts

  /// Whether the item is in both plans.
  public enum State: String, Sendable, Hashable, Codable, CaseIterable {
    case both
    case new
    case gone
  }

  /// The terms of a plan that a reader compares.
  public struct Snapshot: Sendable, Hashable, Codable {
    /// Units.
    public let orderQuantity: Double
    public let reorderPoint: Double
    public let demandPerDay: Double
    /// The mean, in days.
    public let leadTimeDays: Double
    public let onHand: Double
    public let onOrder: Double
    public let position: Double
    public let target: ServiceObjective?

    init(_ item: Recommendation, calendar: RunCalendar) {
      orderQuantity = item.orderQuantity
      reorderPoint = item.levels.reorderPoint
      demandPerDay = item.demandPerPeriod / calendar.buckets.meanDays
      leadTimeDays = item.supply?.leadTime.mean ?? 0
      onHand = item.position.onHand
      onOrder = item.position.onOrder
      position = item.effectivePosition
      target = item.target
    }
  }

  /// A change, taken apart. Each part is what the number moves by when that cause alone goes from what
  /// it was to what it is, in the order in which they stand here: so they add up, and a cause that did
  /// not move has a part of 0.
  public struct Parts: Sendable, Hashable, Codable {
    /// The forecast: what sold since, another model, an uplift, and the calendar moving on.
    public let demand: Double
    public let leadTime: Double
    /// Service target, policy, review period, costs, packs and minimums, overrides, item status.
    public let settings: Double
    /// What is on hand and on the way; a level depends on it only where unmet demand is lost.
    public let stock: Double
    /// What the item alone does not decide, as a supplier's minimum or a budget; the whole for an item
    /// that one of the plans does not have, or has no forecast for.
    public let other: Double

    /// The whole change.
    public var total: Double { demand + leadTime + settings + stock + other }

    init(
      demand: Double = 0, leadTime: Double = 0, settings: Double = 0, stock: Double = 0,
      other: Double = 0
    ) {
      self.demand = demand
      self.leadTime = leadTime
      self.settings = settings
      self.stock = stock
      self.other = other
    }

    /// The parts with their names, those that are 0 left out.
    public var named: [(name: String, units: Double)] {
      [
        ("demand", demand), ("lead time", leadTime), ("settings", settings), ("stock", stock),
        ("other", other),
      ].filter { $0.1 != 0 }
    }
  }

  /// The same change where the plan as a whole, once every item was decided, made another order of it.
  func settled(at now: Snapshot) -> Self {
    let more = now.orderQuantity - (self.now?.orderQuantity ?? 0)
    guard more != 0 else { return self }
    return Self(
      key: key, state: state, before: before, now: now,
      order: .init(
        demand: order.demand, leadTime: order.leadTime, settings: order.settings,
        stock: order.stock, other: order.other + more), reorderPoint: reorderPoint)
  }

  /// Whether the order or the reorder point moved.
  public var hasMoved: Bool { orderChange != 0 || reorderPointChange != 0 }

  /// The order now less the order before, units.
  public var orderChange: Double { (now?.orderQuantity ?? 0) - (before?.orderQuantity ?? 0) }

  /// The reorder point now less the one before, units.
  public var reorderPointChange: Double { (now?.reorderPoint ?? 0) - (before?.reorderPoint ?? 0) }

  /// The change in words: `order 40 -> 65: demand +10, lead time +8, stock +7`.
  public var words: String {
    func signed(_ units: Double) -> String { (units > 0 ? "+" : "") + units.asUnits }
    func sum(_ parts: Parts) -> String {
      parts.named.map { "\($0.name) \(signed($0.units))" }.joined(separator: ", ")
    }
    switch state {
    case .new: return "not in the earlier plan; order \((now?.orderQuantity ?? 0).asUnits)"
    case .gone: return "not in this plan; the order was \((before?.orderQuantity ?? 0).asUnits)"
    case .both: break
    }
    var words: [String] = []
    if let before, let now {
      if orderChange != 0 {
        words.append(
          "order \(before.orderQuantity.asUnits) to \(now.orderQuantity.asUnits): \(sum(order))")
      } else if !order.named.isEmpty {
        words.append("order \(now.orderQuantity.asUnits) as before: \(sum(order))")
      }
      if reorderPointChange != 0 {
        words.append(
          "reorder point \(before.reorderPoint.asUnits) to \(now.reorderPoint.asUnits): "
            + sum(reorderPoint))
      }
    }
    return words.isEmpty ? "the same" : words.joined(separator: "; ")
  }
}
