internal import RestockInventory

/// The stock of one item under one policy, as it goes through time.
struct StockFlow: Sendable {
  /// Units on hand, >= 0, and units that customers wait for.
  private(set) var onHand: Double
  private(set) var backordered = 0.0
  /// Orders on the way.
  private(set) var incoming: [Incoming] = []

  /// An order on the way; times are days since the replay began.
  struct Incoming: Sendable {
    let ordered: Double
    let arrives: Double
    let quantity: Double
  }

  /// What happened in a period.
  struct Period: Sendable {
    var served = 0.0
    var short = 0.0
    /// The mean stock over the period, units.
    var averageStock = 0.0
    /// The stock at its end, units.
    var endStock = 0.0
    /// The share of the period without stock.
    var outShare = 0.0
  }

  init(onHand: Double) {
    self.onHand = onHand
  }

  mutating func add(_ order: Incoming) { incoming.append(order) }

  /// The position as a plan at time `now` sees it: what is on the way counts on its expected day, and
  /// an order past that after the remaining lead time of one so old.
  func position(now: Double, leadTime: LeadTime) -> InventoryPosition {
    InventoryPosition(
      onHand: onHand, allocated: 0, backordered: backordered,
      incoming: incoming.map { order in
        let due = order.ordered + leadTime.mean - now
        return IncomingOrder(
          quantity: order.quantity,
          daysAhead: due >= 0 ? due : leadTime.meanRemaining(after: now - order.ordered),
          isLate: due < 0)
      })
  }

  /// Lives through the period from `start` of `days` days: its demand comes evenly, receipts when
  /// they come; what finds no stock waits, or is lost.
  mutating func live(
    start: Double, days: Double, demand: Double, unmet: UnmetDemand
  ) -> Period {
    var period = Period()
    // An order that comes within a thousandth of a day of the start is there for the whole period.
    let arriving = incoming.filter { $0.arrives < start + days - 1e-3 }
      .sorted { ($0.arrives, $0.ordered) < ($1.arrives, $1.ordered) }
    if !arriving.isEmpty { incoming.removeAll { $0.arrives < start + days - 1e-3 } }
    var time = start
    for order in arriving {
      let arrives = max(start, order.arrives)
      sell(demand * (arrives - time) / days, share: (arrives - time) / days, unmet, &period)
      receive(order.quantity)
      time = arrives
    }
    let rest = (start + days - time) / days
    sell(demand * rest, share: rest, unmet, &period)
    period.endStock = onHand
    return period
  }

  private mutating func receive(_ quantity: Double) {
    let owed = min(backordered, quantity)
    backordered -= owed
    onHand += quantity - owed
  }

  private mutating func sell(
    _ demand: Double, share: Double, _ unmet: UnmetDemand, _ period: inout Period
  ) {
    guard share > 0 else { return }
    let served = min(onHand, demand)
    let short = demand - served
    let before = onHand
    onHand -= served
    if unmet == .backorder { backordered += short }
    period.served += served
    period.short += short
    period.averageStock += share * 0.5 * (before + onHand)
    period.outShare += share * (demand > 0 ? short / demand : before > 0 ? 0 : 1)
  }
}
