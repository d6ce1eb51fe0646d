import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("Lost sales until an order comes")
struct LostSalesPipelineTests {
  /// By hand: 2 on hand, demand 0, 1, 2 or 3 with a quarter each, then 1 comes, then demand again.
  /// Sold in the first stretch: 0, 1, 2, 2; left with the receipt 3, 2, 1, 1.
  @Test("two stretches with a receipt between them, by hand")
  func byHand() throws {
    let demand = DemandDistribution.lattice(Lattice(weights: [1, 1, 1, 1]))
    let sold = try #require(
      LostSalesPipeline.sold(
        from: 2,
        [.init(demand: demand, receipt: 1), .init(demand: demand, receipt: 0)]))
    // From 3 left: 0, 1, 2, 3 more; from 2: 0, 1, 2, 2; from 1: 0, 1, 1, 1.
    let expected = [1.0, 2, 4, 9].map { $0 / 16 }
    #expect(sold.probabilities.count == 4)
    for (p, q) in zip(sold.probabilities, expected) { #expect(p.isNear(q, .closedForm)) }
  }

  @Test("agrees with a simulation within its standard error")
  func simulation() throws {
    let demand = DemandDistribution.negativeBinomial(NegativeBinomial(mean: 6, variance: 15))
    let sold = try #require(
      LostSalesPipeline.sold(
        from: 9,
        [
          .init(demand: demand, receipt: 5), .init(demand: demand, receipt: 4),
          .init(demand: demand, receipt: 0),
        ]))
    var random = RandomGenerator(seed: 3)
    let draws = 40_000
    var counts = [Int](repeating: 0, count: 19)
    for _ in 0..<draws {
      var stock = 9.0
      var total = 0.0
      for receipt in [5.0, 4, 0] {
        let units = min(stock, demand.quantile(1e-12 + (1 - 2e-12) * random.uniform()))
        total += units
        stock += receipt - units
      }
      counts[Int(total)] += 1
    }
    for (k, p) in sold.probabilities.enumerated() {
      let error = (p * (1 - p) / Double(draws)).squareRoot()
      #expect(abs(Double(counts[k]) / Double(draws) - p) < 4.5 * error + 1e-9)
    }
  }

  @Test("with stock enough nothing is lost: what is sold is the demand")
  func plenty() throws {
    let demand = DemandDistribution.poisson(Poisson(mean: 5))
    let sold = try #require(
      LostSalesPipeline.sold(from: 200, [.init(demand: demand, receipt: 0)]))
    #expect(sold.mean.isNear(5, Tolerance(relative: 1e-8)))
    #expect(sold.standardDeviation.isNear(5.squareRoot(), Tolerance(relative: 1e-6)))
    let sum = try #require(LostSalesPipeline.sum(sold, demand))
    let ten = Poisson(mean: 10)
    for k in [4.0, 9, 15, 20] {
      #expect(
        sum.cumulativeProbability(k).isNear(
          ten.cumulativeProbability(k), Tolerance(absolute: 1e-9)))
    }
  }

  @Test("no stock sells nothing; too much of it is refused")
  func extremes() throws {
    let demand = DemandDistribution.poisson(Poisson(mean: 5))
    let none = try #require(LostSalesPipeline.sold(from: 0, [.init(demand: demand, receipt: 0)]))
    #expect(none.probabilities == [1])
    #expect(LostSalesPipeline.sold(from: 1e12, [.init(demand: demand, receipt: 0)]) == nil)
    let late = try #require(LostSalesPipeline.sold(from: 0, [.init(demand: demand, receipt: 3)]))
    #expect(late.mean == 0)
  }
}
