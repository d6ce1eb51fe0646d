import Foundation
import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("effects of promotions and prices, learned together")
struct PooledEffectsTests {
  /// Counts with a promotion in a fifth of the weeks and a price that varies by a fifth.
  private func member(
    seed: UInt64, level: Double, uplift: Double, elasticity: Double, group: Int = 0,
    count: Int = 104
  ) -> PooledEffects.Member {
    var source = SimulatedDemand(seed: seed)
    var random = RandomGenerator(seed: seed + 1000)
    var promotion = ContiguousArray<Double>()
    var price = ContiguousArray<Double>()
    var demand = ContiguousArray<Double>()
    for t in 0..<count {
      let isOn = random.uniform() < 0.2
      promotion.append(isOn ? 1 : 0)
      price.append(0.2 * (random.uniform() - 0.5) * 2)
      let season = 1 + 0.2 * sin(Double(t) * 2 * .pi / 52)
      let mean = level * season * (isOn ? uplift : 1) * exp(elasticity * price[t])
      demand.append(source.counts(1, mean: mean, variance: 1.5 * mean)[0])
    }
    return PooledEffects.Member(demand: demand, drivers: [promotion, price], group: group)
  }

  private let priors: [PooledEffects.Prior] = [.promotion, .price]

  @Test("the truth is found where there is much data")
  func recovered() {
    let members = (0..<40).map {
      member(seed: UInt64($0), level: 40, uplift: 2, elasticity: -2.5)
    }
    let effects = PooledEffects(members, priors: priors)
    #expect(abs(effects.all[0] - log(2)) < 0.02, "\(effects.all)")
    #expect(abs(effects.all[1] + 2.5) < 0.1, "\(effects.all)")
    for item in effects.items { #expect(abs(item[0] - log(2)) < 0.15) }
  }

  /// For one driver and no priors the usual demand is the mean of what is around, so the uplift is a ratio
  /// of sums: here 30 over 10 in every promoted period.
  @Test("without noise the effect is the ratio, to the prior's reach")
  func ratio() {
    var demand = ContiguousArray<Double>(repeating: 1000, count: 100)
    var promotion = ContiguousArray<Double>(repeating: 0, count: 100)
    for t in stride(from: 10, to: 100, by: 20) {
      demand[t] = 3000
      promotion[t] = 1
    }
    for t in demand.indices { demand[t] += t % 2 == 0 ? 1 : -1 }
    let effects = PooledEffects(
      [PooledEffects.Member(demand: demand, drivers: [promotion])], priors: [.promotion])
    #expect(abs(exp(effects.items[0][0]) - 3) < 0.01)
  }

  @Test("an item that says little leans on its group, a group that says little on all")
  func shrunk() {
    var members = (0..<20).map { member(seed: UInt64($0), level: 30, uplift: 1.5, elasticity: -1) }
    members += (20..<40).map {
      member(seed: UInt64($0), level: 30, uplift: 2.5, elasticity: -3, group: 1)
    }
    // One that was promoted twice and sold nothing then.
    let silent = PooledEffects.Member(
      demand: [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0],
      drivers: [[0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], ContiguousArray(repeating: 0, count: 12)],
      group: 1)
    members.append(silent)
    let effects = PooledEffects(members, priors: priors)
    #expect(abs(effects.groups[0][0] - log(1.5)) < 0.06)
    #expect(abs(effects.groups[1][0] - log(2.5)) < 0.06)
    #expect(abs(effects.items[40][0] - effects.groups[1][0]) < 0.25)
    #expect(effects.items[40][1] == effects.groups[1][1])
  }

  @Test("scale is no matter, unknown periods have no say, threads change nothing")
  func invariant() {
    let plain = member(seed: 5, level: 20, uplift: 1.8, elasticity: -2)
    let large = PooledEffects.Member(
      demand: ContiguousArray(plain.demand.map { 1024 * $0 }), drivers: plain.drivers)
    let ours = PooledEffects([plain], priors: priors)
    let scaled = PooledEffects([large], priors: priors)
    for (a, b) in zip(ours.items[0], scaled.items[0]) {
      #expect(a.isNear(b, Tolerance(absolute: 1e-9)))
    }
    var known = ContiguousArray(repeating: true, count: plain.demand.count)
    var demand = plain.demand
    for t in 40..<44 {
      known[t] = false
      demand[t] = 9999
    }
    let gaps = PooledEffects(
      [PooledEffects.Member(demand: demand, isKnown: known, drivers: plain.drivers)],
      priors: priors)
    #expect(abs(gaps.items[0][0] - ours.items[0][0]) < 0.1)
    let many = (0..<100).map { member(seed: UInt64($0), level: 5, uplift: 2, elasticity: -2) }
    #expect(
      PooledEffects(many, priors: priors, threads: 1)
        == PooledEffects(many, priors: priors, threads: 2))
  }

  @Test("no demand, and drivers that never change, leave the prior")
  func nothing() {
    let silent = PooledEffects.Member(
      demand: ContiguousArray(repeating: 0, count: 50),
      drivers: [ContiguousArray(repeating: 1, count: 50)])
    let effects = PooledEffects([silent], priors: [.promotion])
    #expect(abs(effects.items[0][0] - PooledEffects.Prior.promotion.mean) < 1e-12)
    #expect(PooledEffects([], priors: [.promotion]).all[0] == PooledEffects.Prior.promotion.mean)
    #expect(PooledEffects.multiplier([3], effects: [5]).isNear(10, Tolerance(relative: 1e-12)))
  }
}
