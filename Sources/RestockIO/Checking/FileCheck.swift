public import RestockRecords

/// What `restock check` says of one input file: what it was taken for, what was understood, and what
/// is wrong with it.
public struct FileCheck: Sendable {
  public let facts: InputFileFacts
  /// How many records were made of it: series of sales, rows of other kinds.
  public let records: Int
  /// For sales, what the sums are over.
  public let calendar: BucketCalendar?
  /// The first and last date (or step) of sales or of a stock history.
  public let firstDay: Day?
  public let lastDay: Day?
  public let findings: [Finding]

  /// Reads a file by whatever kind its columns make it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - options: How to read it.
  ///   - kind: What it is for; nil to find out.
  /// - Throws: Where the file cannot be used at all, or is of no kind that is known.
  public init(
    _ path: String, options: ReadingOptions = ReadingOptions(), kind: FileKind? = nil
  ) throws(InputError) {
    let kind = if let kind { kind } else { try InputReader.kind(of: path, options: options) }
    var reader = InputReader(options)
    var calendar: BucketCalendar?
    var days: (first: Day, last: Day)?
    switch kind {
    case .sales:
      let history = try reader.sales([path])
      records = history.series.count
      calendar = history.calendar
      days = (history.firstDay, history.lastDay)
    case .stock: records = try reader.stock([path]).count
    case .stockHistory:
      let observations = try reader.stockHistory([path]).observations
      records = observations.count
      let all = observations.map(\.day)
      if let first = all.min(), let last = all.max() { days = (first, last) }
    case .openOrders: records = try reader.openOrders([path]).count
    case .items: records = try reader.catalogue(items: [path], suppliers: []).items.count
    case .suppliers: records = try reader.catalogue(items: [], suppliers: [path]).suppliers.count
    case .receipts: records = try reader.receipts([path]).count
    case .events: records = try reader.events([path]).count
    case .series: records = try reader.seriesSettings([path]).count
    case .overrides: records = try reader.overrides([path]).count
    }
    facts = reader.files[0]
    self.calendar = calendar
    firstDay = days?.first
    lastDay = days?.last
    findings = reader.findings.findings
  }

  /// The check as text for people, several lines.
  public var text: String {
    var lines: [String] = []
    var what = "\(facts.path): \(facts.kind.rawValue)"
    if !facts.profile.isEmpty { what += " (\(facts.profile))" }
    if facts.isWide { what += ", wide: \(Self.count(facts.periods, "period")) in columns" }
    lines.append(what)
    let delimiter = facts.delimiter == "\t" ? "tab" : "'\(facts.delimiter)'"
    lines.append(
      "  file      \(Self.grouped(facts.size)) bytes, \(facts.encoding), delimiter \(delimiter)"
        + (facts.isCompressed ? ", gzip" : "") + ", \(facts.digest)")
    let columns = facts.columns.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { $0.key.rawValue == $0.value ? $0.value : "\($0.key.rawValue) = '\($0.value)'" }
    lines.append("  columns   \(columns.joined(separator: ", "))")
    if !facts.unusedColumns.isEmpty {
      lines.append("  not used  \(TableLayout.list(facts.unusedColumns))")
    }
    if !facts.dates.isEmpty { lines.append("  dates     \(facts.dates)") }
    var rows = "  rows      \(Self.grouped(facts.rows))"
    rows += ", \(Self.count(records, facts.kind == .sales ? "series" : "record"))"
    if let firstDay, let lastDay {
      let isSteps = calendar?.size == .step || facts.dates == "steps"
      rows +=
        isSteps
        ? ", steps \(firstDay.number) to \(lastDay.number)"
        : ", \(firstDay.iso) to \(lastDay.iso)"
    }
    if let calendar { rows += ", by \(calendar.size.rawValue)" }
    lines.append(rows)
    if findings.isEmpty { lines.append("  nothing to remark") }
    for finding in findings { lines.append("  " + Self.line(finding)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ finding: Finding) -> String {
    var text = finding.severity.rawValue
    text += String(repeating: " ", count: max(1, 10 - text.count))
    if finding.place.line > 0 { text += "line \(finding.place.line): " }
    if !finding.place.column.isEmpty { text += "column '\(finding.place.column)': " }
    if !finding.place.sku.isEmpty { text += "SKU '\(finding.place.sku)': " }
    text += finding.text
    if finding.count > 1 { text += " (\(grouped(finding.count)) times)" }
    return text + "; \(finding.treatment)"
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(grouped(count)) \(noun)" + (count == 1 || noun.hasSuffix("s") ? "" : "s")
  }

  private static func grouped(_ number: Int) -> String {
    var text = ""
    for (i, digit) in String(number).reversed().enumerated() {
      if i > 0 && i % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}

extension InputReader {
  /// What a file is for, by its columns: the kind of which it has most, among those of which it has
  /// all that are required.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - options: How to read it.
  /// - Returns: Its kind.
  /// - Throws: Where it cannot be read, or is of no kind that is known.
  public static func kind(
    of path: String, options: ReadingOptions = ReadingOptions()
  ) throws(InputError) -> FileKind {
    let file = try TableFile(path, options: options) { headers in
      FileKind.allCases.map { knownHeaders(headers, kind: $0, options: options) }.max() ?? 0
    }
    let names = HeaderNames(file.headers)
    if let profile = options.profiles.first(where: { $0.recognises(names) }) {
      return profile.kind
    }
    // Where two kinds fit as well, the first of these.
    let order: [FileKind] = [
      .sales, .receipts, .openOrders, .stock, .stockHistory, .suppliers, .events, .overrides,
      .items,
      .series,
    ]
    var best: (kind: FileKind, score: Int)?
    for kind in order {
      guard let layout = try? TableLayout(file, kind: kind, options: options) else { continue }
      var score = layout.map.columns.count * 2 + min(4, layout.periods.count * 2)
      // A column by its own name says more than one by another.
      score += layout.map.columns.count { field, column in
        FileProfile.normalized(file.headers[column]) == FileProfile.normalized(field.rawValue)
      }
      if layout.isWide, (kind == .stockHistory) == (try holdsFlags(file, layout)) { score += 1 }
      // A wide file of stock looks like one of sales; its name may tell.
      let name = path.split(separator: "/").last?.lowercased() ?? ""
      if kind == .stockHistory, layout.isWide, name.contains("stock") { score += 3 }
      if best == nil || score > best?.score ?? 0 { best = (kind, score) }
    }
    guard let best else {
      throw InputError(
        at: Place(file: path, line: file.headerLine),
        "its columns are of no kind of file that Restock reads: \(TableLayout.list(file.headers))",
        remedy: "name them: --columns sku=HEADER,date=HEADER,quantity=HEADER")
    }
    return best.kind
  }

  /// Whether the first cells of a wide file are words for true and false.
  private static func holdsFlags(
    _ file: borrowing TableFile, _ layout: TableLayout
  ) throws(InputError) -> Bool {
    var slots = [Int32](repeating: -1, count: file.headers.count)
    slots[layout.periods[0].column] = 0
    var isFlag = false
    _ = try file.scan(slots: slots, line: 1, rowsAtOnce: 1) { view, batch in
      let cell = batch.bytes(0, 0, in: view)
      isFlag = SalesCells.flag(cell) != nil && !cell.contains { $0 &- 48 < 10 }
      return false
    }
    return isFlag
  }
}
