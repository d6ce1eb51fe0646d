internal import RestockRecords

/// Reads the cells of sales rows: the fast ways for what nearly all cells are, the slow ones for the
/// rest.
struct SalesCells {
  /// No date: the row cannot be used.
  static let noDay = Int32.min

  private let calendar = CalendarTable.shared
  private let dates: DateParser
  private let numbers: NumberParser
  private let missing: [[UInt8]]
  // Dates that need the slow parser, by their text: files have few distinct ones.
  private var slowDates: [[UInt8]: DateParser.Result] = [:]
  /// The widest and the narrowest span of the calendar that a date cell named.
  private(set) var widest: BucketSize?
  private(set) var narrowest: BucketSize?

  init(_ setup: SalesSetup) {
    dates = setup.dates
    numbers = setup.numbers
    missing = setup.missing
  }

  /// The day of a cell written as an ISO date, perhaps with a time; `noDay` where it is anything else.
  @inline(__always)
  mutating func isoDay(_ p: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    guard length >= 10 else { return Self.noDay }
    let day = calendar.day(iso: p)
    if length > 10 && day != CalendarTable.unknown && !Self.isTime(p + 10, length - 10) {
      return Self.noDay
    }
    return day
  }

  /// Whether cells may be read as ISO dates at all.
  var readsISO: Bool { !dates.readsSteps && dates.format == nil }

  /// Notes that a cell named a day.
  mutating func noteDay() {
    note(.day)
  }

  private mutating func note(_ size: BucketSize) {
    let order = BucketSize.allCases
    let rank = order.firstIndex(of: size) ?? 0
    if let widest, let old = order.firstIndex(of: widest), old >= rank {
    } else {
      widest = size
    }
    if let narrowest, let old = order.firstIndex(of: narrowest), old <= rank {
    } else {
      narrowest = size
    }
  }

  /// Any date.
  mutating func date(_ cell: [UInt8]) -> DateParser.Result {
    if isMissing(cell) { return .empty }
    let text = Self.withoutClock(cell)
    let result: DateParser.Result
    if dates.format == nil, text.count < cell.count,
      !DateParser.isTime(cell[text.count...])
    {
      result = .unreadable
    } else {
      let key = dates.format == nil ? Array(text) : cell
      if let known = slowDates[key] {
        result = known
      } else {
        result = dates.parse(key)
        if slowDates.count < 100_000 { slowDates[key] = result }
      }
    }
    if case .date(let date) = result { note(date.size) }
    return result
  }

  /// Any number.
  func number(_ cell: [UInt8]) -> NumberCell {
    if isMissing(cell) { return .empty }
    return cell.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { numbers.parse($0, buffer.count) } ?? .empty
    }
  }

  /// Whether a cell has a text that stands for nothing.
  func isMissing(_ cell: [UInt8]) -> Bool {
    missing.contains(cell)
  }

  /// Whether there are such texts.
  var hasMissingTexts: Bool { !missing.isEmpty }

  /// True, false, or nil where a cell says neither; a number is true above zero.
  static func flag(_ cell: [UInt8]) -> Bool? {
    switch String(decoding: cell, as: UTF8.self).trimmingBlanks.lowercased() {
    case "true", "yes", "y", "t", "1", "in stock", "instock": return true
    case "false", "no", "n", "f", "0", "out of stock", "outofstock": return false
    default:
      let number = cell.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { NumberParser(mark: .point).parse($0, buffer.count) } ?? .empty
      }
      if case .number(let value) = number { return value > 0 }
      return nil
    }
  }

  /// A cell up to the blank before its time of day.
  private static func withoutClock(_ cell: [UInt8]) -> ArraySlice<UInt8> {
    guard let colon = cell.firstIndex(of: UInt8(ascii: ":")),
      let blank = cell[..<colon].lastIndex(of: 0x20)
    else { return cell[...] }
    return cell[..<blank]
  }

  /// Whether the bytes after an ISO date are a time of day: `T07:45:00Z`, ` 07:45:00 +0200`.
  private static func isTime(_ p: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    guard p[0] == 0x20 || p[0] == UInt8(ascii: "T") || p[0] == UInt8(ascii: "t") else {
      return false
    }
    var hasDigit = false
    for i in 1..<length {
      let byte = p[i]
      if byte &- 48 < 10 {
        hasDigit = true
        continue
      }
      switch byte {
      case 0x20, UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "Z"), UInt8(ascii: "z"), UInt8(ascii: "A"), UInt8(ascii: "a"),
        UInt8(ascii: "P"), UInt8(ascii: "p"), UInt8(ascii: "M"), UInt8(ascii: "m"),
        UInt8(ascii: "U"), UInt8(ascii: "T"), UInt8(ascii: "C"):
        continue
      default: return false
      }
    }
    return hasDigit || length == 1
  }
}
