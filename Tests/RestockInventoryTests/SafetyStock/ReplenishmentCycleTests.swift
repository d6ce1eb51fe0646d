import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("Replenishment cycles")
struct ReplenishmentCycleTests {
  static func poissonCycle(
    rate: Double, leadTime: Double, review: Double, unmet: UnmetDemand = .backorder
  ) -> ReplenishmentCycle {
    ReplenishmentCycle(
      protectionDemand: .poisson(Poisson(mean: rate * (leadTime + review))),
      leadTimeDemand: leadTime > 0 ? .poisson(Poisson(mean: rate * leadTime)) : .point(0),
      unmet: unmet)
  }

  /// One period at a time: order up to the level, receive what is due, meet demand.
  static func simulatedFillRate(
    level: Int, rate: Double, leadTime: Int, lost: Bool, periods: Int, seed: UInt64
  ) -> Double {
    let poisson = Poisson(mean: rate)
    var cumulative: [Double] = []
    for k in 0...Int(rate * 8 + 40) { cumulative.append(poisson.cumulativeProbability(Double(k))) }
    var generator = RandomGenerator(seed: seed)
    var net = level
    var pipeline = [Int](repeating: 0, count: leadTime + 1)
    var served = 0
    var demanded = 0
    for _ in 0..<periods {
      // Ordered now, available after `leadTime` periods and before their demand.
      pipeline[leadTime] += max(0, level - net - pipeline.reduce(0, +))
      let u = generator.uniform()
      let demand = cumulative.firstIndex { u < $0 } ?? cumulative.count
      net += pipeline.removeFirst()
      pipeline.append(0)
      let now = min(demand, max(net, 0))
      served += now
      demanded += demand
      net -= lost ? now : demand
    }
    return Double(served) / Double(demanded)
  }

  @Test(
    "the fill rate with backorders is what a long simulation gives",
    arguments: [(30, 4.0, 3), (14, 4, 3), (12, 10, 0), (9, 1.5, 4)])
  func fillRateSimulated(level: Int, rate: Double, leadTime: Int) {
    let cycle = Self.poissonCycle(rate: rate, leadTime: Double(leadTime), review: 1)
    let simulated = Self.simulatedFillRate(
      level: level, rate: rate, leadTime: leadTime, lost: false, periods: 400_000, seed: 11)
    #expect(abs(cycle.expectedFillRate(Double(level)) - simulated) < 0.004)
  }

  @Test("the fill rate with lost sales is exact without a lead time")
  func lostSalesWithoutLeadTime() {
    let cycle = Self.poissonCycle(rate: 10, leadTime: 0, review: 1, unmet: .lost)
    let simulated = Self.simulatedFillRate(
      level: 12, rate: 10, leadTime: 0, lost: true, periods: 400_000, seed: 12)
    #expect(abs(cycle.expectedFillRate(12) - simulated) < 0.002)
  }

  @Test(
    "the fill rate with lost sales lies between that with backorders and the true one",
    arguments: [(24, 4.0, 3), (20, 4, 3), (16, 4, 3), (30, 10, 3)])
  func lostSalesSimulated(level: Int, rate: Double, leadTime: Int) {
    let lost = Self.poissonCycle(rate: rate, leadTime: Double(leadTime), review: 1, unmet: .lost)
    let backordered = Self.poissonCycle(rate: rate, leadTime: Double(leadTime), review: 1)
    let simulated = Self.simulatedFillRate(
      level: level, rate: rate, leadTime: leadTime, lost: true, periods: 400_000, seed: 12)
    let expected = lost.expectedFillRate(Double(level))
    #expect(expected >= backordered.expectedFillRate(Double(level)))
    #expect(expected <= simulated + 0.002)
  }

  @Test(
    "the level is the smallest whole one that meets the target",
    arguments: [UnmetDemand.backorder, .lost], [0.0, 0.7, 12, 300])
  func smallest(unmet: UnmetDemand, rate: Double) {
    let leadTimes: [(Double, Double)] = [(0.6, 5), (0.3, 10), (0.1, 35)]
    func demand(_ extra: Double) -> DemandDistribution {
      .mixture(
        leadTimes.map { weight, days in
          DemandDistribution.Component(
            weight: weight,
            distribution: DemandDistribution(
              mean: rate * (days + extra), variance: 2 * rate * (days + extra), wholeUnits: true))
        })
    }
    let cycle = ReplenishmentCycle(
      protectionDemand: demand(7), leadTimeDemand: demand(0), unmet: unmet)
    let fill = cycle.reorderLevel(for: .fillRate(0.98))
    let service = cycle.reorderLevel(for: .cycleService(0.95))
    if rate == 0 {
      #expect(fill == 0 && service == 0)
      #expect(cycle.expectedFillRate(0) == 1 && cycle.expectedCycleService(0) > 1 - 1e-12)
      return
    }
    #expect(fill == fill.rounded() && cycle.expectedFillRate(fill) >= 0.98)
    #expect(cycle.expectedFillRate(fill - 1) < 0.98)
    #expect(service == service.rounded())
    // At rate 300 the median of the longest lead time meets it with equality.
    #expect(cycle.expectedCycleService(service) >= 0.95 - 1e-12)
    #expect(cycle.expectedCycleService(service - 1) < 0.95)
  }

  @Test("levels are found for tiny and huge demand", arguments: [1e-8, 1e-3, 1e6, 1e9])
  func extremes(mean: Double) {
    for wholeUnits in [true, false] {
      let cycle = ReplenishmentCycle(
        protectionDemand: DemandDistribution(
          mean: 3 * mean, variance: 0.3 * mean * mean, wholeUnits: wholeUnits),
        leadTimeDemand: DemandDistribution(
          mean: 2 * mean, variance: 0.2 * mean * mean, wholeUnits: wholeUnits))
      for target in [
        ServiceTarget.fillRate(0.98), .cycleService(0.999), .cost(holding: 0.2, shortage: 1),
      ] {
        let level = cycle.reorderLevel(for: target)
        #expect(level.isFinite && level >= 0 && level < 20 * mean + 2)
        let exact = cycle.reorderLevel(for: target, wholeUnits: false)
        #expect(exact <= level * (1 + 1e-8))
      }
    }
  }
}
