import Foundation
import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

private func monthly(_ count: Int, seed: UInt64) -> [Double] {
  var random = RandomGenerator(seed: seed)
  var level = 100.0
  return (0..<count).map { t in
    level *= exp(0.02 * random.standardNormal())
    return level * (1 + 0.2 * sin(Double(t) * .pi / 6)) * exp(0.05 * random.standardNormal())
  }
}

@Suite("the average of business forecasts")
struct BusinessAverageTests {
  private func series(_ count: Int, seed: UInt64 = 1) throws -> DemandSeries {
    try DemandSeries(demand: monthly(count, seed: seed), seasonLengths: [12])
  }

  @Test("the forecast is the members' with the weights 3 : 3 : 2")
  func weights() throws {
    let series = try series(72)
    let average = try BusinessAverage().fit(series).means(horizon: 12)
    let smoothing = try AkaikeETS().fit(series).means(horizon: 12)
    let theta = try DynamicOptimizedTheta().fit(series).means(horizon: 12)
    let autoregression = try Autoregression().fit(series).means(horizon: 12)
    for h in 0..<12 {
      let expected = 0.375 * smoothing[h] + 0.375 * theta[h] + 0.25 * autoregression[h]
      #expect(average[h].isNear(expected, .closedForm))
    }
  }

  @Test("members that a series is too short for are left out")
  func short() throws {
    let model = try BusinessAverage().fit(series(6))
    #expect(model.theta != nil && model.autoregression == nil)
    let shorter = try BusinessAverage().fit(series(3))
    #expect(shorter.theta == nil && shorter.autoregression == nil)
    #expect(
      Array(shorter.means(horizon: 3)) == Array(try AkaikeETS().fit(series(3)).means(horizon: 3)))
  }

  /// The variance of a mixture is at least that within its members.
  @Test("members that differ add to the variance", arguments: UInt64(1)...10)
  func mixture(seed: UInt64) throws {
    let model = try BusinessAverage().fit(series(60, seed: seed))
    let window = ForecastWindow(periods: 1...6)
    let within =
      0.375 * model.smoothing.variance(over: window)
      + 0.375 * (try #require(model.theta)).variance(over: window)
      + 0.25 * (try #require(model.autoregression)).variance(over: window)
    #expect(model.variance(over: window) >= within * (1 - 1e-12))
  }

  /// 95 % of 300 is 285, give or take 3.8; the mixture is on the wide side.
  @Test("quantiles of totals cover what they say")
  func coverage() throws {
    let window = ForecastWindow(periods: 1...6)
    var below = 0
    for seed in 0..<300 {
      let path = try series(78, seed: UInt64(100 + seed))
      let model = try BusinessAverage().fit(path.prefix(72))
      let total = path.demand[72...].reduce(0, +)
      if total <= model.total(over: window).quantile(0.95) { below += 1 }
    }
    #expect((274...298).contains(below), "\(below) of 300")
  }

  @Test("updates reach every member")
  func updates() throws {
    var model = try BusinessAverage().fit(series(72))
    let before = model.means(horizon: 8)
    model.update(nil)
    for (a, b) in zip(model.means(horizon: 7), before.dropFirst()) {
      #expect(a.isNear(b, Tolerance(relative: 1e-12)))
    }
    model.update(1000)
    #expect(model.smoothing.means(horizon: 12).max() ?? 0 > 0)
    #expect(zip(model.means(horizon: 6), before.dropFirst(2)).allSatisfy { $0 > $1 })
  }
}
