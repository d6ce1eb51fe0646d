import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("What leftover is worth where unmet demand is lost")
struct LostSalesBalanceTests {
  private let balance = LostSalesBalance(holding: 0.2, shortage: 1)
  private let nothing = Lattice(weights: [1])

  private func level(
    _ demands: [DemandDistribution], sold: Lattice? = nil, atMost: Int = 200
  ) -> Int {
    balance.level(
      for: [.init(weight: 1, sold: sold ?? nothing, demands: demands)], atMost: atMost)
  }

  /// The critical ratio is 1 / 1.2.
  @Test("one period is the newsvendor's", arguments: [0.4, 3, 17.5])
  func newsvendor(mean: Double) {
    let demand = DemandDistribution.poisson(Poisson(mean: mean))
    #expect(Double(level([demand])) == demand.quantile(1 / 1.2))
  }

  /// By enumeration over all orders of the second period: 5 or 1 asked for in the first, none or 2 in
  /// the second.
  @Test("two periods agree with enumeration")
  func enumeration() {
    let first = DemandDistribution.lattice(Lattice(weights: [0, 3, 0, 0, 0, 1]))
    let second = DemandDistribution.lattice(Lattice(weights: [4, 0, 1]))
    func cost(_ y: Int, _ demand: Int) -> Double {
      0.2 * Double(max(0, y - demand)) + Double(max(0, demand - y))
    }
    func later(_ y: Int) -> Double { 0.8 * cost(y, 0) + 0.2 * cost(y, 2) }
    var costs: [Double] = []
    for y in 0...8 {
      var sum = 0.0
      for (demand, probability) in [(1, 0.75), (5, 0.25)] {
        let left = max(0, y - demand)
        sum += probability * (cost(y, demand) + (left...10).map(later).min()!)
      }
      costs.append(sum)
    }
    let best = costs.indices.min { costs[$0] < costs[$1] }
    #expect(level([first, second], atMost: 8) == best)
    // By itself the first period asks for 5: its ratio of 0.833 exceeds 0.75.
    #expect(level([first], atMost: 8) == 5)
  }

  @Test("a level of the same demand ever after is that of one period, one before an end is lower")
  func endOfSeason() {
    let demand = DemandDistribution.negativeBinomial(NegativeBinomial(mean: 12, variance: 40))
    let over = DemandDistribution.poisson(Poisson(mean: 0.2))
    let alone = level([demand])
    #expect(level([demand, demand, demand]) >= alone - 1)
    #expect(level([demand, over, over]) < alone - 1)
    #expect(level([demand, over, over]) <= level([demand, over]))
  }

  @Test("units sold by the arrival add to the level")
  func sold() {
    let demand = DemandDistribution.poisson(Poisson(mean: 6))
    let four = Lattice(weights: [0, 0, 0, 0, 1])
    #expect(level([demand, demand], sold: four) == level([demand, demand]) + 4)
  }
}
