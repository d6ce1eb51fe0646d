internal import RestockRecords

/// What a supplier asks of an order as a whole: a least value, full containers.
///
/// An order below it is filled up with what runs out next (`EqualRunOut`), or put off to the next
/// review where holding what it is filled up with costs more than the units that waiting is expected
/// to leave short. One that cannot be filled up to the least value is put off: the supplier would not
/// take it. A container that cannot be filled goes with room in it, and is flagged.
struct SupplierRequirements {
  let catalogue: Catalogue
  let settings: PlanSettings
  let calendar: RunCalendar

  /// The least value of a supplier's order in the run's currency; 0 for none.
  func leastValue(of supplier: String) -> Double {
    guard let record = catalogue.suppliers[supplier] else { return 0 }
    return (record.minimumOrderValue ?? 0) * settings.exchangeRate(of: record)
  }

  /// Makes the order of one supplier acceptable.
  ///
  /// - Parameters:
  ///   - supplier: Its key.
  ///   - members: The places of its items in `items`, ascending.
  ///   - items: Changed in place.
  /// - Returns: What was found, if anything.
  func apply(
    to supplier: String, members: [Int], items: inout [Recommendation]
  ) -> [Finding] {
    guard members.contains(where: { items[$0].orderQuantity > 0 }) else { return [] }
    var findings: [Finding] = []
    let least = leastValue(of: supplier)
    if least > 0, value(of: members, items) < least {
      findings.append(reachValue(least, supplier, members, &items))
    }
    let capacities = ContainerCapacity.of(catalogue.suppliers[supplier])
    if !capacities.isEmpty, members.contains(where: { items[$0].orderQuantity > 0 }) {
      findings += fillContainers(capacities, supplier, members, &items)
    }
    return findings
  }

  /// An item that may be added to.
  struct Candidate {
    let index: Int
    let line: EqualRunOut.Line
  }

  func value(of members: [Int], _ items: [Recommendation]) -> Double {
    members.reduce(0) { $0 + (items[$1].orderValue ?? 0) }
  }

  func perDay(_ item: Recommendation) -> Double {
    item.demandPerPeriod / calendar.buckets.meanDays
  }

  func candidates(
    _ members: [Int], _ items: [Recommendation], capacities: [ContainerCapacity], needsCost: Bool
  ) -> [Candidate] {
    members.compactMap { i in
      let item = items[i]
      guard item.canBeOrdered, let supply = item.supply else { return nil }
      let rate = perDay(item)
      let loads = capacities.map { $0.perUnit(supply) }
      guard rate > 0, !loads.contains(where: { $0 == nil }),
        !needsCost || (supply.unitCost ?? 0) > 0
      else { return nil }
      let step = supply.orderMultiple
      let minimum = max(step, supply.minimumOrderQuantity ?? 0)
      let first =
        item.orderQuantity > 0 ? step : (minimum / step * (1 - 1e-12)).rounded(.up) * step
      let stock = item.wholePosition + item.orderQuantity
      let most = min(
        item.mostOrdered - item.orderQuantity,
        item.levels.orderUpTo + EqualRunOut.longest * rate - stock)
      return Candidate(
        index: i,
        line: EqualRunOut.Line(
          stock: stock, perDay: rate, firstStep: first, step: step, most: most,
          amount: supply.unitCost(ordering: item.orderQuantity + first) ?? 0,
          loads: loads.map { $0 ?? 0 }))
    }
  }

  // MARK: - Least value

  private func reachValue(
    _ least: Double, _ supplier: String, _ members: [Int], _ items: inout [Recommendation]
  ) -> Finding {
    let ordered = value(of: members, items)
    let candidates = candidates(members, items, capacities: [], needsCost: true)
    var asked = least - ordered
    var fill = EqualRunOut(candidates.map(\.line), reaching: asked)
    // Larger quantities may have lower prices: then more is asked for.
    for _ in 0..<8 where fill.isReached {
      let missing = least - value(adding: fill, candidates, members, items)
      if missing <= 1e-9 { break }
      asked += max(missing, 1e-3 * least)
      fill = EqualRunOut(candidates.map(\.line), reaching: asked)
    }
    let holding = holdingCost(fill, candidates, items)
    let waiting = waitingCost(members, items)
    let rule = "minimum order value \(least.asMoney) of \(supplier), \(ordered.asMoney) ordered"
    let isReached =
      fill.isReached && value(adding: fill, candidates, members, items) >= least - 1e-9
    guard isReached, holding <= waiting.cost else {
      let why =
        isReached
        ? "filling up costs \(holding.asMoney) to hold, waiting a review leaves "
          + "\(waiting.units.asUnits) units short, \(waiting.cost.asMoney)"
        : "not even a year's demand more of each item, within the maximums, reaches it"
      for i in members where items[i].orderQuantity > 0 && !items[i].isFixed {
        items[i].adjust(
          .postponed, to: 0, cost: costOfWaiting(items[i]), flag: .putOff,
          asOf: calendar.asOf, "\(rule): put off to the next review, \(why)")
      }
      return finding("order-put-off", supplier, "\(rule): \(why)", "the order is put off")
    }
    add(
      fill, to: candidates, &items, .minimumOrderValue, .minimumOrderValue,
      rule: "\(rule): filled up by what runs out next")
    return finding(
      "order-filled-up", supplier, rule,
      "filled up to \(value(of: members, items).asMoney) with what runs out next, all to last "
        + "\((fill.runOut ?? 0).rounded(decimals: 1).asUnits) days at most; holding it costs "
        + holding.asMoney)
  }

  func value(
    adding fill: EqualRunOut, _ candidates: [Candidate], _ members: [Int],
    _ items: [Recommendation]
  ) -> Double {
    var total = value(of: members, items)
    for (candidate, added) in zip(candidates, fill.additions) where added > 0 {
      let item = items[candidate.index]
      let quantity = item.orderQuantity + added
      total += quantity * (item.supply?.unitCost(ordering: quantity) ?? 0) - (item.orderValue ?? 0)
    }
    return total
  }

  // MARK: - What both need

  func add(
    _ fill: EqualRunOut, to candidates: [Candidate], _ items: inout [Recommendation],
    _ kind: OrderAdjustment.Kind, _ flag: Flag, rule: String
  ) {
    for (candidate, added) in zip(candidates, fill.additions) where added > 0 {
      let item = items[candidate.index]
      let quantity = item.orderQuantity + added
      let early = item.earlyStock(added, ordering: quantity, perDay: candidate.line.perDay)
      let lasts = ((item.wholePosition + quantity) / candidate.line.perDay).rounded(decimals: 1)
      var text = "\(rule), \(item.orderQuantity.asUnits) + \(added.asUnits) = \(quantity.asUnits)"
      text += " to last \(lasts.asUnits) days"
      if let early, early.cost != nil { text += " (\(early.text))" }
      items[candidate.index].adjust(
        kind, to: quantity, cost: early?.cost, flag: flag, asOf: calendar.asOf, text)
    }
  }

  func holdingCost(
    _ fill: EqualRunOut, _ candidates: [Candidate], _ items: [Recommendation]
  ) -> Double {
    zip(candidates, fill.additions).reduce(0) { sum, entry in
      let (candidate, added) = entry
      guard added > 0 else { return sum }
      let item = items[candidate.index]
      let early = item.earlyStock(
        added, ordering: item.orderQuantity + added, perDay: candidate.line.perDay)
      return sum + (early?.cost ?? 0)
    }
  }

  /// What is expected to be short, and costs, when of an order only `kept`, or nothing, is placed
  /// before the next review.
  func waitingCost(
    _ members: [Int], _ items: [Recommendation], keeping kept: [Int: Double] = [:]
  ) -> (units: Double, cost: Double) {
    members.reduce((0, 0)) { sum, i in
      guard let prospect = items[i].prospect else { return sum }
      let short = shortAfterWaiting(items[i], prospect, keeping: kept[i] ?? 0)
      return (sum.0 + short, sum.1 + short * prospect.shortageCost)
    }
  }

  private func shortAfterWaiting(
    _ item: Recommendation, _ prospect: OrderProspect, keeping kept: Double
  ) -> Double {
    guard item.orderQuantity > kept else { return 0 }
    return prospect.expectedShortage(at: item.levelWithoutOrder + kept)
      - prospect.expectedShortage(at: item.levelWithoutOrder + item.orderQuantity)
  }

  /// What is expected to be lost by ordering no more than `kept` of an item before the next review.
  func costOfWaiting(_ item: Recommendation, keeping kept: Double = 0) -> Double? {
    item.prospect.map { shortAfterWaiting(item, $0, keeping: kept) * $0.shortageCost }
  }

  func finding(
    _ kind: String, _ supplier: String, _ text: String, _ treatment: String
  ) -> Finding {
    let place = catalogue.suppliers[supplier]?.place
    return Finding(
      kind.hasSuffix("put-off") ? .warning : .note,
      at: Place(file: place?.file ?? "", line: place?.line ?? 0), kind: kind, text: text,
      treatment: treatment)
  }
}

extension PlanSettings {
  /// What a supplier's money is worth in the run's; one for one where nothing says.
  func exchangeRate(of supplier: SupplierRecord) -> Double {
    supplier.currency.isEmpty ? 1 : exchangeRates[supplier.currency] ?? 1
  }
}
