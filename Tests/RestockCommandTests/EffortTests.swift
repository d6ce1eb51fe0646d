import Foundation
import RestockTestSupport
import Testing

@Suite("restock forecast --effort, run")
struct EffortTests {
  /// Six years of months with a trend and a season.
  private func sales(in folder: TemporaryFolder) throws {
    var text = "sku,date,quantity\n"
    for t in 0..<72 {
      let quantity =
        200 + 2 * t + [0, 9, -4, 12, 30, 5, -8, -20, 3, 14, 41, 66][t % 12] + t * t % 7
      text += "A,\(t + 1),\(quantity)\n"
    }
    try folder.file("sales.csv", text)
  }

  private func means(_ effort: String, in folder: TemporaryFolder) throws -> [Double] {
    let run = try CommandRun(
      [
        "forecast", "--sales", "sales.csv", "--every", "step", "--season-length", "12", "--horizon",
        "12", "--effort", effort,
        "--quantiles", "none", "--out", "-",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    return try CSVText(run.output).rows.map { row in
      let mean = try #require(row["mean"])
      return try #require(Double(mean))
    }
  }

  @Test("each effort follows trend and season, and they differ")
  func efforts() throws {
    let folder = try TemporaryFolder()
    try sales(in: folder)
    let fast = try means("fast", in: folder)
    let standard = try means("standard", in: folder)
    let thorough = try means("thorough", in: folder)
    for means in [fast, standard, thorough] {
      #expect(means.count == 12)
      for (h, mean) in means.enumerated() {
        let truth =
          Double(203 + 2 * (72 + h))
          + [0, 9, -4, 12, 30, 5, -8, -20, 3, 14, 41, 66][h]
        // Without its trend a year ahead is 13 off on average, without its season up to 66; a damped
        // trend may fall short of a straight one.
        #expect(abs(mean - truth) < 15, "step \(h + 1): \(mean), \(truth)")
      }
    }
    #expect(fast != standard)
  }

  @Test("an effort that is none is told")
  func unknown() throws {
    let folder = try TemporaryFolder()
    try sales(in: folder)
    let run = try CommandRun(
      ["forecast", "--sales", "sales.csv", "--effort", "lazy", "--out", "-"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("expected fast, standard, thorough"))
  }
}
