import Foundation
import RestockTestSupport
import Testing

@Suite("restock evaluate, run")
struct EvaluateCommandTests {
  private static let train = """
    id,t,value
    a,1,2
    a,2,4
    a,3,6
    a,4,8
    b,1,10
    b,2,20
    b,3,10
    b,4,20

    """

  private func number(_ row: [String: String], _ column: String) throws -> Double {
    let text = try #require(row[column], "no column \(column)")
    return try #require(Double(text), "\(column)")
  }

  /// The example that the tests of the engine work by hand: naive forecasts of 8 and 20.
  @Test("actuals that count from 1 give the measures worked by hand")
  func actuals() throws {
    let folder = try TemporaryFolder()
    try folder.file("train.csv", Self.train)
    try folder.file("test.csv", "id,h,value\na,1,10\na,2,6\nb,1,30\nb,2,\n")
    try folder.file("series.csv", "id,season_length,horizon,group,scale_lag\na,1,2,first,1\n")
    let run = try CommandRun(
      [
        "evaluate", "--sales", "train.csv", "--actuals", "test.csv", "--series", "series.csv",
        "--horizon", "2", "--models", "naive,seasonal-naive", "--out", "out",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
    let table = CSVText(try #require(folder.text("out/accuracy.csv")))
    #expect(
      table.header == [
        "model", "group", "series", "smape", "smape_points", "mase", "rmsse", "wape", "bias",
        "pinball_50", "pinball_80", "pinball_90", "pinball_95", "pinball_99", "coverage_50",
        "coverage_80", "coverage_90", "coverage_95", "coverage_99", "msis_95", "owa",
      ])
    let overall = try #require(
      table.rows.first { $0["model"] == "naive" && $0["group"] == "overall" })
    #expect(overall["series"] == "2")
    let a = (200 * 2.0 / 18 + 200 * 2.0 / 14) / 2
    #expect(abs(try number(overall, "smape") - (a + 40) / 2) < 1e-6)
    #expect(abs(try number(overall, "smape_points") - (2 * a + 40) / 3) < 1e-6)
    #expect(try number(overall, "mase") == 1)
    #expect(abs(try number(overall, "wape") - 14.0 / 46) < 1e-6)
    #expect(abs(try number(overall, "bias") + 10.0 / 46) < 1e-6)
    #expect(table.rows.contains { $0["group"] == "first" && $0["series"] == "1" })
    #expect(table.rows.contains { $0["group"] == "step 2" && $0["series"] == "1" })
    let forecasts = CSVText(try #require(folder.text("out/forecasts.csv")))
    // One row for each series, period and model asked for, known outcome or not.
    #expect(forecasts.rows.count == 2 * 2 * 2)
    #expect(Set(forecasts.rows.map { $0["model"] ?? "" }) == ["naive", "seasonal-naive"])
    #expect(!forecasts.header.contains("origin"))
    let first = try #require(forecasts.rows.first)
    #expect(first["sku"] == "a" && first["period"] == "5" && first["mean"] == "8")
    #expect(first["actual"] == "10" && first["chosen"]?.isEmpty == false)
    #expect(folder.text("out/findings.csv")?.contains("steps-after-history") == true)
    #expect(folder.text("out/run.json")?.contains("\"series.csv\"") == true)
    #expect(run.errors.contains("out/accuracy.csv"))
  }

  @Test("rolling origins have a column of their own, and - prints the accuracy")
  func origins() throws {
    let folder = try TemporaryFolder()
    var sales = "sku,date,quantity\n"
    let monday = Date(timeIntervalSince1970: 20_094 * 86_400)  // 2025-01-06
    for week in 0..<28 {
      let day = monday.addingTimeInterval(Double(week) * 604_800)
      sales += "A,\(day.formatted(.iso8601.year().month().day())),\(3 + week % 4)\n"
    }
    try folder.file("sales.csv", sales)
    let arguments = [
      "evaluate", "--sales", "sales.csv", "--horizon", "3", "--origins", "2",
      "--origin-step", "4", "--models", "auto,moving-average(4)",
    ]
    let run = try CommandRun(arguments + ["--out", "out"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let forecasts = CSVText(try #require(folder.text("out/forecasts.csv")))
    #expect(forecasts.rows.count == 2 * 2 * 3)
    let origins = Set(forecasts.rows.map { $0["origin"] ?? "" })
    // 28 weeks from 6 January: the last three are what the newest origin forecasts.
    #expect(origins == ["2025-06-30", "2025-06-02"])
    for row in forecasts.rows {
      #expect((row["period"] ?? "") >= (row["origin"] ?? "~"))
      #expect(row["model"] == "auto" || row["model"] == "moving-average(4)")
    }
    let printed = try CommandRun(arguments + ["--out", "-", "--threads", "1"], in: folder.url)
    #expect(printed.status == 0)
    #expect(printed.output == folder.text("out/accuracy.csv"))
  }

  @Test("a run that is killed goes on where it stopped and gives the same bytes")
  func resumed() throws {
    let folder = try TemporaryFolder()
    var sales = "sku,week,quantity\n"
    for item in 0..<120 {
      for week in 0..<120 { sales += "i\(item),\(week),\((item * 7 + week * 13) % 11)\n" }
    }
    try folder.file("sales.csv", sales)
    let arguments = [
      "evaluate", "--sales", "sales.csv", "--columns", "date=week", "--every", "step",
      "--horizon", "6", "--origins", "6", "--models", "auto,ses,theta",
    ]
    let whole = try CommandRun(arguments + ["--out", "whole"], in: folder.url)
    #expect(whole.status == 0, "\(whole.errors)")
    let kept = folder.url.appending(path: "out/.restock-evaluation/1.json").path()
    try CommandRun.kill(arguments + ["--out", "out"], in: folder.url) {
      FileManager.default.fileExists(atPath: kept)
    }
    #expect(folder.text("out/accuracy.csv") == nil)
    let resumed = try CommandRun(
      arguments + ["--out", "out", "--threads", "1"], in: folder.url)
    #expect(resumed.status == 0)
    #expect(resumed.errors.contains("taking up a run that was interrupted"), "\(resumed.errors)")
    for file in ["accuracy.csv", "forecasts.csv", "findings.csv"] {
      #expect(folder.text("out/\(file)") == folder.text("whole/\(file)"), "\(file)")
    }
    let left = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "out").path())
    #expect(left.allSatisfy { !$0.hasPrefix(".") }, "\(left)")
    // Other options begin anew.
    let other = try CommandRun(
      arguments + ["--out", "out", "--season-length", "4"], in: folder.url)
    #expect(!other.errors.contains("taking up"))
  }

  @Test(
    "what cannot be evaluated ends with status 2 and writes nothing",
    arguments: [
      (["--horizon", "4"], "too few"),
      (["--models", "naive,unheard-of"], "unknown model 'unheard-of'"),
      (["--models", "naive,naive"], "named twice"),
      (["--actuals", "train.csv"], "no known period"),
      (["--actuals", "train.csv", "--origins", "2"], "exclude each other"),
      (["--series", "none.csv"], "none.csv"),
    ])
  func refused(options: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try folder.file("train.csv", Self.train)
    let run = try CommandRun(
      ["evaluate", "--sales", "train.csv", "--out", "out"] + options, in: folder.url)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(folder.text("out/accuracy.csv") == nil)
  }
}
