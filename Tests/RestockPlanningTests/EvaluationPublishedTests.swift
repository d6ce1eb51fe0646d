import Foundation
import RestockIO
import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

/// Simple forecasts of published competitions have published scores, which ours must agree with.
@Suite("An evaluation of published competitions")
struct EvaluationPublishedTests {
  private static let isThere = SharedFiles.url("data/m3/m3_meta.csv") != nil
  private static let absent: Comment = "the competitions' data are not beside the checkout"

  private static func read(_ name: String, date: String) throws -> SalesHistory {
    let path = try #require(SharedFiles.url("data/" + name)).path
    var options = ReadingOptions()
    options.columns = ["sku": "id", "date": date, "quantity": "value"]
    options.every = .step
    var reader = InputReader(options)
    return try reader.sales([path])
  }

  /// Season, horizon and frequency of each series.
  private static func settings(_ name: String) throws -> [SeriesKey: SeriesSettings] {
    let url = try #require(SharedFiles.url("data/" + name))
    var all: [SeriesKey: SeriesSettings] = [:]
    for row in CSVText(try String(contentsOf: url, encoding: .utf8)).rows {
      var one = SeriesSettings()
      one.seasonLengths = row["season_length"].flatMap { Int($0) }.map { [$0] }
      one.horizon = row["horizon"].flatMap { Int($0) }
      one.group = row["frequency"] ?? ""
      all[SeriesKey(sku: row["id"] ?? "")] = one
    }
    return all
  }

  private static func evaluate(
    _ folder: String, _ prefix: String, models: [String], series: [SeriesKey: SeriesSettings]
  ) throws -> EvaluationResult {
    var settings = EvaluationSettings()
    settings.models = try models.map { try EvaluatedModel(parsing: $0) }
    settings.plan.series = series
    settings.plan.horizon = 13
    settings.plan.quantiles = []
    settings.plan.threads = 2
    let sales = try read("\(folder)/\(prefix)_train.csv.gz", date: "t")
    settings.outcomes = .actuals(
      try read("\(folder)/\(prefix)_test.csv.gz", date: "h"), files: ["test"])
    return try Evaluation(
      PlanInputs(sales: sales, salesFiles: ["train"]), settings: settings
    ).run { _, _, _ in }
  }

  private static func measures(
    _ result: EvaluationResult, _ model: String, _ group: String
  ) throws -> GroupAccuracy {
    try #require(
      result.rows.first { $0.model == model && $0.group.description == group }
    ).measures
  }

  /// Makridakis et al. (2020): the naive forecast of M4 Weekly has sMAPE 9.161 and MASE 2.777, and is
  /// what Naive 2 is there.
  @Test("the naive forecast of M4 Weekly has its published scores", .enabled(if: isThere, absent))
  func weekly() throws {
    let result = try Self.evaluate("m4_weekly", "m4_weekly", models: ["naive"], series: [:])
    let naive = try Self.measures(result, "naive", "overall")
    #expect(abs((naive.smape ?? 0) - 9.161) < 0.0005)
    #expect(abs((naive.mase ?? 0) - 2.777) < 0.0005)
    #expect(naive.owa == 1)
  }

  /// The scores of the seasonal naive on the files of the Tourism competition, as their README gives
  /// them: MASE 1.631 monthly, 1.699 quarterly, 3.007 yearly.
  @Test("the seasonal naive of Tourism has its scores", .enabled(if: isThere, absent))
  func tourism() throws {
    let result = try Self.evaluate(
      "tourism", "tourism", models: ["seasonal-naive"],
      series: try Self.settings("tourism/tourism_meta.csv"))
    for (group, mase) in [("monthly", 1.631), ("quarterly", 1.699), ("yearly", 3.007)] {
      let measures = try Self.measures(result, "seasonal-naive", group)
      #expect(abs((measures.mase ?? 0) - mase) < 0.0005, "\(group)")
    }
  }
}
