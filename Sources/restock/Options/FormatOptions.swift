import ArgumentParser
import RestockIO
import RestockPlanning
import RestockRecords

/// How files are to be read, where detection needs help.
struct FormatOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Which header means what, as sku=Item,quantity=Qty; for one kind of file only as "
        + "stock.on_hand=Level.", valueName: "name=header"))
  var columns: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder of layouts of your own, .yaml files such as restock convert --layouts prints; they go "
        + "before those that Restock knows (default: the folder profiles beside --config, if any).",
      valueName: "folder"))
  var profiles: String?

  @Option(
    help: ArgumentHelp(
      "long (a row a sale or period) or wide (a row a SKU); default: by the headers.",
      valueName: "layout"))
  var layout: String?

  @Option(
    help: ArgumentHelp(
      "How dates are written, as %d/%m/%Y (default: decided per file).", valueName: "format"))
  var dateFormat: String?

  @Option(
    help: ArgumentHelp("The decimal mark: . or , (default: by the numbers).", valueName: "mark"))
  var decimal: String?

  @Option(
    help: ArgumentHelp("The delimiter: , ; | or tab (default: by the header).", valueName: "char"))
  var delimiter: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Text that means an empty cell, as n/a.", valueName: "text"))
  var missing: [String] = []

  @Option(
    help: ArgumentHelp(
      "Negative quantities: net (off the sales of their period) or ignore.", valueName: "what"))
  var returns = "net"

  @Option(
    help: ArgumentHelp(
      "Findings: count (those of a kind in one row) or all.", valueName: "what"))
  var findings = "count"

  /// What planning has to know of them.
  func apply(to settings: inout PlanSettings) {
    settings.netsReturns = returns == "net"
    settings.keepsAllFindings = findings == "all"
  }

  /// The reader's options of a command's.
  func reading(_ time: TimeOptions, _ run: RunOptions) throws -> ReadingOptions {
    var reading = ReadingOptions()
    reading.columns = try columnMap()
    if let folder = profiles ?? ConfigurationFile.profilesFolder(beside: run.config) {
      reading.profiles = try ExportProfile.read(folder: folder) + reading.profiles
    }
    if let layout {
      guard let known = ReadingOptions.Layout(rawValue: layout) else {
        throw ValidationError("--layout '\(layout)': expected long or wide")
      }
      reading.layout = known
    }
    reading.dateFormat = try dateFormat.map { text in
      guard let format = DateFormat(text) else {
        throw ValidationError(
          "--date-format '\(text)': expected %d, %m and %Y with what stands between, as %d/%m/%Y")
      }
      return format
    }
    switch decimal {
    case nil: break
    case ".": reading.decimal = .point
    case ",": reading.decimal = .comma
    case .some(let text): throw ValidationError("--decimal '\(text)': expected . or ,")
    }
    if let delimiter {
      let character = ["tab": "\t", "\\t": "\t"][delimiter] ?? delimiter
      guard character.utf8.count == 1, let byte = character.utf8.first,
        ",;|\t:".utf8.contains(byte)
      else { throw ValidationError("--delimiter '\(delimiter)': expected , ; | : or tab") }
      reading.delimiter = byte
    }
    reading.missing = Set(missing)
    guard let handling = ReadingOptions.Returns(rawValue: returns) else {
      throw ValidationError("--returns '\(returns)': expected net or ignore")
    }
    reading.returns = handling
    guard ["count", "all"].contains(findings) else {
      throw ValidationError("--findings '\(findings)': expected count or all")
    }
    reading.keepsAllFindings = findings == "all"
    reading.seriesBy = try dimensions(time.by)
    reading.every = try time.bucketSize()
    reading.weekStart = try time.weekStart()
    reading.threads = run.threadCount
    return reading
  }

  private func columnMap() throws -> [String: String] {
    var map: [String: String] = [:]
    for pair in columns.flatMap({ $0.split(separator: ",") }) {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw ValidationError("--columns '\(pair)': expected name=header, as sku=Item")
      }
      map[String(sides[0])] = String(sides[1])
    }
    return map
  }

  private func dimensions(_ by: String?) throws -> Set<ReadingOptions.Dimension>? {
    try by.map { text in
      var dimensions: Set<ReadingOptions.Dimension> = [.sku]
      for name in text.split(separator: ",") {
        guard let dimension = ReadingOptions.Dimension(rawValue: String(name)) else {
          throw ValidationError("--by '\(text)': expected sku and any of location, channel")
        }
        dimensions.insert(dimension)
      }
      return dimensions
    }
  }
}
