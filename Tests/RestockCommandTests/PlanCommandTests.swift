import Foundation
import RestockTestSupport
import Testing

@Suite("restock plan, run")
struct PlanCommandTests {
  /// A year and a half of weekly sales of three items.
  private func sales() -> String {
    var text = "sku,date,quantity\n"
    var date = DateComponents(
      calendar: Calendar(identifier: .iso8601), year: 2025, month: 1, day: 6)
    date.timeZone = TimeZone(identifier: "UTC")
    for week in 0..<78 {
      let day = (date.date ?? .distantPast).addingTimeInterval(Double(week) * 604_800)
      let iso = day.formatted(.iso8601.year().month().day())
      text += "A-1,\(iso),\(10 + week % 5)\nB-2,\(iso),\(week % 7 == 0 ? 3 : 0)\n"
      text += "=SUM(1),\(iso),\(2 + week % 3)\n"
    }
    return text
  }

  @Test("sales alone give an order list, and the arithmetic is in it")
  func salesAlone() throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales())
    let run = try CommandRun(["plan", "--sales", "sales.csv", "--out", "plan"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
    let table = CSVText(try #require(folder.text("plan/recommendations.csv")))
    #expect(table.rows.count == 3)
    for row in table.rows {
      let mean = try #require(Double(row["protection_demand"] ?? ""))
      let safety = try #require(Double(row["safety_stock"] ?? ""))
      let point = try #require(Double(row["reorder_point"] ?? ""))
      #expect(abs(mean + safety - point) < 0.011)
      #expect(row["lead_time_days"] == "14")
      #expect(row["protection_days"] == "21")
      #expect(row["reason"]?.contains("reorder point \(Int(point))") == true)
    }
    // A name that a spreadsheet would run is disarmed.
    #expect(table.rows.contains { $0["sku"] == "'=SUM(1)" })
    #expect(folder.text("plan/purchase-orders/no-supplier.csv") != nil)
    #expect(folder.text("plan/findings.csv")?.contains("no stock file") == true)
    #expect(folder.text("plan/run.json")?.contains("\"as_of\" : \"2026-07-06\"") == true)
  }

  @Test("what is off sale by its silence gets no safety stock for what it sold in its best weeks")
  func offSale() throws {
    var rows = "sku,date,quantity\n"
    let start = Date(timeIntervalSince1970: 1_735_516_800)  // Monday 2024-12-30
    for week in 0..<60 {
      let day = start.addingTimeInterval(Double(week) * 604_800)
        .formatted(.iso8601.year().month().day())
      rows += "on,\(day),\(5 + week % 3)\n"
      // Ten weeks of silence at the end; the slow one has been as silent before.
      if week < 50 { rows += "gone,\(day),\([40, 3, 12, 25][week % 4])\n" }
      if week % 12 == 1 { rows += "slow,\(day),20\n" }
    }
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", rows)
    let run = try CommandRun(
      ["plan", "--sales", "sales.csv", "--service", "fill:0.95", "--out", "plan"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let table = CSVText(try #require(folder.text("plan/recommendations.csv"))).rows
    func row(_ sku: String) throws -> [String: String] {
      try #require(table.first { $0["sku"] == sku })
    }
    #expect(try row("gone")["flags"]?.contains("dormant") == true)
    #expect(try #require(Double(row("gone")["reorder_point"] ?? "")) <= 2)
    #expect(try row("slow")["flags"]?.contains("dormant") == false)
    #expect(try #require(Double(row("slow")["reorder_point"] ?? "")) >= 20)
  }

  @Test("a purchase order can be given back as an open order, and is not ordered twice")
  func givenBack() throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales())
    let first = try CommandRun(["plan", "--sales", "sales.csv", "--out", "one"], in: folder.url)
    #expect(first.status == 0)
    let second = try CommandRun(
      [
        "plan", "--sales", "sales.csv", "--open-orders", "one/purchase-orders/no-supplier.csv",
        "--out", "two",
      ], in: folder.url)
    #expect(second.status == 0, "\(second.errors)")
    let table = CSVText(try #require(folder.text("two/recommendations.csv")))
    #expect(table.rows.allSatisfy { $0["order_quantity"] == "0" })
    #expect(table.rows.contains { Double($0["on_order"] ?? "") ?? 0 > 0 })
    #expect(folder.text("two/purchase-orders/no-supplier.csv") == nil)
  }

  @Test(
    "bad usage says what was expected and exits with 2",
    arguments: [
      ["plan", "--out", "x"], ["plan", "--sales", "sales.csv"],
      ["plan", "--sales", "sales.csv", "--out", "x", "--service", "fill:1.5"],
      ["plan", "--sales", "sales.csv", "--out", "x", "--lead-time", "soon"],
      ["plan", "--sales", "sales.csv", "--out", "x", "--model", "magic"],
      ["plan", "--sales", "sales.csv", "--out", "x", "--horizon", "0"],
      ["plan", "--sales", "sales.csv", "--out", "x", "--as-of", "2026-02-30"],
      ["plan", "--sales", "sales.csv", "--out", "x", "--threads", "0"],
      ["plan", "--sales", "sales.csv", "sales.csv", "--out", "x"],
      ["plan", "--sales", "sales.csv", "--by", "sku,channel", "--out", "x"],
      ["plan", "--sales", "sales.csv", "--as-of", "2020-01-06", "--out", "x"],
      ["plan", "--sales", "missing.csv", "--out", "x"], ["plan", "--sales", ".", "--out", "x"],
      ["frobnicate"],
    ])
  func badUsage(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales())
    let run = try CommandRun(arguments, in: folder.url)
    #expect(run.status == 2)
    #expect(!run.errors.isEmpty)
    #expect(run.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "x").path))
  }

  @Test("a full disk is an error and leaves nothing half-written")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales())
    let run = try CommandRun(
      ["plan", "--sales", "sales.csv", "--out", "/dev/full/plan"], in: folder.url)
    #expect(run.status == 2)
    let forecast = try CommandRun(
      ["forecast", "--sales", "sales.csv", "--out", "/proc/no/such"], in: folder.url)
    #expect(forecast.status == 2)
  }

  @Test("other files in the output folder stay, an older plan's are replaced")
  func existingFolder() throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales())
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "plan"), withIntermediateDirectories: true)
    try folder.file("plan/notes.txt", "mine")
    try folder.file("plan/recommendations.csv", "old")
    let run = try CommandRun(["plan", "--sales", "sales.csv", "--out", "plan"], in: folder.url)
    #expect(run.status == 0)
    #expect(folder.text("plan/notes.txt") == "mine")
    #expect(folder.text("plan/recommendations.csv")?.hasPrefix("sku,location") == true)
  }

  @Test("the options of a file are those of the command line, which wins")
  func configuration() throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales())
    try folder.file(
      "restock.yaml", "sales: [sales.csv]\nlead-time: 28d\nservice:\n  A: fill:0.99\nquiet: true\n")
    let run = try CommandRun(
      ["plan", "--config", "restock.yaml", "--out", "plan", "--review-period", "14d"],
      in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    let table = CSVText(try #require(folder.text("plan/recommendations.csv")))
    #expect(table.rows.allSatisfy { $0["protection_days"] == "42" })
  }

  @Test("sales without one readable quantity are refused")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", "sku,date,quantity\nA,2026-01-05,many\nB,2026-01-12,few\n")
    let run = try CommandRun(["plan", "--sales", "sales.csv", "--out", "x"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("no row has a quantity"))
  }

  @Test("one thread and three write the same bytes")
  func threads() throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales())
    for threads in ["1", "3"] {
      let run = try CommandRun(
        ["plan", "--sales", "sales.csv", "--threads", threads, "--out", threads], in: folder.url)
      #expect(run.status == 0)
    }
    for name in ["recommendations.csv", "forecasts.csv", "findings.csv"] {
      #expect(folder.text("1/\(name)") == folder.text("3/\(name)"))
      #expect(folder.text("1/\(name)") != nil)
    }
  }

  @Test("help teaches units and defaults", arguments: ["plan", "forecast", "check", "demo-data"])
  func help(command: String) throws {
    let run = try CommandRun([command, "--help"])
    #expect(run.status == 0)
    #expect(run.output.contains("USAGE"))
  }
}
