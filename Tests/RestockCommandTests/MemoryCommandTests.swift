import Foundation
import RestockTestSupport
import Testing

@Suite("restock plan with overrides and earlier plans, run")
struct MemoryCommandTests {
  /// Weekly sales of three items over so many weeks.
  private func sales(weeks: Int) -> String {
    var text = "sku,date,quantity\n"
    let monday = Date(timeIntervalSince1970: 1_736_121_600)
    for week in 0..<weeks {
      let day = monday.addingTimeInterval(Double(week) * 604_800)
      let iso = day.formatted(.iso8601.year().month().day())
      text += "A-1,\(iso),\(10 + week % 5)\nB-2,\(iso),\(week % 7 == 0 ? 3 : 0)\n"
      text += "=SUM(1),\(iso),\(2 + week % 3)\n"
    }
    return text
  }

  private static let overrides = """
    sku,field,value,reason,until
    A-1,Fixed order,100,"promised, =1+1",2030-01-01
    '=SUM(1),forecast_uplift,+50%,fair,
    B-2,do-not-buy,,end of line,2020-01-01
    B-2,magic,1,,

    """

  private func number(_ row: [String: String], _ column: String) throws -> Double {
    try #require(Double(row[column] ?? ""), "\(column): \(row[column] ?? "none")")
  }

  @Test("overrides are followed, explained, written and, when demand has come, judged")
  func overrides() throws {
    let folder = try TemporaryFolder()
    try folder.file("old.csv", sales(weeks: 78))
    try folder.file("new.csv", sales(weeks: 82))
    try folder.file("mine.csv", Self.overrides)
    let old = try CommandRun(
      ["plan", "--sales", "old.csv", "--overrides", "mine.csv", "--out", "old"], in: folder.url)
    #expect(old.status == 0, "\(old.errors)")
    let rows = CSVText(try #require(folder.text("old/recommendations.csv"))).rows
    #expect(rows[0]["order_quantity"] == "100" && rows[0]["override"] == "fixed-order 100")
    #expect(rows[0]["flags"]?.contains("overridden") == true)
    #expect(rows[0]["reason"]?.contains("(promised, =1+1)") == true)
    #expect(rows[1]["override"] == "" && rows[1]["order_without_override"] == "")
    let findings = try #require(folder.text("old/findings.csv"))
    #expect(findings.contains("override-expired") && findings.contains("unknown-override-field"))
    let written = CSVText(try #require(folder.text("old/overrides.csv"))).rows
    #expect(written.map { $0["field"] } == ["fixed-order", "forecast-uplift"])
    #expect(
      try number(written[1], "protection_demand")
        > 1.4 * number(written[1], "protection_demand_without_override"))
    let new = try CommandRun(
      ["plan", "--sales", "new.csv", "--compare", "old", "--out", "new"], in: folder.url)
    #expect(new.status == 0, "\(new.errors)")
    let results = CSVText(try #require(folder.text("new/override-results.csv"))).rows
    #expect(results.count == 2 && results.allSatisfy { $0["days"] == "28" })
    #expect(results.allSatisfy { $0["verdict"] == "hurt" })
    // Without overrides in this run, the file of the former one would go.
    #expect(folder.text("new/overrides.csv") == nil)
  }

  @Test("changes.csv takes each change apart into causes that add up")
  func changes() throws {
    let folder = try TemporaryFolder()
    try folder.file("old.csv", sales(weeks: 78))
    try folder.file("new.csv", sales(weeks: 80))
    try folder.file("stock.csv", "sku,on_hand\nA-1,30\nB-2,1\n'=SUM(1),9\n")
    #expect(
      try CommandRun(
        ["plan", "--sales", "old.csv", "--out", "old"], in: folder.url
      ).status == 0)
    let run = try CommandRun(
      [
        "plan", "--sales", "new.csv", "--stock", "stock.csv", "--lead-time", "21d", "--service",
        "fill:0.99", "--compare", "old", "--out", "new",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let rows = CSVText(try #require(folder.text("new/changes.csv"))).rows
    let plan = CSVText(try #require(folder.text("new/recommendations.csv"))).rows
    let before = CSVText(try #require(folder.text("old/recommendations.csv"))).rows
    #expect(rows.count == 3)
    for (i, row) in rows.enumerated() {
      let causes = ["demand", "lead_time", "settings", "stock", "other"]
      let parts = try causes.reduce(0) { try $0 + number(row, "order_by_\($1)") }
      let change = try number(plan[i], "order_quantity") - number(before[i], "order_quantity")
      #expect(parts == change)
      #expect(try number(row, "order_change") == change)
      #expect(row["why"]?.isEmpty == false)
    }
    let page = try #require(folder.text("new/report.html"))
    #expect(page.contains("What changed since the last plan"))
  }

  @Test("restock report writes the same page again from the folder alone")
  func report() throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales(weeks: 78))
    try folder.file("mine.csv", Self.overrides)
    #expect(
      try CommandRun(
        ["plan", "--sales", "sales.csv", "--overrides", "mine.csv", "--out", "plan"],
        in: folder.url
      ).status == 0)
    let page = try #require(folder.text("plan/report.html"))
    try FileManager.default.removeItem(at: folder.url.appending(path: "plan/report.html"))
    try FileManager.default.removeItem(at: folder.url.appending(path: "sales.csv"))
    let again = try CommandRun(["report", "plan"], in: folder.url)
    #expect(again.status == 0, "\(again.errors)")
    #expect(folder.text("plan/report.html") == page)
    let titled = try CommandRun(
      ["report", "plan", "--title", "Week <27>", "--out", "-"], in: folder.url)
    #expect(titled.output.contains("<h1>Week &lt;27&gt;</h1>"))
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "empty"), withIntermediateDirectories: true)
    let none = try CommandRun(["report", "empty"], in: folder.url)
    #expect(none.status == 2 && none.errors.contains("no plan there"))
    try folder.file("plan/plan.bin", "restock plan 2\nnonsense")
    let damaged = try CommandRun(["report", "plan"], in: folder.url)
    #expect(damaged.status == 2 && damaged.errors.contains("damaged"))
  }

  @Test(
    "bad usage says what was expected and exits with 2",
    arguments: [
      ["--compare", "last"], ["--compare", "nowhere"], ["--overrides", "missing.csv"],
      ["--overrides", "sales.csv"],
    ])
  func usage(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales(weeks: 60))
    let run = try CommandRun(
      ["plan", "--sales", "sales.csv", "--out", "out"] + arguments, in: folder.url)
    #expect(run.status == 2 && !run.errors.isEmpty)
    #expect(folder.text("out/recommendations.csv") == nil)
  }

  #if Ledger
  @Test("a store keeps runs; the second is compared with the first, and history lists both")
  func store() throws {
    let folder = try TemporaryFolder()
    try folder.file("mine.csv", Self.overrides)
    for (name, weeks) in [("one", 78), ("two", 80), ("three", 80)] {
      try folder.file("\(name).csv", sales(weeks: weeks))
      let run = try CommandRun(
        [
          "plan", "--sales", "\(name).csv", "--overrides", "mine.csv", "--store", "restock.db",
          "--compare", "last", "--out", name,
        ], in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(folder.text("one/changes.csv") == nil)
    // The third has the second's today: both are held against the first.
    #expect(folder.text("two/changes.csv") != nil)
    #expect(folder.text("three/changes.csv") == folder.text("two/changes.csv"))
    let history = try CommandRun(["history", "--store", "restock.db"], in: folder.url)
    #expect(history.status == 0)
    #expect(history.output.split(separator: "\n").count == 4)
    let item = try CommandRun(
      ["history", "--store", "restock.db", "--sku", "A-1"], in: folder.url)
    #expect(item.output.contains("fixed-order 100") && item.output.contains("too early"))
    let missing = try CommandRun(["history", "--store", "none.db"], in: folder.url)
    #expect(missing.status == 2)
    let wrong = try CommandRun(
      ["plan", "--sales", "one.csv", "--store", "mine.csv", "--out", "x"], in: folder.url)
    #expect(wrong.status == 2 && wrong.errors.contains("SQLite"))
    #expect(folder.text("x/recommendations.csv") == nil)
  }
  #else
  @Test("without the store built in, --store says how to build it")
  func noStore() throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales(weeks: 60))
    let run = try CommandRun(
      ["plan", "--sales", "sales.csv", "--store", "restock.db", "--out", "x"], in: folder.url)
    #expect(run.status == 2 && run.errors.contains("--traits Ledger"))
    #expect(folder.text("x/recommendations.csv") == nil)
  }
  #endif
}
