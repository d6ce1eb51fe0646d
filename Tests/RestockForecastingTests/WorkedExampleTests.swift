import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

/// Small series worked by hand from the formulas that the models cite.
@Suite("worked examples")
struct WorkedExampleTests {
  private func fit(_ name: String, _ demand: [Double]) throws -> FittedForecast {
    try ModelFamily.parse(name).fit(DemandSeries(demand: demand))
  }

  @Test("drift carries the line through first and last on, over unknown periods too")
  func drift() throws {
    let series = try DemandSeries(
      demand: [10, 0, 14, 19, 0], isKnown: [true, false, true, true, false])
    // (19 - 10) / 3 a period; the first forecast is two periods after the 19.
    let means = try Drift().fit(series).means(horizon: 2)
    #expect(Array(means) == [25, 28])
  }

  @Test("the naive forecast's variance grows with the horizon, that of a total by its squares")
  func randomWalk() throws {
    // Changes 2, -2, 4, -4: a variance of 10. A walk's total over 3 periods: 10 (9 + 4 + 1).
    guard case .naive(let fitted) = try fit("naive", [10, 12, 10, 14, 10]) else { return }
    #expect(fitted.variance(over: ForecastWindow(periods: 1...1)).isNear(10, .closedForm))
    #expect(fitted.variance(over: ForecastWindow(periods: 3...3)).isNear(30, .closedForm))
    #expect(fitted.variance(over: ForecastWindow(periods: 1...3)).isNear(140, .closedForm))
    // Half of the first period takes half of its variance.
    #expect(fitted.variance(over: ForecastWindow(from: 0, to: 0.5)).isNear(5, .closedForm))
  }

  @Test("a weighted moving average weighs the newest most")
  func weightedAverage() throws {
    // (1 x 4 + 2 x 7 + 3 x 10) / 6
    #expect(try fit("weighted-moving-average(3)", [1, 4, 7, 10]).means(horizon: 1)[0] == 8)
    #expect(try fit("moving-average(3)", [1, 4, 7, 10]).means(horizon: 1)[0] == 7)
  }

  @Test("Croston's method and its corrections, step by step")
  func croston() throws {
    // Demands 4, 6, 3 in periods 2, 4, 7; alpha 0.2: size 4, 4.4, 4.12; interval 2, 2, 2.2.
    let demand: [Double] = [0, 4, 0, 6, 0, 0, 3, 0]
    let rate = 4.12 / 2.2
    let tolerance = Tolerance(relative: 1e-12)
    #expect(try fit("croston(0.2)", demand).means(horizon: 1)[0].isNear(rate, tolerance))
    #expect(try fit("sba(0.2)", demand).means(horizon: 1)[0].isNear(0.9 * rate, tolerance))
    // 1 - 0.2 / 1.8
    #expect(try fit("sbj(0.2)", demand).means(horizon: 1)[0].isNear(8 / 9.0 * rate, tolerance))
  }

  @Test("the seasonal naive forecast takes the newest known demand of the phase")
  func seasonalNaive() throws {
    let series = try DemandSeries(
      demand: [1, 2, 3, 4, 5, 0], isKnown: [true, true, true, true, true, false],
      seasonLengths: [3])
    #expect(Array(try SeasonalNaive().fit(series).means(horizon: 4)) == [4, 5, 3, 4])
  }

  @Test("ADIDA sums over the mean interval and shares the forecast out")
  func aggregation() throws {
    // Demand every third period: buckets of three hold 6 each, whatever the weight.
    let demand = (0..<30).map { $0 % 3 == 2 ? 6.0 : 0 }
    #expect(try fit("adida", demand).means(horizon: 1)[0].isNear(2, .closedForm))
  }

  @Test("the empirical total has the quantiles of past windows")
  func empirical() throws {
    // Totals of two neighbours in 0, 1, 2, ..., 20: 1, 3, ..., 39, each once; their mean 20 is the mean's.
    let total = try fit("empirical", (0...20).map(Double.init)).total(
      over: ForecastWindow(periods: 1...2))
    #expect(total.mean.isNear(20, .closedForm))
    #expect(total.quantile(0.5) == 19)
    #expect(total.quantile(0.95) == 37)
  }

  @Test("the index multiplies means and their spread")
  func index() throws {
    let index = ContiguousArray([1.0, 2, 1, 2, 1, 2, 1, 2])
    let series = try DemandSeries(demand: [3.5, 9, 4.5, 7, 4, 8], index: index)
    let fitted = try HistoricalMean().fit(series)
    // Over the index: 3.5, 4.5, 4.5, 3.5, 4, 4.
    #expect(Array(fitted.means(horizon: 3)) == [4, 8, 4])
    let one = fitted.total(over: ForecastWindow(periods: 1...1)).standardDeviation
    let two = fitted.total(over: ForecastWindow(periods: 2...2)).standardDeviation
    #expect(two.isNear(2 * one, Tolerance(relative: 1e-12)))
  }

  @Test("a table of probabilities has the mean, spread and losses of its segments")
  func tabulated() {
    // Uniform on 2...6, with a quarter of the probability on exactly 2.
    let table = Tabulated(values: [2, 6], survival: [0.75, 0])
    #expect(table.mean.isNear(0.25 * 2 + 0.75 * 4, .closedForm))
    let second = 0.25 * 4 + 0.75 * (36.0 + 12 + 4) / 3
    #expect(
      table.standardDeviation.isNear((second - 12.25).squareRoot(), Tolerance(relative: 1e-12)))
    #expect(table.quantile(0.2) == 2)
    #expect(table.quantile(0.625).isNear(4, .closedForm))
    #expect(table.loss(4).isNear(0.75 * 0.5, .closedForm))  // half the time, by 1 on average
    #expect(table.loss(0).isNear(3.5, .closedForm))
  }
}
