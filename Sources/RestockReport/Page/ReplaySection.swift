/// Service promised and achieved when policies were replayed on history, and what it took in stock.
struct ReplaySection: PageSection {
  let replay: ReplayRecord
  let id = "replay"
  let heading = "Service promised and achieved"
  let short = "Service"

  func write(to page: inout MarkupWriter) {
    let overall = replay.rows.filter { $0.group == "overall" }
    page.paragraph(
      "From restock simulate: each policy followed through the same past, seeing only what was known "
        + "then. Promised is what the levels were computed to deliver, achieved what came of it.")
    table("All items together", overall, grouped: false, &page)
    let points = overall.compactMap { row -> TradeOffChart.Point? in
      guard let stock = row.averageStockValue, let service = row.fillRate else { return nil }
      return TradeOffChart.Point(name: row.policy, stock: stock, service: service)
    }
    if points.count > 1 {
      page.element("figure", [.init("tabindex", "0")]) {
        $0.append(
          TradeOffChart(
            id: "trade-off", title: "Service against money in stock, by policy",
            unit: "average stock, money", points: points
          ).markup())
      }
    }
    guard let first = overall.first?.policy else { return }
    let groups = replay.rows.filter { $0.group != "overall" && $0.policy == first }
    if !groups.isEmpty { table("\(first), by group of items", groups, grouped: true, &page) }
  }

  private func table(
    _ caption: String, _ rows: [ReplayRecord.Row], grouped: Bool, _ page: inout MarkupWriter
  ) {
    page.table(
      caption, class: "sortable",
      columns: [
        .text(grouped ? "Group" : "Policy"), .number("Items", wide: true),
        .number("Units served: promised"), .number("achieved"),
        .number("Cycles without stock-out: promised", wide: true),
        .number("achieved", wide: true), .number("Average stock"), .number("Turnover", wide: true),
        .number("Cost"),
      ], rows: rows.count
    ) { place in
      let row = rows[place]
      return [
        .text(grouped ? row.group : row.policy), .count(row.items), .share(row.promisedFillRate),
        .share(row.fillRate), .share(row.promisedCycleService), .share(row.cycleService),
        .money(row.averageStockValue),
        .number(row.turnover?.text(places: 1) ?? "", sort: row.turnover),
        .money(row.cost),
      ]
    }
  }
}

extension TableCell {
  /// A share in percent with one decimal, so that services near each other are told apart.
  static func share(_ value: Double?) -> Self {
    .number(value.map { ($0 * 100).text(places: 1) + "%" } ?? "", sort: value)
  }
}
