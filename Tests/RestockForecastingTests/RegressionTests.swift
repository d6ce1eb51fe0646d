import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("regression on trend, season and events")
struct RegressionTests {
  private func truth(_ t: Int, promotion: Double) -> Double {
    let angle = 2 * Double.pi * Double(t) / 12
    return 100 + 0.5 * Double(t) + 10 * cosine(angle) - 4 * cosine(angle - .pi / 2)
      + 30 * promotion
  }

  /// By its series, so that the test needs no other library.
  private func cosine(_ angle: Double) -> Double {
    let x = angle - 2 * .pi * (angle / (2 * .pi)).rounded()
    var term = 1.0
    var sum = 1.0
    for k in 1...20 {
      term *= -x * x / Double((2 * k - 1) * 2 * k)
      sum += term
    }
    return sum
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
    let fitted = try Regression().fit(DemandSeries(demand: demand))
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
