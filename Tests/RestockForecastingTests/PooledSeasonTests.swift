import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("the pooled seasonal index")
struct PooledSeasonTests {
  private typealias Member = PooledSeasonalIndex.Member

  private static let phases = ContiguousArray((0..<208).map { $0 % 52 })

  /// A peak in phases 46 to 49, for group 1 in phases 20 to 23 as well.
  private static func truth(group: Int) -> [Double] {
    var index = [Double](repeating: 1, count: 52)
    for phase in 46...49 { index[phase] = 2.5 }
    if group == 1 {
      for phase in 20...23 { index[phase] = 2 }
    }
    let mean = index.reduce(0, +) / 52
    return index.map { $0 / mean }
  }

  private func members(
    _ count: Int, seed: UInt64, periods: Int = 156, scale: Double = 1
  ) -> [Member] {
    var source = SimulatedDemand(seed: seed)
    return (0..<count).map { place in
      let index = Self.truth(group: place % 2)
      let level = 0.5 + 4 * Double(place % 7) / 7
      let demand = (0..<periods).map { t in
        scale
          * source.counts(1, mean: level * index[t % 52], variance: 2 * level * index[t % 52])[0]
      }
      return Member(
        demand: ContiguousArray(demand), start: 0, group: place % 2, location: place % 3)
    }
  }

  @Test("the truth of two groups is recovered from thin series")
  func recovery() {
    let index = PooledSeasonalIndex(
      members: members(1200, seed: 1), phases: Self.phases, phaseCount: 52)
    for group in 0...1 {
      let truth = Self.truth(group: group)
      let estimate = index.multipliers(group: group, location: 0)
      #expect((estimate.reduce(0, +) / 52).isNear(1, Tolerance(relative: 1e-9)))
      var largest = 0.0
      for phase in 0..<52 { largest = max(largest, abs(estimate[phase] - truth[phase])) }
      // Smoothing over five phases rounds the shoulders of the second group's own peak.
      #expect(largest < (group == 0 ? 0.25 : 0.45), "\(largest)")
      #expect(abs(estimate[47] - truth[47]) < 0.25)
    }
  }

  @Test("scaling demand leaves the index as it is")
  func scaleFree() {
    let one = PooledSeasonalIndex(
      members: members(200, seed: 2), phases: Self.phases, phaseCount: 52)
    let many = PooledSeasonalIndex(
      members: members(200, seed: 2, scale: 64), phases: Self.phases, phaseCount: 52)
    for (a, b) in zip(
      one.multipliers(group: 1, location: 2), many.multipliers(group: 1, location: 2))
    {
      #expect(a.isNear(b, Tolerance(relative: 1e-9)))
    }
  }

  @Test("little evidence leaves the index near 1, a single season none at all")
  func shrinkage() {
    let few = PooledSeasonalIndex(
      members: members(2, seed: 3), phases: Self.phases, phaseCount: 52)
    for value in few.multipliers(group: 0, location: 0) { #expect(abs(value - 1) < 0.25) }
    let short = PooledSeasonalIndex(
      members: members(50, seed: 3, periods: 60), phases: Self.phases, phaseCount: 52)
    #expect(short.isFlat)
    #expect(short.index(group: 0, location: 0, from: 0) == nil)
  }

  @Test("unknown periods are not taken for zeros")
  func unknown() {
    let known = members(600, seed: 4)
    let masked = known.map { member in
      var flags = ContiguousArray(repeating: true, count: member.demand.count)
      var demand = member.demand
      for t in demand.indices where t % 52 >= 46 && (t / 52 + member.location) % 2 == 0 {
        flags[t] = false
        demand[t] = 0
      }
      return Member(
        demand: demand, isKnown: flags, start: 0, group: member.group, location: member.location)
    }
    let index = PooledSeasonalIndex(members: masked, phases: Self.phases, phaseCount: 52)
    let truth = Self.truth(group: 0)
    #expect(abs(index.multipliers(group: 0, location: 0)[47] - truth[47]) < 0.35)
  }

  @Test("threads don't change a bit of it, and an unseen pair gets the index of all")
  func threads() {
    let batch = members(900, seed: 5)
    let one = PooledSeasonalIndex(members: batch, phases: Self.phases, phaseCount: 52, threads: 1)
    let two = PooledSeasonalIndex(members: batch, phases: Self.phases, phaseCount: 52, threads: 2)
    #expect(one == two)
    let unseen = one.multipliers(group: 9, location: 9)
    #expect(unseen[47] > 1.8)
    let future = one.index(group: 0, location: 0, from: 100)
    #expect(future?.count == 108)
    #expect(future?[0] == one.multipliers(group: 0, location: 0)[100 % 52])
  }

  /// A retail item with a strong shared season: the level times the index must beat the level alone.
  @Test("the index halves the error of a forecast into the peak")
  func forecast() throws {
    let batch = members(600, seed: 6)
    let index = PooledSeasonalIndex(
      members: batch.map {
        Member(
          demand: ContiguousArray($0.demand.prefix(150)), group: $0.group, location: $0.location)
      }, phases: Self.phases, phaseCount: 52)
    var with = 0.0
    var without = 0.0
    for member in batch {
      let demand = member.demand.prefix(150)
      let actual = member.demand[150..<154].reduce(0, +)
      let seasonal = try DemandSeries(
        demand: demand,
        index: index.index(group: member.group, location: member.location, from: 0))
      let plain = try DemandSeries(demand: demand)
      let window = ForecastWindow(periods: 1...4)
      with += abs(actual - (try TwoSpeedLevel().fit(seasonal).mean(over: window)))
      without += abs(actual - (try TwoSpeedLevel().fit(plain).mean(over: window)))
    }
    #expect(with < 0.7 * without, "\(with) \(without)")
  }
}
