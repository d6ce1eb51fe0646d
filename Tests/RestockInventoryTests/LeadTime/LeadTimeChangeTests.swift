import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("Lead-time drift")
struct LeadTimeChangeTests {
  private func draws(
    _ count: Int, mean: Double, sd: Double, random: inout RandomGenerator
  ) -> [Double] {
    let gamma = Gamma(mean: mean, standardDeviation: sd)
    return (0..<count).map { _ in
      max(1, gamma.quantile(0.5e-9 + (1 - 1e-9) * random.uniform()).rounded())
    }
  }

  @Test("a supplier that takes twice as long is found within four receipts, with its date")
  func shifted() throws {
    var found = 0
    var dated = 0
    let runs = 200
    for seed in 1...UInt64(runs) {
      var random = RandomGenerator(seed: seed)
      let days =
        draws(25, mean: 14, sd: 3, random: &random) + draws(4, mean: 28, sd: 6, random: &random)
      guard let change = LeadTimeChangeDetector().change(in: days, seed: seed) else { continue }
      found += 1
      if abs(change.first - 25) <= 1 { dated += 1 }
      #expect(change.isLonger)
      #expect(change.pValue <= 0.01)
    }
    #expect(found >= 190)
    #expect(dated >= 180)
  }

  @Test("a supplier that becomes faster is found too")
  func faster() throws {
    var random = RandomGenerator(seed: 4)
    let days =
      draws(20, mean: 40, sd: 6, random: &random) + draws(5, mean: 20, sd: 3, random: &random)
    let change = try #require(LeadTimeChangeDetector().change(in: days, seed: 1))
    #expect(!change.isLonger)
    #expect(abs(change.since - 20) < 4)
    #expect(abs(change.before - 40) < 6)
  }

  /// The number of alarms of 2,000 steady suppliers is binomial: mean 20, standard deviation 4.4 at
  /// 1 in 100; the test is exact, so the count must not be far below either.
  @Test("steady suppliers raise alarms at the stated rate", arguments: [false, true])
  func falseAlarms(twoHumped: Bool) {
    var alarms = 0
    for seed in 1...UInt64(2000) {
      var random = RandomGenerator(seed: seed, stream: 7)
      let days =
        twoHumped
        ? (0..<30).map { _ in
          random.uniform() < 0.75 ? 7 + 2 * random.uniform() : 35 + 4 * random.uniform()
        }
        : draws(30, mean: 20, sd: 7, random: &random)
      if LeadTimeChangeDetector().change(in: days, seed: seed) != nil { alarms += 1 }
    }
    #expect(alarms <= 34)
    #expect(alarms >= 6)
  }

  @Test("constant lead times, and too few of them, raise no alarm")
  func noEvidence() {
    #expect(LeadTimeChangeDetector().change(in: Array(repeating: 9, count: 40), seed: 1) == nil)
    #expect(LeadTimeChangeDetector().change(in: [7, 7, 8, 30, 31, 30], seed: 1) == nil)
    #expect(LeadTimeChangeDetector().change(in: [], seed: 1) == nil)
  }

  @Test("a constant lead time that becomes another constant is found")
  func constants() throws {
    let days = Array(repeating: 10.0, count: 12) + Array(repeating: 15.0, count: 4)
    let change = try #require(LeadTimeChangeDetector().change(in: days, seed: 1))
    #expect(change.first == 12)
  }

  /// 7 of 7 on one side have the probability 2 / 128 = 0.0156 by chance, 8 of 8 have 2 / 256.
  @Test("a typed lead time is contradicted by eight receipts on one side of it, not by seven")
  func setting() {
    let rule = LeadTimeSettingRule()
    #expect(!rule.contradicts(10, days: Array(repeating: 16, count: 7)))
    #expect(rule.contradicts(10, days: Array(repeating: 16, count: 8)))
    // Within the planner's bounds there is nothing to say, however many receipts.
    #expect(!rule.contradicts(10, days: Array(repeating: 15, count: 20)))
    #expect(rule.contradicts(60, days: Array(repeating: 68, count: 20)))
    #expect(rule.contradicts(10, days: Array(repeating: 4, count: 9)))
  }
}
