internal import RestockRecords

/// What a container of a supplier holds of one measure.
struct ContainerCapacity {
  let name: String
  /// In the unit of the items' weight or volume.
  let amount: Double
  /// What a unit of an item takes of it, nil where the items file does not say.
  let perUnit: @Sendable (SupplyPlan) -> Double?

  /// The capacities that the suppliers file gives; none for a supplier without containers.
  static func of(_ supplier: SupplierRecord?) -> [Self] {
    var all: [Self] = []
    if let weight = supplier?.containerWeight {
      all.append(Self(name: "weight", amount: weight) { $0.weight })
    }
    if let volume = supplier?.containerVolume {
      all.append(Self(name: "volume", amount: volume) { $0.volume })
    }
    return all
  }
}

extension SupplierRequirements {
  /// Fills the last container of an order, by weight and volume, with what runs out next; where that
  /// costs more to hold than it saves, takes out of it what lasts longest, down to the containers
  /// before it, or puts off an order of less than one.
  func fillContainers(
    _ capacities: [ContainerCapacity], _ supplier: String, _ members: [Int],
    _ items: inout [Recommendation]
  ) -> [Finding] {
    let names = capacities.map(\.name).joined(separator: " and ")
    let unmeasured = members.count { i in
      items[i].orderQuantity > 0
        && capacities.contains { items[i].supply.flatMap($0.perUnit) == nil }
    }
    var findings: [Finding] = []
    if unmeasured > 0 {
      findings.append(
        finding(
          "no-\(capacities[0].name)", supplier,
          "containers are filled by \(names), which \(unmeasured) of the items ordered do not have",
          "they take no room"))
    }
    let loads = load(of: members, items, capacities)
    let shares = zip(loads, capacities).map { $0 / $1.amount }
    let needed = shares.max() ?? 0
    guard needed > 0 else { return findings }
    let count = max(1, (needed * (1 - 1e-9)).rounded(.up))
    let candidates = candidates(members, items, capacities: capacities, needsCost: false)
    let fill = EqualRunOut(
      candidates.map(\.line), filling: zip(loads, capacities).map { count * $1.amount - $0 },
      of: capacities.map(\.amount))
    guard fill.additions.contains(where: { $0 > 0 }) else {
      if !fill.isReached { flagPart(members, &items) }
      return findings
    }
    let binding = shares.firstIndex(of: needed) ?? 0
    let rule =
      "container \(count.asUnits) of \(supplier) (\(capacities[binding].name) "
      + "\(capacities[binding].amount.asUnits)) is "
      + "\(((needed - count + 1) * 100).rounded(decimals: 1).asUnits) % full"
    let holding = holdingCost(fill, candidates, items)
    let kept = count > 1 ? trimmed(members, items, capacities, to: count - 1) : [:]
    let waiting = waitingCost(members, items, keeping: kept)
    // What is left has to be an order that the supplier takes.
    let left = kept.reduce(0.0) { sum, entry in
      sum + entry.value * (items[entry.key].supply?.unitCost(ordering: entry.value) ?? 0)
    }
    if holding > waiting.cost, count == 1 || left >= leastValue(of: supplier) {
      for i in members
      where items[i].orderQuantity > (kept[i] ?? 0) && !items[i].isFixed {
        let left = kept[i] ?? 0
        items[i].adjust(
          .postponed, to: left, cost: costOfWaiting(items[i], keeping: left),
          flag: .putOff, asOf: calendar.asOf,
          "\(rule): \(items[i].orderQuantity.asUnits) - "
            + "\((items[i].orderQuantity - left).asUnits) put off to the next review = "
            + "\(left.asUnits), filling "
            + "up costs \(holding.asMoney) to hold, waiting leaves \(waiting.units.asUnits) units "
            + "short, \(waiting.cost.asMoney)")
      }
      return findings + [
        finding("container-put-off", supplier, rule, "what is in it is put off to the next review")
      ]
    }
    add(
      fill, to: candidates, &items, .containerFill, .containerFill,
      rule: "\(rule): filled up by what runs out next")
    if !fill.isReached { flagPart(members, &items) }
    return findings + [
      finding(
        "container-filled-up", supplier, rule,
        (fill.isReached
          ? "filled up"
          : "filled up as far as a year's demand more of each item and the maximums allow")
          + " with what runs out next; holding it costs \(holding.asMoney)")
    ]
  }

  private func load(
    of members: [Int], _ items: [Recommendation], _ capacities: [ContainerCapacity]
  ) -> [Double] {
    capacities.map { capacity in
      members.reduce(0.0) { sum, i in
        sum + items[i].orderQuantity * (items[i].supply.flatMap(capacity.perUnit) ?? 0)
      }
    }
  }

  /// The quantities left of an order when what lasts longest is taken out, pack by pack, until the
  /// rest fits so many containers; a quantity below the minimum order is taken out whole.
  private func trimmed(
    _ members: [Int], _ items: [Recommendation], _ capacities: [ContainerCapacity],
    to count: Double
  ) -> [Int: Double] {
    var left: [Int: Double] = [:]
    for i in members where items[i].orderQuantity > 0 { left[i] = items[i].orderQuantity }
    var loads = load(of: members, items, capacities)
    func lasts(_ i: Int) -> Double {
      let rate = perDay(items[i])
      return rate > 0 ? (items[i].wholePosition + (left[i] ?? 0)) / rate : .infinity
    }
    let ordered = members.filter { left[$0] != nil }
    while zip(loads, capacities).contains(where: { $0 > count * $1.amount * (1 + 1e-9) }) {
      var longest: Int?
      for i in ordered where (left[i] ?? 0) > 0 {
        if let leader = longest, lasts(i) <= lasts(leader) { continue }
        longest = i
      }
      guard let i = longest, let supply = items[i].supply, let now = left[i] else { break }
      var next = now - supply.orderMultiple
      if next < max(supply.minimumOrderQuantity ?? 0, 1e-9) { next = 0 }
      left[i] = next
      for k in capacities.indices {
        loads[k] -= (now - next) * (capacities[k].perUnit(supply) ?? 0)
      }
    }
    return left
  }

  private func flagPart(_ members: [Int], _ items: inout [Recommendation]) {
    for i in members where items[i].orderQuantity > 0 {
      if !items[i].flags.contains(.partContainer) { items[i].flags.append(.partContainer) }
    }
  }
}
