import Foundation
import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("several seasons")
struct MultipleSeasonsTests {
  /// Hours over five weeks, with an autocorrelated error; in units, or as factors.
  private func hours(
    _ count: Int, seed: UInt64, isMultiplicative: Bool = false
  ) -> [Double] {
    var source = SimulatedDemand(seed: seed)
    var error = 0.0
    return (0..<count).map { t in
      error = 0.7 * error + 2.5 * source.standardNormal()
      let mean = hourlyMean(t)
      return isMultiplicative ? mean * exp(error / 50) : max(0, mean + error)
    }
  }

  private func series(_ demand: some Sequence<Double>) throws -> DemandSeries {
    try DemandSeries(demand: demand, seasonLengths: [24, 168])
  }

  private func meanError(_ fitted: some FittedModel, from start: Int) -> Double {
    var sum = 0.0
    for (i, mean) in fitted.means(horizon: 48).enumerated() {
      sum += abs(mean - hourlyMean(start + i)) / 48
    }
    return sum
  }

  @Test(
    "days within weeks are chosen for, and told better than by one season",
    arguments: [false, true])
  func chosen(isMultiplicative: Bool) throws {
    var ours = 0.0
    var before = 0.0
    for seed in UInt64(1)...6 {
      let series = try series(hours(840, seed: seed, isMultiplicative: isMultiplicative))
      let selected = try ModelSelection(horizon: 4, origins: 4).select(series)
      #expect(selected.family == .multipleSeasons(MultipleSeasons()))
      ours += meanError(selected.fitted, from: 840)
      before += meanError(try BusinessAverage().fit(series), from: 840)
    }
    #expect(ours < 0.6 * before, "\(ours) \(before)")
  }

  @Test("a week that is not named is found behind a day of hours")
  func weekFound() throws {
    let demand = hours(840, seed: 11)
    let named = try ModelFamily.parse("multiple-seasons").fit(series(demand))
    let unnamed = try ModelFamily.parse("multiple-seasons").fit(
      DemandSeries(demand: demand, seasonLengths: [24]))
    #expect(Array(named.means(horizon: 48)) == Array(unnamed.means(horizon: 48)))
    // Where each day is like the other there is no week to be found.
    let alike = try DemandSeries(
      demand: (0..<700).map { 50 + 10 * sin(Double($0) * .pi / 12) }, seasonLengths: [24])
    let daily = try ModelFamily.parse("multiple-seasons").fit(alike)
    for (i, mean) in daily.means(horizon: 48).enumerated() {
      #expect(abs(mean - 50 - 10 * sin(Double(700 + i) * .pi / 12)) < 0.2)
    }
  }

  @Test("hours that never sell stay at zero until they do; rare demand is not taken for them")
  func closedHours() throws {
    var source = SimulatedDemand(seed: 31)
    let demand = (0..<720).map { t in
      (7..<20).contains(t % 24) ? 20 + hourlyMean(t) / 10 + source.standardNormal() : 0
    }
    var fitted = try MultipleSeasons().fit(series(demand))
    var means = fitted.means(horizon: 48)
    for (i, mean) in means.enumerated() {
      #expect((mean == 0) == !(7..<20).contains((720 + i) % 24), "\(i): \(mean)")
    }
    fitted.update(9)
    means = fitted.means(horizon: 168)
    #expect(means[167] > 0)
    #expect(means[22] == 0)
    let rare = try MultipleSeasons().fit(
      series((0..<720).map { _ in source.uniform() < 0.3 ? 2 : 0 }))
    #expect(rare.means(horizon: 168).count { $0 > 0 } > 100)
  }

  /// 95 % of 120 is 114, give or take 2.4; the errors of the weights are not in the variance.
  @Test("quantiles of an hour and of a day cover what they say")
  func coverage() throws {
    var below = (hour: 0, day: 0)
    for seed in UInt64(0)..<120 {
      let demand = hours(648, seed: 100 + seed)
      let fitted = try ModelFamily.parse("seasons-smoothing").fit(series(demand.prefix(624)))
      let hour = fitted.total(over: ForecastWindow(periods: 12...12)).quantile(0.95)
      let day = fitted.total(over: ForecastWindow(periods: 1...24)).quantile(0.95)
      if demand[635] <= hour { below.hour += 1 }
      if demand[624...].reduce(0, +) <= day { below.day += 1 }
    }
    #expect((104...120).contains(below.hour), "\(below.hour) of 120")
    #expect((100...120).contains(below.day), "\(below.day) of 120")
  }

  @Test("a year of days is one season too many for less than two years")
  func shortYear() throws {
    var source = SimulatedDemand(seed: 81)
    let demand = (0..<500).map { t in
      50 + [9.0, 3, 0, -2, -4, -3, -3][t % 7] + source.standardNormal()
    }
    let fitted = try ModelFamily.parse("multiple-seasons").fit(
      DemandSeries(demand: demand, seasonLengths: [7, 365]))
    for (i, mean) in fitted.means(horizon: 28).enumerated() {
      #expect(abs(mean - 50 - [9.0, 3, 0, -2, -4, -3, -3][(500 + i) % 7]) < 1.5)
    }
  }

  @Test("an update is O(1) and keeps the forecast where it should be")
  func updated() throws {
    let demand = hours(800, seed: 21)
    for name in ["mstl", "seasons-smoothing", "multiple-seasons"] {
      var fitted = try ModelFamily.parse(name).fit(series(demand.prefix(752)))
      for value in demand[752...] { fitted.update(value) }
      let again = try ModelFamily.parse(name).fit(series(demand))
      for (a, b) in zip(fitted.means(horizon: 48), again.means(horizon: 48)) {
        #expect(abs(a - b) < 6, "\(name)")
      }
    }
  }
}
