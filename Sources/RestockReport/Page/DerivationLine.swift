internal import RestockInventory
internal import RestockPlanning

/// A line of the arithmetic that leads to an order, as a calculator would show it.
struct DerivationLine: Sendable, Hashable {
  /// The name of the value in the embedded data, empty where it is not there by itself.
  let term: String
  /// What the value is.
  let text: String
  /// How it enters: `+`, `-`, `=` or nothing.
  let sign: String
  let value: Double

  /// The lines of a recommendation, from the interval to the order; empty without a forecast.
  static func lines(of item: Recommendation) -> [DerivationLine] {
    guard let derivation = item.derivation, let supply = item.supply else { return [] }
    var lines: [DerivationLine] = []
    func add(_ sign: String, _ term: String, _ text: String, _ value: Double) {
      lines.append(DerivationLine(term: term, text: text, sign: sign, value: value))
    }
    if supply.daysToOrderDay > 0 {
      add("", "days_to_order_day", "Days to the order day", Double(supply.daysToOrderDay))
    }
    add(
      lines.isEmpty ? "" : "+", "lead_time_days", "Lead time, days (\(supply.leadTimeSource.text))",
      supply.leadTime.mean)
    add("+", "review_days", "Review period, days", derivation.reviewDays)
    let later =
      item.protectionDays - supply.leadTime.mean - derivation.reviewDays
      - Double(supply.daysToOrderDay)
    if later.magnitude >= 0.005 {
      let text = "Days that the next order takes \(later > 0 ? "longer" : "less")"
      add(later > 0 ? "+" : "-", "", text, later.magnitude)
    }
    add("=", "protection_days", "Days that this order must cover", item.protectionDays)
    add("", "protection_demand", "Mean demand in that time", item.protectionDemand)
    add(
      item.levels.safetyStock < 0 ? "-" : "+", "safety_stock",
      "Safety stock" + (item.target.map { " for \($0.words)" } ?? ""),
      item.levels.safetyStock.magnitude)
    add("=", "reorder_point", "Reorder point", item.levels.reorderPoint)
    lines += position(item)
    guard derivation.isBelow else {
      add("", "", "Not below the reorder point, so nothing is needed", 0)
      return lines + ending(derivation, item)
    }
    let lot = item.levels.orderUpTo - item.levels.reorderPoint
    if lot != 0 {
      add("", "reorder_point", "Below the reorder point", item.levels.reorderPoint)
      add("+", "", derivation.lot.words(item), lot)
    }
    add(lot != 0 ? "=" : "", "order_up_to", "Order up to", item.levels.orderUpTo)
    add("-", "position", "Position", item.effectivePosition)
    add("=", "need", "Needed", derivation.need)
    lines += rounding(derivation, supply)
    return lines + ending(derivation, item)
  }

  /// What the planner or the item's state make of the order, and the order.
  private static func ending(_ derivation: Derivation, _ item: Recommendation) -> [DerivationLine] {
    var lines: [DerivationLine] = []
    if let blocked = derivation.blocked {
      lines.append(
        Self(term: "blocked", text: "Not ordered: \(blocked.rawValue)", sign: "", value: 0))
    }
    if let fixed = derivation.fixedOrder {
      lines.append(
        Self(term: "fixed_order", text: "Ordered instead, by your override", sign: "", value: fixed)
      )
    }
    lines += adjustments(item)
    lines.append(
      Self(term: "order_quantity", text: "Order", sign: "=", value: item.orderQuantity))
    return lines
  }

  /// What other items, the supplier and money changed.
  private static func adjustments(_ item: Recommendation) -> [DerivationLine] {
    item.adjustments.map {
      Self(
        term: "", text: $0.text.prefix(1).uppercased() + $0.text.dropFirst(), sign: "",
        value: $0.after)
    }
  }

  /// From on hand to the position.
  private static func position(_ item: Recommendation) -> [DerivationLine] {
    let position = item.position
    var lines = [Self(term: "on_hand", text: "On hand", sign: "", value: position.onHand)]
    if position.allocated != 0 {
      lines.append(
        Self(term: "allocated", text: "Allocated to orders", sign: "-", value: position.allocated))
    }
    if position.backordered != 0 {
      lines.append(
        Self(
          term: "backordered", text: "Customers wait for", sign: "-",
          value: position.backordered))
    }
    if position.expiring != 0 {
      lines.append(
        Self(
          term: "expiring", text: "Expires before it sells", sign: "-", value: position.expiring))
    }
    for other in position.counted {
      lines.append(
        Self(
          term: "", text: "Of \(other.kind.rawValue) \(other.sku)",
          sign: other.units < 0 ? "-" : "+", value: other.units.magnitude))
    }
    if position.onOrder != 0 {
      lines.append(Self(term: "on_order", text: "On order", sign: "+", value: position.onOrder))
    }
    let uncounted = position.available + position.onOrder - item.effectivePosition
    if uncounted.magnitude > 1e-9 {
      lines.append(
        Self(
          term: "", text: "On order that comes too late to count in full", sign: "-",
          value: uncounted))
    }
    lines.append(Self(term: "position", text: "Position", sign: "=", value: item.effectivePosition))
    return lines
  }

  /// The steps of rounding that change the quantity.
  private static func rounding(_ derivation: Derivation, _ supply: SupplyPlan) -> [DerivationLine] {
    let pack = supply.orderMultiple
    let minimum = supply.minimumOrderQuantity ?? 0
    let rounded = OrderQuantity.rounded(
      need: derivation.need, minimum: minimum, pack: pack, maximum: derivation.maximum)
    return rounded.steps.map { step in
      switch step {
      case .wholeUnits(let units):
        Self(term: "", text: "Up to whole units", sign: "", value: units)
      case .minimum(let units):
        Self(term: "minimum", text: "Up to the minimum order", sign: "", value: units)
      case .pack(let units):
        Self(
          term: "",
          text: "Up to whole \(supply.palletSize == nil ? "packs" : "pallets") of \(pack.units)",
          sign: "", value: units)
      case .maximum(let units):
        Self(
          term: "",
          text: derivation.isShelfLifeBound
            ? "Down to what sells within the shelf life" : "Down to the maximum stock",
          sign: "", value: units)
      case .belowMinimum:
        Self(term: "", text: "Which is below the minimum order", sign: "", value: 0)
      }
    }
  }
}

extension OrderLot {
  /// What the lot is, with its terms.
  fileprivate func words(_ item: Recommendation) -> String {
    switch self {
    case .none: "Lot"
    case .economicOrderQuantity(let review):
      "Economic order quantity \(item.levels.economicOrderQuantity?.units ?? ""), less "
        + "\(review.units) of a review period"
    case .orderCover(let demand, let review):
      "Order cover \(demand.units), less \(review.units) of a review period"
    case .maximum: "Up to the maximum that was typed"
    case .cover(let demand): "Up to the cover of \(demand.units)"
    }
  }
}
