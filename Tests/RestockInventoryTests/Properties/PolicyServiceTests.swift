import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("Policies against long runs, and the shape of their cost")
struct PolicyServiceTests {
  /// The share of units that find stock, customer by customer, over batches of demand; of 200 runs
  /// the squared deviations, in standard errors, must average about 1 and none exceed 5.
  @Test("the fill rate of (r, Q) is that of a long run within its error")
  func fillRate() {
    var squares = 0.0
    var largest = 0.0
    let runs = 200
    for seed in 1...UInt64(runs) {
      var random = RandomGenerator(seed: seed)
      let rate = 2 + 8 * random.uniform()
      let leadTime = 0.3 + 2 * random.uniform()
      let quantity = 1 + Int(random.uniform() * 12)
      let point = Int((rate * leadTime * (0.5 + random.uniform())).rounded())
      let exact = ReorderPointQuantityService(
        reorderPoint: Double(point), orderQuantity: Double(quantity),
        leadTimeDemand: Poisson(mean: rate * leadTime), isWholeUnits: true
      ).fillRate
      let interval = Exponential(mean: 1 / rate)
      var now = 0.0
      var net = point + quantity
      var position = net
      var arrivals: [Double] = []
      var shares: [Double] = []
      for _ in 0..<41 {
        var served = 0
        for _ in 0..<400 {
          now += interval.sample(using: &random)
          while let first = arrivals.first, first <= now {
            arrivals.removeFirst()
            net += quantity
          }
          if net > 0 { served += 1 }
          net -= 1
          position -= 1
          if position == point {
            position += quantity
            arrivals.append(now + leadTime)
          }
        }
        shares.append(Double(served) / 400)
      }
      shares.removeFirst()
      let mean = shares.reduce(0, +) / Double(shares.count)
      let scatter = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = (scatter / Double(shares.count * (shares.count - 1))).squareRoot()
      // A run that never, or always, runs out has no error of its own: one customer in 40,000.
      let deviation = (mean - exact) / max(error, 1 / 40_000)
      squares += deviation * deviation / Double(runs)
      largest = max(largest, abs(deviation))
    }
    // A mean of 200 squares of about standard normal numbers has a standard error of 0.1.
    #expect(squares > 0.6 && squares < 1.5, "\(squares)")
    #expect(largest < 5, "\(largest)")
  }

  @Test(
    "the cost of (s, S) falls to the optimum and rises from it, and is convex there",
    arguments: 1...200)
  func minMaxShape(seed: Int) {
    var generator = RandomGenerator(seed: UInt64(seed))
    let policy = MinMaxPolicy(
      fixedCost: 2 + generator.uniform() * 40,
      costs: Newsvendor(
        holdingCost: 0.2 + generator.uniform(), stockoutCost: 1 + 9 * generator.uniform()),
      demand: Lattice(weights: (0..<7).map { _ in 0.05 + generator.uniform() }),
      leadTime: seed % 3)
    let best = policy.best()
    func cost(_ s: Int, _ upTo: Int) -> Double {
      policy.cost(reorderPoint: s, orderUpToLevel: upTo)
    }
    // In s, for the best S: unimodal over all that can be tried.
    var costs: [Double] = []
    for s in (best.reorderPoint - 20)..<best.orderUpToLevel {
      costs.append(cost(s, best.orderUpToLevel))
    }
    for i in 1..<costs.count {
      if i <= 20 {
        #expect(costs[i] <= costs[i - 1] + 1e-9)
      } else {
        #expect(costs[i] >= costs[i - 1] - 1e-9)
      }
    }
    // Around the optimum no step, straight or diagonal, falls: the second differences are not negative.
    let (s, level) = (best.reorderPoint, best.orderUpToLevel)
    for (ds, dl) in [(1, 0), (0, 1), (1, 1), (1, -1)] where s + 1 < level - 1 {
      let difference =
        cost(s + ds, level + dl) - 2 * cost(s, level) + cost(s - ds, level - dl)
      #expect(difference >= -1e-9)
    }
    // A lead time moves the levels, never the saving of an order's fixed cost below nothing.
    #expect(best.cost.isFinite && best.cost > 0)
  }

  @Test(
    "levels within a budget are within it, near the best, and never below the bound",
    arguments: 1...200)
  func budget(seed: Int) {
    var generator = RandomGenerator(seed: UInt64(seed))
    let items = (0..<3).map { _ in
      NewsvendorBudget.Item(
        costs: Newsvendor(
          holdingCost: 0.2 + generator.uniform(), stockoutCost: 2 + 8 * generator.uniform()),
        unitCost: 1 + (8 * generator.uniform()).rounded(),
        demand: .poisson(Poisson(mean: 1 + 4 * generator.uniform())))
    }
    let budget = (60 * generator.uniform()).rounded()
    let plan = NewsvendorBudget(items: items, budget: budget)
    #expect(plan.spend <= budget * (1 + 1e-9))
    #expect(plan.levels.allSatisfy { $0 == $0.rounded() && $0 >= 0 })
    var least = Double.infinity
    let costs = items.map { item in
      (0...25).map { item.costs.cost(at: Double($0), demand: item.demand) }
    }
    let most = items.map { min(25, Int(budget / $0.unitCost)) }
    for a in 0...most[0] {
      for b in 0...most[1] {
        for c in 0...most[2] {
          let spend =
            items[0].unitCost * Double(a) + items[1].unitCost * Double(b)
            + items[2].unitCost * Double(c)
          if spend <= budget { least = min(least, costs[0][a] + costs[1][b] + costs[2][c]) }
        }
      }
    }
    #expect(plan.costLowerBound <= least + 1e-9)
    #expect(plan.cost >= least - 1e-9)
    // What is left is less than a unit's price: nearer than the dearest unit's worth.
    #expect(plan.cost - least <= 9 * plan.valueOfMoney + 1e-9)
  }

  @Test("a promise holds with its confidence", arguments: 1...200)
  func promises(seed: Int) {
    var generator = RandomGenerator(seed: UInt64(seed))
    let inbound = (0..<3).map { i -> PromiseDates.Inbound in
      let days = (0..<3).map { _ in (30 * generator.uniform()).rounded() }.sorted()
      return PromiseDates.Inbound(
        id: "P\(i)", quantity: 1 + Int(8 * generator.uniform()), days: days,
        probabilities: [0.5, 0.3, 0.15])
    }
    let orders = (0..<4).map { i in
      BackorderAllocation.Order(
        id: "O\(i)", day: Double(i), priority: (2 * generator.uniform()).rounded(),
        quantity: (6 * generator.uniform()).rounded())
    }
    let stock = (4 * generator.uniform()).rounded()
    let promises = PromiseDates(
      stock: stock, inbound: inbound, orders: orders, confidence: 0.8
    ).promises
    // Every outcome of the arrivals, each supply on one of three days or never.
    var needed = 0.0
    for promise in promises {
      needed += orders.first { $0.id == promise.order }?.quantity ?? 0
      var kept = 0.0
      let day = promise.day ?? .infinity
      for code in 0..<64 {
        var rest = code
        var weight = 1.0
        var came = stock
        for supply in inbound {
          let which = rest % 4
          rest /= 4
          weight *= which < 3 ? supply.probabilities[which] : 0.05
          if which < 3, supply.days[which] <= day { came += Double(supply.quantity) }
        }
        if came >= needed { kept += weight }
      }
      #expect(kept.isNear(promise.confidence, Tolerance(relative: 1e-12, absolute: 1e-12)))
      #expect((promise.day != nil) == (kept >= 0.8 - 1e-9))
      if let day = promise.day, let median = promise.medianDay { #expect(median <= day) }
    }
  }
}
