import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("Demand that stock-outs hid")
struct CensoredSpreadTests {
  /// What is sold of a demand with so much in stock, and whether that was all.
  private func sales(
    of law: DemandDistribution, stock: ClosedRange<Double>, count: Int, seed: UInt64
  ) -> (sales: [Double], out: [Bool], demand: [Double]) {
    var random = RandomGenerator(seed: seed)
    var result: (sales: [Double], out: [Bool], demand: [Double]) = ([], [], [])
    for _ in 0..<count {
      let demand = law.quantile(1e-9 + (1 - 2e-9) * random.uniform())
      let share = random.uniform()
      let there = (stock.lowerBound + share * (stock.upperBound - stock.lowerBound)).rounded()
      result.demand.append(demand)
      result.out.append(demand >= there)
      result.sales.append(min(demand, there))
    }
    return result
  }

  @Test(
    "mean and spread are recovered from censored sales",
    arguments: [CensoredSpread.Family.negativeBinomial, .gamma])
  func recovered(family: CensoredSpread.Family) throws {
    let law: DemandDistribution =
      family == .gamma
      ? .gamma(Gamma(mean: 20, standardDeviation: 9))
      : .negativeBinomial(NegativeBinomial(mean: 20, variance: 81))
    let seen = sales(of: law, stock: 12...40, count: 4000, seed: 3)
    let found = try #require(
      CensoredSpread.estimate(sales: seen.sales, stockedOut: seen.out, family: family))
    let naive = seen.sales.reduce(0, +) / 4000
    // A standard error of 0.15 with everything seen, some more with a third hidden.
    #expect(abs(found.mean - 20) < 0.6)
    #expect(abs(found.standardDeviation - 9) < 0.6)
    #expect(naive < 18.5)
  }

  @Test("without a stock-out the mean is the sample's")
  func uncensored() throws {
    let sales = [4.0, 9, 2, 7, 7, 1, 15, 3]
    for family in [CensoredSpread.Family.negativeBinomial, .gamma] {
      let found = try #require(
        CensoredSpread.estimate(
          sales: sales, stockedOut: Array(repeating: false, count: 8), family: family))
      #expect(found.mean.isNear(6, Tolerance(relative: 1e-5)))
    }
    #expect(
      CensoredSpread.estimate(sales: [3, 3], stockedOut: [false, true], family: .gamma) == nil)
  }

  /// E[D | D >= k] = E[D 1(D >= k)] / P(D >= k), summed term by term.
  @Test("the mean beyond a bound is that of the terms beyond it", arguments: [1.0, 4, 9, 20])
  func beyond(bound: Double) {
    let law = NegativeBinomial(mean: 5, variance: 11)
    var mass = 0.0
    var sum = 0.0
    for k in Int(bound)...400 {
      mass += law.probability(k)
      sum += Double(k) * law.probability(k)
    }
    #expect(
      DemandDistribution.negativeBinomial(law).mean(atLeast: bound)
        .isNear(sum / mass, Tolerance(relative: 1e-9)))
    #expect(DemandDistribution.poisson(Poisson(mean: 2)).mean(atLeast: 500) == 500)
  }
}
