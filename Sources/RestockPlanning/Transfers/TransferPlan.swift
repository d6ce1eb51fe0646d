internal import RestockInventory
internal import RestockRecords

/// Stock that is elsewhere, before anything is bought: of the item at another location, or of its
/// substitute.
///
/// The excess of an item is what can be sold of it now, without what is on the way, beyond its own
/// order-up-to level. An item to be ordered takes of the excess of other locations, the largest first,
/// as much as spares it packs of the order, or, where it is about to run out, as much as there is; and
/// then of the excess of the item that customers take in its place. Those that run out first are
/// served first.
///
/// What a transfer costs is not known: it is taken for the work of an order line. What it saves is the
/// holding of what would lie where it is until its own demand has used up the excess, and the order
/// line where it spares the order. One that saves less is not made, unless the item is about to run
/// out before an order could come.
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
      for giver in own {
        guard let part = part(of: excess[giver] ?? 0, giver: items[giver], for: items[taker]) else {
          continue
        }
        excess[giver, default: 0] -= part.units
        transfers.append(move(part, from: giver, to: taker, &items))
      }
      let others = (places[substitute(of: items[taker])] ?? [])
        .filter { items[$0].key.location == items[taker].key.location && excess[$0] ?? 0 > 0 }
      for giver in others {
        guard let part = part(of: excess[giver] ?? 0, giver: items[giver], for: items[taker]) else {
          continue
        }
        excess[giver, default: 0] -= part.units
        _ = supplied(
          part,
          "\(part.units.asUnits) of substitute \(items[giver].key.sku) "
            + "(\(excessText(items[giver])))", &items[taker], .substitute)
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

  /// Units to take of one giver, and what that saves.
  private struct Part {
    let units: Double
    /// The order after it.
    let left: Double
    /// The holding of what would lie where it is.
    let lying: EarlyStock?
    /// What it costs (below zero: saves), money; nil where no holding cost is known.
    let cost: Double?
  }

  /// The longest that an excess is taken to lie, in days.
  private static let longestLying = 730.0

  /// What to take of a giver's excess; nil where that spares no pack, or costs more than it saves.
  private func part(
    of excess: Double, giver: Recommendation, for item: Recommendation
  ) -> Part? {
    guard item.orderQuantity > 0, let supply = item.supply else { return nil }
    let needed = need(of: item).rounded(.up)
    var units = min(needed, excess)
    let left = order(of: item, need: need(of: item) - units)
    let isUrgent = item.flags.contains(.urgent)
    if !isUrgent {
      guard left < item.orderQuantity else { return nil }
      // As few as spare the same packs.
      if left > 0 { units = min(units, max(1, needed - left)) }
    }
    let rate = giver.demandPerPeriod / calendar.buckets.meanDays
    let over = giver.position.available - giver.levels.orderUpTo
    let days = rate > 0 ? min(Self.longestLying, over / rate) : Self.longestLying
    let lying = supply.holdingCostPerDay.map { _ in
      EarlyStock(units: units, days: days, supply: supply, ordering: item.orderQuantity)
    }
    let cost = lying?.cost.map { (left > 0 ? supply.orderCost : 0) - $0 }
    if !isUrgent, let cost, cost >= 0 { return nil }
    return Part(units: units, left: left, lying: lying, cost: cost)
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
    _ part: Part, from giver: Int, to taker: Int, _ items: inout [Recommendation]
  ) -> Transfer {
    let (from, to) = (items[giver].key.location, items[taker].key.location)
    let units = part.units.asUnits
    let there = excessText(items[giver])
    let before = items[taker].orderQuantity
    let text = supplied(part, "\(units) from \(from) (\(there))", &items[taker], .transfer)
    items[giver].suppliedElsewhere -= part.units
    items[giver].adjust(
      .transfer, to: items[giver].orderQuantity, cost: nil, flag: .transfer, asOf: calendar.asOf,
      "\(units) go to \(to) (\(there))")
    return Transfer(
      sku: items[taker].key.sku, from: from, to: to, quantity: part.units,
      value: items[taker].supply?.unitCost.map { $0 * part.units },
      reason: "\(text); ordered at \(to) \(items[taker].orderQuantity.asUnits) in place of "
        + before.asUnits)
  }

  private func excessText(_ item: Recommendation) -> String {
    let available = item.position.available
    return "available \(available.asUnits) - order-up-to \(item.levels.orderUpTo.asUnits) = "
      + "\((available - item.levels.orderUpTo).asUnits) over"
  }

  /// Takes units off an item's need, and says so.
  private func supplied(
    _ part: Part, _ what: String, _ item: inout Recommendation, _ kind: OrderAdjustment.Kind
  ) -> String {
    let before = need(of: item)
    item.suppliedElsewhere += part.units
    let rest = max(0, before - part.units)
    var text = "\(what): \(before.asUnits) - \(part.units.asUnits) = \(rest.asUnits) needed"
    if part.left != rest, part.left > 0 { text += ", in whole packs \(part.left.asUnits)" }
    if let lying = part.lying { text += "; left where they lie \(lying.text)" }
    item.adjust(
      kind, to: part.left, cost: part.cost, flag: kind == .transfer ? .transfer : .substitute,
      asOf: calendar.asOf, text)
    return text
  }
}
