internal import RestockIO
internal import RestockPlanning
internal import RestockRecords

/// `changes.csv`: what became of each item since an earlier plan, and why; the parts of a change add up
/// to it.
enum ChangesTable {
  static let header = [
    "sku", "location", "state", "order_before", "order_now", "order_change", "order_by_demand",
    "order_by_lead_time", "order_by_settings", "order_by_stock", "order_by_other",
    "reorder_point_before", "reorder_point_now", "reorder_point_change",
    "reorder_point_by_demand", "reorder_point_by_lead_time", "reorder_point_by_settings",
    "reorder_point_by_stock", "reorder_point_by_other", "demand_per_day_before",
    "demand_per_day_now",
    "lead_time_days_before", "lead_time_days_now", "service_target_before", "service_target_now",
    "on_hand_before", "on_hand_now", "on_order_before", "on_order_now", "position_before",
    "position_now", "why",
  ]

  static func append(_ change: OrderChange, to table: inout TableWriter) {
    let (before, now) = (change.before, change.now)
    table.text(change.key.sku)
    table.text(change.key.location)
    table.text(
      change.state == .both ? (change.hasMoved ? "changed" : "same") : change.state.rawValue)
    func both(_ value: (OrderChange.Snapshot) -> Double, _ places: Int) {
      table.decimal(before.map(value), places: places)
      table.decimal(now.map(value), places: places)
    }
    both(\.orderQuantity, 2)
    table.decimal(change.orderChange, places: 2)
    let order = change.order
    for part in [order.demand, order.leadTime, order.settings, order.stock, order.other] {
      table.decimal(part, places: 2)
    }
    both(\.reorderPoint, 2)
    table.decimal(change.reorderPointChange, places: 2)
    let point = change.reorderPoint
    for part in [point.demand, point.leadTime, point.settings, point.stock, point.other] {
      table.decimal(part, places: 2)
    }
    both(\.demandPerDay, 4)
    both(\.leadTimeDays, 2)
    table.text(before?.target?.description ?? "")
    table.text(now?.target?.description ?? "")
    both(\.onHand, 2)
    both(\.onOrder, 2)
    both(\.position, 2)
    table.text(change.words)
    table.endRow()
  }
}
