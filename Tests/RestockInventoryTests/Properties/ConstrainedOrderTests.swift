import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

/// Each on 200 seeded instances, against every pack.
@Suite("Orders under constraints")
struct ConstrainedOrderTests {
  private static let seeds = UInt64(1)...200
  private let exact = Tolerance(relative: 1e-12, absolute: 1e-9)

  private func constraints(_ generator: inout RandomGenerator) -> OrderConstraints {
    let pack = 1 + (generator.uniform() * 30).rounded()
    let hasMinimum = generator.uniform() < 0.6
    let hasStorage = generator.uniform() < 0.6
    let hasLife = generator.uniform() < 0.4
    return OrderConstraints(
      pack: pack, minimum: hasMinimum ? (generator.uniform() * 400).rounded() : 0,
      storage: hasStorage ? (generator.uniform() * 500).rounded() : nil,
      shelfLife: hasLife ? 0.1 + 0.9 * generator.uniform() : nil)
  }

  /// The least cost over all packs that are allowed.
  private func bruteForce(
    _ constraints: OrderConstraints, demandRate: Double, _ cost: (Double) -> Double
  ) -> Double? {
    let pack = constraints.pack ?? 1
    let most = min(constraints.most(demandRate: demandRate), 5_000)
    var best: Double?
    var quantity = pack
    while quantity <= most + 1e-9 {
      if quantity >= constraints.minimum - 1e-9 {
        best = min(best ?? .infinity, cost(quantity))
      }
      quantity += pack
    }
    return best
  }

  @Test("the economic quantity in packs is the cheapest pack allowed", arguments: seeds)
  func packs(seed: UInt64) {
    var generator = RandomGenerator(seed: seed)
    let problem = EconomicOrderQuantity(
      fixedCost: 1 + 30 * generator.uniform(), holdingCost: 0.1 + generator.uniform(),
      demandRate: 100 + 900 * generator.uniform())
    let constraints = constraints(&generator)
    let best = bruteForce(constraints, demandRate: problem.demandRate) { problem.cost(at: $0) }
    let found = problem.quantity(within: constraints)
    #expect((found == nil) == (best == nil))
    if let found, let best {
      #expect(problem.cost(at: found).isNear(best, exact))
      // Each constraint can only add to the cost.
      for kind in OrderConstraints.Kind.allCases {
        let free = problem.quantity(within: constraints.without(kind))
        #expect(free.map { problem.cost(at: $0) <= best * (1 + 1e-12) } == true)
      }
    }
  }

  @Test("discounts under constraints are the cheapest pack allowed", arguments: seeds)
  func discounts(seed: UInt64) {
    var generator = RandomGenerator(seed: seed)
    let fixed = 1 + 50 * generator.uniform()
    let demand = 100 + 900 * generator.uniform()
    let rate = 0.1 + 0.4 * generator.uniform()
    let first = (50 + 200 * generator.uniform()).rounded()
    let prices = PriceBreaks(
      breakpoints: [0, first, first + 20 + (200 * generator.uniform()).rounded()],
      unitCosts: [5, 5 - generator.uniform(), 4 - generator.uniform()])
    let constraints = constraints(&generator)
    func region(_ quantity: Double) -> Int { prices.breakpoints.lastIndex { $0 <= quantity } ?? 0 }
    let all = bruteForce(constraints, demandRate: demand) { q in
      let price = prices.unitCosts[region(q)]
      return price * demand + fixed * demand / q + rate * price * q / 2
    }
    let parts = bruteForce(constraints, demandRate: demand) { q in
      var paid = 0.0
      for j in 0...region(q) {
        let end = j < region(q) ? prices.breakpoints[j + 1] : q
        paid += prices.unitCosts[j] * (end - prices.breakpoints[j])
      }
      return paid / q * demand + fixed * demand / q + rate * paid / 2
    }
    let foundAll = prices.bestAllUnitsOrder(
      fixedCost: fixed, holdingRate: rate, demandRate: demand, constraints: constraints)
    let foundParts = prices.bestIncrementalOrder(
      fixedCost: fixed, holdingRate: rate, demandRate: demand, constraints: constraints)
    #expect((foundAll == nil) == (all == nil))
    if let foundAll, let all { #expect(foundAll.cost.isNear(all, exact)) }
    if let foundParts, let parts { #expect(foundParts.cost.isNear(parts, exact)) }
  }

  @Test("planned backorders and runs of a finite rate cost what their parts cost", arguments: seeds)
  func parts(seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed)
    let problem = EconomicOrderQuantity(
      fixedCost: 1 + 30 * generator.uniform(), holdingCost: 0.1 + generator.uniform(),
      demandRate: 100 + 900 * generator.uniform())
    let waiting = 0.5 + 5 * generator.uniform()
    let constraints = OrderConstraints(pack: 1 + (generator.uniform() * 30).rounded())
    let plan = try #require(
      PlannedBackorders(problem, stockoutCost: waiting, constraints: constraints))
    let (q, b) = (plan.orderQuantity, plan.maximumBackorder)
    let cost =
      problem.fixedCost * problem.demandRate / q
      + problem.holdingCost * (q - b) * (q - b) / (2 * q) + waiting * b * b / (2 * q)
    #expect(plan.cost.isNear(cost, exact))
    let run = try #require(
      EconomicProductionQuantity(
        problem, productionRate: 1.5 * problem.demandRate, constraints: constraints))
    #expect(run.maximumInventory.isNear(run.quantity / 3, exact))
    #expect(
      run.cost.isNear(
        problem.fixedCost * problem.demandRate / run.quantity
          + problem.holdingCost * run.maximumInventory / 2, exact))
  }
}
