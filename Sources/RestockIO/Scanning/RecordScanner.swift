/// Finds the rows and cells of delimited text (RFC 4180), eight bytes at a time.
///
/// A quote opens a cell only as its first byte; inside, two quotes are one, and delimiters and line
/// breaks are text. What stands after the closing quote is taken as part of the cell. Anywhere else a
/// quote is text.
struct RecordScanner {
  let bytes: ByteView
  let dialect: Dialect
  /// For each cell of a row, the column of the batch that it goes to, or -1.
  let slots: [Int32]
  /// Where the next row begins.
  private(set) var position: Int
  /// The line of the next row.
  private(set) var line: Int

  /// Why a batch ended.
  enum Status {
    /// The batch is full, or the end was reached.
    case paused
    /// The bytes end within a row, and are not the last.
    case incomplete
    /// A quote that was opened on this line is not closed.
    case unclosedQuote(line: Int)
    /// The row on this line is longer than can be counted.
    case tooLong(line: Int)
  }

  /// A longer cell is taken for one whose closing quote is missing.
  static let longestCell = 1 << 28
  /// Offsets within a batch have 32 bits: a row may have half of that, a batch ends at a quarter.
  private static let longestRow = 1 << 31
  private static let longestBatch = 1 << 30

  /// A scanner that begins at `position`, which is on `line`.
  init(_ bytes: ByteView, dialect: Dialect, slots: [Int32], position: Int, line: Int) {
    self.bytes = bytes
    self.dialect = dialect
    self.slots = slots
    self.position = position
    self.line = line
  }

  /// Fills a batch with the rows that begin before `end`.
  ///
  /// - Parameters:
  ///   - batch: Emptied first.
  ///   - end: No row that begins here or later is read.
  ///   - isLast: Whether `bytes` are the last of the file, so that a row may end with them.
  /// - Returns: Why the batch ended.
  mutating func fill(_ batch: inout RowBatch, before end: Int, isLast: Bool) -> Status {
    let base = bytes.base
    let raw = UnsafeRawPointer(base)
    let limit = bytes.count
    let delimiter = dialect.delimiter
    let newline = dialect.newline
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let delimiters = UInt64(delimiter) &* ones
    let newlines = UInt64(newline) &* ones
    let rows = batch.row
    let capacity = batch.capacity
    let origin = position
    batch.origin = origin
    let first = batch.column(0)
    let expected = slots.count
    var row = 0
    var p = position
    var line = self.line
    var status = Status.paused

    slots.withUnsafeBufferPointer { slots in
      rows: while p < end, row < capacity, p &- origin < Self.longestBatch {
        let recordStart = p
        let recordLine = line
        var cell = 0
        var hasSurplus = false
        cells: while true {
          let start = p
          var length: Int
          var mark: UInt32 = 0
          if p < limit, base[p] == Dialect.quote {
            switch quotedCell(at: p, line: &line) {
            case .cell(let contentLength, let isEscaped, let next):
              length = contentLength
              mark = isEscaped ? RowBatch.Cell.escaped : 0
              p = next
            case .unclosed:
              // More bytes may close it, where there are more.
              status =
                isLast || limit - p > Self.longestCell
                ? .unclosedQuote(line: recordLine) : .incomplete
              p = recordStart
              line = recordLine
              break rows
            }
            if cell < expected, slots[cell] >= 0 {
              let slot = first + (Int(slots[cell]) &* capacity &+ row)
              slot.pointee = RowBatch.Cell(
                start: UInt32(truncatingIfNeeded: start + 1 - origin),
                mark: UInt32(truncatingIfNeeded: length) | mark)
            }
          } else {
            search: while true {
              if p + 8 <= limit {
                let word = UInt64(
                  littleEndian: raw.loadUnaligned(fromByteOffset: p, as: UInt64.self))
                let d = word ^ delimiters
                let n = word ^ newlines
                // The lowest set high bit marks the first byte that became zero.
                let found = (((d &- ones) & ~d) | ((n &- ones) & ~n)) & highs
                if found != 0 {
                  p &+= found.trailingZeroBitCount &>> 3
                  break search
                }
                p &+= 8
              } else {
                while p < limit, base[p] != delimiter, base[p] != newline { p &+= 1 }
                break search
              }
            }
            length = p &- start
            if length > 0, base[p - 1] == UInt8(ascii: "\r"), p == limit || base[p] == newline {
              length -= 1
            }
            if cell < expected {
              let column = slots[cell]
              if column >= 0 {
                let slot = first + (Int(column) &* capacity &+ row)
                slot.pointee = RowBatch.Cell(
                  start: UInt32(truncatingIfNeeded: start &- origin),
                  mark: UInt32(truncatingIfNeeded: length))
              }
            }
          }
          if cell >= expected && length > 0 { hasSurplus = true }
          cell &+= 1
          if p < limit, base[p] == delimiter {
            p &+= 1
            continue cells
          }
          if cell == 1 && length == 0 {
            // A blank line is no row, but counts as a line.
            if p == limit {
              if !isLast { p = recordStart }
              break rows
            }
            p &+= 1
            line &+= 1
            continue rows
          }
          break cells
        }
        if p &- recordStart >= Self.longestRow {
          status = .tooLong(line: recordLine)
          p = recordStart
          line = recordLine
          break rows
        }
        if p >= limit {
          if !isLast {
            p = recordStart
            line = recordLine
            status = .incomplete
            break rows
          }
        } else {
          p &+= 1
        }
        if cell < expected {
          for missing in cell..<expected where slots[missing] >= 0 {
            let slot = first + (Int(slots[missing]) * capacity + row)
            slot.pointee = RowBatch.Cell(start: 0, mark: 0)
          }
        }
        rows[row] = RowBatch.Row(
          line: recordLine, cells: Int32(truncatingIfNeeded: cell), hasSurplus: hasSurplus)
        row &+= 1
        line &+= 1
      }
    }
    position = p
    batch.byteCount = p - origin
    self.line = line
    batch.count = row
    return status
  }

  private enum QuotedCell {
    case cell(length: Int, isEscaped: Bool, next: Int)
    case unclosed
  }

  /// Reads the cell whose opening quote is at `start`; counts the line breaks in it.
  @inline(never)
  private func quotedCell(at start: Int, line: inout Int) -> QuotedCell {
    let base = bytes.base
    let limit = min(bytes.count, start + Self.longestCell)
    var p = start + 1
    var isEscaped = false
    while true {
      while p < limit, base[p] != Dialect.quote {
        if base[p] == dialect.newline { line += 1 }
        p += 1
      }
      if p >= limit { return .unclosed }
      if p + 1 < limit, base[p + 1] == Dialect.quote {
        isEscaped = true
        p += 2
        continue
      }
      break
    }
    let close = p
    p += 1
    // Usually the cell ends here.
    var end = p
    while end < limit, base[end] != dialect.delimiter, base[end] != dialect.newline { end += 1 }
    var tail = end
    if tail > p, base[tail - 1] == UInt8(ascii: "\r"),
      end == bytes.count || base[end] == dialect.newline
    {
      tail -= 1
    }
    if tail == p { return .cell(length: close - start - 1, isEscaped: isEscaped, next: end) }
    // Text after the closing quote belongs to the cell: it is taken apart when the cell is read.
    return .cell(length: tail - start - 1, isEscaped: true, next: end)
  }

  /// The bytes of a cell with doubled quotes made one, and the closing quote before further text
  /// taken out.
  static func unescaped(_ bytes: ByteView, _ start: Int, _ length: Int) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(length)
    var p = start
    let end = start + length
    var isInside = true
    while p < end {
      let byte = bytes[p]
      p += 1
      if isInside && byte == Dialect.quote {
        if p < end, bytes[p] == Dialect.quote {
          text.append(byte)
          p += 1
        } else {
          isInside = false
        }
      } else {
        text.append(byte)
      }
    }
    return text
  }
}
