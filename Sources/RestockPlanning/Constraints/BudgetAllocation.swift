internal import RestockInventory
internal import RestockNumerics
public import RestockRecords

/// What a budget left out, and at what risk.
public struct LeftOutOrder: Sendable, Hashable, Codable {
  public let key: SeriesKey
  public let supplier: String
  /// Units and money that the item's policy asks for, and that are ordered.
  public let wantedQuantity: Double
  public let wantedValue: Double
  public let orderQuantity: Double
  public let orderValue: Double
  /// The probability that demand until the next order's receipt exceeds what is there then: as
  /// ordered, and as it would have been.
  public let stockoutRisk: Double
  public let wantedStockoutRisk: Double
  /// Units expected short for want of what was left out, and what they cost, money.
  public let unitsShort: Double
  public let costShort: Double
}

/// Spends a budget on the orders that return most.
///
/// A unit of an item is worth what it saves of the cost of shortage: the shortage cost, else price
/// less cost, else the unit cost (then all such items count alike by their value), times the
/// probability that it is asked for before the next order's receipt. Quantities tried are the minimum
/// order, three between it and the order wanted, and that one, all whole packs; of them
/// `BudgetedChoices` takes what returns most per unit of money first. A supplier's order stays at its
/// minimum value, or is left out whole. Orders that the planner has fixed come first, whatever they cost.
struct BudgetAllocation {
  let settings: PlanSettings
  let calendar: RunCalendar
  let requirements: SupplierRequirements

  /// Cuts the orders to `budget`, in place; returns what was left out, the costliest first, and what
  /// to say of it.
  func apply(
    _ budget: Double, to items: inout [Recommendation]
  ) -> (leftOut: [LeftOutOrder], findings: [Finding]) {
    var findings: [Finding] = []
    let ordered = items.indices.filter { items[$0].orderQuantity > 0 }
    let unpriced = ordered.filter { items[$0].orderValue == nil }
    if let first = unpriced.first {
      findings.append(
        Finding(
          .warning, at: Place(file: "", sku: items[first].key.sku), kind: "budget-without-cost",
          text: "orders of items without a unit cost", count: unpriced.count,
          treatment: "ordered beside the budget: what they cost is not known"))
    }
    let committed = ordered.reduce(0) { $0 + (items[$1].isFixed ? items[$1].orderValue ?? 0 : 0) }
    let priced = ordered.filter { items[$0].orderValue != nil && !items[$0].isFixed }
    let wanted = priced.reduce(committed) { $0 + (items[$1].orderValue ?? 0) }
    guard wanted > budget else { return ([], findings) }
    if committed > budget {
      findings.append(
        Finding(
          .warning, at: Place(file: ""), kind: "budget-committed",
          text: "orders fixed by overrides are worth \(committed.asMoney), the budget is "
            + budget.asMoney, treatment: "they stay, and nothing else is ordered"))
    }
    let snapshot = items
    let options = parallelMap(count: priced.count, threads: settings.threads, chunk: 64) {
      Self.options(of: snapshot[priced[$0]])
    }
    var groups: [String: Int] = [:]
    var leastCosts: [Double] = []
    for i in priced where groups[items[i].supplier] == nil {
      groups[items[i].supplier] = leastCosts.count
      leastCosts.append(requirements.leastValue(of: items[i].supplier))
    }
    let choices = BudgetedChoices(
      items: zip(priced, options).map { i, options in
        BudgetedChoices.Item(
          choices: options.map { .init(cost: $0.cost, value: $0.value) },
          group: groups[items[i].supplier])
      }, leastCosts: leastCosts, budget: max(0, budget - committed))
    var leftOut: [LeftOutOrder] = []
    for (k, i) in priced.enumerated() {
      let quantity = choices.chosen[k].map { options[k][$0].quantity } ?? 0
      guard quantity < items[i].orderQuantity else { continue }
      leftOut.append(cut(&items[i], to: quantity, budget))
    }
    leftOut = leftOut.enumerated().sorted { left, right in
      left.element.costShort != right.element.costShort
        ? left.element.costShort > right.element.costShort : left.offset < right.offset
    }.map(\.element)
    findings.append(
      summary(leftOut, wanted: wanted, spend: committed + choices.spend, budget: budget))
    return (leftOut, findings)
  }

  private struct Option: Sendable {
    let quantity: Double
    let cost: Double
    let value: Double
  }

  /// What an item can be bought in, the order wanted last.
  private static func options(of item: Recommendation) -> [Option] {
    guard let supply = item.supply, let prospect = item.prospect else { return [] }
    let most = item.orderQuantity
    let multiple = supply.orderMultiple
    let least =
      ((supply.minimumOrderQuantity ?? 0) / multiple * (1 - 1e-12)).rounded(.up) * multiple
    let level = item.levelWithoutOrder
    let toReorderPoint = item.levels.reorderPoint - level
    var quantities: [Double] = []
    for wanted in [least, toReorderPoint / 3, toReorderPoint * 2 / 3, toReorderPoint] {
      let units = (wanted / multiple * (1 - 1e-12)).rounded(.up) * multiple
      let quantity = min(most, max(least, multiple, units))
      if quantity > quantities.last ?? 0 { quantities.append(quantity) }
    }
    if most > quantities.last ?? 0 { quantities.append(most) }
    let nothing = prospect.expectedShortage(at: level)
    return quantities.map { quantity in
      let saved = nothing - prospect.expectedShortage(at: level + quantity)
      // As it is written: what a planner adds up stays within the budget.
      let cost = (quantity * (supply.unitCost(ordering: quantity) ?? 0)).rounded(decimals: 2)
      return Option(
        quantity: quantity, cost: cost, value: max(0, saved) * prospect.shortageCost)
    }
  }

  private func cut(
    _ item: inout Recommendation, to quantity: Double, _ budget: Double
  ) -> LeftOutOrder {
    let before = item
    let level = item.levelWithoutOrder
    let prospect = item.prospect
    let risk = prospect?.stockoutRisk(at: level + quantity) ?? 0
    let wantedRisk = prospect?.stockoutRisk(at: level + before.orderQuantity) ?? 0
    let short = prospect.map {
      $0.expectedShortage(at: level + quantity)
        - $0.expectedShortage(at: level + before.orderQuantity)
    }
    let each = prospect?.shortageCost ?? 0
    let units = max(0, short ?? 0)
    let left = (before.orderQuantity - quantity).asUnits
    let sum = "\(before.orderQuantity.asUnits) - \(left) = \(quantity.asUnits)"
    item.adjust(
      .budget, to: quantity, cost: units * each, flag: .budget, asOf: calendar.asOf,
      "budget \(budget.asMoney): \(sum), what is left out returns less than what is ordered; "
        + "stock-out risk \(risk.asPercent) in place of \(wantedRisk.asPercent), "
        + "\(units.asUnits) units short x \(each.asPrice) "
        + "(\(prospect?.shortageCostSource.rawValue ?? "")) = "
        + "\((units.rounded(decimals: 2) * each.rounded(decimals: 4)).asMoney)")
    return LeftOutOrder(
      key: item.key, supplier: item.supplier, wantedQuantity: before.orderQuantity,
      wantedValue: before.orderValue ?? 0, orderQuantity: quantity,
      orderValue: item.orderValue ?? 0, stockoutRisk: risk, wantedStockoutRisk: wantedRisk,
      unitsShort: units, costShort: units * each)
  }

  private func summary(
    _ leftOut: [LeftOutOrder], wanted: Double, spend: Double, budget: Double
  ) -> Finding {
    let units = leftOut.reduce(0) { $0 + $1.unitsShort }
    let cost = leftOut.reduce(0) { $0 + $1.costShort }
    return Finding(
      .warning, at: Place(file: ""), kind: "budget",
      text: "orders worth \(wanted.asMoney) are wanted, the budget is \(budget.asMoney)",
      count: leftOut.count,
      treatment: "\(spend.asMoney) is ordered; \(leftOut.count) orders worth "
        + "\((wanted - spend).asMoney) are cut or left out (left-out.csv), which is expected to leave "
        + "\(units.asUnits) more units short, \(cost.asMoney)")
  }
}

extension Double {
  /// A probability for people.
  package var asPercent: String { "\((self * 100).rounded(decimals: 1).asUnits) %" }
}
