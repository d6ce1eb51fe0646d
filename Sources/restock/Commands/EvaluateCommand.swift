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
      Periods whose demand is unknown are not scored. A run that was interrupted goes on where it \
      stopped when the same command is given again.

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
  @OptionGroup(title: "What is compared") var effort: EffortOptions
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
    effort.apply(to: &settings.plan)
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
      result = prepared.run(observer: observer) { _, _, _ in }
      progress.finish()
      try StandardOutput.write([AccuracyTable.table(of: result)])
    } else {
      do throws(OutputError) {
        let hasOrigin = evaluation.actuals.isEmpty
        var folder = try EvaluationFolder(
          at: out, quantiles: settings.plan.quantiles, hasOrigin: hasOrigin)
        let files = loaded.records + readers.flatMap(\.files).map { .init($0) }
        let earlier = try EvaluationProgress(in: out, key: Self.key(files))
        if earlier.count > 0 && !runOptions.quiet {
          Terminal.say(
            "taking up a run that was interrupted: \(earlier.count) of \(prepared.stepCount) steps "
              + "are done")
        }
        result = try prepared.run(observer: observer, done: earlier.step) {
          number, step, batch throws(OutputError) in
          try earlier.keep(
            step, number,
            forecasts: EvaluationForecastsTable.chunks(
              of: batch, hasOrigin: hasOrigin, threads: settings.plan.threads))
        }
        progress.finish()
        for number in 0..<prepared.stepCount {
          try folder.append(forecasts: try earlier.forecasts(of: number))
        }
        try folder.commit(
          result, findings: loaded.findings + readers.flatMap(\.findings.findings) + result.findings
        ) {
          RunRecord(
            command: "evaluate", options: ConfigurationFile.optionsOfRun(),
            seed: runOptions.seed, asOf: prepared.calendar.asOf.text(in: prepared.calendar),
            bucket: sales.calendar.size.rawValue, inputs: files,
            counts: [
              "sales_rows": sales.rows, "series": prepared.seriesCount,
              "origins": prepared.originCount, "models": settings.models.count,
              "without_result": result.withoutResult.count,
            ], timings: timer.timings()
          ).json()
        }
        earlier.remove()
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
    if !result.withoutResult.isEmpty {
      Terminal.say(Self.withoutResult(result.withoutResult))
      throw CommandError.someWithoutResult
    }
  }

  /// What an interrupted run must share with this one to be taken up: the inputs, the options but for
  /// those that change no result, and the build.
  private static func key(_ files: [RunRecord.Input]) -> String {
    var options = ConfigurationFile.optionsOfRun().filter { $0 != "--quiet" }
    for name in ["--threads", "--progress", "--out"] {
      if let place = options.firstIndex(of: name) {
        options.removeSubrange(place..<min(options.count, place + 2))
      }
    }
    return
      ([Version.current, Version.buildStamp] + options + files.map { "\($0.file) \($0.digest)" })
      .joined(separator: "\n")
  }

  /// The series without a forecast, by name; all are in the findings.
  private static func withoutResult(_ keys: [SeriesKey]) -> String {
    let most = 10
    let names = keys.prefix(most).map {
      $0.location.isEmpty ? $0.sku : "\($0.sku) at \($0.location)"
    }
    let more = keys.count > most ? " and \(keys.count - most) more, see findings.csv" : ""
    return "without a forecast: \(names.joined(separator: ", "))\(more)"
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
