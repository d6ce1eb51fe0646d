internal import RestockIO
internal import RestockPlanning

/// `transfers.csv`: what to move between locations in place of buying it.
enum TransfersTable {
  static let header = ["sku", "from", "to", "quantity", "value", "reason"]

  static func table(of transfers: [Transfer]) -> TableWriter {
    var table = TableWriter()
    table.header(header)
    for transfer in transfers {
      table.text(transfer.sku)
      table.text(transfer.from)
      table.text(transfer.to)
      table.decimal(transfer.quantity, places: 2)
      table.decimal(transfer.value, places: 2)
      table.text(transfer.reason)
      table.endRow()
    }
    return table
  }
}
