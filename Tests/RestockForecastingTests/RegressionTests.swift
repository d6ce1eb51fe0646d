import Foundation
import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("regression on trend, season and events")
struct RegressionTests {
  private func truth(_ t: Int, promotion: Double) -> Double {
    let angle = 2 * Double.pi * Double(t) / 12
    return 100 + 0.5 * Double(t) + 10 * cos(angle) - 4 * cos(angle - .pi / 2)
      + 30 * promotion
  }

  @Test("an exact linear process is continued exactly, promotions to come included")
  func exact() throws {
    let promotions = (0..<72).map { $0 % 7 == 3 ? 1.0 : 0 }
    let series = try DemandSeries(
      demand: (0..<60).map { truth($0, promotion: promotions[$0]) }, seasonLengths: [12],
      regressors: [RegressorColumn(name: "promotion", values: ContiguousArray(promotions))])
    let fitted = try Regression().fit(series)
    for (i, mean) in fitted.means(horizon: 12).enumerated() {
      #expect(mean.isNear(truth(60 + i, promotion: promotions[60 + i]), Tolerance(relative: 1e-8)))
    }
  }

  @Test("growth by a rate, seasons of factors and an elasticity are found in logarithms")
  func logarithms() throws {
    var source = SimulatedDemand(seed: 42)
    let price = ContiguousArray((0..<112).map { Double($0 * 13 % 7) / 30 - 0.1 })
    func truth(_ t: Int) -> Double {
      exp(4 + 0.01 * Double(t) + 0.3 * cos(2 * .pi * Double(t) / 12) - 2 * price[t])
    }
    let demand = (0..<100).map { truth($0) * exp(0.05 * source.standardNormal()) }
    let fitted = try Regression().fit(
      DemandSeries(
        demand: demand, seasonLengths: [12],
        regressors: [RegressorColumn(name: "price", values: price)]))
    #expect(fitted.isLogarithmic)
    for (i, mean) in fitted.means(horizon: 12).enumerated() {
      #expect(abs(mean / truth(100 + i) - 1) < 0.05)
    }
    #expect(throws: FitError(.notPositive(period: 1))) {
      try Regression(isLogarithmic: true).fit(DemandSeries(demand: [1, 0, 2, 3, 4]))
    }
  }

  @Test("collinear regressors are no obstacle")
  func collinear() throws {
    let column = ContiguousArray((0..<50).map { $0 % 5 == 0 ? 1.0 : 0 })
    let series = try DemandSeries(
      demand: (0..<40).map { 20 + 5 * column[$0] },
      regressors: [
        RegressorColumn(name: "promotion", values: column),
        RegressorColumn(name: "the same again", values: column),
      ])
    let means = try Regression().fit(series).means(horizon: 10)
    for (i, mean) in means.enumerated() { #expect(abs(mean - (20 + 5 * column[40 + i])) < 1e-6) }
  }

  /// Hyndman and Athanasopoulos, section 7.9: s^2 (1 + 1/n + (x - mean)^2 / sum (x - mean)^2).
  @Test("the variance of one period is that of the textbook's simple regression")
  func textbookVariance() throws {
    let demand: [Double] = [3, 5, 4, 8, 7, 9, 12, 10]
    let fitted = try Regression(isLogarithmic: false).fit(DemandSeries(demand: demand))
    let n = 8.0
    let meanTime = 3.5
    let meanDemand = demand.reduce(0, +) / n
    var products = 0.0
    var squares = 0.0
    for (t, value) in demand.enumerated() {
      products += (Double(t) - meanTime) * (value - meanDemand)
      squares += (Double(t) - meanTime) * (Double(t) - meanTime)
    }
    let slope = products / squares
    var residuals = 0.0
    for (t, value) in demand.enumerated() {
      let error = value - meanDemand - slope * (Double(t) - meanTime)
      residuals += error * error
    }
    let offset = 9 - meanTime
    let expected = residuals / (n - 2) * (1 + 1 / n + offset * offset / squares)
    #expect(fitted.means(horizon: 2)[1].isNear(meanDemand + slope * offset, .closedForm))
    #expect(
      fitted.variance(over: ForecastWindow(periods: 2...2)).isNear(
        expected, Tolerance(relative: 1e-6)))
  }

  @Test("a promotion that doubles demand is chosen over models that do not know of it")
  func chosen() throws {
    var source = SimulatedDemand(seed: 41)
    let promotions = ContiguousArray((0..<110).map { ($0 * 7) % 10 < 3 ? 1.0 : 0 })
    let demand = (0..<100).map { 60 + 60 * promotions[$0] + 3 * source.standardNormal() }
    let selected = try ModelSelection(horizon: 4).select(
      DemandSeries(
        demand: demand, regressors: [RegressorColumn(name: "promotion", values: promotions)]))
    #expect(selected.family == .regression(Regression()))
    for (i, mean) in selected.fitted.means(horizon: 10).enumerated() {
      #expect(abs(mean - (60 + 60 * promotions[100 + i])) < 6)
    }
  }
}
