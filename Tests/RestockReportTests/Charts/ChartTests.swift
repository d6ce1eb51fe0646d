import Foundation
import RestockInventory
import RestockPlanning
import RestockRecords
import RestockReport
import Testing

/// Charts of fixed values, held against drawings that were looked at in a browser. After a change
/// that is meant, `RESTOCK_REWRITE_GOLDEN=1 swift test ...` writes them anew, to be looked at again.
@Suite("Charts")
struct ChartTests {
  @Test("bars are as long as their values, from zero, each with its name and value")
  func bars() throws {
    let chart = BarChart(
      id: "bars", title: "To order by supplier", unit: "money",
      bars: [
        .init(name: "Acme & Sons <Ltd>", value: 1200, part: 300, text: "1,200"),
        .init(
          name: "A supplier with a name that is far too long", value: 600, part: 0, text: "600"),
        .init(name: "Nothing", value: 0, part: 0, text: "0"),
      ])
    let svg = text(chart.markup().bytes)
    let widths = svg.matches(of: /class="bar" [^>]*width="([0-9.]+)"/).compactMap {
      Double($0.1)
    }
    #expect(widths.count == 3)
    #expect(abs(widths[0] - 2 * widths[1]) <= 0.1 && widths[2] == 0)
    #expect(svg.contains("Acme &amp; Sons &lt;Ltd&gt;"))
    try expectGolden(svg, "bars")
  }

  @Test("the lead time's distribution ends at one, and the receipts are counted")
  func leadTime() throws {
    let chart = LeadTimeChart(
      id: "lead", supplier: "Acme", leadTime: LeadTime(mean: 14, standardDeviation: 4),
      receipts: [9, 10, 10, 12, 13, 14, 14, 15, 18, 27])
    let svg = text(chart.markup().bytes)
    #expect(svg.contains("10 receipts"))
    #expect(svg.contains("Mean 14 days"))
    let counted = svg.matches(of: /: ([0-9]+) receipts</).compactMap { Int($0.1) }
    #expect(counted.reduce(0, +) == 10)
    try expectGolden(svg, "lead-time")
  }

  @Test("unknown periods are marked, zeros are not drawn, and the fan is nested")
  func demand() throws {
    let svg = text(try demandChart().markup().bytes)
    #expect(svg.matches(of: /class="unknown"/).count == 2)
    #expect(svg.matches(of: /class="bar"/).count == 9)
    #expect(svg.matches(of: /class="band"/).count == 2)
    #expect(svg.contains("12 periods of history, 2 of them unknown"))
    try expectGolden(svg, "demand")
  }

  @Test("stock falls by demand, rises by receipts, and ends at what arithmetic says")
  func projection() throws {
    let calendar = RunCalendar(buckets: BucketCalendar(size: .week), asOf: Self.monday)
    let forecast = try forecast(calendar)
    let points = StockProjection(
      available: 30, receipts: [.init(day: 10, units: 25)], forecast: forecast,
      calendar: calendar, days: 21
    ).points
    #expect(points.first == .init(day: 0, units: 30))
    // Weeks of 7, 8 and 9 units; ten days are one week and three sevenths of the next.
    let before = 30 - 7 - 8.0 * 3 / 7
    let jump = points.filter { $0.day == 10 }
    #expect(jump.count == 2)
    #expect(abs(jump[0].units - before) < 1e-9 && abs(jump[1].units - before - 25) < 1e-9)
    #expect(abs((points.last?.units ?? 0) - (30 + 25 - 24)) < 1e-9)
  }

  @Test("lead times before and since a drift are averaged apart")
  func leadTimeHistory() throws {
    let receipts = (0..<12).map { (i: Int) -> LeadTimeHistoryChart.Receipt in
      let days: Double = i < 8 ? 10 + Double(i % 2) : 20
      let ordered: Day = Self.monday + (10 * i - 120)
      return LeadTimeHistoryChart.Receipt(ordered: ordered, days: days)
    }
    let chart = LeadTimeHistoryChart(
      id: "lead-times", supplier: "Acme", receipts: receipts, driftSince: Self.monday + (-40))
    let svg = text(try #require(chart.markup()).bytes)
    #expect(svg.contains("mean before 10.5 days over 8 receipts"))
    #expect(svg.contains("mean since 20 days over 4 receipts"))
    #expect(svg.matches(of: /<circle/).count == 12)
    try expectGolden(svg, "lead-time-history")
    let single = LeadTimeHistoryChart(
      id: "one", supplier: "Acme", receipts: [receipts[0]], driftSince: nil)
    #expect(single.markup() == nil)
  }

  @Test("the stock chart shows levels, the lead time and both lines")
  func stock() throws {
    let calendar = RunCalendar(buckets: BucketCalendar(size: .week), asOf: Self.monday)
    let forecast = try forecast(calendar)
    func points(_ receipts: [StockProjection.Point]) -> [StockProjection.Point] {
      StockProjection(
        available: 12, receipts: receipts, forecast: forecast, calendar: calendar, days: 28
      ).points
    }
    let chart = StockChart(
      id: "stock", title: "A-1", description: "Available now 12", asOf: Self.monday,
      isSteps: false, arrival: 14, reorderPoint: 26, safetyStock: 4.5, without: points([]),
      with: points([.init(day: 14, units: 24)]))
    let svg = text(chart.markup().bytes)
    for word in ["reorder point 26", "safety stock 4.5", "without order", "with order"] {
      #expect(svg.contains(word))
    }
    try expectGolden(svg, "stock")
  }

  static let monday = Day(year: 2026, month: 6, day: 1)!

  private func forecast(_ calendar: RunCalendar) throws -> ItemForecast {
    ItemForecast(
      key: SeriesKey(sku: "A-1"), model: "mean", firstBucket: calendar.firstForecastBucket,
      means: [7, 8, 9, 8], quantiles: [[7, 8, 9, 8], [10, 11, 12, 11], [14, 15, 17, 16]])
  }

  private func demandChart() throws -> DemandChart {
    let calendar = RunCalendar(buckets: BucketCalendar(size: .week), asOf: Self.monday)
    let demand: ContiguousArray<Double> = [5, 0, 7, 9, 0, 3, 6, 0, 8, 12, 7, 4]
    var known = ContiguousArray(repeating: true, count: demand.count)
    known[4] = false
    known[7] = false
    let history = ItemHistory(
      key: SeriesKey(sku: "A-1"), firstBucket: calendar.firstForecastBucket - demand.count,
      demand: demand, isKnown: known)
    return DemandChart(
      id: "demand", title: "A-1", history: history, forecast: try forecast(calendar),
      quantiles: [0.5, 0.8, 0.95], calendar: calendar)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func expectGolden(_ svg: String, _ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Reference/\(name).svg")
    if ProcessInfo.processInfo.environment["RESTOCK_REWRITE_GOLDEN"] != nil {
      try Data(svg.utf8).write(to: file)
    }
    #expect(svg == (try String(contentsOf: file, encoding: .utf8)))
  }
}
