internal import RestockInventory
internal import RestockPlanning

/// Each supplier's order, lead time and a text to send.
struct SuppliersSection: PageSection {
  let facts: ReportFacts
  let options: ReportPage.Options
  let id = "suppliers"
  let heading = "Suppliers"
  let short = "Suppliers"

  /// Order lines spelled out over all suppliers, about; and suppliers with a chart.
  private static let lines = 2000
  private static let charts = 40

  func write(to page: inout MarkupWriter) {
    let suppliers = facts.suppliers
    page.table(
      "Suppliers, the largest order first", class: "sortable",
      columns: [
        .text("Supplier"), .number("Lines"), .number("Value"), .number("Running out"),
        .number("Order by"), .number("Lead time, days"), .number("95% within", wide: true),
        .text("Drift"), .number("On time", wide: true), .number("In full", wide: true),
        .number("Items", wide: true),
      ], rows: suppliers.count
    ) { row in
      let supplier = suppliers[row]
      return [
        .markup(sort: supplier.name) {
          $0.element("a", [.init("href", "#supplier-\(supplier.index)")], text: supplier.name)
        },
        .count(supplier.orders.count), .money(supplier.orders.isEmpty ? nil : supplier.orderValue),
        .count(supplier.urgentLines),
        facts.cell(supplier.orders.compactMap(\.recommendation.orderBy).min()),
        .units(supplier.leadTime?.mean), .units(supplier.leadTime?.quantile(0.95)),
        .text(supplier.driftWords), .percent(supplier.record?.scorecard.onTimeRate),
        .percent(supplier.record?.scorecard.inFullRate), .count(supplier.items.count),
      ]
    }
    let ordering = max(1, suppliers.count { !$0.orders.isEmpty })
    let most = max(10, min(100, Self.lines / ordering))
    for supplier in suppliers { write(supplier, lines: most, to: &page) }
  }

  private func write(_ supplier: ReportSupplier, lines most: Int, to page: inout MarkupWriter) {
    page.open("details", [.class("detail"), .init("id", "supplier-\(supplier.index)")])
    page.element("summary") { summary in
      summary.text(supplier.name)
      if !supplier.orders.isEmpty {
        summary.element(
          "small",
          text: supplier.orders.count.of("line")
            + (supplier.orderValue.map { ", \($0.money)" } ?? ""))
      }
    }
    page.paragraph(about(supplier))
    if supplier.index < Self.charts { charts(supplier, to: &page) }
    if !supplier.orders.isEmpty {
      draft(supplier, lines: most, to: &page)
      // Nobody to write to.
      guard !supplier.key.isEmpty else { return page.raw("</details>\n") }
      page.raw("<details class=\"letter\"><summary>Text to send</summary>")
      page.open("pre", [.init("tabindex", "0")])
      page.text(SupplierLetter(supplier: supplier, facts: facts, most: most).text)
      page.close("pre")
      page.raw("</details>\n")
    }
    page.raw("</details>\n")
  }

  private func charts(_ supplier: ReportSupplier, to page: inout MarkupWriter) {
    if let leadTime = supplier.leadTime {
      page.element("figure", [.init("tabindex", "0")]) {
        $0.append(
          LeadTimeChart(
            id: "lead-time-\(supplier.index)", supplier: supplier.name, leadTime: leadTime,
            receipts: supplier.receipts.map(\.days)
          ).markup())
      }
    }
    if let history = LeadTimeHistoryChart(
      id: "lead-times-\(supplier.index)", supplier: supplier.name, receipts: supplier.receipts,
      driftSince: supplier.hasDrifted ? supplier.record?.driftSince : nil
    ).markup() {
      page.element("figure", [.init("tabindex", "0")]) { $0.append(history) }
    }
  }

  private func about(_ supplier: ReportSupplier) -> String {
    var text = ""
    if let leadTime = supplier.leadTime, let source = supplier.leadTimeSource {
      text += "Lead time \(leadTime.mean.text(places: 1)) days on average, 95% within "
      text += "\(leadTime.quantile(0.95).text(places: 0)) (from: \(source.text))."
    }
    if let record = supplier.record {
      if let onTime = record.scorecard.onTimeRate {
        text += " \(onTime.percent) of orders came as promised."
      }
      if supplier.hasDrifted {
        text += " The lead time became \(supplier.driftWords); "
        text += "type \(record.suggestedDays.text(places: 0)) days where a setting is kept."
      }
    }
    if let least = supplier.minimumOrderValue, let value = supplier.orderValueInCurrency,
      value > 0, value < least
    {
      text += " The order is below the supplier's minimum of \(least.money)"
      text += supplier.currency.isEmpty ? "." : " \(supplier.currency)."
    }
    if supplier.orders.isEmpty { text += " Nothing to order." }
    return text
  }

  private func draft(
    _ supplier: ReportSupplier, lines most: Int, to page: inout MarkupWriter
  ) {
    let lines = supplier.orders.prefix(most)
    let left = supplier.orders.count - lines.count
    page.table(
      "Draft purchase order" + (left > 0 ? ", the \(lines.count) largest lines" : ""),
      columns: [
        .text("Item"), .text("Their reference", wide: true), .number("Units"),
        .number("Unit cost", wide: true), .number("Value"), .number("Expected"),
      ], rows: lines.count
    ) { row in
      let item = lines[row]
      let it = item.recommendation
      let cost = it.supply?.unitCostInCurrency
      return [
        facts.cell(item), .text(it.supply?.supplierSKU ?? ""), .units(it.orderQuantity),
        .number(cost?.text(places: 4) ?? "", sort: cost),
        .money(cost.map { $0 * it.orderQuantity }), facts.cell(it.expectedReceipt),
      ]
    }
    if left > 0 {
      page.paragraph("\(left.grouped) more lines are in the purchase-orders folder.")
    }
  }
}
