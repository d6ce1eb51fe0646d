internal import RestockInventory
internal import RestockPlanning

/// What to order today: the largest orders, each with its arithmetic.
struct OrdersSection: PageSection {
  let facts: ReportFacts
  let options: ReportPage.Options
  let id = "orders"
  let heading = "What to order today"
  let short = "Order today"

  func write(to page: inout MarkupWriter) {
    guard !facts.orders.isEmpty else {
      page.paragraph("Nothing: every item's position is at or above its reorder point.")
      return
    }
    let listed = facts.orders.prefix(options.listed)
    var intro =
      listed.count < facts.orders.count
      ? "The largest \(listed.count.grouped) of \(facts.orders.count.grouped) orders; all of them "
        + "are in the list of all items and in recommendations.csv."
      : "All \(listed.count.of("order"))."
    intro += " The largest by value first"
    if listed.contains(where: { $0.recommendation.orderValue == nil }) {
      intro += ", at selling prices where no cost is known"
    }
    intro += ". Order by: the last date on which ordering still meets the target."
    page.paragraph(intro)
    // An item has its id in the details further down, where it is among them.
    let inDetail = Set(DetailsSection(facts: facts, options: options).detailed.map(\.index))
    page.table(
      "Orders by value", class: "sortable filterable",
      columns: [
        .text("Item"), .number("Order"), .number("Value"), .text("Supplier", wide: true),
        .number("Order by"), .number("Stock-out"), .number("On hand", wide: true),
        .number("On order", wide: true), .text("Class", wide: true),
      ],
      rows: listed.count, ids: listed.map { inDetail.contains($0.index) ? nil : "item-\($0.index)" }
    ) { row in
      let item = listed[row]
      let it = item.recommendation
      return [
        .markup(sort: item.name) { cell in
          cell.item(item)
          cell.element("details") { details in
            details.element("summary", text: "Why")
            details.element("p", text: it.reason)
          }
        },
        .units(it.orderQuantity), .money(it.orderValue), supplier(item), facts.cell(it.orderBy),
        .markup(sort: it.stockoutRisk.text(places: 4)) { cell in
          if item.runsOut { cell.element("b", [.class("badge")], text: "runs out") }
          cell.text("\(it.stockoutRisk.percent)")
          if let day = it.stockoutDay { cell.element("small", text: facts.day(day)) }
        },
        .units(it.position.onHand), .units(it.position.onOrder),
        .text((it.abc?.rawValue ?? "") + (it.xyz?.rawValue ?? "")),
      ]
    }
  }

  private func supplier(_ item: ReportItem) -> TableCell {
    guard let supplier = facts.supplier(of: item) else { return .text("") }
    return .markup(sort: supplier.name) {
      $0.element("a", [.init("href", "#supplier-\(supplier.index)")], text: supplier.name)
    }
  }
}
