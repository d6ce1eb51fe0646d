import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("Seasons of lead times")
struct LeadTimeSeasonTests {
  private func draw(_ mean: Double, _ random: inout RandomGenerator) -> Double {
    Gamma(mean: mean, standardDeviation: 0.25 * mean)
      .quantile(0.5e-9 + (1 - 1e-9) * random.uniform())
  }

  /// Three orders a month for some years from January on, with a mean for each month.
  private func orders(
    years: Int, seed: UInt64, mean: (_ year: Int, _ month: Int) -> Double
  ) -> [LeadTimeSeasonDetector.Order] {
    var random = RandomGenerator(seed: seed, stream: 3)
    return (0..<36 * years).map { i in
      let month = i / 3
      return (24_000 + month, draw(mean(month / 12, month % 12 + 1), &random))
    }
  }

  /// Binomial of 1,000 suppliers: mean 10, standard deviation 3.1 at 1 in 100; the smallest ratio takes
  /// some away.
  @Test(
    "suppliers without a season raise the alarm at most at the stated rate",
    arguments: [2, 3, 5])
  func falseAlarms(years: Int) {
    let alarms = (1...UInt64(1000)).count { seed in
      let own = orders(years: years, seed: seed) { _, _ in 25 }
      return LeadTimeSeasonDetector().season(in: own, seed: seed) != nil
    }
    #expect(alarms <= 19)
  }

  @Test("a season is found with its months and how much longer orders take", arguments: [2, 3, 5])
  func found(years: Int) throws {
    var found = 0
    var right = 0
    var ratios = 0.0
    for seed in 1...UInt64(100) {
      let own = orders(years: years, seed: seed) { _, month in month <= 3 ? 40 : 25 }
      guard let season = LeadTimeSeasonDetector().season(in: own, seed: seed) else { continue }
      found += 1
      if season.firstMonth == 1, season.months == 3 { right += 1 }
      ratios += season.ratio
      #expect(season.isSlow && season.years == years)
    }
    #expect(found >= 80)
    #expect(right * 10 >= found * 8)
    #expect((ratios / Double(found)).isNear(1.6, Tolerance(relative: 0.05)))
  }

  @Test("a season over the turn of the year is one, and a quick one is found too")
  func overNewYear() throws {
    let slow = orders(years: 4, seed: 2) { _, month in month >= 11 || month == 1 ? 45 : 25 }
    let season = try #require(LeadTimeSeasonDetector().season(in: slow, seed: 2))
    #expect(season.firstMonth == 11 && season.months == 3)
    let quick = orders(years: 4, seed: 3) { _, month in (6...8).contains(month) ? 14 : 25 }
    let summer = try #require(LeadTimeSeasonDetector().season(in: quick, seed: 3))
    #expect(summer.firstMonth == 6 && !summer.isSlow)
  }

  @Test("what happened once is no season: a slow winter, a change for good")
  func once() {
    var alarms = 0
    for seed in 1...UInt64(100) {
      let winter = orders(years: 3, seed: seed) { year, month in
        year == 1 && month <= 3 ? 60 : 25
      }
      let changed = orders(years: 3, seed: seed) { year, month in
        12 * year + month > 20 ? 40 : 25
      }
      for own in [winter, changed]
      where LeadTimeSeasonDetector().season(in: own, seed: seed) != nil {
        alarms += 1
      }
    }
    #expect(alarms <= 6)
  }

  @Test("constant lead times, a single year and no orders have none")
  func nothing() {
    let detector = LeadTimeSeasonDetector()
    #expect(detector.season(in: [], seed: 1) == nil)
    #expect(detector.season(in: (0..<60).map { (24_000 + $0, 9) }, seed: 1) == nil)
    #expect(
      detector.season(in: orders(years: 1, seed: 1) { _, month in month <= 3 ? 60 : 20 }, seed: 1)
        == nil)
  }

  /// Orders a week apart; a day of the 60 days after New Year counts as `pace`.
  private func seasonal(
    pace: Double, years: Int, seed: UInt64, level: (Int) -> Double = { _ in 25 }
  ) -> [SeasonalOrder] {
    var random = RandomGenerator(seed: seed, stream: 9)
    return (0..<52 * years).map { week in
      let ordered = 7 * week
      var left = draw(level((week + 26) / 52), &random)
      var inside = 0.0
      var outside = 0.0
      var day = ordered
      while left > 0 {
        day += 1
        if day % 364 < 60 {
          inside += 1
          left -= pace
        } else {
          outside += 1
          left -= 1
        }
      }
      let exposure = (1...25).count { (ordered + $0) % 364 < 60 }
      return SeasonalOrder(
        outside: outside, inside: inside, exposure: Double(exposure) / 25,
        block: (ordered + 152) / 364)
    }
  }

  @Test("the pace of a season is learned from orders", arguments: [0.0, 0.4, 0.625, 1, 1.5])
  func pace(truth: Double) throws {
    var sum = 0.0
    for seed in 1...UInt64(40) {
      let own = seasonal(pace: truth, years: 3, seed: seed)
      let estimate = try #require(SeasonalPaceEstimator().pace(of: own))
      #expect(estimate.exposed > 20)
      sum += estimate.pace
    }
    // An estimate has a standard error near a tenth of the pace; below 0 there is none.
    #expect(abs(sum / 40 - truth) < 0.05 + 0.05 * truth)
  }

  @Test("a supplier that takes longer every year does not look like a season")
  func drifting() throws {
    var sum = 0.0
    for seed in 1...UInt64(40) {
      let own = seasonal(pace: 0.625, years: 4, seed: seed) { 20 + 10 * Double($0) }
      sum += try #require(SeasonalPaceEstimator().pace(of: own)).pace
    }
    #expect(abs(sum / 40 - 0.625) < 0.06)
  }

  /// Binomial of 400: mean 20, standard deviation 4.4 at 1 in 20.
  @Test("the pace that is true is contradicted at the stated rate, another by nearly all")
  func contradicted() {
    var contradicted = 0
    var rightly = 0
    for seed in 1...UInt64(400) {
      let own = seasonal(pace: 0.625, years: 2, seed: seed)
      let estimator = SeasonalPaceEstimator()
      if estimator.pValue(of: 0.625, in: own, seed: seed) <= 0.05 { contradicted += 1 }
      if seed <= 50, estimator.pValue(of: 0, in: own, seed: seed) <= 0.05 { rightly += 1 }
    }
    #expect(contradicted <= 34)
    #expect(rightly == 50)
  }

  @Test("without orders that met the season nothing is said")
  func unmet() {
    let orders = (0..<30).map {
      SeasonalOrder(outside: 20 + Double($0 % 5), inside: 0, exposure: 0, block: 0)
    }
    #expect(SeasonalPaceEstimator().pace(of: orders) == nil)
    #expect(SeasonalPaceEstimator().pace(of: []) == nil)
  }
}
