import ArgumentParser
import RestockIO
import RestockRecords
import RestockReport

/// `restock convert`.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract:
      "Exports of Shopify, Amazon, WooCommerce, Linnworks and others to Restock's own files.",
    discussion: """
      plan, forecast and the other commands read these exports as they are; convert shows what they \
      make of them, and is for programs that know Restock's files only. What a file is, is found out \
      by its columns (--kind says it where a file can be read in two ways: a products export holds \
      items and stock). Several files of one kind become one: an order that two files have counts \
      once, as the later named file has it, and an order that a channel's own export has is left out \
      of Linnworks' and Amazon's. Cancelled, refunded and test orders are left out. Each such thing \
      is said on stderr, with its count.

      With --to it goes the other way: the reorder points of a plan's recommendations.csv, in the \
      layout that the program imports. linnworks: SKU, Location, Minimum Level, for the inventory \
      import. shopify: Variant SKU and metafields, for a bulk editor's import (Shopify's own has no \
      such column).

      --layouts prints every layout that is known, in the format in which you can add your own: put \
      one into a folder as NAME.yaml, and name the folder with --profiles.

      Examples:
        restock convert orders_export.csv --out sales.csv
        restock convert orders_export.csv inventory_export.csv --out shop/
        restock convert products_export.csv --kind stock --out -
        restock convert this-week/recommendations.csv --to linnworks --out levels.csv
        restock convert --layouts
      """)

  @Argument(help: "The files; with --to a plan's recommendations.csv, or its folder.")
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "What the files are for: sales, stock, stock-history, open-orders, items, suppliers, receipts "
        + "or events (default: by their columns).", valueName: "kind"))
  var kind: String?

  @Option(
    help: ArgumentHelp(
      "Write a plan's reorder points for this program: shopify or linnworks.", valueName: "program")
  )
  var to: String?

  @ArgumentParser.Flag(help: "Print the layouts that are known, and do nothing else.")
  var layouts = false

  @OptionGroup(title: "Reading") var format: FormatOptions
  @OptionGroup(title: "The run") var runOptions: RunOptions

  @Option(
    help: ArgumentHelp(
      "The file to write, or - for standard output, or a folder (an existing one, or a name that ends "
        + "in /) for a file a kind: sales.csv, stock.csv, ...", valueName: "file"))
  var out: String?

  func run() throws {
    if layouts {
      try StandardOutput.writing(ExportProfile.format + "\n")
      for layout in ExportProfile.builtInTexts {
        try StandardOutput.writing("# \(layout.name).yaml\n\(layout.text)\n")
      }
      return
    }
    guard !files.isEmpty else { throw ValidationError("name the files to convert") }
    guard let out else {
      throw ValidationError("--out FILE is missing, or --out - for standard output")
    }
    if let to {
      try writeLevels(to: to, out)
    } else {
      try convert(out)
    }
  }

  private func convert(_ out: String) throws {
    let reading = try format.reading(try TimeOptions.parse([]), runOptions)
    var given: FileKind?
    if let kind {
      given = FileKind(rawValue: String(kind.map { $0 == "-" ? " " : $0 }))
      if given == nil { throw ValidationError("--kind '\(kind)': expected sales, stock, ...") }
    }
    var groups: [(kind: FileKind, paths: [String])] = []
    for path in files {
      let kind = if let given { given } else { try InputReader.kind(of: path, options: reading) }
      if let i = groups.firstIndex(where: { $0.kind == kind }) {
        groups[i].paths.append(path)
      } else {
        groups.append((kind, [path]))
      }
    }
    let isFolder = out != "-" && (out.hasSuffix("/") || OutputFile.isFolder(out))
    if groups.count > 1 && !isFolder {
      let kinds = groups.map { "\($0.paths[0]) (\($0.kind.rawValue))" }.joined(separator: ", ")
      throw CommandError(
        "the files are of several kinds: \(kinds)\n  name a folder: --out \(out == "-" ? "out" : out)/"
      )
    }
    var outputs: [(name: String, bytes: [UInt8])] = []
    for group in groups {
      var reader = InputReader(reading)
      let (table, rows) = try reader.canonicalTable(of: group.paths, kind: group.kind)
      say(reader, rows: rows, kind: group.kind)
      let name = String(group.kind.rawValue.map { $0 == " " ? "-" : $0 }) + ".csv"
      outputs.append((name, table.bytes))
    }
    do throws(OutputError) {
      if isFolder {
        try OutputFile.makeFolder(out)
        let folder = out.hasSuffix("/") ? out : out + "/"
        for output in outputs { try OutputFile.write(output.bytes, to: folder + output.name) }
      } else if out != "-" {
        try OutputFile.write(outputs[0].bytes, to: out)
      }
    } catch {
      throw CommandError(error)
    }
    if out == "-" { try StandardOutput.writing(String(decoding: outputs[0].bytes, as: UTF8.self)) }
  }

  private func say(_ reader: InputReader, rows: Int, kind: FileKind) {
    if runOptions.quiet { return }
    for line in TakenFiles.lines(reader.files) { Terminal.say(line) }
    for finding in reader.findings.findings where finding.kind != "unknown-columns" {
      let line = finding.place.line > 0 ? ":\(finding.place.line)" : ""
      let count = finding.count > 1 ? " (\(finding.count) times)" : ""
      Terminal.say(
        "  \(finding.severity.rawValue): \(finding.place.file)\(line): \(finding.text)\(count);"
          + " \(finding.treatment)")
    }
    Terminal.say("\(rows) rows of \(kind.rawValue)")
  }

  private func writeLevels(to name: String, _ out: String) throws {
    guard let program = ReorderLevels.Program(rawValue: name) else {
      throw ValidationError("--to '\(name)': expected shopify or linnworks")
    }
    guard files.count == 1 else {
      throw ValidationError("--to takes one file, a plan's recommendations.csv")
    }
    let path = OutputFile.isFolder(files[0]) ? files[0] + "/recommendations.csv" : files[0]
    let (table, rows, isSummed) = try ReorderLevels(path: path).table(for: program)
    if out == "-" {
      try StandardOutput.write([table])
    } else {
      do throws(OutputError) { try OutputFile.write(table.bytes, to: out) } catch {
        throw CommandError(error)
      }
    }
    if runOptions.quiet { return }
    Terminal.say("\(rows) reorder points for \(name)")
    if isSummed {
      Terminal.say("  those of several locations are added up: a variant has one for all of them")
    }
  }
}
