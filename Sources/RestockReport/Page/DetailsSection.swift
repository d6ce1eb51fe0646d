internal import RestockForecasting
internal import RestockInventory
internal import RestockPlanning

/// The most urgent orders in detail, with charts and the derivation, for readers without a script
/// and for print.
struct DetailsSection: PageSection {
  let facts: ReportFacts
  let options: ReportPage.Options
  let id = "details"
  let heading = "The most urgent items in detail"
  let short = "Details"

  /// What runs out and is ordered, then the largest other orders.
  var detailed: [ReportItem] {
    let urgent = facts.runningOut.filter { $0.recommendation.orderQuantity > 0 }
    let others = facts.orders.filter { !$0.runsOut }
    return Array((urgent + others).filter(\.isEmbedded).prefix(options.detailed))
  }

  func write(to page: inout MarkupWriter) {
    let items = detailed
    guard !items.isEmpty else {
      page.paragraph("Nothing is ordered.")
      return
    }
    page.paragraph(
      "What will run out and is ordered, then the largest orders. With JavaScript, a click on any "
        + "item of the page shows the same for it.")
    for item in items { write(item, to: &page) }
  }

  private func write(_ item: ReportItem, to page: inout MarkupWriter) {
    let it = item.recommendation
    page.open("details", [.class("detail"), .init("id", "item-\(item.index)")])
    page.element("summary") { summary in
      summary.text("\(item.name): order \(it.orderQuantity.units)")
      if item.runsOut { summary.element("b", [.class("badge")], text: "runs out") }
    }
    if !item.description.isEmpty { page.paragraph(item.description) }
    var words = ["Class \(it.abc?.rawValue ?? "")\(it.xyz?.rawValue ?? "")"]
    if let pattern = it.pattern { words.append("\(pattern.rawValue) demand") }
    words.append("forecast by \(it.model)")
    if let supplier = facts.supplier(of: item) { words.append("from \(supplier.name)") }
    page.paragraph(words.joined(separator: ", ") + ".")
    if let choice = item.forecast?.choice, !choice.isEmpty {
      page.paragraph("Why this model: \(choice).")
    }
    for override in it.overrides {
      page.paragraph(
        "Your override: \(override.words). Without it the order would be "
          + "\(it.own?.orderQuantity.units ?? "").")
    }
    let name = "chart-\(item.index)"
    if let history = item.history {
      page.element("figure", [.init("tabindex", "0")]) {
        $0.append(
          DemandChart(
            id: "\(name)-demand", title: item.name, history: history, forecast: item.forecast,
            quantiles: facts.plan.quantiles, calendar: facts.plan.calendar
          ).markup())
      }
    }
    if let chart = item.stockChart(id: "\(name)-stock", calendar: facts.plan.calendar) {
      page.element("figure", [.init("tabindex", "0")]) { $0.append(chart.markup()) }
    }
    let lines = DerivationLine.lines(of: it)
    page.table(
      "How the order of \(item.name) comes about", class: "derivation",
      columns: [.text("Term"), .text("Sign"), .number("Units or days")], rows: lines.count
    ) { row in
      [.text(lines[row].text), .text(lines[row].sign), .exact(lines[row].value)]
    }
    if !it.alternatives.isEmpty {
      page.table(
        "\(item.name) at other targets and lead times",
        columns: [
          .text("If it were"), .number("Safety stock"), .number("Reorder point"), .number("Order"),
        ], rows: it.alternatives.count
      ) { row in
        let other = it.alternatives[row]
        return [
          .text(other.change.text), .units(other.safetyStock), .units(other.reorderPoint),
          .units(other.orderQuantity),
        ]
      }
    }
    page.raw("</details>\n")
  }
}
