internal import RestockPlanning
internal import RestockRecords

/// The totals of the plan, each with a link to what is behind it.
struct SummarySection: PageSection {
  let facts: ReportFacts
  let id = "summary"
  let heading = "At a glance"
  let short = "At a glance"

  func write(to page: inout MarkupWriter) {
    let units = facts.orders.reduce(0) { $0 + $1.recommendation.orderQuantity }
    let value = ReportFacts.sum(facts.orders) { $0.recommendation.orderValue }
    let stock = ReportFacts.sum(facts.items, \.stockValue)
    let toChase = facts.openOrders.count { $0.advice.action == .chase }
    let excess = ReportFacts.sum(facts.overstocked) { item in
      item.recommendation.supply?.unitCost.map {
        $0 * (item.isDead ? item.recommendation.position.onHand : item.excess)
      }
    }
    let suppliers = facts.suppliers.count { !$0.orders.isEmpty }
    page.raw("<ul class=\"tiles\">\n")
    tile(
      &page, "orders", value.map(\.money) ?? units.units,
      "\(value == nil ? "units" : "money") to order now",
      "\(facts.orders.count.of("line")), \(units.units) units, \(suppliers.of("supplier"))")
    tile(
      &page, "running-out", facts.runningOut.count.grouped, "items likely to run out first",
      ReportFacts.sum(facts.runningOut, \.marginPerDay).map {
        "\($0.money) of margin lost for each day without them"
      } ?? "before an order placed now could arrive")
    tile(
      &page, "open-orders", facts.openOrders.count.grouped, "open orders to look at",
      "\(toChase.grouped) of them late")
    let drifted = facts.suppliers.filter(\.hasDrifted)
    if facts.suppliers.contains(where: { $0.record != nil }) {
      tile(
        &page, "suppliers", drifted.count.grouped,
        drifted.count == 1 ? "supplier drifted" : "suppliers drifted",
        drifted.isEmpty
          ? "lead times are what they were"
          : drifted.prefix(3).map(\.name).joined(separator: ", ")
            + (drifted.count > 3 ? " and more" : "") + ": lead times changed")
    }
    tile(
      &page, "overstock", excess.map(\.money) ?? facts.overstocked.count.grouped,
      excess == nil ? "items overstocked or not selling" : "money in excess and dead stock",
      stock.map { "of \($0.money) on hand, in \(facts.overstocked.count.grouped) items" }
        ?? "more on hand than a year's demand, or no sales")
    if let comparison = facts.plan.comparison {
      let before = comparison.changes.reduce(0) { $0 + ($1.before?.orderQuantity ?? 0) }
      tile(
        &page, "changes", facts.changes.count.grouped, "orders moved since the last plan",
        "\(units.units) units to order, \(before.units) on \(facts.day(comparison.earlierAsOf))")
    }
    if !facts.overridden.isEmpty {
      let different = facts.overridden.count {
        $0.recommendation.own?.orderQuantity != $0.recommendation.orderQuantity
      }
      tile(
        &page, "overrides", facts.overridden.count.grouped, "items with your overrides",
        "\(different.of("order")) changed by them")
    }
    let errors = facts.plan.findings.count { $0.severity == .error }
    let warnings = facts.plan.findings.count { $0.severity == .warning }
    tile(
      &page, "findings", (errors + warnings).grouped, "kinds of data problems",
      "\(errors.of("error")), \(warnings.of("warning")); "
        + "\(facts.plan.withoutResult.of("item")) without a result")
    page.raw("</ul>\n")
    let bars = facts.suppliers.filter { !$0.orders.isEmpty }.prefix(12).map { supplier in
      let all = supplier.orders.reduce(0) { $0 + worth($1, hasMoney: value != nil) }
      let urgent = supplier.orders.filter(\.runsOut)
        .reduce(0) { $0 + worth($1, hasMoney: value != nil) }
      return BarChart.Bar(
        name: supplier.name, value: all, part: urgent,
        text: value == nil ? all.units : all.money)
    }
    if bars.count > 1 {
      page.raw("<figure tabindex=\"0\">")
      page.append(
        BarChart(
          id: "by-supplier", title: "To order by supplier",
          unit: value == nil ? "units" : "money", bars: bars
        ).markup())
      page.raw(
        """
        <figcaption>To order by supplier, the largest first; the orange part will likely run out \
        before it arrives.</figcaption></figure>

        """)
    }
  }

  private func worth(_ item: ReportItem, hasMoney: Bool) -> Double {
    hasMoney ? item.recommendation.orderValue ?? 0 : item.recommendation.orderQuantity
  }

  private func tile(
    _ page: inout MarkupWriter, _ target: String, _ value: String, _ what: String,
    _ detail: String
  ) {
    page.element("li") { item in
      item.element("a", [.init("href", "#\(target)")]) { link in
        link.element("strong", text: value)
        link.element("span", text: " \(what)")
      }
      item.element("small", text: detail)
    }
    page.raw("\n")
  }
}
