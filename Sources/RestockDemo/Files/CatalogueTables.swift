internal import RestockIO
internal import RestockRecords

/// Writes the items, the suppliers and the events as the shop knows them.
struct CatalogueTables {
  let shop: DemoShop

  /// A row for each SKU and supplier.
  func items() -> TableWriter {
    var table = TableWriter()
    table.header([
      "sku", "description", "category", "status", "supplier", "preferred", "supplier_sku",
      "unit_cost", "price", "moq", "pack_size", "launch_date", "successor_of",
    ])
    for item in shop.items {
      if item.terms.isEmpty { write(item, nil, isPreferred: nil, &table) }
      for (rank, terms) in item.terms.enumerated() {
        write(item, terms, isPreferred: item.terms.count > 1 ? rank == 0 : nil, &table)
      }
    }
    return table
  }

  private func write(
    _ item: ShopItem, _ terms: ShopItem.Terms?, isPreferred: Bool?, _ table: inout TableWriter
  ) {
    let supplier = terms.map { shop.suppliers[$0.supplier] }
    let digits = item.sku.split(separator: "-").last.map(String.init) ?? item.sku
    table.text(item.sku)
    table.text(item.description)
    table.text(item.category)
    table.text(item.isActive ? "active" : "inactive")
    table.text(supplier?.key ?? "")
    table.text(isPreferred.map { $0 ? "yes" : "no" } ?? "")
    table.text(supplier.map { "\($0.key)/\(digits)" } ?? "")
    table.decimal(terms.map { Double($0.unitCost) / 100 }, places: 2)
    table.decimal(Double(item.price) / 100, places: 2)
    table.number(
      terms.flatMap { $0.minimumOrderQuantity > 0 ? Double($0.minimumOrderQuantity) : nil })
    table.number(terms.map { Double($0.packSize) })
    table.day(item.demand.launch > 0 ? shop.calendar.date(item.demand.launch) : nil)
    table.text(item.successorOf)
    table.endRow()
  }

  func suppliers() -> TableWriter {
    var table = TableWriter()
    table.header([
      "supplier", "name", "lead_time_days", "review_days", "min_order_value", "order_cost",
      "order_weekday",
    ])
    for supplier in shop.suppliers {
      table.text(supplier.key)
      table.text(supplier.name)
      table.number(supplier.statedLeadTimeDays.map(Double.init))
      table.integer(supplier.reviewDays)
      table.decimal(supplier.minimumOrderValue.map { Double($0) / 100 }, places: 2)
      table.decimal(Double(supplier.orderCost) / 100, places: 2)
      table.text(supplier.orderWeekday.map { "\($0)" } ?? "")
      table.endRow()
    }
    return table
  }

  /// The events, those to come too; their true uplift only where the shop claims to know it, or in
  /// the truth.
  func events(isTruth: Bool) -> TableWriter {
    var table = TableWriter()
    table.header(["event", "date", "end_date", "sku", "category", "uplift"])
    for event in shop.events {
      table.text(event.name)
      table.day(shop.calendar.date(event.first))
      table.day(shop.calendar.date(event.last))
      table.text(event.sku)
      table.text(event.category)
      table.decimal(isTruth || event.isUpliftKnown ? event.uplift : nil, places: 4)
      table.endRow()
    }
    return table
  }
}
