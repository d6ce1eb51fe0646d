internal import RestockRecords

/// What a scan of a file, or of a part of it, came upon besides rows.
struct ScanEnd: Sendable {
  /// Where the next row would begin.
  var position: Int
  /// The line of the next row, counted from the line that the scan began with.
  var line: Int
  var rows = 0
  /// Characters of more than one byte, and bytes that are part of none.
  var wideCharacters = 0
  var invalidBytes = 0
  var firstInvalidLine = 0
  /// What makes the file unusable: the line and what is there.
  var problem: (line: Int, message: String)?
}

extension TableFile {
  /// Reads rows in batches.
  ///
  /// - Parameters:
  ///   - slots: For each cell of a row, the column of the batch that it goes to, or -1.
  ///   - part: The positions in a mapped file at which rows begin; nil for the whole file.
  ///   - line: The line of the first row.
  ///   - rowsAtOnce: The capacity of a batch.
  ///   - body: Takes a batch and the bytes that it points into; false ends the scan.
  /// - Returns: Where the scan ended.
  /// - Throws: Where decompression or decoding fails.
  func scan(
    slots: [Int32], part: Range<Int>? = nil, line: Int, rowsAtOnce: Int,
    _ body: (ByteView, borrowing RowBatch) -> Bool
  ) throws(InputError) -> ScanEnd {
    let columns = Int(slots.max() ?? -1) + 1
    var batch = RowBatch(columns: columns, capacity: rowsAtOnce)
    if isMapped {
      let part = part ?? firstRow..<text.count
      var end = ScanEnd(position: part.lowerBound, line: line)
      if let translation {
        // Rows are told by the lines of the export that they come from.
        let header = line - 1
        Self.scan(
          text, dialect, slots, from: part.lowerBound, before: part.upperBound, isLast: true,
          &batch, &end
        ) { view, batch in
          let rows = batch.row
          for row in 0..<batch.count {
            rows[row].line = translation.line(of: rows[row].line, after: header)
          }
          return body(view, batch)
        }
        return end
      }
      Self.scan(
        text, dialect, slots, from: part.lowerBound, before: part.upperBound, isLast: true, &batch,
        &end, body)
      return end
    }
    var stream = try stream()
    var buffer: [UInt8] = []
    var end = ScanEnd(position: 0, line: line)
    var skip = firstRow
    var hasMore = true
    while true {
      // A row longer than a piece is scanned again only when as much has come again.
      let enough = 2 * buffer.count
      repeat { hasMore = try stream.read(into: &buffer) } while hasMore && buffer.count < enough
      if skip > 0 {
        let count = min(skip, buffer.count)
        buffer.removeFirst(count)
        skip -= count
      }
      if !hasMore && buffer.isEmpty { return end }
      end.position = 0
      let goesOn = buffer.withUnsafeBufferPointer { content -> Bool in
        guard let base = content.baseAddress else { return true }
        let view = ByteView(base: base, count: content.count)
        return Self.scan(
          view, dialect, slots, from: 0, before: view.count, isLast: !hasMore, &batch, &end, body)
      }
      if !goesOn || end.problem != nil || !hasMore { return end }
      buffer.removeFirst(end.position)
    }
  }

  /// Reads the rows of a part of a text that lies in memory.
  static func scan(
    _ text: ByteView, _ dialect: Dialect, slots: [Int32], part: Range<Int>, line: Int,
    rowsAtOnce: Int,
    _ body: (ByteView, borrowing RowBatch) -> Bool
  ) -> ScanEnd {
    var batch = RowBatch(columns: Int(slots.max() ?? -1) + 1, capacity: rowsAtOnce)
    var end = ScanEnd(position: part.lowerBound, line: line)
    scan(
      text, dialect, slots, from: part.lowerBound, before: part.upperBound, isLast: true, &batch,
      &end, body)
    return end
  }

  /// Reads the rows of some bytes; false where the body or a problem ended it.
  @discardableResult
  private static func scan(
    _ view: ByteView, _ dialect: Dialect, _ slots: [Int32], from start: Int, before limit: Int,
    isLast: Bool, _ batch: inout RowBatch, _ end: inout ScanEnd,
    _ body: (ByteView, borrowing RowBatch) -> Bool
  ) -> Bool {
    var scanner = RecordScanner(
      view, dialect: dialect, slots: slots, position: start, line: end.line)
    while scanner.position < limit {
      let origin = scanner.position
      let line = scanner.line
      let status = scanner.fill(&batch, before: limit, isLast: isLast)
      end.position = scanner.position
      end.line = scanner.line
      let census = UTF8Census(view, origin..<scanner.position)
      end.wideCharacters += census.wide
      if let invalid = census.firstInvalid {
        if end.invalidBytes == 0 {
          end.firstInvalidLine = line + lines(in: view, origin..<(origin + invalid), dialect)
        }
        end.invalidBytes += census.invalid
      }
      if let zero = census.firstZero {
        end.problem = (
          line + lines(in: view, origin..<(origin + zero), dialect),
          "a zero byte: this is not a text file"
        )
        return false
      }
      end.rows += batch.count
      if batch.count > 0, !body(view, batch) { return false }
      switch status {
      case .paused: if scanner.position == origin { return true }
      case .incomplete: return true
      case .tooLong(let line):
        end.problem = (line, "the line is longer than 2 GB")
        return false
      case .unclosedQuote(let line):
        end.problem = (line, "a quote that is opened here is not closed")
        return false
      }
    }
    return true
  }

  private static func lines(in view: ByteView, _ range: Range<Int>, _ dialect: Dialect) -> Int {
    range.reduce(0) { $0 + (view[$1] == dialect.newline ? 1 : 0) }
  }

  /// Where the first row begins at or after `position`, if no quote is open there.
  func rowStart(after position: Int) -> Int {
    let text = text
    var p = max(position, firstRow)
    if p == firstRow { return p }
    p -= 1
    while p < text.count, text[p] != dialect.newline { p += 1 }
    return min(p + 1, text.count)
  }
}
