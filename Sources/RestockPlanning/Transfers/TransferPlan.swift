internal import RestockInventory
internal import RestockRecords

/// Stock that is elsewhere, before anything is bought: of the item at another location, or of its
/// substitute.
///
/// The excess of an item is what can be sold of it now, without what is on the way, beyond its own
/// order-up-to level. An item to be ordered takes of the excess of other locations, the largest first,
/// as much as spares it packs of the order, or, where it is about to run out, as much as there is; and
/// then of the excess of the item that customers take in its place. Those that run out first are
/// served first. What a transfer costs is not known: it is taken to cost less than the purchase.
struct TransferPlan {
  let catalogue: Catalogue
  let calendar: RunCalendar

  /// Takes what is elsewhere off the orders, in place.
  func apply(to items: inout [Recommendation]) -> [Transfer] {
    let takers = items.indices.filter { i in
      items[i].orderQuantity > 0 && !items[i].isFixed
        && (!items[i].key.location.isEmpty || !substitute(of: items[i]).isEmpty)
    }
    guard !takers.isEmpty else { return [] }
    var places: [String: [Int]] = [:]
    let substitutes = Set(takers.map { substitute(of: items[$0]) })
    let skus = Set(takers.map { items[$0].key.sku }).union(substitutes)
    for i in items.indices where skus.contains(items[i].key.sku) {
      places[items[i].key.sku, default: []].append(i)
    }
    guard places.values.contains(where: { $0.count > 1 }) || substitutes != [""] else { return [] }
    var excess: [Int: Double] = [:]
    for i in places.values.joined() { excess[i] = self.excess(of: items[i]) }
    let order = takers.sorted { a, b in
      let (x, y) = (items[a], items[b])
      if x.stockoutRisk != y.stockoutRisk { return x.stockoutRisk > y.stockoutRisk }
      let days = (x.daysOfCover ?? .infinity, y.daysOfCover ?? .infinity)
      return days.0 != days.1 ? days.0 < days.1 : a < b
    }
    var transfers: [Transfer] = []
    for taker in order {
      let own = (places[items[taker].key.sku] ?? [])
        .filter { $0 != taker && !items[$0].key.location.isEmpty && excess[$0] ?? 0 > 0 }
        .sorted { (excess[$0] ?? 0, $1) > (excess[$1] ?? 0, $0) }
      for (giver, units) in take(&items[taker], from: own, excess) {
        excess[giver, default: 0] -= units
        transfers.append(move(units, from: giver, to: taker, &items))
      }
      let others = (places[substitute(of: items[taker])] ?? [])
        .filter { items[$0].key.location == items[taker].key.location && excess[$0] ?? 0 > 0 }
      for (giver, units) in take(&items[taker], from: others, excess) {
        excess[giver, default: 0] -= units
        count(units, of: items[giver], for: &items[taker])
      }
    }
    return transfers.sorted { ($0.sku, $0.from, $0.to) < ($1.sku, $1.from, $1.to) }
  }

  private func substitute(of item: Recommendation) -> String {
    let sku = catalogue.items[item.key.sku]?.substitute ?? ""
    return sku == item.key.sku ? "" : sku
  }

  /// What can be sold now beyond what the item is ordered up to, whole units; 0 where nothing is known
  /// of its demand.
  private func excess(of item: Recommendation) -> Double {
    guard item.derivation != nil || item.flags.contains(.noSales) else { return 0 }
    return max(0, (item.position.available - item.levels.orderUpTo).rounded(.down))
  }

  /// How many units to take of each giver; none where no pack is spared.
  private func take(
    _ item: inout Recommendation, from givers: [Int], _ excess: [Int: Double]
  ) -> [(giver: Int, units: Double)] {
    guard item.orderQuantity > 0, !givers.isEmpty else { return [] }
    let needed = need(of: item).rounded(.up)
    let most = min(needed, givers.reduce(0) { $0 + (excess[$1] ?? 0) })
    let left = order(of: item, need: need(of: item) - most)
    var units = most
    if !item.flags.contains(.urgent) {
      guard left < item.orderQuantity else { return [] }
      // As few as spare the same packs.
      if left > 0 { units = min(most, max(1, needed - left)) }
    }
    var parts: [(giver: Int, units: Double)] = []
    for giver in givers where units > 0 {
      let part = min(units, excess[giver] ?? 0)
      guard part > 0 else { continue }
      parts.append((giver, part))
      units -= part
    }
    return parts
  }

  private func need(of item: Recommendation) -> Double {
    (item.derivation?.need ?? 0) - item.suppliedElsewhere
  }

  private func order(of item: Recommendation, need: Double) -> Double {
    guard let supply = item.supply else { return 0 }
    return OrderQuantity.rounded(
      need: need, minimum: supply.minimumOrderQuantity ?? 0, pack: supply.orderMultiple,
      maximum: item.derivation?.maximum
    ).quantity
  }

  private func move(
    _ units: Double, from giver: Int, to taker: Int, _ items: inout [Recommendation]
  ) -> Transfer {
    let (from, to) = (items[giver].key.location, items[taker].key.location)
    let there = excessText(items[giver])
    let before = items[taker].orderQuantity
    let text = supplied(units, "\(units.asUnits) from \(from) (\(there))", &items[taker], .transfer)
    items[giver].suppliedElsewhere -= units
    items[giver].adjust(
      .transfer, to: items[giver].orderQuantity, cost: nil, flag: .transfer, asOf: calendar.asOf,
      "\(units.asUnits) go to \(to) (\(there))")
    let supply = items[taker].supply
    return Transfer(
      sku: items[taker].key.sku, from: from, to: to, quantity: units,
      value: supply?.unitCost.map { $0 * units },
      reason: "at \(from): \(there); at \(to): \(text); ordered "
        + "\(items[taker].orderQuantity.asUnits) in place of \(before.asUnits)")
  }

  private func count(
    _ units: Double, of giver: Recommendation, for taker: inout Recommendation
  ) {
    _ = supplied(
      units,
      "\(units.asUnits) of substitute \(giver.key.sku) (\(excessText(giver)))", &taker, .substitute)
  }

  private func excessText(_ item: Recommendation) -> String {
    let available = item.position.available
    return "available \(available.asUnits) - order-up-to \(item.levels.orderUpTo.asUnits) = "
      + "\((available - item.levels.orderUpTo).asUnits) over"
  }

  /// Takes units off an item's need, and says so.
  private func supplied(
    _ units: Double, _ what: String, _ item: inout Recommendation, _ kind: OrderAdjustment.Kind
  ) -> String {
    let before = need(of: item)
    item.suppliedElsewhere += units
    let left = max(0, before - units)
    let quantity = order(of: item, need: left)
    let spared = (item.orderQuantity - quantity) * (item.supply?.unitCost ?? 0)
    var text = "\(what): \(before.asUnits) - \(units.asUnits) = \(left.asUnits) needed"
    if quantity != left, quantity > 0 { text += ", in whole packs \(quantity.asUnits)" }
    if spared > 0 { text += ", \(spared.asMoney) not spent" }
    item.adjust(
      kind, to: quantity, cost: spared > 0 ? -spared : nil,
      flag: kind == .transfer ? .transfer : .substitute, asOf: calendar.asOf, text)
    return text
  }
}
