internal import RestockIO
internal import RestockPlanning
internal import RestockRecords

/// `purchase-orders/<supplier>.csv`: the columns of an open-orders file, so that it can be given
/// back, and what the supplier needs.
enum PurchaseOrderTable {
  static let header = [
    "sku", "location", "quantity", "expected", "supplier", "order_id", "ordered", "supplier_sku",
    "description", "unit_cost", "currency", "value",
  ]

  static func table(of order: PurchaseOrder) -> TableWriter {
    var table = TableWriter()
    table.header(header)
    for line in order.lines {
      table.text(line.key.sku)
      table.text(line.key.location)
      table.decimal(line.quantity, places: 2)
      table.day(line.expected)
      table.text(order.supplier)
      table.empty()
      table.day(line.ordered)
      table.text(line.supplierSKU)
      table.text(line.description)
      table.decimal(line.unitCost, places: 4)
      table.text(line.currency)
      table.decimal(line.value, places: 2)
      table.endRow()
    }
    return table
  }
}
