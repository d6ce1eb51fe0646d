internal import RestockPlanning
internal import RestockRecords

/// What changed since an earlier plan, and why each order moved.
struct ChangesSection: PageSection {
  let facts: ReportFacts
  let options: ReportPage.Options
  let comparison: PlanComparison
  let id = "changes"
  let heading = "What changed since the last plan"
  let short = "Changes"

  func write(to page: inout MarkupWriter) {
    let moved = facts.changes
    let new = comparison.changes.count { $0.state == .new }
    let gone = comparison.changes.count { $0.state == .gone }
    var text = "Since the plan of \(facts.day(comparison.earlierAsOf)): "
    text += "\(comparison.changes.count { $0.orderChange != 0 }.of("order")) moved"
    if new > 0 { text += ", \(new.of("item")) are new" }
    if gone > 0 { text += ", \(gone.of("item")) are gone" }
    page.paragraph(
      text + ". A part is what the order moves by when that cause alone goes from what it was to "
        + "what it is, one after the other from left to right, so the parts of a row add up to its "
        + "change.")
    causes(&page)
    guard !moved.isEmpty else { return }
    let listed = moved.prefix(options.listed)
    page.table(
      listed.count < moved.count
        ? "The \(listed.count.grouped) largest changes of orders" : "Changes of orders",
      class: "sortable filterable",
      columns: [
        .text("Item"), .number("Before"), .number("Now"), .number("Change"),
        .number("Demand", wide: true), .number("Lead time", wide: true),
        .number("Settings", wide: true), .number("Stock", wide: true),
        .number("Other", wide: true), .number("Reorder point", wide: true),
      ], rows: listed.count
    ) { row in
      let (change, item) = listed[row]
      let order = change.order
      return [
        cell(change, item), .units(change.before?.orderQuantity), .units(change.now?.orderQuantity),
        .change(change.orderChange), .change(order.demand), .change(order.leadTime),
        .change(order.settings), .change(order.stock), .change(order.other),
        .change(change.reorderPointChange),
      ]
    }
    let left = moved.count - listed.count
    if left > 0 { page.paragraph("\(left.grouped) more are in changes.csv.") }
  }

  /// The item, and for a narrow screen, where the causes have no columns, the change in words.
  private func cell(_ change: OrderChange, _ item: ReportItem?) -> TableCell {
    let key = change.key
    let name = item?.name ?? (key.location.isEmpty ? key.sku : "\(key.sku) @ \(key.location)")
    return .markup(sort: name) { cell in
      if let item { cell.item(item) } else { cell.text(name) }
      cell.element("details") { details in
        details.element("summary", text: "Why")
        details.element("p", text: change.words)
        if let before = change.before, let now = change.now {
          details.element("p", text: Self.terms(before, now))
        }
      }
    }
  }

  /// The terms that moved, before and now.
  private static func terms(_ before: OrderChange.Snapshot, _ now: OrderChange.Snapshot) -> String {
    var parts: [String] = []
    func add(_ name: String, _ before: Double, _ now: Double) {
      let (from, to) = (before.units, now.units)
      if from != to { parts.append("\(name) \(from) to \(to)") }
    }
    add("units a day", before.demandPerDay, now.demandPerDay)
    add("lead time, days,", before.leadTimeDays, now.leadTimeDays)
    add("on hand", before.onHand, now.onHand)
    add("on order", before.onOrder, now.onOrder)
    add("position", before.position, now.position)
    add("reorder point", before.reorderPoint, now.reorderPoint)
    if let from = before.target, let to = now.target, from != to {
      parts.append("target \(from.words) to \(to.words)")
    }
    return parts.isEmpty ? "No term moved." : "What moved: " + parts.joined(separator: ", ") + "."
  }

  /// The causes over all items, in money where costs are known: what came on top and what fell away.
  private func causes(_ page: inout MarkupWriter) {
    let hasCosts = facts.items.contains { $0.recommendation.supply?.unitCost != nil }
    let worth = Dictionary(
      facts.items.map { ($0.key, hasCosts ? $0.recommendation.supply?.unitCost ?? 0 : 1) },
      uniquingKeysWith: { first, _ in first })
    let causes: [(String, (OrderChange.Parts) -> Double)] = [
      ("Demand: the forecast", { $0.demand }), ("Lead time", { $0.leadTime }),
      ("Settings: targets, terms, overrides", { $0.settings }),
      ("Stock: on hand and on the way", { $0.stock }),
      ("Other: new, gone, minimum orders", { $0.other }),
      ("All", { $0.total }),
    ]
    page.table(
      "What moved the orders, in \(hasCosts ? "money" : "units")",
      columns: [.text("Cause"), .number("More"), .number("Less"), .number("Net")],
      rows: causes.count
    ) { row in
      var (more, less) = (0.0, 0.0)
      for change in comparison.changes {
        // What is gone has no cost here any more.
        let part = causes[row].1(change.order) * (worth[change.key] ?? 0)
        if part > 0 { more += part } else { less += part }
      }
      return [
        .text(causes[row].0), .change(more.rounded()), .change(less.rounded()),
        .change((more + less).rounded()),
      ]
    }
  }
}

extension TableCell {
  /// A change with its sign; empty where there is none.
  static func change(_ value: Double) -> Self {
    .number(value == 0 ? "" : (value > 0 ? "+" : "") + value.units, sort: value)
  }
}
