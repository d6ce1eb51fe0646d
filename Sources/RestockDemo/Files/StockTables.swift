internal import RestockIO
internal import RestockRecords

/// Writes the stock, the stock history and the open orders.
struct StockTables {
  static let stockFile = "stock.csv"
  static let historyFile = "stock-history.csv.gz"
  static let openOrdersFile = "open-orders.csv"

  private(set) var dirt: [DirtyRow] = []
  private let shop: DemoShop

  init(_ shop: DemoShop) {
    self.shop = shop
  }

  /// What is there on the morning after the history; one row is below zero on purpose, of an SKU
  /// that has no other fault.
  mutating func stock(faultyElsewhere: Set<String>) -> TableWriter {
    var table = TableWriter()
    table.header(["sku", "location", "on_hand", "as_of"])
    let last = shop.calendar.days - 1
    let negative = shop.series.firstIndex {
      let item = shop.items[$0.item]
      return $0.onHand[last] == 0 && item.isActive && !faultyElsewhere.contains(item.sku)
    }
    for (index, history) in shop.series.enumerated() {
      let sku = shop.items[history.item].sku
      var onHand = history.onHand[last]
      if index == negative {
        dirt.append(
          DirtyRow(
            kind: .stockNegative, file: Self.stockFile, line: index + 2, sku: sku,
            column: "on_hand", written: "-2", truth: "0"))
        onHand = -2
      }
      table.text(sku)
      table.text(history.location.key)
      table.integer(onHand)
      table.day(shop.asOf)
      table.endRow()
    }
    return table
  }

  /// Units on hand each evening, a column a day; empty before the item is launched.
  func stockHistory() -> TableWriter {
    var table = TableWriter()
    table.header(
      ["sku", "location"] + (0..<shop.calendar.days).map { shop.calendar.date($0).iso })
    for history in shop.series {
      let item = shop.items[history.item]
      table.text(item.sku)
      table.text(history.location.key)
      for day in 0..<shop.calendar.days {
        if day < item.demand.launch { table.empty() } else { table.integer(history.onHand[day]) }
      }
      table.endRow()
    }
    return table
  }

  /// What has been ordered and has not come in.
  func openOrders() -> TableWriter {
    var table = TableWriter()
    table.header(["order_id", "supplier", "sku", "location", "quantity", "ordered", "expected"])
    for order in shop.orders where order.received >= shop.calendar.days {
      for line in order.lines {
        table.text(order.id)
        table.text(shop.suppliers[order.supplier].key)
        table.text(shop.items[line.item].sku)
        table.text(line.location.key)
        table.integer(line.quantity)
        table.day(shop.calendar.date(order.ordered))
        table.day(order.promised.map(shop.calendar.date))
        table.endRow()
      }
    }
    return table
  }
}
