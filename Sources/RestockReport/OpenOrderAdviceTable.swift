internal import RestockIO
internal import RestockPlanning
internal import RestockRecords

/// `open-order-advice.csv`: the orders on the way to chase, bring forward or cancel.
enum OpenOrderAdviceTable {
  static let header = [
    "sku", "location", "supplier", "order_id", "quantity", "due", "expected", "action", "value",
    "reason",
  ]

  static func table(of advice: [OpenOrderAdvice]) -> TableWriter {
    var table = TableWriter()
    table.header(header)
    for advice in advice {
      table.text(advice.key.sku)
      table.text(advice.key.location)
      table.text(advice.supplier)
      table.text(advice.order.orderID)
      table.decimal(advice.order.quantity, places: 2)
      table.day(advice.order.due)
      table.day(advice.expected)
      table.text(advice.action.rawValue)
      table.decimal(advice.value, places: 2)
      table.text(advice.reason)
      table.endRow()
    }
    return table
  }
}
