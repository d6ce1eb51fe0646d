internal import RestockIO
internal import RestockNumerics
internal import RestockRecords

/// Writes the receipts file, with some rows wrong on purpose; an order that has not come in has no
/// date of receipt.
struct ReceiptsTable {
  static let file = "receipts.csv"
  static let columns = [
    "order_id", "supplier", "sku", "location", "ordered", "promised", "received",
    "quantity_ordered", "quantity_received",
  ]

  private(set) var table = TableWriter()
  private(set) var dirt: [DirtyRow] = []
  private let shop: DemoShop
  private var line = 1

  init(_ shop: DemoShop) {
    self.shop = shop
    table.header(Self.columns)
    let rows = shop.orders.flatMap { order in order.lines.map { (order, $0) } }
    let wrong = chooseRows(rows.map { $0.0 })
    for (index, (order, row)) in rows.enumerated() {
      write(order, row, isSwapped: wrong[index] == .receivedBeforeOrdered)
      if wrong[index] == .receiptDuplicate {
        write(order, row, isSwapped: false)
        note(.receiptDuplicate, row, "order_id", order.id, "")
      }
    }
  }

  private func chooseRows(_ orders: [PurchaseOrder]) -> [Int: DirtyRow.Kind] {
    var generator = RandomGenerator(seed: shop.seed, stream: 5)
    var candidates = orders.indices.filter {
      orders[$0].received < shop.calendar.days && !orders[$0].isBulk
    }
    var wrong: [Int: DirtyRow.Kind] = [:]
    for kind in [DirtyRow.Kind.receiptDuplicate, .receivedBeforeOrdered] {
      for _ in 0..<kind.count {
        guard !candidates.isEmpty else { break }
        let chosen = generator.pick(candidates)
        wrong[chosen] = kind
        candidates.removeAll { orders[$0].supplier == orders[chosen].supplier }
      }
    }
    return wrong
  }

  private mutating func write(
    _ order: PurchaseOrder, _ row: PurchaseOrder.Line, isSwapped: Bool
  ) {
    line += 1
    let isReceived = order.received < shop.calendar.days
    let ordered = shop.calendar.date(order.ordered)
    let received = shop.calendar.date(order.received)
    table.text(order.id)
    table.text(shop.suppliers[order.supplier].key)
    table.text(shop.items[row.item].sku)
    table.text(row.location.key)
    table.day(isSwapped ? received : ordered)
    table.day(order.promised.map(shop.calendar.date))
    table.day(isReceived ? (isSwapped ? ordered : received) : nil)
    table.integer(row.quantity)
    if isReceived { table.integer(row.quantityReceived) } else { table.empty() }
    table.endRow()
    if isSwapped { note(.receivedBeforeOrdered, row, "received", ordered.iso, received.iso) }
  }

  private mutating func note(
    _ kind: DirtyRow.Kind, _ row: PurchaseOrder.Line, _ column: String, _ written: String,
    _ truth: String
  ) {
    dirt.append(
      DirtyRow(
        kind: kind, file: Self.file, line: line, sku: shop.items[row.item].sku, column: column,
        written: written, truth: truth))
  }
}
