import ArgumentParser
import RestockIO
import RestockPlanning
import RestockRecords
import RestockReport

/// `restock plan`: the main job.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "This week's orders: what, how much, from whom, by when, and why.",
    discussion: """
      Writes to --out: recommendations.csv (a row an item, with the arithmetic), one file a supplier \
      in purchase-orders/, transfers.csv (what to move between locations in place of buying it), \
      open-order-advice.csv (orders on the way to chase, bring forward or cancel), left-out.csv (what \
      a budget left out, at what risk), forecasts.csv, findings.csv (what is wrong with the inputs \
      and what was done about it), report.html (the plan to look at, print and mail), \
      plan.bin (what restock report and --compare read) and run.json; with --overrides overrides.csv, \
      with --compare changes.csv and, where the earlier plan had overrides, override-results.csv. With \
      sales \
      alone it works on defaults: lead time 14 days, review every 7, on hand 0, service fill 0.98, \
      0.95, 0.90 for class A, B, C.

      What a supplier accepts. From the items file: moq, pack_size, pallet_size (orders are then whole \
      pallets), max_stock, shelf_life_days, price_breaks (100:4.50; 500:4.20), available (no: this \
      supplier cannot deliver it now), weight, volume, substitute, successor_of, bundle_of (A:2; B). An \
      order is rounded up: to whole units, the minimum, whole packs; never above the maximum: there \
      down to the last whole pack, or to nothing where that is below the minimum. From the suppliers \
      file: min_order_value and container_weight, container_volume (filled up by what runs out next, \
      or put off where holding that costs more than waiting a review), delivery_cost (per order, \
      whatever is on it: items share it). Of several suppliers of an item the preferred one is taken, \
      another where its order is late and the shortage costs more; where none is preferred, the one \
      with the cheapest year, safety stock included. Each change is in reason, with its cost.

      Examples:
        restock plan --sales sales.csv --out this-week
        restock plan --sales orders_export.csv --stock inventory_export.csv --out this-week
        restock plan --sales orders_*.csv --stock stock.csv --open-orders po.csv \\
          --items items.csv --suppliers suppliers.csv --receipts receipts.csv --out this-week
        restock plan --sales sales.csv --items items.csv --budget 20000 --out this-week
        restock plan --sales sales.csv --overrides mine.csv --compare last-week --out this-week
        restock plan --sales sales.csv --store restock.db --compare last --out this-week
        restock plan --sales weekly-wide.csv --lead-time 2w --service cycle:0.95 --out this-week
      """)

  @OptionGroup(title: "Inputs") var inputs: InputOptions
  @OptionGroup(title: "Reading") var format: FormatOptions
  @OptionGroup(title: "Series and time") var time: TimeOptions
  @OptionGroup(title: "Forecasts") var models: ModelOptions
  @OptionGroup(title: "Supply and service") var supply: SupplyOptions
  @Option(
    help: ArgumentHelp(
      "Money that all orders together may cost: what returns most per unit of money is ordered "
        + "first (what a unit short costs, times the probability that it is asked for), and what is "
        + "left out is in left-out.csv with its risk.",
      valueName: "money"))
  var budget: Double?

  @OptionGroup(title: "Your decisions, and earlier plans") var memoryOptions: MemoryOptions
  @OptionGroup(title: "The run") var runOptions: RunOptions

  @ArgumentParser.Flag(
    help: ArgumentHelp(
      "Also write tradeoff.csv: what other service targets would deliver and the stock that they "
        + "would need, for each item and, with the sku *, for all together."))
  var tradeOff = false

  @Option(
    help: ArgumentHelp(
      "The folder of the results, or - for recommendations.csv on standard output.",
      valueName: "folder"))
  var out: String

  func run() throws {
    let timer = StageTimer()
    var settings = PlanSettings()
    try supply.apply(to: &settings)
    if let budget, !(budget >= 0 && budget.isFinite) {
      throw ValidationError("--budget \(budget): expected money, not below 0")
    }
    settings.budget = budget
    try time.apply(to: &settings)
    try models.apply(to: &settings)
    runOptions.apply(to: &settings)
    format.apply(to: &settings)
    let reading = try format.reading(time, runOptions)
    if reading.seriesBy?.contains(.channel) == true {
      throw ValidationError(
        "--by channel: stock is kept by SKU and location, so a plan is too; forecast takes it")
    }
    timer.begin("reading", serial: runOptions.threadCount == 1)
    let loaded = try InputLoader(
      inputs, reading: reading, run: runOptions, overrides: memoryOptions.overrides
    ).load()
    if let asOf = try time.asOfDay(steps: loaded.inputs.sales.calendar.size == .step) {
      settings.asOf = asOf
      guard asOf > loaded.inputs.sales.firstDay else {
        throw CommandError(
          "--as-of \(self.time.asOf ?? "") is before all sales: there is no history to plan from")
      }
    }
    // The report shows them; of many items, for those that matter most.
    settings.alternatives =
      out == "-" ? .none : loaded.inputs.sales.series.count <= 2000 ? .all : .classA
    settings.makesTradeOff = tradeOff || out != "-" && loaded.inputs.sales.series.count <= 2000
    settings.mirrorsQuantiles = out != "-" && loaded.inputs.sales.series.count <= 6000
    let memory = try PlanMemory(
      memoryOptions, asOf: RunCalendar(loaded.inputs, settings: settings).asOf)
    let planner = Planner(loaded.inputs, settings: settings)
    let items = loaded.inputs.sales.series.count
    let progress = Progress("planning", total: 2 * items, isOn: runOptions.showsProgress)
    let plan = planner.plan(
      comparedWith: memory.earlier, observer: timer.observer(progress)
    ).adding(loaded.findings)
    progress.finish()
    timer.begin("writing", serial: false)
    let saved = SavedPlan(plan, inputs: loaded.inputs, settings: settings)
    if out == "-" {
      try StandardOutput.write(PlanFolder.recommendations(of: plan, threads: settings.threads))
    } else {
      try write(plan, saved: saved, loaded: loaded, settings: settings, timer: timer)
      if !runOptions.quiet {
        for line in PlanSummary(plan, out: out).lines() { Terminal.say(line) }
      }
    }
    try memory.keep(plan, saved: saved, seed: runOptions.seed, folder: out)
    if plan.withoutResult > 0 { throw CommandError.someWithoutResult }
  }

  private func write(
    _ plan: Plan, saved: SavedPlan, loaded: LoadedInputs, settings: PlanSettings, timer: StageTimer
  ) throws {
    do throws(OutputError) {
      var options = ReportPage.Options()
      options.version = Version.current
      options.threads = settings.threads
      let page = ReportPage.html(of: plan, inputs: loaded.inputs, options: options)
      try PlanFolder.write(
        plan, to: out, threads: settings.threads,
        more: [
          (name: "report.html", bytes: page), (name: SavedPlan.fileName, bytes: saved.bytes()),
        ]
          + (tradeOff ? [(name: "tradeoff.csv", bytes: TradeOffTable.table(of: plan).bytes)] : [])
      ) {
        let record = RunRecord(
          command: "plan", options: ConfigurationFile.optionsOfRun(),
          seed: runOptions.seed,
          asOf: plan.calendar.asOf.text(in: plan.calendar),
          bucket: plan.calendar.buckets.size.rawValue, inputs: loaded.records,
          counts: [
            "sales_rows": loaded.inputs.sales.rows, "items": plan.recommendations.count,
            "orders": plan.recommendations.count { $0.orderQuantity > 0 },
            "transfers": plan.transfers.count, "left_out": plan.leftOut.count,
            "open_orders_to_look_at": plan.openOrderAdvice.count,
            "purchase_orders": plan.purchaseOrders.count,
            "without_result": plan.withoutResult, "findings": plan.findings.count,
          ], timings: timer.timings())
        return record.json()
      }
    } catch {
      throw CommandError(error)
    }
  }
}
