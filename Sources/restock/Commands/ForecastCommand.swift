import ArgumentParser
import RestockForecasting
import RestockIO
import RestockPlanning
import RestockRecords
import RestockReport

/// `restock forecast`.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecasts of every item with quantiles.",
    discussion: """
      Writes forecasts.csv (sku, location, period, mean, quantiles, model), findings.csv and \
      run.json. With --levels also levels.csv, the forecasts of sums (a total, categories, locations, \
      channels, suppliers) made to add up with those of the items, and reconciliation.csv, how well \
      each way of making them so did at past origins.

      Examples:
        restock forecast --sales sales.csv --horizon 26 --out forecast
        restock forecast --sales sales.csv --items items.csv --levels total,category --out levels
        restock forecast --sales m3.csv --every step --season-length 12 --out - > forecasts.csv
      """)

  @OptionGroup(title: "Inputs") var inputs: ForecastInputOptions
  @OptionGroup(title: "Inputs") var seriesOptions: SeriesOptions
  @OptionGroup(title: "Reading") var format: FormatOptions
  @OptionGroup(title: "Series and time") var time: TimeOptions
  @OptionGroup(title: "Forecasts") var models: ModelOptions
  @OptionGroup(title: "Levels") var levelOptions: LevelOptions
  @OptionGroup(title: "The run") var runOptions: RunOptions

  @ArgumentParser.Flag(
    help: "Quantiles of the running total from the first period, not of each period.")
  var cumulative = false

  @Option(
    help: ArgumentHelp("One-off bulk orders: exclude or keep.", valueName: "what"))
  var bulk = "exclude"

  @Option(
    help: ArgumentHelp(
      "The folder of the results, or - for forecasts.csv on standard output.",
      valueName: "folder"))
  var out: String

  func validate() throws {
    guard ["exclude", "keep"].contains(bulk) else {
      throw ValidationError("--bulk '\(bulk)': expected exclude or keep")
    }
  }

  func run() throws {
    let timer = StageTimer()
    var settings = PlanSettings()
    try time.apply(to: &settings)
    try models.apply(to: &settings)
    runOptions.apply(to: &settings)
    format.apply(to: &settings)
    settings.keepsBulkOrders = bulk == "keep"
    settings.cumulativeQuantiles = cumulative
    timer.begin("reading", serial: runOptions.threadCount == 1)
    let reading = try format.reading(time, runOptions)
    let loaded = try InputLoader(inputs, reading: reading, run: runOptions).load()
    let seriesReader = try seriesOptions.apply(to: &settings, reading)
    if let asOf = try time.asOfDay(steps: loaded.inputs.sales.calendar.size == .step) {
      settings.asOf = asOf
    }
    let items = loaded.inputs.sales.series.count
    let progress = Progress("forecasting", total: 2 * items, isOn: runOptions.showsProgress)
    let observer = timer.observer(progress)
    let levels = try levelOptions.forecastLevels()
    let coherent =
      try levels.isEmpty
      ? nil : self.coherent(loaded.inputs, settings: settings, levels: levels, observer: observer)
    let run =
      coherent?.series ?? Planner(loaded.inputs, settings: settings).forecasts(observer: observer)
    progress.finish()
    timer.begin("writing", serial: false)
    let tables = ForecastFolder.forecasts(of: run, threads: settings.threads)
    if out == "-" {
      try StandardOutput.write(tables)
    } else {
      do throws(OutputError) {
        try ForecastFolder.write(
          tables, levels: coherent,
          findings: loaded.findings + seriesReader.findings.findings + run.findings, to: out
        ) {
          RunRecord(
            command: "forecast", options: ConfigurationFile.optionsOfRun(),
            seed: runOptions.seed, asOf: run.calendar.asOf.text(in: run.calendar),
            bucket: run.calendar.buckets.size.rawValue,
            inputs: loaded.records + seriesReader.files.map { .init($0) },
            counts: [
              "sales_rows": loaded.inputs.sales.rows, "items": items,
              "without_result": run.failed.count,
            ], timings: timer.timings()
          ).json()
        }
      } catch {
        throw CommandError(error)
      }
      if !runOptions.quiet {
        Terminal.say("\(run.forecasts.count) forecasts are in \(out)")
        if let coherent {
          Terminal.say(
            "\(coherent.levels.count) sums are in \(out)/levels.csv, made to add up by "
              + coherent.method.rawValue)
        }
      }
    }
    if !run.failed.isEmpty { throw CommandError.someWithoutResult }
  }

  private func coherent(
    _ inputs: PlanInputs, settings: PlanSettings, levels: [ForecastLevel],
    observer: Planner.Observer
  ) throws -> CoherentRun {
    let method = try levelOptions.method()
    do throws(CoherenceError) {
      return try CoherentForecaster(inputs, settings: settings, levels: levels, method: method)
        .run(observer: observer)
    } catch {
      throw CommandError("\(error)")
    }
  }
}
