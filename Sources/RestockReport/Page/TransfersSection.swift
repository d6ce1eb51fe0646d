internal import RestockPlanning
internal import RestockRecords

/// What to move between locations in place of buying it.
struct TransfersSection: PageSection {
  let facts: ReportFacts
  let options: ReportPage.Options
  let id = "transfers"
  let heading = "What to move between locations"
  let short = "Transfers"

  func write(to page: inout MarkupWriter) {
    let transfers = facts.plan.transfers
    let listed = transfers.prefix(options.listed)
    page.paragraph(
      "Stock beyond one location's own order-up-to level that another is about to buy"
        + (listed.count < transfers.count
          ? "; all \(transfers.count.grouped) are in transfers.csv." : "."))
    page.table(
      "Transfers", class: "sortable",
      columns: [
        .text("Item"), .text("From"), .text("To"), .number("Units"), .number("Worth"),
        .text("Why", wide: true),
      ], rows: listed.count
    ) { row in
      let transfer = listed[listed.startIndex + row]
      let taker = facts.item(SeriesKey(sku: transfer.sku, location: transfer.to))
      return [
        taker.map { facts.cell($0) } ?? .text(transfer.sku), .text(transfer.from),
        .text(transfer.to), .units(transfer.quantity), .money(transfer.value),
        .text(transfer.reason),
      ]
    }
  }
}
