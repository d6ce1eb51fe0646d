import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

/// Each on 200 seeded instances, against trying everything.
@Suite("Exact algorithms against brute force")
struct ExactAlgorithmTests {
  private static let seeds = UInt64(1)...200

  private func lotSizing(_ generator: inout RandomGenerator, periods: Int) -> LotSizing {
    func numbers(_ scale: Double) -> [Double] {
      (0..<periods).map { _ in (generator.uniform() * scale).rounded() }
    }
    return LotSizing(
      demand: numbers(9), fixedCosts: numbers(20), holdingCosts: numbers(3),
      unitCosts: numbers(4))
  }

  /// The least cost over all sets of order periods, each ordering what the next ones need.
  private func bruteForce(_ problem: LotSizing) -> Double {
    let n = problem.demand.count
    var best = Double.infinity
    for mask in 0..<(1 << n) {
      var quantities = [Double](repeating: 0, count: n)
      var order: Int?
      for t in 0..<n {
        if mask >> t & 1 == 1 { order = t }
        if let order { quantities[order] += problem.demand[t] }
      }
      if let cost = problem.cost(of: quantities) { best = min(best, cost) }
    }
    return best
  }

  @Test("Wagner and Whitin's lots are the cheapest, and no heuristic beats them", arguments: seeds)
  func wagnerWhitin(seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed)
    let problem = lotSizing(&generator, periods: 7)
    let plan = problem.wagnerWhitin()
    #expect(plan.cost.isNear(bruteForce(problem), Tolerance(relative: 1e-12, absolute: 1e-9)))
    let cost = try #require(problem.cost(of: plan.orderQuantities))
    #expect(cost.isNear(plan.cost, Tolerance(relative: 1e-12, absolute: 1e-9)))
    for heuristic in [
      problem.silverMeal(), problem.leastUnitCost(), problem.partPeriodBalancing(),
    ] {
      #expect(heuristic.cost >= plan.cost - 1e-9)
      #expect(heuristic.cost.isFinite)
    }
  }

  @Test("lots under a capacity are the cheapest that fit", arguments: seeds)
  func capacity(seed: UInt64) {
    var generator = RandomGenerator(seed: seed)
    let problem = lotSizing(&generator, periods: 4)
    let capacity = (3 + generator.uniform() * 9).rounded()
    // Every whole order up to the capacity in every period.
    var best = Double.infinity
    let choices = Int(capacity) + 1
    var quantities = [Double](repeating: 0, count: 4)
    for code in 0..<(choices * choices * choices * choices) {
      var rest = code
      for t in 0..<4 {
        quantities[t] = Double(rest % choices)
        rest /= choices
      }
      guard quantities.reduce(0, +) == problem.demand.reduce(0, +) else { continue }
      if let cost = problem.cost(of: quantities) { best = min(best, cost) }
    }
    let plan = problem.best(capacity: capacity)
    if best.isFinite {
      #expect(plan?.cost.isNear(best, Tolerance(relative: 1e-12, absolute: 1e-9)) == true)
      #expect(plan?.orderQuantities.allSatisfy { $0 <= capacity + 1e-9 } == true)
    } else {
      #expect(plan == nil)
    }
  }

  @Test("lots with backorders are the cheapest", arguments: seeds)
  func backorders(seed: UInt64) {
    var generator = RandomGenerator(seed: seed)
    let problem = lotSizing(&generator, periods: 5)
    let waiting = (0..<5).map { _ in (generator.uniform() * 4).rounded() }
    // Each period's demand from each period.
    var best = Double.infinity
    for code in 0..<3125 {
      var quantities = [Double](repeating: 0, count: 5)
      var rest = code
      var cost = 0.0
      for t in 0..<5 {
        let source = rest % 5
        rest /= 5
        quantities[source] += problem.demand[t]
        let unit =
          source <= t
          ? problem.holdingCosts[source..<t].reduce(0, +) : waiting[t..<source].reduce(0, +)
        cost += problem.demand[t] * (unit + problem.unitCosts[source])
      }
      for t in 0..<5 where quantities[t] > 0 { cost += problem.fixedCosts[t] }
      best = min(best, cost)
    }
    let plan = problem.wagnerWhitin(backorderCosts: waiting)
    #expect(plan.cost.isNear(best, Tolerance(relative: 1e-12, absolute: 1e-9)))
    #expect(
      plan.orderQuantities.reduce(0, +).isNear(
        problem.demand.reduce(0, +), Tolerance(relative: 1e-12)))
  }

  @Test("no quantity on a grid is cheaper than the discount optimum", arguments: seeds)
  func discounts(seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed)
    let fixed = 1 + generator.uniform() * 50
    let demand = 100 + generator.uniform() * 2000
    let rate = 0.1 + generator.uniform() * 0.4
    let first = 50 + generator.uniform() * 300
    let prices = PriceBreaks(
      breakpoints: [0, first, first * (1.5 + generator.uniform())],
      unitCosts: [5, 5 - generator.uniform(), 4 - generator.uniform()])
    let all = try #require(
      prices.bestAllUnitsOrder(fixedCost: fixed, holdingRate: rate, demandRate: demand))
    let parts = try #require(
      prices.bestIncrementalOrder(fixedCost: fixed, holdingRate: rate, demandRate: demand))
    for i in 1...2000 {
      let q = Double(i) * 2
      let region = prices.breakpoints.lastIndex { $0 <= q } ?? 0
      let price = prices.unitCosts[region]
      let cost = price * demand + fixed * demand / q + rate * price * q / 2
      #expect(cost >= all.cost * (1 - 1e-12))
      var purchase = 0.0
      for j in 0...region {
        let end = j < region ? prices.breakpoints[j + 1] : q
        purchase += prices.unitCosts[j] * (end - prices.breakpoints[j])
      }
      let average = purchase / q
      let total = average * demand + fixed * demand / q + rate * average * q / 2
      #expect(total >= parts.cost * (1 - 1e-12))
    }
  }

  @Test("no pair of levels costs less than the best (s, S)", arguments: seeds)
  func minMax(seed: UInt64) {
    var generator = RandomGenerator(seed: seed)
    let demand = Lattice(weights: (0..<6).map { _ in generator.uniform() })
    let policy = MinMaxPolicy(
      fixedCost: generator.uniform() * 30,
      costs: Newsvendor(
        holdingCost: 0.2 + generator.uniform(), stockoutCost: 0.5 + 9 * generator.uniform()),
      demand: demand)
    let best = policy.best()
    #expect(
      policy.cost(reorderPoint: best.reorderPoint, orderUpToLevel: best.orderUpToLevel)
        .isNear(best.cost, Tolerance(relative: 1e-12)))
    for s in -15...8 {
      for level in (s + 1)...(s + 45) {
        let cost = policy.cost(reorderPoint: s, orderUpToLevel: level)
        #expect(cost >= best.cost * (1 - 1e-12))
      }
    }
  }

  @Test("no pair of r and Q costs less than the best", arguments: seeds)
  func reorderPointQuantity(seed: UInt64) {
    var generator = RandomGenerator(seed: seed)
    let costs = Newsvendor(
      holdingCost: 0.1 + generator.uniform(), stockoutCost: 1 + 20 * generator.uniform())
    let fixed = 1 + 60 * generator.uniform()
    let rate = 2 + 10 * generator.uniform()
    let whole = PoissonReorderPointQuantity(
      fixedCost: fixed, costs: costs, demandRate: rate, leadTime: 1)
    let best = whole.best()
    for r in stride(from: -10, through: 30, by: 2) {
      for quantity in stride(from: 1, through: 60, by: 3) {
        #expect(
          whole.cost(reorderPoint: r, orderQuantity: quantity) >= best.cost * (1 - 1e-12))
      }
    }
    let normal = ReorderPointQuantity(
      fixedCost: fixed, costs: costs, demandRate: rate,
      demandStandardDeviation: rate.squareRoot(), leadTime: 1)
    let policy = normal.best()
    let cost = normal.cost(of: policy)
    for other in [
      normal.economicQuantityPlusSafetyStock(), normal.economicQuantityWithBackorders(),
      normal.lossFunctionApproximation(),
    ] {
      #expect(normal.cost(of: other) >= cost * (1 - 1e-12))
    }
    for (dr, dq) in [(-1.0, 0.0), (1, 0), (0, -1), (0, 1), (0.1, 0.1), (-0.1, 0.1)] {
      let other = ReorderPointQuantity.Policy(
        reorderPoint: policy.reorderPoint + dr, orderQuantity: policy.orderQuantity + dq)
      #expect(normal.cost(of: other) >= cost * (1 - 1e-12))
    }
  }

  @Test("no multiples of a common cycle cost less than the best", arguments: seeds)
  func jointReplenishment(seed: UInt64) {
    var generator = RandomGenerator(seed: seed)
    let group = JointReplenishment(
      majorCost: 5 + 40 * generator.uniform(),
      items: (0..<3).map { _ in
        JointReplenishment.Item(
          minorCost: 0.5 + 20 * generator.uniform(), holdingCost: 0.1 + generator.uniform(),
          demandRate: 1 + 99 * generator.uniform())
      })
    let best = group.best
    #expect(group.silverHeuristic.cost >= best.cost * (1 - 1e-12))
    for i in 1...8 {
      for j in 1...8 {
        for k in 1...8 {
          #expect(group.plan(multiples: [i, j, k]).cost >= best.cost * (1 - 1e-12))
        }
      }
    }
  }
}
