import ArgumentParser
import RestockForecasting
import RestockIO
import RestockInventory
import RestockPlanning
import RestockRecords
import RestockReport

/// `restock classify`.
struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "ABC, XYZ and demand pattern of every item, and how its stock turns.",
    discussion: """
      ABC by the last year's revenue (else cost, else units): A while the share before the item is \
      under 0.8, B under 0.95. XYZ by the coefficient of variation of demand a period: X to 0.5, Y to \
      1. Pattern by Syntetos, Boylan and Croston: interval 1.32, squared variation 0.49. Prints the \
      matrix, and by class and category the value of the stock, how often it turns a year, how many \
      days it lasts, and what of it is excess (more than a year's sales) or dead (nothing sold in a \
      year); writes classification.csv and key-figures.csv.

      Example:
        restock classify --sales sales.csv --items items.csv --stock stock.csv --out classes
      """)

  @OptionGroup(title: "Inputs") var inputs: InputOptions
  @OptionGroup(title: "Reading") var format: FormatOptions
  @OptionGroup(title: "Series and time") var time: TimeOptions
  @OptionGroup(title: "The run") var runOptions: RunOptions

  @Option(
    help: ArgumentHelp(
      "The folder of the results, or - for classification.csv on standard output.",
      valueName: "folder"))
  var out: String

  func run() throws {
    var settings = PlanSettings()
    try time.apply(to: &settings)
    runOptions.apply(to: &settings)
    format.apply(to: &settings)
    let loaded = try InputLoader(
      inputs, reading: try format.reading(time, runOptions), run: runOptions
    ).load()
    if let asOf = try time.asOfDay(steps: loaded.inputs.sales.calendar.size == .step) {
      settings.asOf = asOf
    }
    let classes = Classification(loaded.inputs, settings: settings)
    let table = ClassificationTable.table(of: classes)
    let figures = KeyFigures.groups(of: classes, catalogue: loaded.inputs.catalogue)
    if out == "-" {
      try StandardOutput.write([table])
    } else {
      do throws(OutputError) {
        var folder = try OutputFolder(at: out)
        try folder.write(table.bytes, to: "classification.csv")
        try folder.write(KeyFiguresTable.table(of: figures).bytes, to: "key-figures.csv")
        let findings = FindingsTable.table(of: loaded.findings + classes.findings)
        try folder.write(findings.bytes, to: "findings.csv")
        try folder.commit()
      } catch {
        throw CommandError(error)
      }
    }
    if !runOptions.quiet { for line in summary(classes, figures) { Terminal.say(line) } }
  }

  /// The matrix of classes (items and share of the value), and the patterns.
  private func summary(_ classes: Classification, _ figures: [KeyFigures]) -> [String] {
    var rows = [["", "X", "Y", "Z", "items", "units last year"]]
    for abc in ABCClass.allCases {
      let own = classes.rows.filter { $0.abc == abc }
      let units = own.reduce(0) { $0 + $1.unitsLastYear }
      rows.append(
        [abc.rawValue]
          + XYZClass.allCases.map { xyz in String(own.count { $0.xyz == xyz }) }
          + [String(own.count), units.asUnits])
    }
    var lines = [
      "\(classes.rows.count) items as of \(classes.calendar.asOf.text(in: classes.calendar))", "",
    ]
    lines += TextTable(rows, rightAligned: [1, 2, 3, 4, 5]).lines
    let patterns = DemandPattern.allCases.map { pattern in
      "\(classes.rows.count { $0.pattern == pattern }) \(pattern.rawValue)"
    }
    lines += ["", "Demand: " + patterns.joined(separator: ", ")]
    lines += Self.stock(figures)
    if out != "-" { lines.append("The classes are in \(out)/classification.csv") }
    return lines
  }

  /// Stock, turnover and days of each group; nothing without a stock file.
  private static func stock(_ figures: [KeyFigures]) -> [String] {
    guard figures.contains(where: { $0.stock > 0 }) else { return [] }
    var rows = [
      ["group", "items", "stock", "a year's sales", "turnover", "days", "excess", "dead"]
    ]
    for group in figures.prefix(24) {
      rows.append([
        group.name, String(group.items), group.stock.withDecimals(0),
        group.yearSales.withDecimals(0), group.turnover.map { $0.withDecimals(1) } ?? "",
        group.daysOfStock.map { $0.withDecimals(0) } ?? "", group.excess.withDecimals(0),
        group.dead.withDecimals(0),
      ])
    }
    let unit = figures.first?.isMoney == true ? "in money at cost" : "in units"
    return ["", "Stock and how it turns, \(unit)", ""]
      + TextTable(rows, rightAligned: Set(1...7)).lines + [""]
  }
}
