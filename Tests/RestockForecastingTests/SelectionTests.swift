import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("patterns and the choice of a model")
struct SelectionTests {
  /// Cut-offs of Syntetos, Boylan and Croston (2005): p = 1.32, CV^2 = 0.49.
  @Test("patterns are told by interval and variation, after the first demand")
  func patterns() throws {
    func pattern(_ demand: [Double]) throws -> DemandPattern {
      DemandPattern(try DemandSeries(demand: demand))
    }
    #expect(try pattern([0, 0, 5, 6, 4, 5, 5, 6, 5]) == .smooth)
    #expect(try pattern([1, 9, 1, 14, 2, 1, 1, 12]) == .erratic)
    #expect(try pattern([0, 3, 0, 0, 3, 0, 0, 4, 0, 0]) == .intermittent)
    #expect(try pattern([0, 1, 0, 0, 20, 0, 0, 1, 0, 0]) == .lumpy)
    #expect(try pattern([0, 0, 0]) == .noDemand)
    #expect(try pattern([0, 0, 0, 0, 0, 0, 4, 2]) == .short)
  }

  @Test("an interval of exactly 1.32 is rare, the statistics are those of the definition")
  func statistics() throws {
    // 33 periods, 25 with demand.
    let demand = (0..<33).map { $0 < 1 || $0 > 8 ? 2.0 : 0 }
    let statistics = PatternStatistics(try DemandSeries(demand: demand))
    #expect(statistics.periods == 33 && statistics.demands == 25)
    #expect(statistics.averageInterval == 1.32)
    #expect(statistics.squaredVariation == 0)
    #expect(DemandPattern(try DemandSeries(demand: demand)) == .intermittent)
    let sizes = PatternStatistics(try DemandSeries(demand: [1, 3]))
    #expect(sizes.squaredVariation.isNear(0.25, .closedForm))  // variance 1 over mean 2 squared
  }

  @Test("origins leave room for the horizon, and none look beyond the history")
  func origins() {
    for length in 1...60 {
      let plan = RollingOrigins(length: length, horizon: 8, count: 12)
      #expect(plan.origins.allSatisfy { $0 >= 4 && $0 + plan.horizon <= length })
      #expect(zip(plan.origins, plan.origins.dropFirst()).allSatisfy { $0 < $1 })
      #expect(plan.origins.count <= 12)
      // After them come those from which less than the horizon is known, but something is.
      #expect(plan.later.allSatisfy { $0 + plan.horizon > length && $0 < length })
    }
    #expect(RollingOrigins(length: 156, horizon: 13, count: 20).origins.last == 143)
  }

  /// No choice can have looked at what it is held against: the future is replaced by nonsense.
  @Test("what comes after an origin does not change the forecast made there")
  func noLeak() throws {
    var source = SimulatedDemand(seed: 31)
    let demand = source.counts(60, mean: 20, variance: 30)
    let selection = ModelSelection(horizon: 4, candidates: [try ModelFamily.parse("ses")])
    let whole = try selection.select(DemandSeries(demand: demand))
    var changed = demand
    changed[59] = 900
    let other = try selection.select(DemandSeries(demand: changed))
    let (before, after) = (
      try #require(whole.originTotals).totals[0], try #require(other.originTotals).totals[0]
    )
    #expect(before.count == after.count)
    for (a, b) in zip(before, after) { #expect(a.forecast == b.forecast) }
  }

  @Test("a clear trend and a clear season are found")
  func trendAndSeason() throws {
    var source = SimulatedDemand(seed: 32)
    let demand = (0..<72).map { t in
      (50 + 2 * Double(t)) * (t % 12 == 11 ? 1.8 : 1) + source.standardNormal()
    }
    let selected = try ModelSelection(horizon: 6).select(
      DemandSeries(demand: demand, seasonLengths: [12]))
    let means = selected.fitted.means(horizon: 12)
    for (i, mean) in means.enumerated() {
      let t = 72 + i
      let truth = (50 + 2 * Double(t)) * (t % 12 == 11 ? 1.8 : 1)
      // The autoregression in the average takes the one high month for a level now and then.
      #expect(abs(mean - truth) < 0.12 * truth, "\(i): \(mean) \(truth)")
    }
  }

  @Test("the incumbent stays unless another is better by the margin")
  func incumbent() throws {
    var source = SimulatedDemand(seed: 33)
    let demand = source.counts(80, mean: 10, variance: 12)
    let models = try ["mean", "naive"].map { try ModelFamily.parse($0) }
    for order in [models, models.reversed()] {
      let selected = try ModelSelection(horizon: 4, candidates: order, margin: 0.05).select(
        DemandSeries(demand: demand))
      // Of independent demand the naive forecast has twice the squared error of the mean.
      #expect(selected.family == models[0])
      #expect(selected.scores.count == 2)
    }
    let tied = try ModelSelection(horizon: 4, candidates: models.reversed(), margin: 0.9).select(
      DemandSeries(demand: demand))
    #expect(tied.family == models[1])
  }

  @Test("a dead item's forecast decays, a slow one's does not")
  func obsolescence() throws {
    var source = SimulatedDemand(seed: 34)
    let lively = source.counts(100, mean: 5, variance: 8)
    let dead = try TwoSpeedLevel().fit(
      DemandSeries(demand: lively + Array(repeating: 0, count: 12)))
    #expect(dead.aliveProbability < 0.01)
    #expect(dead.means(horizon: 1)[0] < 0.05)
    let slow = (0..<112).map { $0 % 14 == 0 ? 1.0 : 0 }
    let fitted = try TwoSpeedLevel().fit(DemandSeries(demand: slow))
    #expect(fitted.aliveProbability > 0.8)
    #expect(fitted.means(horizon: 1)[0] > 0.03)
  }
}
