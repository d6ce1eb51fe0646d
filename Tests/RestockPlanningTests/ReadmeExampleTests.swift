import RestockForecasting
import RestockInventory
import Testing

@Suite("the example of the README")
struct ReadmeExampleTests {
  @Test("it compiles, and its level serves what was asked")
  func example() throws {
    let series = try DemandSeries(demand: [4, 0, 7, 5, 3, 6, 8, 2, 5, 7, 4, 6])
    let forecast = try ModelFamily.parse("ses").fit(series)
    let cycle = ReplenishmentCycle(
      protectionDemand: forecast.total(over: ForecastWindow(from: 0, to: 3)),
      leadTimeDemand: forecast.total(over: ForecastWindow(from: 0, to: 2)))
    let reorderPoint = cycle.reorderLevel(for: .fillRate(0.98))
    #expect(cycle.expectedFillRate(reorderPoint) >= 0.98)
    #expect(cycle.expectedFillRate(reorderPoint - 1) < 0.98)
  }
}
