internal import RestockIO
internal import RestockNumerics
internal import RestockRecords

/// Writes the sales file, with some rows wrong on purpose.
struct SalesTable {
  static let file = "sales.csv.gz"
  static let columns = [
    "order_id", "date", "sku", "quantity", "price", "location", "channel", "customer",
  ]
  /// The SKU that the items file does not have.
  static let strangeSKU = "XX-9999"

  private(set) var table = TableWriter()
  private(set) var dirt: [DirtyRow] = []
  private let shop: DemoShop
  private var line = 1

  init(_ shop: DemoShop) {
    self.shop = shop
    table.header(Self.columns)
    let wrong = chooseRows()
    for (index, sale) in shop.salesLines.enumerated() {
      write(sale, wrong[index])
      if wrong[index] == .skuNotInItems { writeStrange(sale) }
    }
  }

  /// Which rows get which fault, by index.
  private func chooseRows() -> [Int: DirtyRow.Kind] {
    var generator = RandomGenerator(seed: shop.seed, stream: 4)
    let lines = shop.salesLines
    var candidates = lines.indices.filter { index in
      lines[index].quantity > 0 && !lines[index].isBulk && lines[index].day < shop.calendar.days - 7
    }
    var wrong: [Int: DirtyRow.Kind] = [:]
    let kinds: [DirtyRow.Kind] = [
      .priceAsQuantity, .skuCase, .trailingSpaces, .dateFarFuture, .quantityUnreadable,
      .quantityEmpty, .skuNotInItems,
    ]
    for kind in kinds {
      for _ in 0..<kind.count {
        let fitting =
          kind == .priceAsQuantity
          ? candidates.filter { lines[$0].price >= 3000 && lines[$0].quantity == 1 } : candidates
        guard !fitting.isEmpty else { break }
        let chosen = generator.pick(fitting)
        wrong[chosen] = kind
        // One fault for each SKU at most, so that faults can be told apart.
        candidates.removeAll { lines[$0].item == lines[chosen].item }
      }
    }
    return wrong
  }

  private mutating func write(_ sale: SalesLine, _ wrong: DirtyRow.Kind?) {
    line += 1
    let sku = shop.items[sale.item].sku
    let date = shop.calendar.date(sale.day)
    var writtenSKU = sku
    var writtenDate = date
    var writtenQuantity = String(sale.quantity)
    switch wrong {
    case .skuCase: writtenSKU = sku.lowercased()
    case .trailingSpaces: writtenSKU = sku + "  "
    case .dateFarFuture: writtenDate = tenYearsLater(date)
    case .quantityUnreadable: writtenQuantity = "n/a"
    case .quantityEmpty: writtenQuantity = ""
    case .priceAsQuantity: writtenQuantity = money(sale.price)
    default: break
    }
    table.text(sale.orderID)
    table.day(writtenDate)
    table.text(writtenSKU)
    // A return's minus is a number's, not a formula's, so the writer of numbers has it.
    if wrong == nil { table.integer(sale.quantity) } else { table.text(writtenQuantity) }
    table.decimal(Double(sale.price) / 100, places: 2)
    table.text(sale.location.key)
    table.text(sale.channel)
    table.text(sale.customer)
    table.endRow()
    switch wrong {
    case .skuCase, .trailingSpaces: note(wrong, sku, "sku", writtenSKU, sku)
    case .dateFarFuture: note(wrong, sku, "date", writtenDate.iso, date.iso)
    case .quantityUnreadable, .quantityEmpty, .priceAsQuantity:
      note(wrong, sku, "quantity", writtenQuantity, String(sale.quantity))
    default: break
    }
  }

  private mutating func writeStrange(_ neighbour: SalesLine) {
    line += 1
    table.text(neighbour.orderID)
    table.day(shop.calendar.date(neighbour.day))
    table.text(Self.strangeSKU)
    table.integer(1)
    table.decimal(9.99, places: 2)
    table.text(neighbour.location.key)
    table.text(neighbour.channel)
    table.text(neighbour.customer)
    table.endRow()
    note(.skuNotInItems, Self.strangeSKU, "sku", Self.strangeSKU, "")
  }

  private mutating func note(
    _ kind: DirtyRow.Kind?, _ sku: String, _ column: String, _ written: String, _ truth: String
  ) {
    guard let kind else { return }
    dirt.append(
      DirtyRow(
        kind: kind, file: Self.file, line: line, sku: sku, column: column, written: written,
        truth: truth))
  }

  private func tenYearsLater(_ date: Day) -> Day {
    let (year, month, day) = date.civil
    return Day(year: year + 10, month: month, day: day) ?? date + 3652
  }
}

/// Pence as `12.99`.
func money(_ pence: Int) -> String {
  let rest = pence % 100
  return "\(pence / 100).\(rest < 10 ? "0" : "")\(rest)"
}
