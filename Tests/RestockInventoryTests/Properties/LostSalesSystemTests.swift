import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

/// Zipkin's published costs are among the reference cases.
@Suite("Lost sales by exact solution")
struct LostSalesSystemTests {
  private func system(seed: UInt64) -> LostSalesSystem {
    var generator = RandomGenerator(seed: seed)
    return LostSalesSystem(
      costs: Newsvendor(
        holdingCost: 0.5 + generator.uniform(), stockoutCost: 1 + 15 * generator.uniform()),
      leadTime: Int(generator.uniform() * 3.99),
      demand: Lattice(weights: (0..<5).map { _ in 0.05 + generator.uniform() }))
  }

  @Test("the best policy lies between its bounds and below the base stock's", arguments: 1...200)
  func bounds(seed: Int) throws {
    let system = system(seed: UInt64(seed))
    let best = try #require(system.best())
    let baseStock = try #require(system.bestBaseStock())
    let bounds = system.bounds()
    #expect(bounds.lower <= best.cost * (1 + 1e-8))
    #expect(best.cost <= bounds.upper * (1 + 1e-8))
    #expect(best.cost <= baseStock.cost * (1 + 1e-8))
    if system.leadTime == 0 { #expect(best.cost.isNear(baseStock.cost, .optimiser(1e-9))) }
  }

  /// A run of the orders that the solution says, in batches: its mean cost within four standard
  /// errors of the cost stated.
  @Test("the orders of the solution cost what it says", arguments: 1...20)
  func simulated(seed: Int) throws {
    let system = system(seed: UInt64(seed))
    let best = try #require(system.best())
    var random = RandomGenerator(seed: UInt64(seed), stream: 3)
    var stock = 0
    var pipeline = [Int](repeating: 0, count: max(0, system.leadTime - 1))
    var batches: [Double] = []
    for _ in 0..<60 {
      var cost = 0.0
      for _ in 0..<1_000 {
        let order = try #require(best.order(onHand: stock, pipeline: pipeline))
        if system.leadTime == 0 { stock += order }
        let demand = Int(system.demand.sample(using: &random))
        let left = max(0, stock - demand)
        cost +=
          system.costs.holdingCost * Double(left)
          + system.costs.stockoutCost * Double(max(0, demand - stock))
        stock = left
        if system.leadTime == 1 { stock += order }
        if system.leadTime > 1 {
          stock += pipeline.removeFirst()
          pipeline.append(order)
        }
      }
      batches.append(cost / 1_000)
    }
    // The first batch begins without stock.
    batches.removeFirst()
    let mean = batches.reduce(0, +) / Double(batches.count)
    let squares = batches.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(batches.count * (batches.count - 1))).squareRoot()
    #expect(abs(mean - best.cost) < 4 * error, "\(mean) for \(best.cost), error \(error)")
  }

  @Test("what cannot be counted is said so at once")
  func tooMany() {
    let system = LostSalesSystem(
      costs: Newsvendor(holdingCost: 1, stockoutCost: 20), leadTime: 9,
      demand: Lattice(weights: (0..<40).map { _ in 1 }))
    #expect(!system.isSolvable)
    #expect(system.best() == nil)
    #expect(system.bounds().lower <= system.bounds().upper)
  }
}
