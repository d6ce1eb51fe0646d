import Foundation
import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

/// y = 100 + 0.7 (y - 100) + e, the errors with a standard deviation of 5.
private func firstOrder(_ count: Int, seed: UInt64) -> [Double] {
  var random = RandomGenerator(seed: seed)
  var deviation = 7 * random.standardNormal()
  return (0..<count).map { _ in
    deviation = 0.7 * deviation + 5 * random.standardNormal()
    return 100 + deviation
  }
}

@Suite("autoregression")
struct AutoregressionTests {
  /// The best forecast from a known process is 100 + 0.7^h (y - 100); that of an estimated one is off
  /// by about a standard error of the coefficient, 0.03 at 400 periods, and of the mean, 0.8.
  @Test("forecasts of a process of first order are near the best", arguments: UInt64(1)...5)
  func firstOrderForecasts(seed: UInt64) throws {
    let demand = firstOrder(400, seed: seed)
    let model = try Autoregression().fit(DemandSeries(demand: demand))
    for (h, mean) in model.means(horizon: 6).enumerated() {
      let best = 100 + pow(0.7, Double(h + 1)) * (demand[399] - 100)
      #expect(abs(mean - best) < 4)
    }
    // The errors are of the logarithm: 5 of 100.
    #expect(model.errorVariance.squareRoot().isNear(0.05, Tolerance(relative: 0.15)))
  }

  /// The total of four periods of the process has the standard deviation
  /// 5 sqrt(1 + 1.7^2 + 2.19^2 + 2.533^2).
  @Test("the variance of a total is that of the process")
  func totals() throws {
    let model = try Autoregression().fit(DemandSeries(demand: firstOrder(2000, seed: 7)))
    let expected = 25 * (1 + 1.7 * 1.7 + 2.19 * 2.19 + 2.533 * 2.533)
    let ours = model.variance(over: ForecastWindow(periods: 1...4))
    #expect(ours.isNear(expected, Tolerance(relative: 0.2)))
  }

  @Test("what repeats or grows without noise goes on so")
  func exact() throws {
    let growth = (0..<40).map { 50 * pow(1.02, Double($0)) }
    for (h, mean) in try Autoregression().fit(DemandSeries(demand: growth)).means(horizon: 6)
      .enumerated()
    {
      #expect(mean.isNear(50 * pow(1.02, Double(40 + h)), Tolerance(relative: 1e-6)))
    }
    let season = (0..<48).map { 10 + Double($0 % 12) }
    let model = try Autoregression().fit(DemandSeries(demand: season, seasonLengths: [12]))
    for (h, mean) in model.means(horizon: 12).enumerated() {
      #expect(mean.isNear(10 + Double(h % 12), Tolerance(relative: 1e-9)))
    }
  }

  @Test("an update without demand moves the forecasts on by one")
  func unknownUpdate() throws {
    var model = try Autoregression().fit(DemandSeries(demand: firstOrder(60, seed: 8)))
    let before = model.means(horizon: 8)
    model.update(nil)
    for (a, b) in zip(model.means(horizon: 7), before.dropFirst()) {
      #expect(a.isNear(b, Tolerance(relative: 1e-12)))
    }
  }

  @Test("fewer than eight known periods are too short")
  func short() throws {
    let series = try DemandSeries(demand: [1, 2, 3, 4, 5, 6, 7])
    #expect(throws: FitError(.tooShort(needed: 8, got: 7))) { try Autoregression().fit(series) }
  }
}
