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

  /// Opens a file and finds out what its columns mean.
  func open(
    _ path: String, kind: FileKind, encoding: TextEncoding? = nil
  ) throws(InputError) -> (OpenTable) {
    let file = try TableFile(path, options: options, encoding: encoding) { headers in
      Self.knownHeaders(headers, kind: kind, options: options)
    }
    let layout = try TableLayout(file, kind: kind, options: options)
    return OpenTable(file: file, layout: layout)
  }

  /// How many of some headers have a meaning in files of a kind.
  static func knownHeaders(_ headers: [String], kind: FileKind, options: ReadingOptions) -> Int {
    let profile = TableLayout.profile(of: headers, kind: kind)
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
    let unused = table.layout.unusedHeaders(of: table.file.headers)
    if !unused.isEmpty {
      findings.add(
        Finding(
          .note, at: file, kind: "unknown-columns",
          text: "columns without a meaning here: \(TableLayout.list(unused))",
          count: unused.count, treatment: "not used"))
    }
    for (field, headers) in table.layout.map.ambiguous {
      findings.add(
        Finding(
          .warning, at: file, kind: "ambiguous-column-\(field.rawValue)",
          text: "\(TableLayout.list(headers)) could each be the column '\(field.rawValue)'",
          treatment: "none of them is used: name one with --columns \(field.rawValue)=HEADER"))
    }
    for (name, header) in table.layout.map.unmatched {
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
}
