import RestockForecasting
import RestockNumerics
import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

@Suite("An evaluation")
struct EvaluationTests {
  private static func model(_ name: String) throws -> EvaluatedModel {
    try EvaluatedModel(parsing: name)
  }

  /// Sales on steps: one series for each key, from step `first` on.
  private static func steps(
    _ series: [(sku: String, first: Int, sold: [Double])]
  ) -> SalesHistory {
    let all = series.map { entry in
      var one = SalesSeries(
        key: SeriesKey(sku: entry.sku), firstBucket: entry.first, firstFile: 0, firstLine: 2)
      one.sold = ContiguousArray(entry.sold.map { Float($0) })
      return one
    }
    let last = series.map { $0.first + $0.sold.count - 1 }.max() ?? 0
    return SalesHistory(
      calendar: BucketCalendar(size: .step), series: all,
      firstDay: Day(number: Int32(series.map(\.first).min() ?? 1)),
      lastDay: Day(number: Int32(last)), isSummed: true, rows: all.reduce(0) { $0 + $1.sold.count },
      unitsByWeekday: nil)
  }

  private static func run(
    _ inputs: PlanInputs, _ settings: EvaluationSettings
  ) throws -> (result: EvaluationResult, batches: [EvaluationBatch]) {
    var batches: [EvaluationBatch] = []
    let result = try Evaluation(inputs, settings: settings).run { batches.append($2) }
    return (result, batches)
  }

  private static func row(
    _ result: EvaluationResult, _ model: String, _ group: String
  ) throws -> AccuracyRow {
    try #require(
      result.rows.first { $0.model == model && $0.group.description == group },
      "no row of \(model) for \(group)")
  }

  /// Worked by hand: naive forecasts of 8 and of 20 for two periods each.
  ///
  /// | series | history | scale | outcomes | errors | sMAPE of the points |
  /// |---|---|---|---|---|---|
  /// | a | 2 4 6 8 | 2 | 10 6 | -2 2 | 200 2/18, 200 2/14 |
  /// | b | 10 20 10 20 | 10 | 30 (unknown) | -10 | 200 10/50 |
  @Test("the measures are those worked by hand")
  func byHand() throws {
    let sales = Self.steps([("a", 1, [2, 4, 6, 8]), ("b", 1, [10, 20, 10, 20])])
    var actuals = Self.steps([("a", 5, [10, 6]), ("b", 5, [30, 0])])
    actuals.series[1].unknown = [6]
    var settings = EvaluationSettings()
    settings.models = [try Self.model("naive")]
    settings.plan.horizon = 2
    settings.outcomes = .actuals(actuals, files: ["actuals.csv"])
    let (result, batches) = try Self.run(PlanInputs(sales: sales, salesFiles: ["s.csv"]), settings)
    let overall = try Self.row(result, "naive", "overall").measures
    let a = (200 * 2.0 / 18 + 200 * 2.0 / 14) / 2
    let b = 200 * 10.0 / 50
    func expect(_ value: Double?, _ expected: Double, _ name: String) {
      #expect(abs((value ?? .nan) - expected) < 1e-12 * max(1, abs(expected)), "\(name)")
    }
    expect(overall.smape, (a + b) / 2, "sMAPE, series then all")
    expect(overall.smapeOverPoints, (2 * a + b) / 3, "sMAPE over points")
    expect(overall.mase, (2.0 / 2 + 10.0 / 10) / 2, "MASE")
    expect(overall.rmsse, (2.0 / 2 + 10.0 / 10) / 2, "RMSSE")
    expect(overall.wape, 14.0 / 46, "WAPE")
    expect(overall.bias, -10.0 / 46, "bias")
    let first = try Self.row(result, "naive", "step 1")
    #expect(first.series == 2)
    expect(first.measures.mase, (1.0 + 1.0) / 2, "MASE of step 1")
    #expect(try Self.row(result, "naive", "step 2").series == 1)
    // One row for each period asked for, known or not.
    #expect(batches.count == 1)
    #expect(batches[0].forecasts.map(\.forecast.means.count) == [2, 2])
    #expect(batches[0].forecasts[1].outcomes == [30, nil])
  }

  @Test("what the actuals repeat of the history is ignored, with a finding")
  func overlap() throws {
    let sales = Self.steps([("a", 1, [2, 4, 6, 8, 9])])
    let later: [Double] = [10, 6]
    var settings = EvaluationSettings()
    settings.models = [try Self.model("naive")]
    settings.plan.horizon = 2
    settings.outcomes = .actuals(
      Self.steps([("a", 1, [2, 4, 6, 8, 9] + later), ("z", 1, [1])]), files: ["actuals.csv"])
    let inputs = PlanInputs(sales: sales, salesFiles: ["s.csv"])
    let whole = try Self.run(inputs, settings).result
    settings.outcomes = .actuals(Self.steps([("a", 6, later)]), files: ["actuals.csv"])
    let alone = try Self.run(inputs, settings).result
    #expect(whole.rows == alone.rows)
    let finding = try #require(whole.findings.first { $0.kind == "actuals-within-history" })
    #expect(finding.count == 5)
    #expect(whole.findings.contains { $0.kind == "actuals-without-sales" && $0.place.sku == "z" })
    #expect(!alone.findings.contains { $0.kind == "actuals-within-history" })
  }

  @Test("steps that begin at 1 and lie within the histories count from their ends")
  func stepsAfterHistory() throws {
    let sales = Self.steps([("a", 1, [2, 4, 6, 8]), ("b", 1, [5, 5, 6, 6, 7])])
    let inputs = PlanInputs(sales: sales, salesFiles: ["s.csv"])
    var settings = EvaluationSettings()
    settings.models = [try Self.model("naive")]
    settings.plan.horizon = 2
    settings.outcomes = .actuals(Self.steps([("a", 1, [10, 6]), ("b", 1, [8, 9])]), files: ["t"])
    let counted = try Self.run(inputs, settings).result
    settings.outcomes = .actuals(Self.steps([("a", 5, [10, 6]), ("b", 6, [8, 9])]), files: ["t"])
    let absolute = try Self.run(inputs, settings).result
    #expect(counted.rows == absolute.rows)
    #expect(counted.findings.contains { $0.kind == "steps-after-history" })
    // The history itself is not a future.
    settings.outcomes = .actuals(Self.steps([("a", 1, [2, 4]), ("b", 1, [5, 5])]), files: ["t"])
    #expect(throws: EvaluationError.noOutcomes) { try Evaluation(inputs, settings: settings) }
  }

  @Test("with dates a period without a row is no sales, and one outside the file is not known")
  func datedActuals() throws {
    var shop = MadeShop(weeks: 30)
    shop.add("a", (0..<30).map { Double($0 % 3) + 4 })
    shop.add("b", (0..<30).map { _ in 7 })
    func actuals(from week: Int, _ sold: [Double]) -> SalesHistory {
      var one = SalesSeries(
        key: SeriesKey(sku: "a"), firstBucket: MadeShop.firstBucket + week, firstFile: 0,
        firstLine: 2)
      one.sold = ContiguousArray(sold.map { Float($0) })
      return SalesHistory(
        calendar: MadeShop.calendar, series: [one], firstDay: MadeShop.firstMonday + 7 * week,
        lastDay: MadeShop.firstMonday + 7 * (week + sold.count - 1), isSummed: true,
        rows: sold.count, unitsByWeekday: nil)
    }
    var settings = EvaluationSettings()
    settings.models = [try Self.model("naive")]
    settings.plan.horizon = 4
    settings.outcomes = .actuals(actuals(from: 31, [5, 6]), files: ["t"])
    let (result, batches) = try Self.run(shop.inputs, settings)
    #expect(batches[0].forecasts[0].outcomes == [nil, 5, 6, nil])
    #expect(batches[0].forecasts[1].outcomes == [nil, 0, 0, nil])
    #expect(result.findings.contains { $0.kind == "no-actuals" && $0.place.sku == "b" })
  }

  @Test("a forecast at an origin does not know what came later")
  func noLookAhead() throws {
    func batches(changed: Bool) throws -> [EvaluationBatch] {
      var shop = MadeShop(weeks: 80)
      for i in 0..<12 { shop.addPoisson("S\(i)", rate: 3 + Double(i), seed: UInt64(i) + 1) }
      if changed {
        for i in shop.series.indices {
          for week in 70..<80 { shop.series[i].sold[week] += Float(20 * (i + 1)) }
        }
      }
      var settings = EvaluationSettings()
      settings.models = [.auto, try Self.model("ses")]
      settings.plan.horizon = 5
      settings.outcomes = .rollingOrigins(count: 4, step: 5)
      return try Self.run(shop.inputs, settings).batches
    }
    let before = try batches(changed: false)
    let after = try batches(changed: true)
    #expect(before.count == 8)
    // The newest origin is five weeks before the end, and knows five of the ten changed weeks.
    for i in before.indices {
      let same = zip(before[i].forecasts, after[i].forecasts).allSatisfy {
        $0.forecast.means == $1.forecast.means && $0.forecast.quantiles == $1.forecast.quantiles
      }
      #expect(same == (i >= 2), "batch \(i)")
    }
  }

  @Test("origins lie one horizon before the end and a step apart, as many as the histories allow")
  func origins() throws {
    var shop = MadeShop(weeks: 30)
    for i in 0..<3 { shop.addPoisson("S\(i)", rate: 5, seed: UInt64(i) + 1) }
    var settings = EvaluationSettings()
    settings.models = [try Self.model("mean")]
    settings.plan.horizon = 8
    settings.outcomes = .rollingOrigins(count: nil, step: 3)
    let batches = try Self.run(shop.inputs, settings).batches
    let first = MadeShop.firstBucket
    // 22, 19, 16, 13 and 10 weeks are known: one more would leave fewer than the horizon.
    #expect(
      batches.map { $0.forecasts[0].forecast.firstBucket - first } == [22, 19, 16, 13, 10])
    for batch in batches {
      for scored in batch.forecasts {
        let start = scored.forecast.firstBucket - first
        let item = try #require(shop.series.first { $0.key == scored.forecast.key })
        #expect(scored.outcomes.map { $0 ?? -1 } == item.sold[start..<start + 8].map(Double.init))
      }
    }
    settings.outcomes = .rollingOrigins(count: 50, step: 3)
    let asked = try Self.run(shop.inputs, settings)
    #expect(asked.batches.count == 7)
    #expect(asked.result.findings.contains { $0.kind == "fewer-origins" })
    settings.plan.horizon = 29
    #expect(throws: EvaluationError.historiesTooShort(longest: 30, horizon: 29)) {
      try Evaluation(shop.inputs, settings: settings)
    }
  }

  @Test("all series count alike, however many origins they have")
  func equalWeights() throws {
    // On steps each series has its own origins: three, and one.
    let long = [3.0, 5, 2, 8, 4, 6, 1, 9]
    let short = [1.0, 3, 2, 7, 5, 4]
    let inputs = PlanInputs(
      sales: Self.steps([("a", 1, long), ("b", 1, short)]), salesFiles: ["s.csv"])
    var settings = EvaluationSettings()
    settings.models = [try Self.model("naive")]
    settings.plan.horizon = 2
    settings.plan.quantiles = []
    settings.outcomes = .rollingOrigins(count: nil, step: 1)
    let (result, batches) = try Self.run(inputs, settings)
    #expect(batches.map(\.forecasts.count) == [2, 1, 1])
    func smape(_ history: [Double], at n: Int) -> Double {
      let f = history[n - 1]
      return (n..<n + 2).reduce(0) {
        $0 + 200 * abs(history[$1] - f) / (history[$1] + f) / 2
      }
    }
    let a = (smape(long, at: 6) + smape(long, at: 5) + smape(long, at: 4)) / 3
    let expected = (a + smape(short, at: 4)) / 2
    let overall = try Self.row(result, "naive", "overall")
    #expect(overall.series == 2)
    #expect(abs((overall.measures.smape ?? 0) - expected) < 1e-12 * expected)
  }

  @Test("settings of single series set season, horizon, group and scale")
  func seriesSettings() throws {
    let season = (0..<6).flatMap { year in [10.0, 20, 30, 40].map { $0 + Double(year) } }
    let inputs = PlanInputs(
      sales: Self.steps([("q", 1, season), ("y", 1, [1, 2, 4, 3, 5, 6])]), salesFiles: ["s.csv"])
    var settings = EvaluationSettings()
    settings.models = [try Self.model("seasonal-naive"), try Self.model("naive")]
    var quarterly = SeriesSettings()
    quarterly.seasonLengths = [4]
    quarterly.horizon = 4
    quarterly.group = "quarterly"
    var yearly = SeriesSettings()
    yearly.horizon = 2
    yearly.group = "overall"
    settings.plan.series = [SeriesKey(sku: "q"): quarterly, SeriesKey(sku: "y"): yearly]
    settings.outcomes = .actuals(
      Self.steps([("q", 25, [17, 27, 37, 47]), ("y", 7, [7, 8])]), files: ["t"])
    let (result, batches) = try Self.run(inputs, settings)
    #expect(batches[0].forecasts.map(\.forecast.means.count) == [4, 2])
    #expect(Array(batches[0].forecasts[0].forecast.means) == [15, 25, 35, 45])
    // The scale of the quarterly series is its change over a year, 1; each forecast is 2 too low.
    let own = try Self.row(result, "seasonal-naive", "quarterly")
    #expect(own.series == 1)
    #expect(own.measures.mase == 2)
    // A group that a user calls as one of ours is told apart.
    #expect(try Self.row(result, "naive", "category overall").series == 1)
    #expect(try Self.row(result, "naive", "overall").series == 2)
  }

  @Test("the last value stands in where a model does not fit, and a finding says so")
  func fallback() throws {
    let inputs = PlanInputs(
      sales: Self.steps([("a", 1, [3, 5, 2, 8, 4, 6, 1, 9, 3, 4]), ("b", 1, [8])]),
      salesFiles: ["s.csv"])
    var settings = EvaluationSettings()
    settings.plan.horizon = 2
    // A drift needs two values.
    settings.models = [try Self.model("drift"), try Self.model("naive")]
    settings.outcomes = .actuals(Self.steps([("a", 11, [1, 2]), ("b", 2, [9, 9])]), files: ["t"])
    let (result, batches) = try Self.run(inputs, settings)
    #expect(Array(batches[0].forecasts[1].forecast.means) == [8, 8])
    #expect(batches[0].forecasts[1].forecast.model == batches[1].forecasts[1].forecast.model)
    let finding = try #require(result.findings.first { $0.kind == "fallback-drift" })
    #expect(finding.place.sku == "b")
    #expect(try Self.row(result, "drift", "overall").series == 2)
  }

  @Test("a series that never changed is counted, and left out of scaled measures")
  func zeroScale() throws {
    let inputs = PlanInputs(
      sales: Self.steps([("a", 1, [2, 4, 6, 8]), ("b", 1, [5, 5, 5, 5])]), salesFiles: ["s.csv"])
    var settings = EvaluationSettings()
    settings.models = [try Self.model("naive")]
    settings.plan.horizon = 1
    settings.outcomes = .actuals(Self.steps([("a", 5, [12]), ("b", 5, [15])]), files: ["t"])
    let result = try Self.run(inputs, settings).result
    let overall = try Self.row(result, "naive", "overall")
    #expect(overall.series == 2 && overall.scaledSeries == 1)
    #expect(overall.measures.mase == 2)
    #expect(overall.measures.smape == (200 * 4.0 / 20 + 200 * 10.0 / 20) / 2)
    #expect(result.findings.contains { $0.kind == "scale-zero" && $0.count == 1 })
  }

  @Test("quantiles of steady Poisson demand cover what they say", arguments: UInt64(1)...3)
  func coverage(seed: UInt64) throws {
    var shop = MadeShop(weeks: 104)
    for i in 0..<150 {
      shop.addPoisson("S\(i)", rate: [0.3, 1, 4][i % 3], seed: seed &* 1000 &+ UInt64(i))
    }
    var settings = EvaluationSettings()
    settings.models = [try Self.model("mean")]
    settings.plan.horizon = 4
    settings.plan.quantiles = [0.5, 0.9, 0.99]
    settings.outcomes = .rollingOrigins(count: 6, step: 4)
    let result = try Self.run(shop.inputs, settings).result
    let measures = try Self.row(result, "mean", "overall").measures
    // 3,600 points: three standard errors are 0.025, 0.015 and 0.005; twice that for learned spread.
    for (place, (probability, tolerance)) in [(0.5, 0.05), (0.9, 0.03), (0.99, 0.01)].enumerated() {
      let covered = try #require(measures.coverage[place])
      #expect(abs(covered - probability) < tolerance, "\(probability): \(covered)")
    }
  }

  @Test("the result does not depend on the number of threads")
  func threads() throws {
    var shop = MadeShop(weeks: 70)
    for i in 0..<300 { shop.addPoisson("S\(i)", rate: 0.2 + Double(i % 9), seed: UInt64(i) + 1) }
    var settings = EvaluationSettings()
    settings.outcomes = .rollingOrigins(count: 2, step: 1)
    settings.plan.threads = 1
    let one = try Self.run(shop.inputs, settings)
    settings.plan.threads = 3
    let three = try Self.run(shop.inputs, settings)
    #expect(one.result.rows == three.result.rows)
    #expect(one.result.findings == three.result.findings)
    for (a, b) in zip(one.batches, three.batches) {
      #expect(a.forecasts.map(\.forecast.means) == b.forecasts.map(\.forecast.means))
      #expect(a.forecasts.map(\.forecast.quantiles) == b.forecasts.map(\.forecast.quantiles))
    }
  }
}
