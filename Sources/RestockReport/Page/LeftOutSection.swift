internal import RestockPlanning
internal import RestockRecords

/// What the budget cut or left out, and at what risk.
struct LeftOutSection: PageSection {
  let facts: ReportFacts
  let options: ReportPage.Options
  let id = "left-out"
  let heading = "What the budget left out"
  let short = "Left out"

  func write(to page: inout MarkupWriter) {
    let orders = facts.plan.leftOut
    let listed = orders.prefix(options.listed)
    let value = orders.reduce(0) { $0 + $1.wantedValue - $1.orderValue }
    let cost = orders.reduce(0) { $0 + $1.costShort }
    page.paragraph(
      "Orders worth \(value.money) are wanted besides those of this plan. Without them about "
        + "\(cost.money) of margin (or of cost, where no price is known) is expected to be lost "
        + "before the next order comes. The costliest first"
        + (listed.count < orders.count ? "; all \(orders.count.grouped) are in left-out.csv." : ".")
    )
    page.table(
      "Orders cut or left out", class: "sortable",
      columns: [
        .text("Item"), .text("Supplier", wide: true), .number("Wanted"), .number("Ordered"),
        .number("Value left out"), .number("Stock-out"), .number("As wanted", wide: true),
        .number("Units short", wide: true), .number("Loss"),
      ], rows: listed.count
    ) { row in
      let order = listed[listed.startIndex + row]
      let item: TableCell =
        facts.item(order.key).map { facts.cell($0) } ?? .text(order.key.sku)
      return [
        item, .text(facts.supplier(order.supplier)?.name ?? order.supplier),
        .units(order.wantedQuantity), .units(order.orderQuantity),
        .money(order.wantedValue - order.orderValue), .percent(order.stockoutRisk),
        .percent(order.wantedStockoutRisk), .units(order.unitsShort), .money(order.costShort),
      ]
    }
  }
}
