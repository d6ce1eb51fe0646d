import RestockForecasting
import RestockTestSupport
import Testing

/// statsforecast 2.1.1 printed ten significant digits.
private let printed = Tolerance(relative: 1e-9)

@Suite("forecasts of other implementations", .enabled(if: ForecastOracle.shared != nil))
struct OracleTests {
  let oracle: ForecastOracle

  init() throws { oracle = try #require(ForecastOracle.shared) }

  private func level(_ name: String, _ series: DemandSeries) throws -> Double {
    try ModelFamily.parse(name).fit(series).means(horizon: 1)[0]
  }

  @Test("Croston, SBA, TSB and the moving average agree")
  func rareDemand() throws {
    for row in oracle.intermittent {
      let series = try row.series()
      #expect(try level("croston(0.1)", series).isNear(row.crostonClassic.mean, printed))
      #expect(try level("sba(0.1)", series).isNear(row.crostonSBA.mean, printed))
      #expect(try level("tsb(0.2,0.2)", series).isNear(row.tsb.mean, printed))
      #expect(try level("moving-average(12)", series).isNear(row.windowAverage.mean, printed))
    }
  }

  @Test("simple exponential smoothing at 0.3 agrees")
  func smoothing() throws {
    for row in oracle.m3 {
      let ours = try ModelFamily.parse("ses(0.3)").fit(row.series()).means(horizon: row.h)
      for (a, b) in zip(ours, row.smoothing.mean) { #expect(a.isNear(b, printed)) }
    }
  }

  @Test("the seasonal naive forecast agrees exactly")
  func seasonalNaive() throws {
    for row in oracle.m3 {
      let ours = try ModelFamily.parse("seasonal-naive").fit(row.series()).means(horizon: row.h)
      #expect(Array(ours) == row.seasonalNaive.mean)
    }
  }
}
