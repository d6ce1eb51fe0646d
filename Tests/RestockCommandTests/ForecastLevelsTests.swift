import Foundation
import RestockTestSupport
import Testing

@Suite("restock forecast --levels, run")
struct ForecastLevelsTests {
  /// Three items in two categories over 40 weeks; the third is new.
  private func shop() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    var sales = "sku,week,quantity\n"
    for week in 0..<40 {
      sales += "a,\(week),\(20 + week % 4)\nb,\(week),\(10 + week % 3)\n"
      if week >= 20 { sales += "c,\(week),\(5 + week % 2)\n" }
    }
    try folder.file("sales.csv", sales)
    try folder.file("items.csv", "sku,category\na,tea\nb,tea\nc,\"=x,y\"\n")
    return folder
  }

  private func run(_ more: [String], in folder: TemporaryFolder) throws -> CommandRun {
    try CommandRun(
      [
        "forecast", "--sales", "sales.csv", "--columns", "date=week", "--every", "step", "--items",
        "items.csv", "--horizon", "5", "--out", "out",
      ] + more, in: folder.url)
  }

  @Test(
    "forecasts of the sums are the sums of the forecasts",
    arguments: ["auto", "bottom-up", "top-down", "wls", "mint"])
  func addsUp(method: String) throws {
    let folder = try shop()
    let run = try run(["--levels", "total,category", "--reconcile", method], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let series = CSVText(try #require(folder.text("out/forecasts.csv"))).rows
    let levels = CSVText(try #require(folder.text("out/levels.csv"))).rows
    #expect(levels.count == 3 * 5)
    for level in levels {
      let members: Set<String> =
        switch level["name"] {
        case "total": ["a", "b", "c"]
        case "tea": ["a", "b"]
        default: ["c"]
        }
      let parts = series.filter {
        members.contains($0["sku"] ?? "") && $0["period"] == level["period"]
      }
      let sum = parts.reduce(0) { $0 + (Double($1["mean"] ?? "") ?? .nan) }
      let mean = try #require(Double(level["mean"] ?? ""))
      #expect(abs(mean - sum) < 2e-4 * Double(parts.count), "\(level)")
    }
    let scores = CSVText(try #require(folder.text("out/reconciliation.csv"))).rows
    #expect(Set(scores.map { $0["method"] ?? "" }).isSuperset(of: ["none", "bottom-up", "mint"]))
    #expect(Set(scores.filter { $0["taken"] == "true" }.map { $0["method"] }).count == 1)
  }

  @Test(
    "what cannot be summed is refused with its remedy",
    arguments: [
      (["--levels", "planet"], "--levels 'planet'"),
      (["--levels", "total,total"], "named twice"),
      (["--levels", "supplier"], "give --items with a column supplier"),
      (["--levels", "location"], "--by sku,location"),
      (["--reconcile", "mint"], "give the --levels"),
      (["--levels", "total", "--reconcile", "magic"], "--reconcile 'magic'"),
      (["--levels", "total", "--reconcile", "mint", "--horizon", "30"], "shorter --horizon"),
    ])
  func refused(options: [String], message: String) throws {
    let folder = try shop()
    let run = try run(options, in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(folder.text("out/forecasts.csv") == nil)
  }
}
