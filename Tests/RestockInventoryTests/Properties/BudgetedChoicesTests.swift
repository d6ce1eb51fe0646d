import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("A budget over choices")
struct BudgetedChoicesTests {
  /// Items whose choices are minimum orders and packs of falling return, in groups with a least cost.
  private func instance(
    seed: UInt64, items count: Int
  ) -> (
    items: [BudgetedChoices.Item], leastCosts: [Double], total: Double
  ) {
    var random = RandomGenerator(seed: seed)
    var total = 0.0
    let items = (0..<count).map { _ in
      let unitCost = 1 + 20 * random.uniform()
      var quantity = (1 + 9 * random.uniform()).rounded()
      var value = quantity * 3 * random.uniform()
      var last = value / quantity
      var choices = [BudgetedChoices.Choice(cost: quantity * unitCost, value: value)]
      for _ in 0..<Int(4 * random.uniform()) {
        let step = (1 + 4 * random.uniform()).rounded()
        last *= random.uniform()
        quantity += step
        value += step * last
        choices.append(.init(cost: quantity * unitCost, value: value))
      }
      total += quantity * unitCost
      return BudgetedChoices.Item(choices: choices, group: Int(3 * random.uniform()))
    }
    return (items, [0, 40 * random.uniform(), 150 * random.uniform()], total)
  }

  private func check(
    _ result: BudgetedChoices, _ items: [BudgetedChoices.Item], _ leastCosts: [Double],
    _ budget: Double
  ) {
    var spend = 0.0
    var value = 0.0
    var groups = leastCosts.map { _ in 0.0 }
    for (item, choice) in zip(items, result.chosen) {
      guard let choice else { continue }
      spend += item.choices[choice].cost
      value += item.choices[choice].value
      if let group = item.group { groups[group] += item.choices[choice].cost }
    }
    #expect(spend <= budget * (1 + 1e-9))
    #expect(spend.isNear(result.spend, Tolerance(relative: 1e-12, absolute: 1e-9)))
    #expect(value.isNear(result.value, Tolerance(relative: 1e-12, absolute: 1e-9)))
    for (spent, least) in zip(groups, leastCosts) where spent > 0 {
      #expect(spent >= least * (1 - 1e-9))
    }
  }

  @Test("is kept, and so are the least costs of groups", arguments: UInt64(1)...200)
  func kept(seed: UInt64) {
    let (items, leastCosts, total) = instance(seed: seed, items: 12)
    for share in [0, 0.05, 0.2, 0.5, 0.9, 1, 2] {
      check(
        BudgetedChoices(items: items, leastCosts: leastCosts, budget: share * total), items,
        leastCosts, share * total)
    }
  }

  @Test("more money never buys less value", arguments: UInt64(1)...200)
  func monotone(seed: UInt64) {
    let (items, leastCosts, total) = instance(seed: seed, items: 15)
    var last = 0.0
    for step in 0...60 {
      let result = BudgetedChoices(
        items: items, leastCosts: leastCosts, budget: total * Double(step) / 50)
      #expect(result.value >= last - 1e-9)
      last = result.value
    }
  }

  /// The bound of the linear relaxation: what the greedy solution lacks is at most the step that did
  /// not fit.
  @Test("falls short of the best of all by less than one step", arguments: UInt64(1)...200)
  func againstAll(seed: UInt64) {
    let (items, _, total) = instance(seed: seed, items: 6)
    let budget = 0.4 * total
    var best = 0.0
    func search(_ i: Int, _ left: Double, _ value: Double) {
      guard i < items.count else {
        best = max(best, value)
        return
      }
      search(i + 1, left, value)
      for choice in items[i].choices where choice.cost <= left {
        search(i + 1, left - choice.cost, value + choice.value)
      }
    }
    search(0, budget, 0)
    let ungrouped = items.map { BudgetedChoices.Item(choices: $0.choices) }
    let result = BudgetedChoices(items: ungrouped, budget: budget)
    let largest = items.flatMap { $0.choices.map(\.value) }.max() ?? 0
    #expect(result.value <= best + 1e-9)
    #expect(result.value >= best - largest - 1e-9)
    let all = BudgetedChoices(items: ungrouped, budget: total)
    #expect(all.chosen.allSatisfy { $0 != nil })
  }

  @Test("unit by unit it buys what the marginal return does", arguments: UInt64(1)...50)
  func unitByUnit(seed: UInt64) {
    var random = RandomGenerator(seed: seed)
    let items = (0..<5).map { i in
      MarginalReturn.Item(
        id: "\(i)", position: Int(3 * random.uniform()),
        demand: .poisson(Poisson(mean: 1 + 6 * random.uniform())),
        unitCost: 1 + 5 * random.uniform(), margin: 2 + 8 * random.uniform(), shortageCost: 0,
        holdingCost: 0)
    }
    let budget = 30.0
    let units = MarginalReturn(items: items, budget: budget)
    let choices = items.map { item in
      var value = 0.0
      return BudgetedChoices.Item(
        choices: (0..<40).map { n in
          value += item.margin * item.demand.survivalProbability(Double(item.position + n))
          return .init(cost: Double(n + 1) * item.unitCost, value: value)
        })
    }
    let result = BudgetedChoices(items: choices, budget: budget)
    #expect(result.chosen.map { ($0 ?? -1) + 1 } == units.quantities)
    #expect(result.spend.isNear(units.spend, .closedForm))
  }
}
