import ArgumentParser
import FoundationEssentials
import RestockIO
import RestockReport

/// `restock report`: the page of a plan, again.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes report.html of a plan again, from the plan's folder.",
    discussion: """
      Reads plan.bin in a folder that restock plan wrote and writes the same page that plan did: \
      after it was deleted, under another title, with more or fewer rows, or with what a replay \
      found beside it. The inputs are not needed.

      Examples:
        restock report this-week
        restock report this-week --title 'Orders of week 27' --rows 1000 --out week-27.html
        restock simulate --sales sales.csv --items items.csv --out what-if
        restock report this-week --replay what-if
      """)

  @Argument(help: ArgumentHelp("A folder that restock plan wrote.", valueName: "folder"))
  var folder: String

  @Option(
    help: ArgumentHelp(
      "The file to write, or - for standard output (default: report.html in the folder).",
      valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "A folder that restock simulate wrote: service promised and achieved, by policy.",
      valueName: "folder"))
  var replay: String?

  @Option(help: ArgumentHelp("The heading.", valueName: "text"))
  var title: String?

  @Option(help: ArgumentHelp("Rows of each list at most (default: 500).", valueName: "n"))
  var rows: Int?

  @Option(help: ArgumentHelp("Threads (default: one a core).", valueName: "n"))
  var threads: Int?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if let rows, !(1...1_000_000).contains(rows) {
      throw ValidationError("--rows \(rows): expected 1 to 1000000")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): expected 1 to 1024")
    }
  }

  func run() throws {
    let saved = try SavedPlanFile.read(from: folder)
    var options = ReportPage.Options()
    options.version = Version.current
    options.threads = threads ?? RunOptions.cores
    if let title { options.title = title }
    if let rows { options.listed = rows }
    options.replay = try replay.map { try Self.record(of: $0) }
    let page = ReportPage.html(of: saved.plan, inputs: saved.inputs, options: options)
    let path = out ?? "\(folder)/report.html"
    guard path != "-" else { return try StandardOutput.write(page) }
    do throws(OutputError) {
      try WholeFile.write(page, to: path)
    } catch {
      throw CommandError(error)
    }
    if !quiet { Terminal.say("The report is \(path)") }
  }

  /// What the replay in a folder found.
  private static func record(of folder: String) throws -> ReplayRecord {
    let path = "\(folder)/\(ReplayRecord.fileName)"
    guard let content = try? Data(contentsOf: URL(filePath: path)) else {
      throw CommandError(
        "\(folder): no replay there (no \(ReplayRecord.fileName))\n"
          + "  expected a folder that restock simulate --out wrote")
    }
    do throws(ReplayRecord.Problem) {
      return try ReplayRecord(String(decoding: content, as: UTF8.self))
    } catch {
      switch error {
      case .lacksColumn(let name): throw CommandError("\(path): expected a column '\(name)'")
      case .isEmpty: throw CommandError("\(path): has no row")
      }
    }
  }
}
