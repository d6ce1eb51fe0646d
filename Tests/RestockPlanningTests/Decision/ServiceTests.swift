import RestockInventory
import RestockNumerics
import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

@Suite("Service promised, and its price in stock")
struct ServiceTests {
  private func plan(
    weeks: Int = 104, rate: Double = 5, scale: Double = 1, items: Int = 4,
    _ change: (inout PlanSettings) -> Void
  ) -> [Recommendation] {
    var shop = MadeShop(weeks: weeks)
    var random = RandomGenerator(seed: 19)
    for item in 0..<items {
      let law = Gamma(mean: rate, standardDeviation: 0.5 * rate)
      shop.add(
        "sku-\(item)",
        (0..<weeks).map { _ in scale * law.quantile(1e-6 + (1 - 2e-6) * random.uniform()) })
    }
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue((0..<items).map { "sku-\($0)" }, unitCost: 5)
    var settings = PlanSettings()
    settings.asOf = shop.asOf
    change(&settings)
    return Planner(inputs, settings: settings).plan().recommendations
  }

  /// Lead times of 7, 10 or 35 days with probability 0.7, 0.2, 0.1; Poisson demand of 2 a day; 95 %;
  /// continuous review. The oracle `ltd-mix-01`, by exact summation: 70; the normal formula with the
  /// same mean and variance says 49.
  @Test("the two-humped lead time needs a reorder point of 70")
  func twoHumped() {
    let leadTime = LeadTime(days: [7, 10, 35], weights: [0.7, 0.2, 0.1])
    let demand = DemandDistribution.mixture(
      zip(leadTime.days, leadTime.probabilities).map { days, weight in
        .init(weight: weight, distribution: .poisson(Poisson(mean: 2 * days)))
      })
    let cycle = ReplenishmentCycle(protectionDemand: demand, leadTimeDemand: demand)
    #expect(cycle.reorderLevel(for: .cycleService(0.95)) == 70)
    let normal =
      demand.mean + Normal.standard.quantile(0.95) * demand.standardDeviation
    #expect(normal.rounded() == 49)
  }

  /// The oracle `svc-rq-norm-01`: 0.95853 exactly, where the single-cycle approximation says 0.95834.
  @Test("the fill rate of (r = 250, Q = 100) with lead-time demand 200 +- 50")
  func exactFillRate() {
    let service = ReorderPointQuantityService(
      reorderPoint: 250, orderQuantity: 100,
      leadTimeDemand: Normal(mean: 200, standardDeviation: 50), isWholeUnits: false)
    #expect(service.fillRate.isNear(0.9585333418646808, .closedForm))
  }

  @Test("the promise is never below the target, and is kept by what order-up-to adds")
  func promise() {
    for policy in [ReplenishmentPolicy.orderUpTo, .periodicMinMax] {
      for item in plan({
        $0.policy = policy
        $0.service = .cycle(0.9)
      }) {
        #expect(item.expectedCycleService >= 0.9 - 1e-9)
        if policy == .periodicMinMax, item.levels.orderUpTo > item.levels.reorderPoint {
          #expect(item.expectedCycleService > 0.905)
        }
      }
    }
  }

  @Test("safety stock grows with service and with the lead time's spread")
  func monotone() {
    var before = [Double](repeating: -.infinity, count: 4)
    for target in [0.8, 0.9, 0.95, 0.99] {
      let stock = plan { $0.service = .cycle(target) }.map(\.levels.safetyStock)
      for (a, b) in zip(before, stock) { #expect(a < b) }
      before = stock
    }
    before = [Double](repeating: -.infinity, count: 4)
    for spread in [0.0, 5, 10, 20] {
      let stock = plan {
        $0.service = .cycle(0.95)
        $0.leadTime = Duration(28, .days)
        $0.leadTimeStandardDeviation = Duration(spread, .days)
      }.map(\.levels.safetyStock)
      for (a, b) in zip(before, stock) { #expect(a <= b) }
      before = stock
    }
  }

  @Test("ten times the demand needs ten times the levels")
  func scaleInvariance() {
    let one = plan(rate: 900) { $0.service = .fill(0.95) }
    let ten = plan(rate: 900, scale: 10) { $0.service = .fill(0.95) }
    for (a, b) in zip(one, ten) {
      #expect(
        (b.levels.reorderPoint / a.levels.reorderPoint).isNear(10, Tolerance(relative: 0.003)))
    }
  }

  @Test("more data narrows the protection demand")
  func moreData() {
    func spread(_ weeks: Int) -> Double {
      plan(weeks: weeks, items: 30) { $0.service = .cycle(0.95) }.reduce(0) {
        $0 + $1.protectionDemandStandardDeviation / $1.protectionDemand
      }
    }
    #expect(spread(104) < spread(6))
  }

  @Test("along a trade-off curve service and stock rise together, and the plan's is its items'")
  func tradeOff() throws {
    var shop = MadeShop(weeks: 104)
    for (i, rate) in [0.4, 3, 12].enumerated() {
      shop.addPoisson("sku-\(i)", rate: rate, seed: UInt64(i) + 3)
    }
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue((0..<3).map { "sku-\($0)" }, unitCost: 5)
    var settings = PlanSettings()
    settings.asOf = shop.asOf
    #expect(Planner(inputs, settings: settings).plan().tradeOff.isEmpty)
    settings.makesTradeOff = true
    let plan = Planner(inputs, settings: settings).plan()
    for curve in plan.recommendations.map(\.tradeOff) + [plan.tradeOff] {
      #expect(curve.count >= 5)
      for (a, b) in zip(curve, curve.dropFirst()) {
        #expect(a.stock <= b.stock && a.fillRate <= b.fillRate && a.cycleService <= b.cycleService)
      }
      for point in curve {
        guard case .fill(let target) = point.target else { continue }
        #expect(point.fillRate >= target - 1e-9)
        #expect(try #require(point.stockValue).isNear(5 * point.stock, Tolerance(relative: 1e-9)))
      }
    }
    let last = try #require(plan.tradeOff.last)
    let stocks = plan.recommendations.compactMap { $0.tradeOff.last?.stock }
    #expect(last.stock.isNear(stocks.reduce(0, +), Tolerance(relative: 1e-9)))
  }
}
