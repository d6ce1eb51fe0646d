internal import RestockInventory
internal import RestockRecords

/// Orders of one supplier that share what a delivery costs, whatever is on it.
///
/// The items of the supplier that sell are a joint replenishment problem with the delivery as its
/// major cost: its cycle T and the multiple k of each item (`JointReplenishment`, Silver's heuristic)
/// make the lot k T of demand, where that is larger than the economic order quantity of the item by
/// itself. And an item that is not below its reorder point joins an order of others where it would
/// get there before the next delivery, T later, and ordering it early costs less to hold than a
/// delivery does (can-order).
struct JointOrders {
  let catalogue: Catalogue
  let settings: PlanSettings
  let calendar: RunCalendar

  /// What a delivery of a supplier costs in the run's currency; 0 for nothing.
  func deliveryCost(of supplier: String) -> Double {
    guard let record = catalogue.suppliers[supplier] else { return 0 }
    return (record.deliveryCost ?? 0) * settings.exchangeRate(of: record)
  }

  /// Makes the orders of one supplier joint; changes `items` in place.
  func apply(to supplier: String, members: [Int], items: inout [Recommendation]) -> Finding? {
    let delivery = deliveryCost(of: supplier)
    let group = members.filter { items[$0].canBeOrdered && holdingCost(items[$0]) > 0 }
    guard delivery > 0, !group.isEmpty,
      members.contains(where: { items[$0].orderQuantity > 0 })
    else { return nil }
    let problem = JointReplenishment(
      majorCost: delivery,
      items: group.map { i in
        JointReplenishment.Item(
          minorCost: items[i].supply?.orderCost ?? 0, holdingCost: holdingCost(items[i]),
          demandRate: perDay(items[i]))
      })
    let plan = problem.silverHeuristic
    let cycle = min(plan.baseCycle, EqualRunOut.longest)
    guard cycle.isFinite, cycle > 0 else { return nil }
    let rule =
      "delivery of \(supplier) \(delivery.asMoney), best every "
      + "\(cycle.rounded(decimals: 1).asUnits) days for its \(group.count) items"
    for (i, multiple) in zip(group, plan.multiples) {
      let days = min(cycle * Double(multiple), EqualRunOut.longest)
      if items[i].orderQuantity > 0 {
        enlarge(&items[i], lotDays: days, rule)
      } else {
        join(&items[i], lotDays: days, cycle: cycle, delivery: delivery, rule)
      }
    }
    let joined = group.count { items[$0].flags.contains(.jointOrder) }
    guard joined > 0 else { return nil }
    return Finding(
      .note, at: catalogue.suppliers[supplier]?.place ?? Place(file: ""), kind: "joint-order",
      text: rule, treatment: "\(joined) of its orders are larger or earlier to share it")
  }

  private func perDay(_ item: Recommendation) -> Double {
    item.demandPerPeriod / calendar.buckets.meanDays
  }

  private func holdingCost(_ item: Recommendation) -> Double {
    item.supply?.holdingCostPerDay ?? 0
  }

  /// An order of the lot of the joint cycle, where that is larger.
  private func enlarge(_ item: inout Recommendation, lotDays: Double, _ rule: String) {
    guard let derivation = item.derivation else { return }
    let rate = perDay(item)
    let lot = (lotDays * rate).rounded(.up)
    let own = item.levels.orderUpTo - item.levels.reorderPoint + derivation.reviewDays * rate
    guard lot > own.rounded(.up) else { return }
    let need = derivation.need - item.suppliedElsewhere + (lot - own).rounded(.up)
    let quantity = order(of: item, need: need)
    let added = quantity - item.orderQuantity
    guard added > 0 else { return }
    let early = item.earlyStock(added, ordering: quantity, perDay: rate)
    item.adjust(
      .jointOrder, to: quantity, cost: early?.cost, flag: .jointOrder, asOf: calendar.asOf,
      "\(rule), so a lot of \(lotDays.rounded(decimals: 1).asUnits) days: "
        + "\(item.orderQuantity.asUnits) + \(added.asUnits) = \(quantity.asUnits)"
        + (early.map { " (\($0.text))" } ?? ""))
  }

  /// An order before its time, where that spares a delivery of its own.
  private func join(
    _ item: inout Recommendation, lotDays: Double, cycle: Double, delivery: Double, _ rule: String
  ) {
    let rate = perDay(item)
    let days = ((item.levelWithoutOrder - item.levels.reorderPoint) / rate).rounded(decimals: 1)
    guard days >= 0, days < cycle, let supply = item.supply else { return }
    let lot = max(
      (lotDays * rate).rounded(.up), item.levels.orderUpTo - item.levels.reorderPoint)
    let need = item.levels.reorderPoint + lot - item.levelWithoutOrder
    let quantity = order(of: item, need: need)
    let early = EarlyStock(units: quantity, days: days, supply: supply, ordering: quantity)
    guard quantity > item.orderQuantity, let cost = early.cost, cost < delivery else { return }
    item.adjust(
      .jointOrder, to: quantity, cost: cost, flag: .jointOrder, asOf: calendar.asOf,
      "\(rule), this item is due in \(days.asUnits) days: ordered with it, a lot of "
        + "\(lot.asUnits) needs \(need.asUnits), \(early.text), less than a delivery of its own")
  }

  private func order(of item: Recommendation, need: Double) -> Double {
    OrderQuantity.rounded(
      need: need, minimum: item.supply?.minimumOrderQuantity ?? 0,
      pack: item.supply?.orderMultiple ?? 1, maximum: item.derivation?.maximum
    ).quantity
  }
}
