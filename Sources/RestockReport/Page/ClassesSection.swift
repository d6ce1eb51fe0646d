internal import RestockInventory
internal import RestockPlanning
internal import RestockRecords

/// The ABC x XYZ matrix, and how long stock lasts and how often it turns, by supplier and category.
struct ClassesSection: PageSection {
  let facts: ReportFacts
  let id = "classes"
  let heading = "Classes and key figures"
  let short = "Key figures"

  /// Groups listed at most.
  private static let groups = 30

  func write(to page: inout MarkupWriter) {
    matrix(&page)
    tradeOff(&page)
    page.element("h3", text: "Stock and its turnover")
    page.paragraph(
      "Turnover is a year of forecast demand at cost over the stock on hand at cost; days of stock "
        + "are its reciprocal. Excess is what is available beyond the order-up-to levels, dead stock "
        + "that of items that do not sell. Units served is the share from stock that the levels promise, "
        + "by demand. Without unit costs, units take their place.")
    figures("All items together", [("All items", facts.items)], &page)
    let bySupplier = facts.suppliers.map { (name: $0.name, items: $0.items) }
    if bySupplier.count > 1 {
      figures("By supplier", largest(bySupplier), &page)
    }
    let byCategory = Dictionary(grouping: facts.items, by: \.category).map {
      (name: $0.key.isEmpty ? "No category" : $0.key, items: $0.value)
    }
    if byCategory.count > 1 { figures("By category", largest(byCategory), &page) }
  }

  /// Items, stock and orders of each class of value (rows) and of steadiness (columns).
  private func matrix(_ page: inout MarkupWriter) {
    let byClass = Dictionary(grouping: facts.items) { item in
      MatrixClass(abc: item.recommendation.abc, xyz: item.recommendation.xyz)
    }
    page.paragraph(
      "A, B and C by revenue (else cost, else units): A are the items that make the first 80%, B "
        + "the next 15%. X, Y and Z by how steady their demand is: X the steadiest.")
    page.table(
      "ABC by XYZ: items, stock and what is ordered", class: "matrix",
      columns: [.text("Class"), .number("X"), .number("Y"), .number("Z")],
      rows: ABCClass.allCases.count
    ) { row in
      let abc = ABCClass.allCases[row]
      return [.text(abc.rawValue)]
        + XYZClass.allCases.map { xyz in
          let items = byClass[MatrixClass(abc: abc, xyz: xyz)] ?? []
          return .markup(sort: Double(items.count).text(places: 0)) { cell in
            cell.element("strong", text: items.count.grouped)
            guard !items.isEmpty else { return }
            cell.element("small", text: measure(items).stockText)
            cell.element("small", text: measure(items).orderText)
          }
        }
    }
    let others = facts.items.count {
      $0.recommendation.abc == nil || $0.recommendation.xyz == nil
    }
    if others > 0 { page.paragraph("\(others.grouped) items have no class: nothing sold.") }
  }

  /// Service against stock over all items, as one target for all moves; nothing where the plan did not
  /// make the curve.
  private func tradeOff(_ page: inout MarkupWriter) {
    let curve = facts.plan.tradeOff
    guard curve.count > 1 else { return }
    let inMoney = curve.allSatisfy { $0.stockValue != nil }
    let points = curve.map { point in
      TradeOffChart.Point(
        name: point.target.short, stock: inMoney ? point.stockValue ?? 0 : point.stock,
        service: point.fillRate)
    }
    page.element("h3", text: "Service against money in stock")
    page.paragraph(
      "What all items together would serve, and hold on average over time, with the same target for "
        + "each. To the right of the bend each further point of service costs more stock than the one "
        + "before.")
    page.element("figure", [.init("tabindex", "0")]) {
      $0.append(
        TradeOffChart(
          id: "trade-off-curve", title: "Units served against average stock, by target",
          unit: "average stock, \(inMoney ? "money" : "units")", points: points, isCurve: true
        ).markup())
    }
  }

  private struct MatrixClass: Hashable {
    let abc: ABCClass?
    let xyz: XYZClass?
  }

  private func figures(
    _ caption: String, _ groups: [(name: String, items: [ReportItem])], _ page: inout MarkupWriter
  ) {
    page.table(
      caption, class: "sortable",
      columns: [
        .text("Group"), .number("Items", wide: true), .number("Stock"), .number("A year's demand"),
        .number("Turnover"), .number("Days of stock"), .number("Excess"),
        .number("Dead", wide: true), .number("Units served", wide: true), .number("Order"),
      ], rows: groups.count
    ) { row in
      let figures = measure(groups[row].items)
      return [
        .text(groups[row].name), .count(groups[row].items.count), .money(figures.stock),
        .money(figures.yearDemand),
        .number(figures.turnover?.text(places: 1) ?? "", sort: figures.turnover),
        .units(figures.turnover.map { 365.25 / $0 }), .money(figures.excess), .money(figures.dead),
        .percent(figures.fillRate),
        .money(figures.order),
      ]
    }
  }

  /// The groups with the most stock.
  private func largest(
    _ groups: [(name: String, items: [ReportItem])]
  ) -> [(name: String, items: [ReportItem])] {
    groups.map { (group: $0, stock: measure($0.items).stock) }
      .sorted { ($1.stock, $0.group.name) < ($0.stock, $1.group.name) }
      .prefix(Self.groups).map(\.group)
  }

  private func measure(_ items: [ReportItem]) -> StockFigures {
    StockFigures(
      of: items, inMoney: hasCosts,
      daysAYear: facts.plan.calendar.buckets.size == .step ? 52 : 365.25)
  }

  private var hasCosts: Bool { facts.items.contains { $0.recommendation.supply?.unitCost != nil } }
}

/// Stock, demand and orders of some items, in money at cost, or in units.
private struct StockFigures {
  let stock: Double
  let yearDemand: Double
  let excess: Double
  let dead: Double
  let order: Double
  /// The share of units that the levels promise to serve from stock; nil without demand.
  let fillRate: Double?
  let inMoney: Bool

  init(of items: [ReportItem], inMoney: Bool, daysAYear: Double) {
    var (stock, yearDemand, excess, dead, order) = (0.0, 0.0, 0.0, 0.0, 0.0)
    var (units, served) = (0.0, 0.0)
    for item in items {
      let it = item.recommendation
      let worth = inMoney ? it.supply?.unitCost ?? 0 : 1
      stock += worth * max(0, it.position.onHand)
      yearDemand += worth * item.demandPerDay * daysAYear
      excess += worth * (item.isDead ? 0 : item.excess)
      dead += worth * (item.isDead ? it.position.onHand : 0)
      order += worth * it.orderQuantity
      if it.derivation != nil {
        units += item.demandPerDay
        served += item.demandPerDay * it.expectedFillRate
      }
    }
    self.stock = stock
    self.yearDemand = yearDemand
    self.excess = excess
    self.dead = dead
    self.order = order
    fillRate = units > 0 ? served / units : nil
    self.inMoney = inMoney
  }

  /// Times a year; nil without stock or demand.
  var turnover: Double? { stock > 0 && yearDemand > 0 ? yearDemand / stock : nil }

  var stockText: String { "stock \(stock.money)" }
  var orderText: String { "order \(order.money)" }
}

extension ServiceObjective {
  /// The target in a word: `fill 95%`.
  fileprivate var short: String {
    switch self {
    case .cycle(let probability): "cycle \((probability * 100).text(places: 1))%"
    case .fill(let rate): "fill \((rate * 100).text(places: 1))%"
    case .cost, .cover: description
    }
  }
}
