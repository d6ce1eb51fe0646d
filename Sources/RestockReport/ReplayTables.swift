internal import RestockForecasting
public import RestockIO
internal import RestockInventory
public import RestockPlanning
internal import RestockRecords

/// The tables of a replay of policies on history.
public enum ReplayTables {
  static let policiesHeader = [
    "policy", "group", "cost", "fill_rate", "cycle_service", "stockout_days", "average_stock",
    "average_stock_value", "turnover", "orders", "units_ordered", "units_lost",
    "promised_cycle_service", "promised_fill_rate", "cost_difference",
    "cost_difference_standard_error", "items", "units_demanded", "units_short", "holding_cost",
    "shortage_cost", "order_cost", "units_expected",
  ]

  static let itemsHeader = [
    "policy", "sku", "location", "abc", "demand_pattern", "fill_rate", "cycle_service",
    "promised_fill_rate", "promised_cycle_service", "units_demanded", "units_expected",
    "units_short", "average_stock", "stockout_days", "orders", "cost",
  ]

  static let ordersHeader = ["policy", "sku", "location", "ordered", "received", "quantity"]

  /// `policies.csv`: one row for each policy and group of items.
  public static func policies(_ rows: [PolicyReplay.Row]) -> TableWriter {
    var table = TableWriter()
    table.header(policiesHeader)
    for row in rows {
      let measures = row.measures
      table.text(row.policy)
      table.text(row.group)
      table.decimal(measures.cost, places: 2)
      table.decimal(measures.fillRate, places: 4)
      table.decimal(measures.cycleService, places: 4)
      table.decimal(measures.stockoutDays, places: 2)
      table.decimal(measures.averageStock, places: 2)
      table.decimal(measures.averageStockValue, places: 2)
      table.decimal(measures.turnover, places: 2)
      table.integer(measures.orders)
      table.decimal(measures.unitsOrdered, places: 2)
      table.decimal(measures.lost, places: 2)
      table.decimal(measures.promisedCycleService, places: 4)
      table.decimal(measures.promisedFillRate, places: 4)
      table.decimal(row.costDifference.difference, places: 2)
      table.decimal(row.costDifference.standardError, places: 2)
      table.integer(measures.items)
      table.decimal(measures.demand, places: 2)
      table.decimal(measures.short, places: 2)
      table.decimal(measures.holdingCost, places: 2)
      table.decimal(measures.shortageCost, places: 2)
      table.decimal(measures.orderCost, places: 2)
      table.decimal(measures.promises > 0 ? measures.promisedDemand : nil, places: 2)
      table.endRow()
    }
    return table
  }

  /// `simulated-items.csv`: what each item that was replayed came to under each policy, with its classes
  /// at the start.
  public static func items(of replay: PolicyReplay) -> TableWriter {
    var table = TableWriter()
    table.header(itemsHeader)
    for (policy, measures) in zip(replay.policies, replay.measures) {
      for (i, measures) in measures.enumerated() where measures.days > 0 {
        table.text(policy.name)
        table.text(replay.keys[i].sku)
        table.text(replay.keys[i].location)
        table.text(replay.abc[i].rawValue)
        table.text(replay.patterns[i]?.rawValue ?? "")
        table.decimal(measures.fillRate, places: 4)
        table.decimal(measures.cycleService, places: 4)
        table.decimal(measures.promisedFillRate, places: 4)
        table.decimal(measures.promisedCycleService, places: 4)
        table.decimal(measures.demand, places: 2)
        table.decimal(measures.promises > 0 ? measures.promisedDemand : nil, places: 2)
        table.decimal(measures.short, places: 2)
        table.decimal(measures.averageStock, places: 2)
        table.decimal(measures.stockoutDays, places: 2)
        table.integer(measures.orders)
        table.decimal(measures.cost, places: 2)
        table.endRow()
      }
    }
    return table
  }

  /// `simulated-orders.csv`: every order, by policy, then by time; `isOnSteps` where days are steps of
  /// data without dates.
  public static func orders(of replay: PolicyReplay, isOnSteps: Bool) -> TableWriter {
    var table = TableWriter()
    table.header(ordersHeader)
    for (policy, orders) in zip(replay.policies, replay.orders) {
      for order in orders {
        table.text(policy.name)
        table.text(order.key.sku)
        table.text(order.key.location)
        for day in [order.ordered, order.received] {
          if isOnSteps { table.integer(Int(day.number)) } else { table.day(day) }
        }
        table.decimal(order.quantity, places: 2)
        table.endRow()
      }
    }
    return table
  }
}
