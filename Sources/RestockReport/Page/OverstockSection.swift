internal import RestockPlanning

/// Stock that is more than a year's demand, or that does not sell.
struct OverstockSection: PageSection {
  let facts: ReportFacts
  let options: ReportPage.Options
  let id = "overstock"
  let heading = "Overstocked or not selling"
  let short = "Overstock"

  func write(to page: inout MarkupWriter) {
    guard !facts.overstocked.isEmpty else {
      page.paragraph("Nothing: no item has more on hand than a year's demand, or no sales.")
      return
    }
    let listed = facts.overstocked.prefix(options.listed)
    let left = facts.overstocked.count - listed.count
    page.paragraph(
      "More on hand than a year's demand, or nothing sold for half a year and longer than the "
        + "item's pace explains. Excess is what is available beyond the order-up-to level; for an "
        + "item that does not sell, all of it"
        + (left > 0 ? ". \(left.grouped) more are in the list of all items." : "."))
    page.table(
      "Overstocked items", class: "sortable",
      columns: [
        .text("Item"), .text("State"), .number("On hand"), .number("Excess"),
        .number("Excess value"), .number("Days of cover", wide: true),
        .number("Units a day", wide: true),
      ], rows: listed.count
    ) { row in
      let item = listed[row]
      let it = item.recommendation
      let excess = item.isDead ? it.position.onHand : item.excess
      let state = it.flags.contains(.noSales) ? "never sold" : item.isDead ? "dormant" : "overstock"
      return [
        facts.cell(item), .text(state), .units(it.position.onHand), .units(excess),
        .money(it.supply?.unitCost.map { $0 * excess }), .units(it.daysOfCover),
        .units(item.demandPerDay),
      ]
    }
  }
}
