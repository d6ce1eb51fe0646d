import ArgumentParser
import RestockIO
import RestockPlanning
import RestockRecords
import RestockReport

/// `restock evaluate`.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "How accurate models are on your own history, by group of items.",
    discussion: """
      Forecasts with each model from what was known then, and holds it against what came: at past \
      origins, or given --actuals. Writes accuracy.csv (model, group, series and measures; groups: \
      overall, demand pattern, category, horizon step), forecasts.csv, findings.csv and run.json. \
      Periods whose demand is unknown are not scored.

      Examples:
        restock evaluate --sales sales.csv --items items.csv --out accuracy
        restock evaluate --sales train.csv --actuals test.csv --series meta.csv --every step \
      --models auto,theta,naive --out accuracy
      """)

  @OptionGroup(title: "Inputs") var inputs: ForecastInputOptions
  @OptionGroup(title: "Inputs") var seriesOptions: SeriesOptions
  @OptionGroup(title: "Reading") var format: FormatOptions
  @OptionGroup(title: "Series and time") var time: TimeOptions
  @OptionGroup(title: "What is compared") var evaluation: EvaluationOptions
  @OptionGroup(title: "The run") var runOptions: RunOptions

  @Option(
    help: ArgumentHelp(
      "Probabilities of the quantiles that are scored, or none.", valueName: "p,p"))
  var quantiles = "0.5,0.8,0.9,0.95,0.99"

  @Option(help: ArgumentHelp("One-off bulk orders: exclude or keep.", valueName: "what"))
  var bulk = "exclude"

  @Option(
    help: ArgumentHelp(
      "The folder of the results, or - for accuracy.csv on standard output.", valueName: "folder"))
  var out: String

  func validate() throws {
    guard ["exclude", "keep"].contains(bulk) else {
      throw ValidationError("--bulk '\(bulk)': expected exclude or keep")
    }
  }

  func run() throws {
    let timer = StageTimer()
    var settings = EvaluationSettings()
    try time.apply(to: &settings.plan)
    settings.plan.quantiles = try ModelOptions.probabilities(quantiles)
    runOptions.apply(to: &settings.plan)
    settings.plan.netsReturns = format.returns == "net"
    settings.plan.keepsBulkOrders = bulk == "keep"
    settings.models = try evaluation.evaluated()
    timer.begin("reading", serial: runOptions.threadCount == 1)
    let reading = try format.reading(time, runOptions)
    let loaded = try InputLoader(inputs, reading: reading, run: runOptions).load()
    let sales = loaded.inputs.sales
    if let asOf = try time.asOfDay(steps: sales.calendar.size == .step) {
      settings.plan.asOf = asOf
    }
    let seriesReader = try seriesOptions.apply(to: &settings.plan, reading)
    var actualsReader = InputReader(readingActuals(reading, like: sales))
    if evaluation.actuals.isEmpty {
      settings.outcomes = .rollingOrigins(
        count: evaluation.origins, step: evaluation.originStep)
    } else {
      settings.outcomes = .actuals(
        try actualsReader.sales(evaluation.actuals), files: evaluation.actuals)
    }
    let readers = [seriesReader, actualsReader]
    timer.begin("histories", serial: false)
    let prepared = try prepare(loaded.inputs, settings)
    let work = 2 * prepared.seriesCount * settings.models.count * prepared.originCount
    let progress = Progress("evaluating", total: work, isOn: runOptions.showsProgress)
    let observer = timer.observer(progress)
    let result: EvaluationResult
    if out == "-" {
      result = prepared.run(observer: observer) { _ in }
      progress.finish()
      try StandardOutput.write([AccuracyTable.table(of: result)])
    } else {
      do throws(OutputError) {
        var folder = try EvaluationFolder(
          at: out, quantiles: settings.plan.quantiles, hasOrigin: evaluation.actuals.isEmpty,
          threads: settings.plan.threads)
        result = try prepared.run(observer: observer) { batch throws(OutputError) in
          try folder.write(batch)
        }
        progress.finish()
        try folder.commit(
          result, findings: loaded.findings + readers.flatMap(\.findings.findings) + result.findings
        ) {
          RunRecord(
            command: "evaluate", options: ConfigurationFile.optionsOfRun(),
            seed: runOptions.seed, asOf: prepared.calendar.asOf.text(in: prepared.calendar),
            bucket: sales.calendar.size.rawValue,
            inputs: loaded.records + readers.flatMap(\.files).map { .init($0) },
            counts: [
              "sales_rows": sales.rows, "series": prepared.seriesCount,
              "origins": prepared.originCount, "models": settings.models.count,
              "without_result": result.withoutResult.count,
            ], timings: timer.timings()
          ).json()
        }
      } catch {
        throw CommandError(error)
      }
      if !runOptions.quiet {
        for line in EvaluationSummary(result, models: settings.models.map(\.name)).lines() {
          Terminal.say(line)
        }
        Terminal.say("\nAll measures by group are in \(out)/accuracy.csv")
      }
    }
    if !result.withoutResult.isEmpty { throw CommandError.someWithoutResult }
  }

  /// Actuals are read as the sales were: by the same buckets, and by location where they are.
  private func readingActuals(_ reading: ReadingOptions, like sales: SalesHistory) -> ReadingOptions
  {
    var options = reading
    options.every = sales.calendar.size
    if options.seriesBy == nil, !sales.series.contains(where: { !$0.key.location.isEmpty }) {
      options.seriesBy = [.sku]
    }
    for (name, header) in reading.columns where name.hasPrefix("actuals.") {
      options.columns["sales." + name.dropFirst("actuals.".count)] = header
    }
    return options
  }

  private func prepare(_ inputs: PlanInputs, _ settings: EvaluationSettings) throws -> Evaluation {
    do throws(EvaluationError) {
      return try Evaluation(inputs, settings: settings)
    } catch {
      throw CommandError("\(error)")
    }
  }
}
