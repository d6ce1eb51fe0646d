internal import RestockInventory
internal import RestockRecords

extension Recommendation {
  /// Whether the planner has decided how much is ordered, which nothing else then changes.
  var isFixed: Bool { overrides.fixedOrder != nil }

  /// Whether an order of it may be raised or made: it has a forecast, sells, and nothing forbids it.
  var canBeOrdered: Bool {
    guard !isFixed, let derivation, derivation.blocked == nil, supply != nil, demandPerPeriod > 0
    else {
      return false
    }
    return !flags.contains(.dormant) && !flags.contains(.soldOnce)
  }

  /// All that is there, on the way or comes from elsewhere, without the order, units.
  var wholePosition: Double { position.available + position.onOrder + suppliedElsewhere }

  /// The position that the decision rests on, with what comes from elsewhere, units.
  var levelWithoutOrder: Double { effectivePosition + suppliedElsewhere }

  /// The most units that may be ordered; infinite where nothing bounds them.
  var mostOrdered: Double { derivation?.maximum ?? .infinity }

  /// What the changes of the order cost in all (below zero: save), money; nil where there is none, or
  /// no cost is known. Where the last was a cut, what raised the order before it does not count.
  public var adjustmentCost: Double? {
    if let last = adjustments.last, last.kind == .budget || last.kind == .postponed {
      return last.cost
    }
    let costs = adjustments.compactMap(\.cost)
    return costs.isEmpty ? nil : costs.reduce(0, +)
  }

  /// Changes the order and says so: in `reason`, in `adjustments` and by a flag.
  mutating func adjust(
    _ kind: OrderAdjustment.Kind, to quantity: Double, cost: Double?, flag: Flag?, asOf: Day,
    _ text: String
  ) {
    adjustments.append(
      OrderAdjustment(
        kind: kind, before: orderQuantity, after: quantity, cost: cost, text: text))
    let tail = "; order \(orderQuantity.asUnits)"
    if reason.hasSuffix(tail) { reason.removeLast(tail.count) }
    reason += "; \(text); order \(quantity.asUnits)"
    if let flag, !flags.contains(flag) { flags.append(flag) }
    order(quantity, asOf: asOf)
  }

  /// Sets the order, and what follows from it.
  private mutating func order(_ quantity: Double, asOf: Day) {
    let wasOrdered = orderQuantity > 0
    orderQuantity = quantity
    orderValue = supply?.unitCost(ordering: quantity).map { $0 * quantity }
    let wait = supply?.daysToOrderDay ?? 0
    let lead = supply?.leadTime.mean ?? 0
    orderDay = quantity > 0 ? asOf + wait : nil
    expectedReceipt = quantity > 0 ? asOf + (wait + Int(lead.rounded())) : nil
    if let prospect, wasOrdered != (quantity > 0) {
      stockoutRisk = quantity > 0 ? prospect.riskWithOrder : prospect.riskWithoutOrder
    }
  }
}
