import Foundation
import RestockTestSupport
import Testing

@Suite("models by name, from the command line")
struct ModelNameTests {
  /// The names of the contract (DESIGN 2), each as it may be typed.
  static let names = [
    "naive", "seasonal-naive", "drift", "mean", "moving-average", "moving-average(13)",
    "weighted-moving-average", "weighted-moving-average(6)", "ses", "ses(0.3)", "holt", "damped",
    "holt-winters", "holt-winters-multiplicative", "ets", "ets(M,Ad,A)", "auto-ets", "theta",
    "optimized-theta", "dynamic-theta", "ces", "seasonal-decomposition", "mstl", "regression",
    "croston", "sba", "sbj", "tsb", "adida", "imapa", "negative-binomial", "empirical", "auto",
  ]

  /// Four years of months by step, and two and a half of weeks by date with a promotion now and then.
  private func write(_ folder: TemporaryFolder) throws {
    var months = "sku,date,quantity\n"
    for t in 1...48 {
      let season = [8, 3, 0, -4, -7, -8, -5, 0, 4, 6, 9, 12][(t - 1) % 12]
      months +=
        "a,\(t),\(60 + t / 2 + season + t * 7 % 5)\nb,\(t),\(200 + 3 * season + t * 5 % 11)\n"
    }
    try folder.file("months.csv", months)
    var weeks = "sku,date,quantity,promotion\n"
    var day = DateComponents(calendar: .init(identifier: .gregorian), year: 2023, month: 1, day: 2)
    day.timeZone = TimeZone(identifier: "UTC")
    let start = try #require(day.date)
    let format = ISO8601DateFormatter()
    format.formatOptions = [.withFullDate]
    for t in 0..<130 {
      let date = format.string(from: start.addingTimeInterval(Double(t) * 7 * 86_400))
      let isPromoted = t % 9 == 4
      weeks += "a,\(date),\(20 + t * 7 % 6 + (isPromoted ? 15 : 0)),\(isPromoted ? 1 : 0)\n"
      weeks += "b,\(date),\(3 + t * 5 % 4),0\n"
    }
    try folder.file("weeks.csv", weeks)
  }

  @Test("every name of the contract forecasts months and weeks", arguments: names)
  func forecasts(name: String) throws {
    let folder = try TemporaryFolder()
    try write(folder)
    for arguments in [
      ["--sales", "months.csv", "--every", "step", "--season-length", "12"],
      ["--sales", "weeks.csv"],
    ] {
      let run = try CommandRun(
        ["forecast", "--model", name, "--horizon", "6", "--out", "-"] + arguments, in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
      let rows = CSVText(run.output).rows
      #expect(rows.count == 12)
      for row in rows {
        let mean = try #require(Double(row["mean"] ?? ""))
        let isA = row["sku"] == "a"
        let range =
          arguments[1] == "months.csv" ? (isA ? 40.0...120 : 100...300) : (isA ? 12...60 : 1...9)
        #expect(range.contains(mean), "\(name): \(row)")
      }
    }
  }

  @Test("a name that is none is an error that lists the names")
  func unknownName() throws {
    let folder = try TemporaryFolder()
    try write(folder)
    let run = try CommandRun(
      ["forecast", "--model", "holt-winter", "--sales", "months.csv", "--out", "-"], in: folder.url)
    #expect(run.status == 2)
    for name in Self.names where !name.contains("(") && name != "auto" {
      #expect(run.errors.contains(name), "\(name)")
    }
  }

  @Test("a promotion that is planned is forecast, and one that is over does not linger")
  func promotions() throws {
    let folder = try TemporaryFolder()
    try write(folder)
    // The 131st week, 2025-06-30, is planned with a promotion, the 132nd without.
    let weeks = try #require(folder.text("weeks.csv"))
    try folder.file("weeks.csv", weeks + "a,2025-06-30,,1\na,2025-07-07,,0\n")
    let run = try CommandRun(
      [
        "forecast", "--sales", "weeks.csv", "--as-of", "2025-06-30", "--horizon", "3", "--out", "-",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let means = CSVText(run.output).rows.filter { $0["sku"] == "a" }.compactMap {
      Double($0["mean"] ?? "")
    }
    #expect(means.count == 3)
    // Promoted weeks sold 37.5 on average, others 22.5.
    #expect((31...43).contains(means[0]), "\(means)")
    #expect((19...26).contains(means[1]), "\(means)")
    #expect((19...26).contains(means[2]), "\(means)")
  }
}
