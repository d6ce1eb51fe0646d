internal import RestockRecords

/// A file of delimited text, opened: what it is written in, and its header.
struct TableFile: ~Copyable {
  let file: InputFile
  let encoding: TextEncoding
  let isCompressed: Bool
  let dialect: Dialect
  /// The header's cells, trimmed.
  let headers: [String]
  let headerLine: Int
  /// Where the first row begins, in the text as UTF-8 after a byte-order mark.
  let firstRow: Int
  /// The length of the byte-order mark.
  private let mark: Int
  /// What the rows of an export became, which are read from there; empty for other files.
  private let translated: InputFile
  let translation: TranslationFacts?
  /// The delimiter of the file itself.
  let delimiter: UInt8

  /// The text as it lies in memory; for `isMapped` only.
  let text: ByteView

  var path: String { file.path }

  /// Whether the rows can be read where they lie, from anywhere in the file.
  var isMapped: Bool { translation != nil || !isCompressed && encoding == .utf8 }

  /// How much of a file is looked at to tell what it is.
  private static let headSize = 1 << 20

  /// Opens a file and finds out what it is.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - options: A delimiter in them is taken as it is.
  ///   - given: The encoding; nil to find out.
  ///   - knownHeaders: Says how many of some headers are known, to choose a delimiter by.
  /// - Throws: Where the file cannot be read, or is no delimited text.
  init(
    _ path: String, options: ReadingOptions, encoding given: TextEncoding? = nil,
    knownHeaders: ([String]) -> Int
  ) throws(InputError) {
    let file = try InputFile(path)
    let opening = try Self.open(file, options: options, encoding: given, knownHeaders: knownHeaders)
    isCompressed = opening.isCompressed
    encoding = opening.encoding
    dialect = opening.dialect
    headers = opening.header.cells
    headerLine = opening.header.line
    firstRow = opening.header.end
    mark = opening.mark
    delimiter = opening.dialect.delimiter
    translated = InputFile(path, content: [])
    translation = nil
    text = ByteView(base: file.bytes.base + mark, count: max(0, file.bytes.count - mark))
    self.file = file
  }

  /// An export, to be read as what it was translated to.
  init(_ export: consuming TableFile, _ translation: consuming Translation) {
    headers = translation.facts.headers
    encoding = export.encoding
    isCompressed = export.isCompressed
    headerLine = export.headerLine
    delimiter = export.delimiter
    dialect = Dialect()
    firstRow = 0
    mark = 0
    file = export.file
    self.translation = translation.facts
    text = translation.content.bytes
    translated = translation.content
  }

  /// The file from its first text on, for reading in pieces.
  func stream() throws(InputError) -> TextStream {
    try TextStream(
      file.bytes, path: path, isCompressed: isCompressed, encoding: encoding, mark: mark)
  }

  private struct Opening {
    let isCompressed: Bool
    let encoding: TextEncoding
    let dialect: Dialect
    let header: FirstRow
    let mark: Int
  }

  private static func open(
    _ file: borrowing InputFile, options: ReadingOptions, encoding given: TextEncoding?,
    knownHeaders: ([String]) -> Int
  ) throws(InputError) -> Opening {
    let path = file.path
    func fail(_ message: String, _ remedy: String? = nil, line: Int = 0) -> InputError {
      InputError(at: Place(file: path, line: line), message, remedy: remedy)
    }
    let isCompressed = GzipReader.isGzip(file.bytes)
    if !isCompressed && path.hasSuffix(".gz") && file.bytes.count > 0 {
      throw fail(
        "its name ends in .gz, but it is not gzip",
        "rename it if it is plain text, or copy it again")
    }
    var head: [UInt8] = []
    if isCompressed {
      var reader = try GzipReader(file.bytes, path: path)
      try reader.read(Self.headSize, into: &head)
    } else {
      let count = min(file.bytes.count, Self.headSize)
      head = Array(UnsafeBufferPointer(start: file.bytes.base, count: count))
    }
    if head.isEmpty { throw fail("the file is empty", "it needs a header row and rows") }
    if let kind = Self.knownBinary(head) {
      throw fail("it is \(kind), expected delimited text", "export it as CSV")
    }
    let (sniffed, sniffedMark) = head.withUnsafeBufferPointer { buffer in
      TextEncoding.sniff(ByteView(base: buffer.baseAddress!, count: buffer.count))
    }
    let encoding = given ?? sniffed
    // A mark says UTF-8 also of a file whose bytes are something else.
    let mark = encoding == sniffed || encoding == .windows1252 ? sniffedMark : 0
    head.removeFirst(mark)
    if encoding != .utf8 {
      var decoded: [UInt8] = []
      var transcoder = Transcoder(from: encoding)
      transcoder.append(head, to: &decoded, isLast: false)
      head = decoded
    }
    // A header line holds no zero byte; one later in the file is found when it is scanned.
    var newline = UInt8(ascii: "\n")
    if !head.contains(newline), head.contains(UInt8(ascii: "\r")) { newline = UInt8(ascii: "\r") }
    var dialect = Dialect(delimiter: UInt8(ascii: ","), newline: newline)
    var start = 0
    var line = 1
    if let hint = Self.delimiterHint(head) {
      dialect.delimiter = hint.delimiter
      start = hint.length
      line = 2
    }
    var best: (delimiter: UInt8, row: FirstRow, known: Int)?
    let candidates =
      options.delimiter.map { [$0] } ?? (line == 2 ? [dialect.delimiter] : Dialect.delimiters)
    for delimiter in candidates {
      dialect.delimiter = delimiter
      guard let row = Self.firstRow(head, from: start, line: line, dialect) else { continue }
      let known = knownHeaders(row.cells)
      if let best, (known, row.cells.count) <= (best.known, best.row.cells.count) { continue }
      best = (delimiter, row, known)
    }
    guard let best else { throw fail("the file is empty", "it needs a header row and rows") }
    if best.row.isUnclosed {
      throw fail("a quote opened in the header is not closed", line: best.row.line)
    }
    dialect.delimiter = best.delimiter
    // Names are compared by their letters: the header says early what the rows would say later.
    if given == nil, encoding == .utf8 {
      let census = head.withUnsafeBufferPointer { buffer in
        UTF8Census(
          ByteView(base: buffer.baseAddress!, count: buffer.count),
          0..<min(best.row.end, buffer.count))
      }
      if census.invalid > 0, census.wide * 10 <= census.invalid {
        return try open(
          file, options: options, encoding: .windows1252, knownHeaders: knownHeaders)
      }
    }
    return Opening(
      isCompressed: isCompressed, encoding: encoding, dialect: dialect, header: best.row, mark: mark
    )
  }

  private struct FirstRow {
    let cells: [String]
    let line: Int
    let end: Int
    let isUnclosed: Bool
  }

  /// The first row that is not blank.
  private static func firstRow(
    _ head: [UInt8], from start: Int, line: Int, _ dialect: Dialect
  ) -> FirstRow? {
    head.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let view = ByteView(base: base, count: buffer.count)
      let width = 20_000
      var batch = RowBatch(columns: width, capacity: 1)
      var scanner = RecordScanner(
        view, dialect: dialect, slots: (0..<Int32(width)).map { $0 }, position: start, line: line)
      let status = scanner.fill(&batch, before: view.count, isLast: true)
      if case .unclosedQuote(let line) = status, batch.count == 0 {
        return FirstRow(cells: [], line: line, end: 0, isUnclosed: true)
      }
      guard batch.count == 1 else { return nil }
      let cells = (0..<min(width, Int(batch.row[0].cells))).map { column in
        batch.text(column, 0, in: view).trimmingBlanks
      }
      return FirstRow(
        cells: cells, line: batch.row[0].line, end: scanner.position, isUnclosed: false)
    }
  }

  /// The line `sep=;` that Excel writes and understands.
  private static func delimiterHint(_ head: [UInt8]) -> (delimiter: UInt8, length: Int)? {
    guard head.count >= 5, head.starts(with: "sep=".utf8) else { return nil }
    var length = 5
    while length < head.count, head[length] == UInt8(ascii: "\r") { length += 1 }
    guard length < head.count, head[length] == UInt8(ascii: "\n") else { return nil }
    return (head[4], length + 1)
  }

  /// What a file is that begins like another format.
  private static func knownBinary(_ head: [UInt8]) -> String? {
    let signatures: [([UInt8], String)] = [
      ([0x50, 0x4b, 0x03, 0x04], "a zip file or an Excel workbook"),
      ([0xd0, 0xcf, 0x11, 0xe0], "an old Excel workbook"),
      (Array("PAR1".utf8), "a Parquet file"), (Array("%PDF".utf8), "a PDF"),
      ([0x28, 0xb5, 0x2f, 0xfd], "compressed with zstd"), (Array("BZh".utf8), "a bzip2 file"),
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "an xz file"), (Array("SQLite format 3".utf8), "a database"),
    ]
    return signatures.first { head.starts(with: $0.0) }?.1
  }
}

extension RowBatch {
  /// The bytes of a cell, unescaped.
  func bytes(_ column: Int, _ row: Int, in view: ByteView) -> [UInt8] {
    let cell = self.column(column)[row]
    let start = origin + Int(cell.start)
    if cell.isEscaped { return RecordScanner.unescaped(view, start, cell.length) }
    return Array(UnsafeBufferPointer(start: view.base + start, count: cell.length))
  }

  /// The text of a cell, unescaped.
  func text(_ column: Int, _ row: Int, in view: ByteView) -> String {
    String(decoding: bytes(column, row, in: view), as: UTF8.self)
  }
}
