internal import RestockIO
internal import RestockPlanning
internal import RestockRecords

/// `left-out.csv`: the orders that a budget cut or left out, and at what risk.
enum LeftOutTable {
  static let header = [
    "sku", "location", "supplier", "wanted_quantity", "wanted_value", "order_quantity",
    "order_value", "stockout_risk", "wanted_stockout_risk", "units_short", "cost_short",
  ]

  static func table(of orders: [LeftOutOrder]) -> TableWriter {
    var table = TableWriter()
    table.header(header)
    for order in orders {
      table.text(order.key.sku)
      table.text(order.key.location)
      table.text(order.supplier)
      table.decimal(order.wantedQuantity, places: 2)
      table.decimal(order.wantedValue, places: 2)
      table.decimal(order.orderQuantity, places: 2)
      table.decimal(order.orderValue, places: 2)
      table.decimal(order.stockoutRisk, places: 4)
      table.decimal(order.wantedStockoutRisk, places: 4)
      table.decimal(order.unitsShort, places: 2)
      table.decimal(order.costShort, places: 2)
      table.endRow()
    }
    return table
  }
}
