public import RestockRecords

/// Reads the input files of a run, and collects what there is to say about them.
///
/// Each kind of file has its method. A file that cannot be used at all throws; everything else that is
/// wrong with it is a finding.
public struct InputReader: Sendable {
  /// How the files read from now on are to be read.
  public var options: ReadingOptions
  /// What was found so far, in the order of the calls.
  public var findings: FindingLog
  /// The files read so far.
  public internal(set) var files: [InputFileFacts] = []
  /// Told from time to time how far a large file is, on whatever thread reads it.
  public var progress: (@Sendable (ReadingProgress) -> Void)?

  /// A reader with nothing read yet.
  public init(_ options: ReadingOptions = ReadingOptions()) {
    self.options = options
    findings = FindingLog(keepsAll: options.keepsAllFindings)
  }

  /// Opens a file and finds out what its columns mean; an export is read as what it was translated to.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - kind: What it is for.
  ///   - encoding: What it is written in; nil to find out.
  ///   - orders: The orders of all files of the kind, where there are several.
  ///   - fileIndex: Which of those this one is.
  /// - Returns: The file, ready for its rows to be read.
  /// - Throws: Where it cannot be used at all.
  func open(
    _ path: String, kind: FileKind, encoding: TextEncoding? = nil, orders: OrderLedger? = nil,
    fileIndex: Int = 0
  ) throws(InputError) -> OpenTable {
    let file = try TableFile(path, options: options, encoding: encoding) { headers in
      Self.knownHeaders(headers, kind: kind, options: options)
    }
    if let profile = options.profile(of: file.headers, kind: kind) {
      let translator = try ExportTranslator(
        file, profile: profile, options: options, orders: orders, fileIndex: fileIndex)
      let translation = try translator.translate(file)
      if encoding == nil, let other = try Self.encoding(after: translation.end, of: path) {
        return try open(
          path, kind: kind, encoding: other, orders: orders, fileIndex: fileIndex)
      }
      return OpenTable(file: TableFile(file, translation), kind: kind)
    }
    let layout: TableLayout
    do throws(InputError) {
      layout = try TableLayout(file, kind: kind, options: options)
    } catch {
      throw Self.withOtherKind(error, of: file.headers, options)
    }
    if let orders, orders.overlaps(fileIndex), !layout.isWide {
      let translator = ExportTranslator(
        file, layout: layout, options: options, orders: orders, fileIndex: fileIndex)
      let translation = try translator.translate(file)
      if encoding == nil, let other = try Self.encoding(after: translation.end, of: path) {
        return try open(
          path, kind: kind, encoding: other, orders: orders, fileIndex: fileIndex)
      }
      return OpenTable(file: TableFile(file, translation), kind: kind)
    }
    return OpenTable(file: file, layout: layout)
  }

  /// The error about a file's columns, which says where it belongs when it is a known export of
  /// another kind.
  private static func withOtherKind(
    _ error: InputError, of headers: [String], _ options: ReadingOptions
  ) -> InputError {
    let names = HeaderNames(headers)
    let others = options.profiles.filter { $0.recognises(names) }
    guard let first = others.first else { return error }
    var flags: [String] = []
    for other in others where other.name == first.name {
      flags.append("--" + String(other.kind.rawValue.map { $0 == " " ? "-" : $0 }))
    }
    return InputError(
      at: error.place, "it is taken for \(first.name), which is of another kind",
      remedy: "give it with \(flags.joined(separator: " or "))")
  }

  /// How many of some headers have a meaning in files of a kind.
  static func knownHeaders(_ headers: [String], kind: FileKind, options: ReadingOptions) -> Int {
    // A layout that is recognised knows all of its headers.
    if options.profile(of: headers, kind: kind) != nil { return headers.count }
    let profile = FileProfile.canonical(kind)
    let optional = Set(profile.columns.map(\.field))
    let map = try? ColumnMap(headers, profile: profile, options: options, optional: optional)
    let periods =
      kind == .sales || kind == .stockHistory
      ? TableLayout.periods(headers, options: options).count : 0
    return (map?.columns.count ?? 0) + periods
  }

  /// Tells what a file is written in, where that is worth telling, and which columns are not used.
  mutating func noteLayout(_ table: borrowing OpenTable) {
    let file = Place(file: table.file.path, line: table.file.headerLine)
    if table.file.encoding != .utf8 {
      findings.add(
        Finding(
          .note, at: Place(file: table.file.path), kind: "encoding",
          text: "the file is \(table.file.encoding.rawValue), not UTF-8",
          treatment: "read as \(table.file.encoding.rawValue)"))
    }
    let unused = table.unusedHeaders
    if !unused.isEmpty {
      findings.add(
        Finding(
          .note, at: file, kind: "unknown-columns",
          text: "columns without a meaning here: \(TableLayout.list(unused))",
          count: unused.count, treatment: "not used"))
    }
    for finding in table.file.translation?.findings ?? [] { findings.add(finding) }
    for (field, headers) in table.layout.map.ambiguous {
      findings.add(
        Finding(
          .warning, at: file, kind: "ambiguous-column-\(field.rawValue)",
          text: "\(TableLayout.list(headers)) could each be the column '\(field.rawValue)'",
          treatment: "none of them is used: name one with --columns \(field.rawValue)=HEADER"))
    }
    for (name, header) in table.layout.map.unmatched + (table.file.translation?.unmatched ?? []) {
      findings.add(
        Finding(
          .warning, at: file, kind: "unmatched-column-\(name)",
          text: "--columns \(name)=\(header) names a header that is not in this file",
          treatment: "the column is looked for by its usual names"))
    }
  }

  /// What becomes of a file with bytes that are not UTF-8: it is read again as Windows-1252, unless it
  /// has other characters that are UTF-8.
  static func encoding(after end: ScanEnd, of path: String) throws(InputError) -> TextEncoding? {
    guard end.invalidBytes > 0 else { return nil }
    if end.wideCharacters * 10 > end.invalidBytes {
      throw InputError(
        at: Place(file: path, line: end.firstInvalidLine),
        "bytes that are not UTF-8 in a file that otherwise is",
        remedy: "export the file again as UTF-8")
    }
    return .windows1252
  }
}

/// An opened file, and what its columns mean.
struct OpenTable: ~Copyable {
  let file: TableFile
  let layout: TableLayout

  init(file: consuming TableFile, layout: TableLayout) {
    self.file = file
    self.layout = layout
  }

  /// A translated export.
  init(file: consuming TableFile, kind: FileKind) {
    layout = TableLayout(kind: kind, fields: file.translation?.fields ?? [])
    self.file = file
  }

  /// The headers that have no meaning here.
  var unusedHeaders: [String] {
    file.translation?.unusedHeaders ?? layout.unusedHeaders(of: file.headers)
  }

  /// Rows of the file, of which `scanned` were read.
  func rows(scanned: Int) -> Int { file.translation?.rows ?? scanned }

  /// Whether rows were left out before they were read, so that having none is no error.
  var leavesRowsOut: Bool { file.translation?.leavesRowsOut ?? false }

  /// How the file's dates and numbers are written, where its layout knows what the cells do not say.
  func settled(_ conventions: Conventions) -> Conventions {
    var settled = conventions
    if settled.dates.order == .undecided {
      settled.dates.order = file.translation?.dayOrder ?? .undecided
    }
    return settled
  }
}

extension ReadingOptions {
  /// The layout of another program that a file's headers are of.
  func profile(of headers: [String], kind: FileKind) -> ExportProfile? {
    let names = HeaderNames(headers)
    return profiles.first { $0.kind == kind && $0.recognises(names) }
  }

  /// The header that `--columns` names for a field.
  func header(of field: Field, kind: FileKind) -> String? {
    let prefix = String(kind.rawValue.map { $0 == " " ? "-" : $0 })
    return columns["\(prefix).\(field.rawValue)"] ?? columns[field.rawValue]
  }
}
