#if Ledger
import Foundation
import RestockLedger
import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

@Suite("The ledger of runs")
struct LedgerTests {
  private func plan(overrides: [OverrideRecord] = []) -> Plan {
    let calendar = BucketCalendar(size: .week)
    let asOf = Day(year: 2026, month: 6, day: 1)!
    let end = calendar.bucket(of: asOf)
    let series = ["A", "B", "=SUM(1)", "'; DROP TABLE run; --"].enumerated().map { i, sku in
      var sales = SalesSeries(
        key: SeriesKey(sku: sku), firstBucket: end - 60, firstFile: 0, firstLine: i + 2)
      for week in 0..<60 { sales.sold.append(Float(4 + (week + i) % 5)) }
      return sales
    }
    var inputs = PlanInputs(
      sales: SalesHistory(
        calendar: calendar, series: series, firstDay: asOf + -420, lastDay: asOf + -1,
        isSummed: false, rows: 240, unitsByWeekday: nil), salesFiles: ["s.csv"])
    inputs.overrides = overrides
    var settings = PlanSettings()
    settings.asOf = asOf
    return Planner(inputs, settings: settings).plan()
  }

  private func run(asOf: Int, folder: String = "out") -> LedgerRun {
    LedgerRun(
      recordedAt: "2026-06-01T08:00:00Z", asOf: "2026-06-01", asOfNumber: asOf, version: "1",
      seed: .max, options: "--sales s.csv", folder: folder, items: 4, orders: 3,
      orderValue: nil, overrides: 0)
  }

  @Test("a run comes back as it was kept, and the newest first")
  func runs() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "restock.db").path
    let plan = plan()
    let bytes = [UInt8](0...255)
    do {
      let ledger = try Ledger(at: path)
      #expect(try ledger.runs().isEmpty)
      #expect(try ledger.add(run(asOf: 10), plan: plan, saved: bytes) == 1)
      #expect(try ledger.add(run(asOf: 17, folder: "two"), plan: plan, saved: [1]) == 2)
    }
    // Opened again: what was kept is on disk.
    let ledger = try Ledger(at: path, readOnly: true)
    let runs = try ledger.runs()
    #expect(runs.map(\.number) == [2, 1])
    #expect(runs[0].folder == "two" && runs[0].seed == .max && runs[0].orderValue == nil)
    let last = try #require(try ledger.lastRun(before: 17))
    #expect(last.run.number == 1 && last.saved == bytes)
    #expect(try ledger.lastRun(before: 10) == nil)
    #expect(try ledger.lastRun(before: 18)?.run.number == 2)
  }

  @Test("what was said of an SKU is found by it, whatever it is called")
  func lines() throws {
    let folder = try TemporaryFolder()
    let ledger = try Ledger(at: folder.url.appending(path: "restock.db").path)
    let place = Place(file: "o.csv", line: 2)
    let plan = plan(overrides: [
      OverrideRecord(sku: "A", field: .fixedOrder, value: "77", reason: "deal", place: place)
    ])
    try ledger.add(run(asOf: 10), plan: plan, saved: [])
    for item in plan.recommendations {
      let line = try #require(try ledger.lines(of: item.key.sku).first)
      #expect(line.orderQuantity == item.orderQuantity)
      #expect(line.reorderPoint == item.levels.reorderPoint)
      #expect(line.ownQuantity == item.own?.orderQuantity)
    }
    let own = try #require(try ledger.lines(of: "A").first)
    #expect(own.orderQuantity == 77 && own.overrides == "fixed-order 77")
    #expect(own.ownQuantity != nil && own.verdict.isEmpty)
    #expect(try ledger.lines(of: "nothing").isEmpty)
  }

  @Test("a file that is no store is an error that names it, and stays as it is")
  func notAStore() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("notes.txt", String(repeating: "sku,on_hand\nA,1\n", count: 100))
    #expect(throws: LedgerError.self) { _ = try Ledger(at: file.path) }
    #expect(throws: LedgerError.self) { _ = try Ledger(at: file.path, readOnly: true) }
    #expect(throws: LedgerError.self) {
      _ = try Ledger(at: folder.url.appending(path: "missing.db").path, readOnly: true)
    }
    #expect(folder.text("notes.txt")?.hasPrefix("sku,on_hand") == true)
    #expect(folder.text("missing.db") == nil)
  }
}
#endif
