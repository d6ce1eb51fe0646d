internal import RestockRecords

/// Which of two numbers before a year is the day.
enum DateOrder: Sendable, Hashable {
  case undecided
  case dayFirst
  case monthFirst
}

/// What a date cell holds.
struct DateCell: Equatable {
  /// The first day of what the cell names, or the step.
  let day: Day
  /// How much of the calendar the cell names: a day, or a week, month, quarter or year as a whole.
  let size: BucketSize

  init(day: Day, size: BucketSize) {
    self.day = day
    self.size = size
  }

  /// A day, or a month where no day is given; nil where there is none such.
  init?(year: Int, month: Int, day: Int?) {
    guard DateParser.years.contains(year), let first = Day(year: year, month: month, day: day ?? 1)
    else { return nil }
    self.init(day: first, size: day == nil ? .month : .day)
  }
}

/// Reads dates in the layouts that exports use.
struct DateParser {
  /// The years that a date may be in.
  static let years = 1900...2199
  /// Whether whole numbers are steps.
  var readsSteps = false
  var order = DateOrder.undecided
  var format: DateFormat?

  /// The steps that can be read.
  static let steps = 0...131_071

  enum Result: Equatable {
    case date(DateCell)
    case empty
    /// Two readings, as 03/04/2025.
    case ambiguous
    case unreadable
  }

  /// Reads a cell.
  func parse(_ cell: [UInt8]) -> Result {
    var rest = cell[...]
    while let byte = rest.first, byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: "'") {
      rest = rest.dropFirst()
    }
    while let byte = rest.last, byte == 0x20 || byte == 0x09 { rest = rest.dropLast() }
    if rest.isEmpty { return .empty }
    if readsSteps {
      guard let step = Self.step(rest), Self.steps.contains(step) else { return .unreadable }
      return .date(DateCell(day: Day(number: Int32(step)), size: .step))
    }
    if let format {
      return format.parse(Array(rest)).map { .date($0) } ?? .unreadable
    }
    return parseUsual(rest)
  }

  /// A whole number, also as `12.0`; nil for anything else.
  static func step(_ cell: ArraySlice<UInt8>) -> Int? {
    var value = 0
    var digits = cell
    if digits.count > 2, digits.suffix(2).elementsEqual(".0".utf8) { digits = digits.dropLast(2) }
    guard (1...9).contains(digits.count) else { return nil }
    for byte in digits {
      guard byte &- 48 < 10 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }

  private enum Token {
    case digits(Int, count: Int)
    case word(ArraySlice<UInt8>)
  }

  private func parseUsual(_ cell: ArraySlice<UInt8>) -> Result {
    var rest = cell
    var tokens: [Token] = []
    var separators: [UInt8] = []
    while tokens.count < 3, let first = rest.first {
      if first &- 48 < 10 {
        let digits = rest.prefix { $0 &- 48 < 10 }
        guard digits.count <= 8 else { return .unreadable }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        tokens.append(.digits(value, count: digits.count))
        rest = rest.dropFirst(digits.count)
      } else if Self.isLetter(first) {
        let word = rest.prefix(while: Self.isLetter)
        tokens.append(.word(word))
        rest = rest.dropFirst(word.count)
      } else {
        return .unreadable
      }
      guard tokens.count < 3, let separator = rest.first else { break }
      // A date alone, and a time behind it.
      if case .digits(_, 8) = tokens[0] { break }
      if Self.isLetter(separator) || separator &- 48 < 10 {
        separators.append(0)
        continue
      }
      guard [0x2d, 0x2f, 0x2e, 0x20, 0x2c].contains(separator) else { break }
      separators.append(separator)
      rest = rest.dropFirst()
      while rest.first == 0x20 { rest = rest.dropFirst() }
    }
    return assemble(tokens, separators: separators, rest: rest)
  }

  private func assemble(
    _ tokens: [Token], separators: [UInt8], rest: ArraySlice<UInt8>
  ) -> Result {
    func date(_ year: Int, _ month: Int, _ day: Int?) -> Result {
      guard Self.isTime(rest), let cell = DateCell(year: year, month: month, day: day) else {
        return .unreadable
      }
      return .date(cell)
    }
    func fullYear(_ value: Int, _ count: Int) -> Int? {
      if count == 4 { return value }
      return count == 2 ? (value < 70 ? 2000 + value : 1900 + value) : nil
    }
    switch (tokens.first, tokens.dropFirst().first, tokens.dropFirst(2).first) {
    case (.digits(let all, 8), nil, nil): return date(all / 10_000, all / 100 % 100, all % 100)
    case (.digits(let year, 4), nil, nil):
      guard rest.isEmpty, Self.years.contains(year), let day = Day(year: year, month: 1, day: 1)
      else { return .unreadable }
      return .date(DateCell(day: day, size: .year))
    case (.digits(let year, 4), .digits(let month, 1...2), nil) where separators[0] != 0:
      return date(year, month, nil)
    case (.digits(let month, 1...2), .digits(let year, 4), nil): return date(year, month, nil)
    case (.digits(let year, 4), .digits(let month, _), .digits(let day, 1...2)):
      return date(year, month, day)
    case (.digits(let year, 4), .word(let word), .digits(let number, 1...2)):
      if let month = Self.month(named: word) { return date(year, month, number) }
      return rest.isEmpty ? part(of: year, word, number) : .unreadable
    case (.digits(let a, 1...2), .digits(let b, 1...2), .digits(let y, let count)):
      guard let year = fullYear(y, count) else { return .unreadable }
      return ordered(a, b, separators[0] == UInt8(ascii: "."), date: { date(year, $0, $1) })
    case (.digits(let day, 1...2), .word(let word), .digits(let y, let count)):
      guard let year = fullYear(y, count), let month = Self.month(named: word) else {
        return .unreadable
      }
      return date(year, month, day)
    case (.word(let word), .digits(let day, 1...2), .digits(let year, 4)):
      guard let month = Self.month(named: word) else { return .unreadable }
      return date(year, month, day)
    case (.word(let word), .digits(let y, let count), nil):
      guard let year = fullYear(y, count), let month = Self.month(named: word) else {
        return .unreadable
      }
      return date(year, month, nil)
    case (.digits(let year, 4), .word(let word), nil):
      guard let month = Self.month(named: word) else { return .unreadable }
      return date(year, month, nil)
    default: return .unreadable
    }
  }

  /// `2025-W14` or `2025-Q2`.
  private func part(of year: Int, _ word: ArraySlice<UInt8>, _ number: Int) -> Result {
    guard word.count == 1, let letter = word.first, Self.years.contains(year) else {
      return .unreadable
    }
    switch UnicodeScalar(letter | 0x20) {
    case "q":
      guard (1...4).contains(number), let day = Day(year: year, month: number * 3 - 2, day: 1)
      else { return .unreadable }
      return .date(DateCell(day: day, size: .quarter))
    case "w":
      // ISO 8601: week 1 holds 4 January.
      guard (1...53).contains(number), let fourth = Day(year: year, month: 1, day: 4) else {
        return .unreadable
      }
      let monday = fourth + (1 - fourth.weekday.rawValue + (number - 1) * 7)
      // The Thursday of a week says which year it is of.
      guard (monday + 3).civil.year == year else { return .unreadable }
      return .date(DateCell(day: monday, size: .week))
    default: return .unreadable
    }
  }

  /// Day and month in the order of the file; with points between them the day comes first.
  private func ordered(
    _ a: Int, _ b: Int, _ hasPoints: Bool, date: (_ month: Int, _ day: Int) -> Result
  ) -> Result {
    if hasPoints { return date(b, a) }
    switch order {
    case .dayFirst: return date(b, a)
    case .monthFirst: return date(a, b)
    case .undecided:
      if a == b { return date(a, b) }
      if a > 12 { return date(b, a) }
      if b > 12 { return date(a, b) }
      return .ambiguous
    }
  }

  /// What a cell like 13/04/2025 says about the order of day and month; undecided for any other.
  func evidence(_ cell: [UInt8]) -> DateOrder {
    let separators = cell.prefix { $0 != 0x20 }
    let numbers = separators.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-") }
    guard numbers.count == 3, let a = Self.step(numbers[0]), let b = Self.step(numbers[1]),
      numbers[0].count <= 2
    else { return .undecided }
    if (13...31).contains(a) && (1...12).contains(b) { return .dayFirst }
    if (13...31).contains(b) && (1...12).contains(a) { return .monthFirst }
    return .undecided
  }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

  /// The month that an English name, or its first three letters, means.
  static func month(named name: ArraySlice<UInt8>) -> Int? {
    guard name.count >= 3 else { return nil }
    let lower = name.map { $0 | 0x20 }
    for (i, month) in months.enumerated()
    where lower.count <= month.count && month.starts(with: lower) {
      return i + 1
    }
    return lower.elementsEqual("sept".utf8) ? 9 : nil
  }

  private static let months: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }

  /// Whether what follows a date is nothing or a time of day, perhaps with a zone.
  static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    if let first = rest.first, first == UInt8(ascii: "T") || first == UInt8(ascii: ",") {
      rest = rest.dropFirst()
    }
    while rest.first == 0x20 { rest = rest.dropFirst() }
    if rest.isEmpty { return text.isEmpty || text.first == 0x20 }
    guard let first = rest.first, first &- 48 < 10 else { return false }
    return rest.allSatisfy { byte in
      byte &- 48 < 10 || byte == 0x20 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || "AaPpMmZzUTC".utf8.contains(byte)
    }
  }
}
