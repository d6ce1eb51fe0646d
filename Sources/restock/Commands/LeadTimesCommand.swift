import ArgumentParser
import RestockIO
import RestockPlanning
import RestockRecords
import RestockReport

/// `restock lead-times`.
struct LeadTimesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lead-times",
    abstract: "How long suppliers take, whether they keep their word, and who has changed.",
    discussion: """
      Learns the distribution of each supplier's lead time from receipts (orders still open have \
      lasted at least so long; a file cut by date of receipt is corrected for), shrunk toward all \
      suppliers where receipts are few. Writes lead-times.csv: a row a supplier (empty sku), a row an \
      item with receipts enough, and a row * for a supplier never seen. drift says that the lead time \
      has changed without notice, since when, and what to set; of 100 suppliers that did not change \
      1 raises that alarm at a look. Where receipts of two years or more show that lead times depend on \
      the month of ordering, that is an alarm too, in 1 of 100 suppliers without a season, with the \
      row to write into the events file. on_time, in_full and on_time_in_full are shares of the orders \
      that are due; days_late is the mean of actual less promised. days_if_ordered_now are the mean \
      calendar days of an order of today.

      Days are calendar days, or working days (Monday to Friday) of suppliers with lead_time_in \
      working in the suppliers file. An event with a supplier is a shutdown of that supplier, with \
      the supplier * of all: lead times do not run on its days. With an uplift of 1.5 it is a season in \
      which they are one and a half times as long; where none is typed and orders of its earlier times \
      came all the same, the uplift is learned from them. Of an event that repeats yearly one row is \
      enough; one whose dates move, such as Chinese New Year, has a row for each year, past ones too.

      Examples:
        restock lead-times --receipts receipts.csv --suppliers suppliers.csv --out lead-times
        restock lead-times --receipts po.csv \\
          --columns supplier=vendor,ordered=po_date,received=delivered --out -
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Receipts: supplier, ordered, received (empty: still open); also sku, order_id, promised, "
        + "quantity_ordered, quantity_received.", valueName: "file"))
  var receipts: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Open orders: sku, quantity, supplier, ordered; used where the receipts list none.",
      valueName: "file"))
  var openOrders: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Suppliers: supplier; also lead_time_days, lead_time_in (working or calendar).",
      valueName: "file"))
  var suppliers: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Items: sku, supplier; also lead_time_days.", valueName: "file"))
  var items: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Events: date, event, supplier; also end_date, uplift, repeats (yearly): shutdowns, seasons.",
      valueName: "file"))
  var events: [String] = []

  @Option(
    help: ArgumentHelp(
      "Today, as 2026-11-24 (default: the newest date in the receipts).", valueName: "date"))
  var asOf: String?

  @OptionGroup(title: "Reading") var format: FormatOptions
  @OptionGroup(title: "The run") var runOptions: RunOptions

  @Option(
    help: ArgumentHelp(
      "The folder of the results, or - for lead-times.csv on standard output.",
      valueName: "folder"))
  var out: String

  func run() throws {
    guard !receipts.isEmpty else {
      throw CommandError("--receipts FILE is missing: lead times are learned from receipts")
    }
    let time = try TimeOptions.parse(asOf.map { ["--as-of", $0] } ?? [])
    var reader = InputReader(try format.reading(time, runOptions))
    let records = try reader.receipts(receipts)
    let catalogue = try reader.catalogue(items: items, suppliers: suppliers)
    let shutdowns = events.isEmpty ? [] : try reader.events(events)
    let given = try time.asOfDay(steps: false)
    guard let day = given ?? LeadTimeReport.defaultAsOf(of: records) else {
      throw CommandError("the receipts hold no usable row")
    }
    let open = openOrders.isEmpty ? [] : try reader.openOrders(openOrders)
    let report = LeadTimeReport(
      receipts: records, openOrders: open, catalogue: catalogue, events: shutdowns, asOf: day)
    let table = LeadTimesTable.table(of: report)
    if out == "-" {
      try StandardOutput.write([table])
    } else {
      do throws(OutputError) {
        var folder = try OutputFolder(at: out)
        try folder.write(table.bytes, to: "lead-times.csv")
        try folder.write(
          FindingsTable.table(of: reader.findings.findings + report.findings).bytes,
          to: "findings.csv")
        try folder.commit()
      } catch {
        throw CommandError(error)
      }
    }
    if !runOptions.quiet {
      for line in TakenFiles.linesIfForeign(reader.files) { Terminal.say(line) }
    }
    if !runOptions.quiet { for line in summary(report) { Terminal.say(line) } }
  }

  private func summary(_ report: LeadTimeReport) -> [String] {
    let suppliers = report.rows.filter { $0.sku.isEmpty && $0.supplier != "*" }
    var lines = ["\(suppliers.count) suppliers as of \(report.asOf.iso)", ""]
    var rows = [["supplier", "orders", "mean", "sd", "95 %", "on time", "drift", "since", "set"]]
    for row in suppliers.sorted(by: { $0.orders > $1.orders }).prefix(20) {
      rows.append([
        row.supplier, String(row.orders), row.mean.withDecimals(1),
        row.standardDeviation.withDecimals(1), (row.quantiles.last ?? 0).withDecimals(0),
        row.scorecard.onTimeRate.map { "\(Int((100 * $0).rounded())) %" } ?? "",
        row.drift.rawValue, row.driftSince?.iso ?? "", row.suggestedDays.withDecimals(0),
      ])
    }
    lines += TextTable(rows, rightAligned: [1, 2, 3, 4, 5, 8]).lines
    if suppliers.count > 20 { lines.append("  and \(suppliers.count - 20) more") }
    let alarms = report.findings.filter { $0.severity != .note }
    if !alarms.isEmpty { lines.append("") }
    for alarm in alarms.prefix(10) {
      lines.append("\(alarm.text)")
      if !alarm.treatment.isEmpty { lines.append("  \(alarm.treatment)") }
    }
    if alarms.count > 10 { lines.append("and \(alarms.count - 10) more in findings.csv") }
    if out != "-" { lines += ["", "The lead times are in \(out)/lead-times.csv"] }
    return lines
  }
}
