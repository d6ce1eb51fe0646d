internal import RestockPlanning
internal import RestockRecords

/// What will likely run out before an order placed now could arrive.
struct RunningOutSection: PageSection {
  let facts: ReportFacts
  let options: ReportPage.Options
  let id = "running-out"
  let heading = "What will run out before it can arrive"
  let short = "Running out"

  func write(to page: inout MarkupWriter) {
    guard !facts.runningOut.isEmpty else {
      page.paragraph("Nothing with more than even odds.")
      return
    }
    let listed = facts.runningOut.prefix(options.listed)
    let left = facts.runningOut.count - listed.count
    page.paragraph(
      "The risk is the probability of a stock-out before the next receipt, due already or ordered "
        + "now; the date is its median. The most costly first"
        + (left > 0 ? "; \(left.grouped) more are in the list of all items." : "."))
    page.table(
      "Items that will likely run out", class: "sortable",
      columns: [
        .text("Item"), .number("Risk"), .number("Runs out"), .number("Next receipt"),
        .number("Units a day", wide: true), .number("Margin a day"),
        .number("On hand", wide: true), .number("Backordered", wide: true),
      ], rows: listed.count
    ) { row in
      let item = listed[row]
      let it = item.recommendation
      let due = it.position.incoming.first.map {
        facts.plan.calendar.asOf + Int($0.daysAhead.rounded())
      }
      let next = [due, it.expectedReceipt].compactMap { $0 }.min()
      return [
        facts.cell(item), .percent(it.stockoutRisk), facts.cell(it.stockoutDay), facts.cell(next),
        .units(item.demandPerDay), .money(item.marginPerDay), .units(it.position.onHand),
        .units(it.position.backordered),
      ]
    }
  }
}
