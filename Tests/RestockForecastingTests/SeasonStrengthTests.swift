import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("How strongly items follow their season")
struct SeasonStrengthTests {
  private typealias Member = PooledSeasonalIndex.Member

  private static let phases = ContiguousArray((0..<208).map { $0 % 52 })

  /// A peak in phases 44 to 49 of 1 + 1.5 times the strength.
  private static func truth(strength: Double) -> [Double] {
    let index = (0..<52).map { 44...49 ~= $0 ? 1 + 1.5 * strength : 1 }
    let mean = index.reduce(0, +) / 52
    return index.map { $0 / mean }
  }

  /// 300 items at four locations, negative binomial about 2 units a week with the variance twice the mean.
  private func index(
    seed: UInt64, periods: Int = 156, strength: (_ item: Int, _ location: Int) -> Double
  ) -> PooledSeasonalIndex {
    var source = SimulatedDemand(seed: seed)
    var members: [Member] = []
    for item in 0..<300 {
      for location in 0..<4 {
        let truth = Self.truth(strength: strength(item, location))
        let demand = (0..<periods).map {
          source.counts(1, mean: 2 * truth[$0 % 52], variance: 4 * truth[$0 % 52])[0]
        }
        members.append(Member(demand: ContiguousArray(demand), location: location, item: item))
      }
    }
    return PooledSeasonalIndex(members: members, phases: Self.phases, phaseCount: 52, threads: 2)
  }

  /// The mean index of the peak.
  private func peak(_ index: PooledSeasonalIndex, item: Int?, location: Int = 0) -> Double {
    let multipliers = index.multipliers(group: 0, location: location, item: item)
    return multipliers[44...49].reduce(0, +) / 6
  }

  @Test("items that live on the peak are told from those that hardly have one")
  func items() {
    let index = index(seed: 11) { item, _ in item % 3 == 0 ? 2 : 0.5 }
    var errors = [0.0, 0.0]
    for item in 0..<300 {
      let truth = Self.truth(strength: item % 3 == 0 ? 2 : 0.5)[46]
      errors[0] += abs(peak(index, item: item) - truth) / 300
      errors[1] += abs(peak(index, item: nil) - truth) / 300
    }
    // Four series of two units a week and variance twice the mean, for 18 weeks of peak: the rate is known
    // to a sixth, an index of 2.8 or 1.6 to 0.35 on average before anything is shrunk.
    #expect(errors[0] < 0.35, "\(errors)")
    #expect(errors[0] < 0.6 * errors[1], "\(errors)")
    let multipliers = index.multipliers(group: 0, location: 0, item: 0)
    #expect((multipliers.reduce(0, +) / 52).isNear(1, Tolerance(relative: 1e-9)))
  }

  @Test("so are locations")
  func locations() {
    let index = index(seed: 12) { _, location in location == 3 ? 0 : 1.2 }
    for location in 0..<4 {
      let truth = Self.truth(strength: location == 3 ? 0 : 1.2)[46]
      let estimate = peak(index, item: nil, location: location)
      #expect(abs(estimate - truth) < 0.15, "\(location): \(estimate) for \(truth)")
    }
  }

  @Test("where all follow it alike, chance is not taken for strength")
  func alike() {
    let index = index(seed: 13) { _, _ in 1 }
    let shared = peak(index, item: nil)
    var largest = 0.0
    for item in 0..<300 { largest = max(largest, abs(peak(index, item: item) - shared)) }
    #expect(largest < 0.25, "\(largest)")
  }

  @Test("one peak alone tells no strength of an item")
  func onePeak() {
    // Half a season before the last has no peak.
    let index = index(seed: 14, periods: 80) { item, _ in item % 3 == 0 ? 2 : 0.5 }
    let shared = peak(index, item: nil)
    var moved = 0.0
    for item in 0..<300 { moved = max(moved, abs(peak(index, item: item) - shared)) }
    #expect(!index.isFlat)
    #expect(moved < 0.1, "\(moved)")
  }

  /// Forty groups of a few items; one of them sold three times as much in five weeks of one year.
  @Test("what a group did once is no season, what it did each year is", arguments: [1, 3])
  func groupOnce(times: Int) {
    var source = SimulatedDemand(seed: 15)
    var members: [Member] = []
    for item in 0..<240 {
      let demand = (0..<156).map { t in
        let isOdd = item % 40 == 7 && 20...24 ~= t % 52 && t / 52 < times
        return source.counts(1, mean: isOdd ? 9 : 3, variance: isOdd ? 18 : 6)[0]
      }
      members.append(Member(demand: ContiguousArray(demand), group: item % 40, item: item))
    }
    let index = PooledSeasonalIndex(members: members, phases: Self.phases, phaseCount: 52)
    let estimate = index.multipliers(group: 7, location: 0)[22]
    if times == 1 {
      #expect(abs(estimate - 1) < 0.2, "\(estimate)")
    } else {
      #expect(estimate > 1.4, "\(estimate)")
    }
  }
}
