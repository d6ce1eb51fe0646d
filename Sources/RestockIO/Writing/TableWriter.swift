public import RestockRecords

/// Builds the rows of a CSV table (RFC 4180, UTF-8, LF) as bytes.
///
/// A writer is a value: threads fill one each, and `append(_:)` joins them in order. A text cell that
/// a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, tab or CR) gets a leading
/// apostrophe, which the readers take off again, as does one that begins with an apostrophe itself.
public struct TableWriter: Sendable {
  /// The table so far.
  public private(set) var bytes: [UInt8] = []
  private var isFirstInRow = true

  /// An empty table.
  public init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Appends a header row.
  public mutating func header(_ names: [String]) {
    for name in names { text(name) }
    endRow()
  }

  /// Appends a text cell, quoted and escaped where it has to be.
  public mutating func text(_ value: String) {
    startCell()
    var value = value
    value.withUTF8 { cell in
      var escaped = false
      if let first = cell.first {
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
          UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "'"):
          escaped = true
        default: break
        }
      }
      let quoted = cell.contains { byte in
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
          || byte == UInt8(ascii: "\r")
      }
      if quoted { bytes.append(UInt8(ascii: "\"")) }
      if escaped { bytes.append(UInt8(ascii: "'")) }
      if quoted {
        for byte in cell {
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
          bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
      } else {
        bytes.append(contentsOf: cell)
      }
    }
  }

  /// Appends a whole number.
  public mutating func integer(_ value: Int) {
    startCell()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    appendDigits(UInt64(value.magnitude), atLeast: 1)
  }

  /// Appends a number with at most `places` decimals, rounded half away from zero, without trailing
  /// zeros; nil, NaN and infinities are an empty cell.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - places: Decimals kept, 0...9.
  public mutating func decimal(_ value: Double?, places: Int) {
    precondition((0...9).contains(places), "places \(places)")
    startCell()
    guard let value, value.isFinite else { return }
    var scale: UInt64 = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = (value.magnitude * Double(scale)).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e15 else {
      bytes.append(contentsOf: "\(value)".utf8)
      return
    }
    let all = UInt64(scaled)
    var fraction = all % scale
    if value < 0 && all > 0 { bytes.append(UInt8(ascii: "-")) }
    appendDigits(all / scale, atLeast: 1)
    guard fraction > 0 else { return }
    var digits = places
    while fraction % 10 == 0 {
      fraction /= 10
      digits -= 1
    }
    bytes.append(UInt8(ascii: "."))
    appendDigits(fraction, atLeast: digits)
  }

  /// Appends the shortest decimal that reads back as the same number; nil, NaN and infinities are an
  /// empty cell.
  public mutating func number(_ value: Double?) {
    startCell()
    guard let value, value.isFinite else { return }
    if value.magnitude < 1e15, value == value.rounded(.towardZero) {
      if value < 0 { bytes.append(UInt8(ascii: "-")) }
      appendDigits(UInt64(value.magnitude), atLeast: 1)
    } else {
      bytes.append(contentsOf: "\(value)".utf8)
    }
  }

  /// Appends a date as `2026-11-24`; nil is an empty cell.
  public mutating func day(_ value: Day?) {
    startCell()
    guard let value else { return }
    let (year, month, day) = value.civil
    appendDigits(UInt64(max(0, year)), atLeast: 4)
    bytes.append(UInt8(ascii: "-"))
    appendDigits(UInt64(month), atLeast: 2)
    bytes.append(UInt8(ascii: "-"))
    appendDigits(UInt64(day), atLeast: 2)
  }

  /// Appends a cell with nothing in it.
  public mutating func empty() {
    startCell()
  }

  /// Ends the row.
  public mutating func endRow() {
    bytes.append(UInt8(ascii: "\n"))
    isFirstInRow = true
  }

  /// Appends the rows of another writer, as one that another thread filled.
  public mutating func append(_ other: Self) {
    bytes.append(contentsOf: other.bytes)
    isFirstInRow = other.isFirstInRow
  }

  private mutating func startCell() {
    if isFirstInRow {
      isFirstInRow = false
    } else {
      bytes.append(UInt8(ascii: ","))
    }
  }

  private mutating func appendDigits(_ value: UInt64, atLeast width: Int) {
    var count = 1
    var bound: UInt64 = 10
    while count < 20, value >= bound {
      count += 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { break }
      bound = next
    }
    count = max(count, width)
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: count))
    bytes.withUnsafeMutableBufferPointer { buffer in
      var rest = value
      var i = start + count
      while rest > 0 {
        i -= 1
        buffer[i] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
  }
}
