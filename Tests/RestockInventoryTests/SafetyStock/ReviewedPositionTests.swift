import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("Where reviews leave the position, and what (s,S) serves")
struct ReviewedPositionTests {
  /// By hand: demand 0 or 1 with a half each, S = s + 2: the position stays two reviews on average at each
  /// of S, S - 1 and s, and is ordered up from s - 1.
  @Test("one unit at a time, by hand")
  func byHand() {
    let coin = DemandDistribution.lattice(Lattice(weights: [1, 1]))
    let below = ReviewedPosition(lot: 2, demand: coin)
    #expect(below.offsets == [2, 1, 0])
    for p in below.probabilities { #expect(p.isNear(1.0 / 3, .closedForm)) }
    let at = ReviewedPosition(lot: 2, demand: coin, ordersAtReorderPoint: true)
    #expect(at.offsets == [2, 1, 0])
    for (p, q) in zip(at.probabilities, [0.5, 0.5, 0]) { #expect(p.isNear(q, .closedForm)) }
    #expect(ReviewedPosition(lot: 0, demand: coin).offsets == [0])
    #expect(ReviewedPosition(lot: 5, demand: .point(0)).offsets == [5])
  }

  /// By hand: in packs of 3 from S = s, demand 1 always: s + 2, s + 1 and s in turn.
  @Test("whole packs lift the position above the order-up-to level, by hand")
  func packs() {
    let position = ReviewedPosition(lot: 0, demand: .point(1), pack: 3)
    #expect(position.offsets == [2, 1, 0])
    for p in position.probabilities { #expect(p.isNear(1.0 / 3, .closedForm)) }
    #expect(position.average(reorderPoint: 10) { $0 }.isNear(11, .closedForm))
  }

  struct Case: Sendable, CustomStringConvertible {
    let lot: Double
    let minimum: Double
    let pack: Double
    let rate: Double
    var description: String { "lot \(lot), minimum \(minimum), pack \(pack), rate \(rate)" }
  }

  static let cases = [
    Case(lot: 0, minimum: 0, pack: 1, rate: 4), Case(lot: 12, minimum: 0, pack: 1, rate: 4),
    Case(lot: 5, minimum: 20, pack: 6, rate: 3), Case(lot: 0, minimum: 0, pack: 25, rate: 2),
    Case(lot: 3, minimum: 8, pack: 1, rate: 0.3), Case(lot: 300, minimum: 0, pack: 1, rate: 20),
    Case(lot: 150, minimum: 240, pack: 12, rate: 15),
  ]

  /// A long simulation of the policy itself, with Poisson demand, a lead time of three periods and
  /// backorders.
  @Test("cycle service, fill rate and stock are those of a long simulation", arguments: cases)
  func simulation(_ one: Case) {
    let lead = 3
    let cycle = ReplenishmentCycle(
      protectionDemand: .poisson(Poisson(mean: one.rate * Double(lead + 1))),
      leadTimeDemand: .poisson(Poisson(mean: one.rate * Double(lead))))
    let s = cycle.reorderLevel(for: .fillRate(0.8))
    let position = ReviewedPosition(
      lot: one.lot, demand: .poisson(Poisson(mean: one.rate)), minimum: one.minimum,
      pack: one.pack)
    let service = position.average(reorderPoint: s, of: cycle.expectedCycleService)
    let fill = position.average(reorderPoint: s, of: cycle.expectedFillRate)
    var random = RandomGenerator(seed: 5)
    let law = Poisson(mean: one.rate)
    var cumulative: [Double] = []
    for k in 0...Int(one.rate * 8 + 40) { cumulative.append(law.cumulativeProbability(Double(k))) }
    var net = s
    var pipeline = [Double](repeating: 0, count: lead)
    var demanded = 0.0
    var served = 0.0
    var kept = 0
    let periods = 300_000
    for _ in 0..<periods {
      let held = net + pipeline.reduce(0, +)
      let order =
        held < s
        ? OrderQuantity.rounded(
          need: s + one.lot - held, minimum: one.minimum, pack: one.pack
        ).quantity : 0
      pipeline.append(order)
      net += pipeline.removeFirst()
      let u = random.uniform()
      let demand = Double(cumulative.firstIndex { u < $0 } ?? cumulative.count)
      let now = min(demand, max(0, net))
      demanded += demand
      served += now
      if now == demand { kept += 1 }
      net -= demand
    }
    // Periods depend on each other over a lead time and a lot; the coarser lattice adds its part.
    #expect(abs(service - Double(kept) / Double(periods)) < 0.006)
    #expect(abs(fill - served / demanded) < 0.006)
    #expect(service >= cycle.expectedCycleService(s) - 1e-12)
  }

  @Test("a greatest position bounds it")
  func greatest() {
    let demand = DemandDistribution.poisson(Poisson(mean: 3))
    let position = ReviewedPosition(lot: 10, demand: demand, greatest: 4, pack: 2)
    #expect(position.offsets.allSatisfy { $0 <= 4 })
    #expect(position.probabilities.reduce(0, +).isNear(1, .closedForm))
    #expect(ReviewedPosition(lot: 10, demand: demand, greatest: -3).offsets == [-3])
  }
}
