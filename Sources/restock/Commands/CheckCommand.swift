import ArgumentParser
import RestockIO
import RestockPlanning
import RestockRecords
import RestockReport

/// `restock check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "What each input file is, what was understood of it, and what is wrong with it.",
    discussion: """
      Finds out by its columns what each file is, reads it as plan would, and says on standard output \
      which columns it took for what, how dates and numbers are written, how many rows and series \
      there are, and every finding with file, first line, SKU, count and what is done about it. Files \
      of several kinds are held against each other too. Exit status 2 when a file cannot be used at \
      all.

      Examples:
        restock check sales.csv stock.csv items.csv
        restock check export.csv --columns sku=Item,quantity=Qty --out findings
      """)

  @Argument(help: "The files, of any kinds.")
  var files: [String]

  @OptionGroup(title: "Reading") var format: FormatOptions
  @OptionGroup(title: "Series and time") var time: TimeOptions
  @OptionGroup(title: "The run") var runOptions: RunOptions

  @Option(
    help: ArgumentHelp("A folder for findings.csv (default: none).", valueName: "folder"))
  var out: String?

  func run() throws {
    let reading = try format.reading(time, runOptions)
    var given = GivenFiles()
    var findings: [Finding] = []
    var bad: [InputError] = []
    for path in files {
      let check: FileCheck
      do throws(InputError) {
        check = try FileCheck(path, options: reading)
      } catch {
        bad.append(error)
        Terminal.say("error: \(error)")
        continue
      }
      try StandardOutput.writing(check.text + "\n")
      given.add(path, check.facts.kind)
      if check.facts.kind != .sales { findings += check.findings }
    }
    if !given.sales.isEmpty && bad.isEmpty {
      findings += try together(given, reading: reading, alone: files.count == 1)
    }
    if let out { try write(findings, to: out) }
    if !bad.isEmpty { throw CommandError.nothingDone }
  }

  /// What planning finds in the sales, and what does not go together between the files.
  private func together(
    _ given: GivenFiles, reading: ReadingOptions, alone: Bool
  ) throws -> [Finding] {
    let loaded = try InputLoader(given, reading: reading, run: runOptions).load()
    var settings = PlanSettings()
    try time.apply(to: &settings)
    format.apply(to: &settings)
    settings.asOf = try time.asOfDay(steps: loaded.inputs.sales.calendar.size == .step)
    let found = Planner(loaded.inputs, settings: settings).historyFindings()
    let more = found + (alone ? [] : loaded.crossFindings)
    if !more.isEmpty {
      let heading = alone ? "In the series of the sales:" : "In the series, and between the files:"
      try StandardOutput.writing(
        ([heading] + more.map { "  \($0.line)" }).joined(separator: "\n") + "\n")
    }
    return loaded.findings + found
  }

  private func write(_ findings: [Finding], to out: String) throws {
    do throws(OutputError) {
      var folder = try OutputFolder(at: out)
      try folder.write(FindingsTable.table(of: findings).bytes, to: "findings.csv")
      try folder.commit()
    } catch {
      throw CommandError(error)
    }
  }
}

/// Files sorted by what they are.
private struct GivenFiles: InputFiles {
  var sales: [String] = []
  var stock: [String] = []
  var stockHistory: [String] = []
  var openOrders: [String] = []
  var items: [String] = []
  var suppliers: [String] = []
  var receipts: [String] = []
  var events: [String] = []

  mutating func add(_ path: String, _ kind: FileKind) {
    switch kind {
    case .sales: sales.append(path)
    case .stock: stock.append(path)
    case .stockHistory: stockHistory.append(path)
    case .openOrders: openOrders.append(path)
    case .items: items.append(path)
    case .suppliers: suppliers.append(path)
    case .receipts: receipts.append(path)
    case .events: events.append(path)
    // Settings of series belong to forecasts and evaluations, not to a plan's inputs; overrides name
    // nothing that another file would have to match.
    case .series, .overrides: break
    }
  }
}

extension Finding {
  /// The finding on a line, for people.
  fileprivate var line: String {
    var text = "\(severity.rawValue): \(self.text)"
    if count > 1 { text += " (\(count) in all)" }
    var parts: [String] = []
    if !place.file.isEmpty {
      parts.append(place.line > 0 ? "\(place.file):\(place.line)" : place.file)
    }
    if !place.sku.isEmpty { parts.append("SKU '\(place.sku)'") }
    if !parts.isEmpty { text = parts.joined(separator: ", ") + ": " + text }
    return text + "; " + treatment
  }
}
