import RestockIO
import RestockPlanning
import RestockRecords

/// Which files a command was given, by kind.
protocol InputFiles {
  var sales: [String] { get }
  var stock: [String] { get }
  var stockHistory: [String] { get }
  var openOrders: [String] { get }
  var items: [String] { get }
  var suppliers: [String] { get }
  var receipts: [String] { get }
  var events: [String] { get }
}

extension InputOptions: InputFiles {}

/// The inputs of a run as read, what was found on the way, and what each file was.
struct LoadedInputs {
  let inputs: PlanInputs
  /// What was found, the cross-check's included.
  let findings: [Finding]
  /// What does not go together between the files.
  let crossFindings: [Finding]
  let records: [RunRecord.Input]
}

/// Reads the files of a run.
struct InputLoader {
  private let files: any InputFiles
  private let reading: ReadingOptions
  private let run: RunOptions
  private let overrides: [String]

  init(
    _ files: any InputFiles, reading: ReadingOptions, run: RunOptions, overrides: [String] = []
  ) {
    self.files = files
    self.overrides = overrides
    self.reading = reading
    self.run = run
  }

  /// Reads every file; a bad one ends the run before anything is written.
  func load() throws -> LoadedInputs {
    guard !files.sales.isEmpty else {
      throw CommandError("--sales FILE is missing: the sales history is what a plan is made from")
    }
    var options = reading
    var reader = InputReader(options)
    let stock = files.stock.isEmpty ? nil : try reader.stock(files.stock)
    // Stock that is not kept by location cannot be told apart by it: the plan is by SKU then.
    if let stock, options.seriesBy == nil, !stock.contains(where: { !$0.location.isEmpty }) {
      options.seriesBy = [.sku]
      reader.options = options
    }
    let progress = ReadingProgressLine(isOn: run.showsProgress)
    reader.progress = { progress.show($0) }
    let sales = try reader.sales(files.sales)
    progress.finish()
    try refuse(sales, files: reader.files.filter { $0.kind == .sales })
    if reading.seriesBy == nil, options.seriesBy == [.sku],
      let located = reader.files.first(where: { $0.kind == .sales && $0.columns[.location] != nil })
    {
      reader.findings.add(
        Finding(
          .warning, at: Place(file: located.path, column: located.columns[.location] ?? ""),
          kind: "stock-without-locations", text: "sales have locations, stock has none",
          treatment: "sales are summed over locations (--by sku,location keeps them apart)"))
    }
    var inputs = PlanInputs(sales: sales, salesFiles: files.sales)
    inputs.stock = stock
    if !files.stockHistory.isEmpty {
      inputs.stockHistory = try reader.stockHistory(files.stockHistory)
    }
    if !files.openOrders.isEmpty { inputs.openOrders = try reader.openOrders(files.openOrders) }
    inputs.catalogue = try reader.catalogue(items: files.items, suppliers: files.suppliers)
    if !files.receipts.isEmpty { inputs.receipts = try reader.receipts(files.receipts) }
    if !files.events.isEmpty { inputs.events = try reader.events(files.events) }
    if !overrides.isEmpty { inputs.overrides = try reader.overrides(overrides) }
    var cross = FindingLog(keepsAll: reading.keepsAllFindings)
    CrossCheck(
      sales: sales, salesFiles: files.sales, stock: stock, stockHistory: inputs.stockHistory,
      openOrders: inputs.openOrders ?? [], receipts: inputs.receipts, events: inputs.events,
      catalogue: inputs.catalogue
    ).check(&cross)
    if !run.quiet { for line in TakenFiles.linesIfForeign(reader.files) { Terminal.say(line) } }
    return LoadedInputs(
      inputs: inputs, findings: reader.findings.findings + cross.findings,
      crossFindings: cross.findings, records: reader.files.map { .init($0) })
  }

  /// Refuses sales that no plan can be made of: the same file twice, or no quantity that can be read.
  private func refuse(_ sales: SalesHistory, files: [InputFileFacts]) throws {
    var paths: [String: String] = [:]
    for file in files {
      if let other = paths.updateValue(file.path, forKey: file.digest) {
        throw InputError(
          at: Place(file: file.path), "holds the same as \(other): its sales would count twice",
          remedy: "give it once")
      }
    }
    let isUnreadable = sales.series.allSatisfy { series in
      !series.unknown.isEmpty && series.returned.isEmpty && series.sold.allSatisfy { $0 == 0 }
    }
    if isUnreadable, !sales.series.isEmpty {
      throw InputError(
        at: Place(file: self.files.sales.first ?? "", column: "quantity"),
        "no row has a quantity that can be read",
        remedy:
          "a number with a decimal comma or thousands marks may need --decimal , or --decimal .")
    }
  }
}

extension RunRecord.Input {
  /// The record of a file that was read.
  init(_ facts: InputFileFacts) {
    self.init(
      file: facts.path, kind: facts.kind.rawValue, layout: facts.profile, rows: facts.rows,
      bytes: facts.size, digest: facts.digest)
  }
}
