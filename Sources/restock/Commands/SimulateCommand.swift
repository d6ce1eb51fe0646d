import ArgumentParser
import RestockIO
import RestockPlanning
import RestockRecords
import RestockReport

/// `restock simulate`.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "What policies would have cost, and served, on your own history.",
    discussion: """
      Replays the last periods of the history under each policy: at every review it sees only what \
      was known then, orders, and lives through the demand that came. Lead times are alike \
      for all: drawn as the receipts say, as they were (--lead-times actual), or their mean. Every policy starts with a period's demand on hand and the \
      lead time's on the way, and is measured once its own orders have come; stock files do not \
      say what was there then, so they are not used. Where sales were lost for lack of stock, \
      demand is what --stock-history makes of it.

      Writes policies.csv (a row a policy and group: overall, class, demand pattern), \
      simulated-items.csv (a row a policy and item: where service is lost and stock lies), \
      simulated-orders.csv, findings.csv and run.json. Cost is that of stock, of order lines and, \
      with --shortage-cost or a shortage_cost of items, of units short; cost_difference is to the \
      first policy, its standard error by a bootstrap over the items.

      Examples:
        restock simulate --sales sales.csv --items items.csv --suppliers suppliers.csv \\
          --receipts receipts.csv --shortage-cost 3 --out what-if
        restock simulate --sales sales.csv --periods 26 \\
          --policies 'order-up-to(fill:0.95),order-up-to(fill:0.98),velocity' --out what-if
      """)

  @OptionGroup(title: "Inputs") var inputs: InputOptions
  @OptionGroup(title: "Reading") var format: FormatOptions
  @OptionGroup(title: "Series and time") var time: TimeOptions
  @OptionGroup(title: "What is replayed") var replayOptions: ReplayOptions
  @OptionGroup(title: "Forecasts") var models: ModelOptions
  @OptionGroup(title: "Supply and service") var supply: SupplyOptions
  @OptionGroup(title: "The run") var runOptions: RunOptions

  @Option(
    help: ArgumentHelp(
      "The folder of the results, or - for policies.csv on standard output.",
      valueName: "folder"))
  var out: String

  func run() throws {
    let timer = StageTimer()
    var settings = PlanSettings()
    try supply.apply(to: &settings)
    try time.apply(to: &settings)
    try models.apply(to: &settings)
    runOptions.apply(to: &settings)
    format.apply(to: &settings)
    let reading = try format.reading(time, runOptions)
    timer.begin("reading", serial: runOptions.threadCount == 1)
    let loaded = try InputLoader(inputs, reading: reading, run: runOptions).load()
    let sales = loaded.inputs.sales
    if let asOf = try time.asOfDay(steps: sales.calendar.size == .step) { settings.asOf = asOf }
    let asked = try replayOptions.replay(of: loaded.inputs, settings: settings)
    let progress = Progress(
      "replaying", total: PolicyReplay.work(items: sales.series.count, periods: asked.periods),
      isOn: runOptions.showsProgress)
    let replay = PolicyReplay(
      loaded.inputs, settings: settings, replay: asked, observer: timer.observer(progress))
    progress.finish()
    let rows = replay.rows()
    guard !rows.isEmpty else {
      throw CommandError(
        "nothing could be measured in \(replay.periods) periods: the history is too short for an "
          + "order to come within them")
    }
    timer.begin("writing", serial: true)
    if out == "-" {
      try StandardOutput.write([ReplayTables.policies(rows)])
    } else {
      try write(replay, rows: rows, loaded: loaded, settings: settings, timer: timer)
    }
    guard !runOptions.quiet else { return }
    let calendar = RunCalendar(loaded.inputs, settings: settings)
    for line in ReplaySummary(replay, rows: rows, calendar: calendar).lines() {
      Terminal.say(line)
    }
    for finding in Self.costFindings(rows) {
      Terminal.say("\n\(finding.severity.rawValue): \(finding.text): \(finding.treatment)")
    }
    if out != "-" { Terminal.say("\nAll measures by group are in \(out)/policies.csv") }
  }

  /// What the cost does not hold, since nobody said what it is.
  private static func costFindings(_ rows: [PolicyReplay.Row]) -> [Finding] {
    var findings: [Finding] = []
    let overall = rows.filter { $0.group == "overall" }.map(\.measures)
    if overall.contains(where: { $0.short > 0 }), overall.allSatisfy({ $0.shortageCost == 0 }) {
      findings.append(
        Finding(
          .warning, at: Place(file: ""), kind: "no-shortage-cost",
          text: "no item has a shortage cost, and --shortage-cost is not given",
          treatment:
            "cost is of stock and orders alone: the policy that serves worst looks cheapest"
        ))
    }
    if overall.contains(where: { $0.averageStock > 0 }),
      overall.allSatisfy({ $0.holdingCost == 0 })
    {
      findings.append(
        Finding(
          .warning, at: Place(file: ""), kind: "no-holding-cost",
          text: "no item has a unit cost, and --holding-cost is not given",
          treatment: "stock costs nothing: the policy that holds most looks no dearer"))
    }
    return findings
  }

  private func write(
    _ replay: PolicyReplay, rows: [PolicyReplay.Row], loaded: LoadedInputs, settings: PlanSettings,
    timer: StageTimer
  ) throws {
    let sales = loaded.inputs.sales
    let calendar = RunCalendar(loaded.inputs, settings: settings)
    do throws(OutputError) {
      var folder = try OutputFolder(at: out)
      try folder.write(ReplayTables.policies(rows).bytes, to: "policies.csv")
      try folder.write(ReplayTables.items(of: replay).bytes, to: "simulated-items.csv")
      let orders = ReplayTables.orders(of: replay, isOnSteps: sales.calendar.size == .step)
      try folder.write(orders.bytes, to: "simulated-orders.csv")
      let findings = loaded.findings + replay.findings + Self.costFindings(rows)
      try folder.write(FindingsTable.table(of: findings).bytes, to: "findings.csv")
      let record = RunRecord(
        command: "simulate", options: ConfigurationFile.optionsOfRun(),
        seed: runOptions.seed, asOf: calendar.asOf.text(in: calendar),
        bucket: sales.calendar.size.rawValue, inputs: loaded.records,
        counts: [
          "sales_rows": sales.rows, "items": replay.keys.count,
          "items_measured": rows.first?.measures.items ?? 0, "periods": replay.periods,
          "policies": replay.policies.count, "orders": replay.orders.reduce(0) { $0 + $1.count },
          "findings": findings.count,
        ], timings: timer.timings())
      try folder.write(record.json(), to: OutputFolder.lastFile)
      try folder.commit()
    } catch {
      throw CommandError(error)
    }
  }
}
