internal import RestockInventory
internal import RestockRecords

/// Changes to single orders that need no other item: what rounding costs, and a lower price.
struct OrderSteps {
  let calendar: RunCalendar

  /// Says what the minimum order and the packs added, and what that costs to hold.
  func noteRounding(of item: inout Recommendation) {
    guard let derivation = item.derivation, item.orderQuantity > 0, item.supply != nil else {
      return
    }
    let needed = derivation.need - item.suppliedElsewhere
    let added = item.orderQuantity - needed.rounded(.up)
    guard added > 0, let early = early(item, added, item.orderQuantity) else { return }
    guard early.cost != nil else { return }
    item.adjust(
      .rounding, to: item.orderQuantity, cost: early.cost, flag: nil, asOf: calendar.asOf,
      "rounding adds \(early.text)")
  }

  /// Says what a maximum stock or the shelf life cut off, and what the units short for it cost.
  func noteMaximum(of item: inout Recommendation) {
    guard let derivation = item.derivation, derivation.blocked == nil, derivation.isBelow,
      let prospect = item.prospect
    else { return }
    let needed = derivation.need - item.suppliedElsewhere
    guard item.orderQuantity < needed.rounded(.down), item.adjustments.isEmpty else { return }
    let level = item.levelWithoutOrder
    let short =
      (prospect.expectedShortage(at: level + item.orderQuantity)
      - prospect.expectedShortage(at: level + needed)).rounded(decimals: 2)
    let each = prospect.shortageCost.rounded(decimals: 4)
    item.adjust(
      .maximum, to: item.orderQuantity, cost: short * each, flag: nil, asOf: calendar.asOf,
      "what that cuts off leaves \(short.asUnits) more units short x \(each.asPrice) "
        + "(\(prospect.shortageCostSource.rawValue)) = \((short * each).asMoney)")
  }

  /// Raises an order to a quantity with a lower price where that saves more than holding the rest
  /// costs.
  ///
  /// Ordered are Q' units at the price p' in place of Q at p: what is saved is Q' (p - p'), since the
  /// units more would be bought later at p.
  func takePriceBreak(of item: inout Recommendation) {
    guard item.orderQuantity > 0, let supply = item.supply, !supply.priceBreaks.isEmpty,
      let price = supply.unitCost(ordering: item.orderQuantity)
    else { return }
    var best: (quantity: Double, saved: Double, early: EarlyStock, price: Double)?
    for step in supply.priceBreaks where step.quantity > item.orderQuantity {
      let multiple = supply.orderMultiple
      let quantity = (step.quantity / multiple * (1 - 1e-12)).rounded(.up) * multiple
      guard quantity <= item.mostOrdered, let lower = supply.unitCost(ordering: quantity),
        let early = early(item, quantity - item.orderQuantity, quantity), let cost = early.cost
      else { continue }
      let saved = quantity * (price - lower)
      if saved > cost, saved - cost > (best.map { $0.saved - ($0.early.cost ?? 0) } ?? 0) {
        best = (quantity, saved, early, lower)
      }
    }
    guard let best else { return }
    item.adjust(
      .priceBreak, to: best.quantity, cost: (best.early.cost ?? 0) - best.saved, flag: .priceBreak,
      asOf: calendar.asOf,
      "price \(best.price.asPrice) from \(best.quantity.asUnits) on: "
        + "\(best.quantity.asUnits) x (\(price.asPrice) - \(best.price.asPrice)) = "
        + "\(best.saved.asMoney) saved, \(best.early.text)")
  }

  private func early(_ item: Recommendation, _ extra: Double, _ quantity: Double) -> EarlyStock? {
    item.earlyStock(
      extra, ordering: quantity, perDay: item.demandPerPeriod / calendar.buckets.meanDays)
  }
}

extension Double {
  /// A price for people: up to four decimals, at least two.
  package var asPrice: String {
    let text = String(rounded(decimals: 4))
    return self == rounded(decimals: 2) ? asMoney : text
  }
}
