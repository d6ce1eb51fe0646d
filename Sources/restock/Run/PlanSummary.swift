import RestockInventory
import RestockPlanning
import RestockRecords

/// What a plan says in a terminal: counts, and the most urgent orders.
struct PlanSummary {
  private let plan: Plan
  private let out: String

  init(_ plan: Plan, out: String) {
    self.plan = plan
    self.out = out
  }

  /// The orders that cannot wait come first: those most likely to run out, then those of
  /// most value.
  static func mostUrgent(of plan: Plan, count: Int) -> [Recommendation] {
    let orders = plan.recommendations.enumerated().filter { $0.element.orderQuantity > 0 }
    let sorted = orders.sorted { left, right in
      let a = left.element
      let b = right.element
      if a.stockoutRisk != b.stockoutRisk { return a.stockoutRisk > b.stockoutRisk }
      // Without unit costs the class says what matters more.
      let values = (a.orderValue ?? 0, b.orderValue ?? 0)
      if values.0 != values.1 { return values.0 > values.1 }
      let classes = (a.abc?.rawValue ?? "Z", b.abc?.rawValue ?? "Z")
      if classes.0 != classes.1 { return classes.0 < classes.1 }
      let demands = (a.demandPerPeriod, b.demandPerPeriod)
      return demands.0 != demands.1 ? demands.0 > demands.1 : left.offset < right.offset
    }
    return sorted.prefix(count).map(\.element)
  }

  /// The lines to print.
  func lines() -> [String] {
    let items = plan.recommendations
    let orders = items.filter { $0.orderQuantity > 0 }
    let value = orders.reduce(0) { $0 + ($1.orderValue ?? 0) }
    var lines = [
      "\(items.count) items as of \(plan.calendar.asOf.text(in: plan.calendar)): "
        + "\(orders.count) to order from \(plan.purchaseOrders.count) suppliers"
        + (value > 0 ? ", worth \(value.withDecimals(2))" : "")
    ]
    let urgent = Self.mostUrgent(of: plan, count: 10)
    if !urgent.isEmpty {
      lines += ["", "The most urgent orders", ""]
      lines += table(urgent)
    }
    lines += changes()
    lines.append("")
    lines += also()
    if plan.withoutResult > 0 { lines.append("\(plan.withoutResult) items have no result") }
    let errors = plan.findings.filter { $0.severity == .error }.count
    let warnings = plan.findings.filter { $0.severity == .warning }.count
    lines.append(
      "\(plan.findings.count) kinds of findings (\(errors) errors, \(warnings) warnings): "
        + "\(out)/findings.csv")
    lines.append("The plan is in \(out)")
    return lines
  }

  /// What there is besides orders.
  private func also() -> [String] {
    var lines: [String] = []
    if !plan.leftOut.isEmpty {
      let value = plan.leftOut.reduce(0) { $0 + $1.wantedValue - $1.orderValue }
      lines.append(
        "\(plan.leftOut.count) orders cut or left out for the budget, worth "
          + "\(value.withDecimals(2)): \(out)/left-out.csv")
    }
    if !plan.transfers.isEmpty {
      lines.append("\(plan.transfers.count) transfers between locations: \(out)/transfers.csv")
    }
    if !plan.openOrderAdvice.isEmpty {
      let actions = OpenOrderAdvice.Action.allCases.compactMap { action in
        let count = plan.openOrderAdvice.count { $0.action == action }
        return count > 0 ? "\(count) to \(action.words)" : nil
      }
      lines.append(
        "Open orders: \(actions.joined(separator: ", ")): \(out)/open-order-advice.csv")
    }
    return lines
  }

  /// What moved since an earlier plan, the largest changes of orders first, and how overrides did.
  private func changes() -> [String] {
    var lines: [String] = []
    if let comparison = plan.comparison {
      let moved = comparison.changes.filter { $0.orderChange != 0 }
      let before = comparison.earlierAsOf.text(in: plan.calendar)
      lines += ["", "\(moved.count) orders moved since \(before)"]
      if !moved.isEmpty {
        let worth = Dictionary(
          plan.recommendations.map { ($0.key, $0.supply?.unitCost ?? 1) },
          uniquingKeysWith: { first, _ in first })
        let largest = moved.map { (change: $0, size: abs($0.orderChange) * (worth[$0.key] ?? 1)) }
          .enumerated().sorted { ($1.element.size, $0.offset) < ($0.element.size, $1.offset) }
        var rows = [
          [
            "SKU", "location", "before", "now", "demand", "lead time", "settings", "stock",
            "other",
          ]
        ]
        for change in largest.prefix(5).map(\.element.change) {
          let order = change.order
          rows.append(
            [
              change.key.sku, change.key.location, change.before?.orderQuantity.asUnits ?? "",
              change.now?.orderQuantity.asUnits ?? "",
            ]
              + [order.demand, order.leadTime, order.settings, order.stock, order.other].map {
                $0 == 0 ? "" : ($0 > 0 ? "+" : "") + $0.asUnits
              })
        }
        lines += [""] + TextTable(rows, rightAligned: Set(2...8)).lines
      }
      for verdict in OverrideResult.Verdict.allCases {
        let count = comparison.overrideResults.count { $0.verdict == verdict }
        if count > 0 { lines.append("Overrides of the last plan, \(verdict.rawValue): \(count)") }
      }
    }
    let overridden = plan.recommendations.count { !$0.overrides.isEmpty }
    if overridden > 0 {
      lines += ["", "\(overridden) items have overrides: \(out)/overrides.csv"]
    }
    return lines
  }

  private func table(_ items: [Recommendation]) -> [String] {
    var rows = [
      ["SKU", "location", "supplier", "on hand", "on order", "order", "value", "risk", "runs out"]
    ]
    for item in items {
      rows.append([
        item.key.sku, item.key.location, item.supplier, item.position.onHand.asUnits,
        item.position.onOrder.asUnits, item.orderQuantity.asUnits,
        item.orderValue.map { $0.withDecimals(2) } ?? "", percent(item.stockoutRisk),
        item.stockoutDay.map { $0.text(in: plan.calendar) } ?? "",
      ])
    }
    return TextTable(rows, rightAligned: [3, 4, 5, 6, 7]).lines
  }

  private func percent(_ probability: Double) -> String {
    "\(Int((100 * probability).rounded())) %"
  }
}

extension OpenOrderAdvice.Action {
  fileprivate var words: String {
    switch self {
    case .chase: "chase"
    case .bringForward: "bring forward"
    case .cancel: "cancel"
    }
  }
}

extension Double {
  /// The number with exactly so many decimals.
  func withDecimals(_ places: Int) -> String {
    let text = String(rounded(decimals: places))
    guard places > 0, let point = text.firstIndex(of: "."), !text.contains("e") else {
      return text
    }
    let decimals = text.distance(from: point, to: text.endIndex) - 1
    return text + String(repeating: "0", count: max(0, places - decimals))
  }
}
