internal import RestockInventory
internal import RestockNumerics
internal import RestockRecords

/// Puts a decision into words and numbers that add up on a calculator.
struct Explanation {
  /// The arithmetic of a recommendation: mean + safety stock − position, then the rounding.
  static func reason(
    decision: ReviewDecision, position: InventoryPosition, supply: SupplyPlan,
    objective: ServiceObjective
  ) -> String {
    let reorderPoint = decision.reorderPoint
    let mean = decision.protection.mean.rounded(decimals: 2)
    let safety = (reorderPoint - mean).rounded(decimals: 2)
    var text = "\(interval(decision, supply)): mean demand \(mean.asUnits)"
    text += safety < 0 ? " - " : " + "
    text += "safety stock \(abs(safety).asUnits) for \(objective)"
    text += " = reorder point \(reorderPoint.asUnits); "
    text += positionText(position, decision)
    guard decision.isBelow else {
      return text + ", not below \(reorderPoint.asUnits): nothing to order"
    }
    if let lot = decision.fixedLot {
      text += ", not above \(reorderPoint.asUnits): order \((decision.need / lot).asUnits) x "
      text += "\(lot.asUnits) = \(decision.need.asUnits)"
    } else {
      text += ", below \(reorderPoint.asUnits): order up to "
      text += upTo(decision)
      text += "; \(decision.orderUpTo.asUnits) - \(decision.effectivePosition.asUnits) = "
      text += decision.need.asUnits
    }
    for step in decision.order.steps { text += describe(step, decision, supply) }
    return text + "; order \(decision.order.quantity.asUnits)"
  }

  private static func interval(_ decision: ReviewDecision, _ supply: SupplyPlan) -> String {
    let lead = supply.leadTime.mean.rounded(decimals: 1).asUnits
    let days = decision.protection.days.rounded(decimals: 1).asUnits
    let wait = supply.daysToOrderDay
    let later = decision.protection.days - decision.protection.arrival - decision.reviewDays
    var parts = wait > 0 ? "\(wait) to the order day + " : ""
    parts += "lead time \(lead) (\(supply.leadTimeSource.text))"
    parts += " + review \(decision.reviewDays.rounded(decimals: 1).asUnits)"
    if abs(later) >= 0.05 {
      parts += later > 0 ? " + " : " - "
      parts += "\(abs(later).rounded(decimals: 1).asUnits) that the next order takes "
      parts += later > 0 ? "longer" : "less"
    }
    return "\(days) days (\(parts))"
  }

  private static func positionText(
    _ position: InventoryPosition, _ decision: ReviewDecision
  ) -> String {
    var text = "on hand \(position.onHand.asUnits)"
    if position.expiring != 0 {
      text += " - \(position.expiring.asUnits) that expire before they sell"
    }
    if position.allocated != 0 { text += " - allocated \(position.allocated.asUnits)" }
    if position.backordered != 0 { text += " - backordered \(position.backordered.asUnits)" }
    for other in position.counted {
      text += other.units < 0 ? " - " : " + "
      text += "\(abs(other.units).asUnits) of \(other.kind.rawValue) \(other.sku)"
    }
    if position.onOrder != 0 { text += " + on order \(position.onOrder.asUnits)" }
    let uncounted = position.available + position.onOrder - decision.effectivePosition
    if abs(uncounted) > 1e-9 {
      text += " - \(uncounted.asUnits) that comes too late to count"
    }
    return text + " = position \(decision.effectivePosition.asUnits)"
  }

  private static func upTo(_ decision: ReviewDecision) -> String {
    let s = decision.reorderPoint.asUnits
    let level = decision.orderUpTo.asUnits
    switch decision.lot {
    case .none: return level
    case .economicOrderQuantity(let review):
      let added = (decision.orderUpTo - decision.reorderPoint).asUnits
      let quantity = decision.economicOrderQuantity?.asUnits ?? "none"
      return "\(s) + \(added) (EOQ \(quantity) less \(review.asUnits) a review) = \(level)"
    case .orderCover(let demand, let review):
      let added = (decision.orderUpTo - decision.reorderPoint).asUnits
      return "\(s) + \(added) (order cover \(demand.asUnits) less \(review.asUnits) a review)"
        + " = \(level)"
    case .maximum: return "the typed maximum \(level)"
    case .cover(let demand): return "\(level) (cover \(demand.asUnits))"
    }
  }

  private static func describe(
    _ step: OrderQuantity.Step, _ decision: ReviewDecision, _ supply: SupplyPlan
  ) -> String {
    switch step {
    case .wholeUnits(let units): return ", whole units \(units.asUnits)"
    case .minimum(let units): return ", minimum order \(units.asUnits)"
    case .pack(let units):
      let what = supply.palletSize == nil ? "packs" : "pallets"
      return ", \(what) of \(supply.orderMultiple.asUnits) \(units.asUnits)"
    case .maximum(let units):
      let cause =
        decision.shelfLifeBinds
        ? "sells within the shelf life" : "maximum stock \(supply.maxStock?.asUnits ?? "")"
      return ", at most \((decision.maximum ?? units).asUnits) (\(cause)) \(units.asUnits)"
    case .belowMinimum: return ", which is below the minimum order 0"
    }
  }
}

extension LeadTimeSource {
  /// The source in the words of a recommendation.
  package var text: String {
    switch self {
    case .itemReceipts(let count): "\(count) receipts of the item"
    case .supplierReceipts(let count): "\(count) receipts of the supplier"
    case .allReceipts(let count): "\(count) receipts of all suppliers"
    case .item: "items file"
    case .supplier: "suppliers file"
    case .standard: "default"
    case .override: "override"
    }
  }
}
