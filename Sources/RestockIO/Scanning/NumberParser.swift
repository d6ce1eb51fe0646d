internal import Glibc

/// How numbers are written in a file: which mark divides the whole from the fraction.
enum DecimalMark: Sendable, Hashable {
  /// Nothing decided it: `1.5` is read as one and a half, `1,234` not at all.
  case undecided
  case point
  case comma
}

/// What a number cell holds.
enum NumberCell: Equatable {
  case number(Double)
  case empty
  /// It could be one of two numbers, as `1,234`.
  case ambiguous
  case unreadable
}

/// Reads decimal numbers, with thousands marks and currency signs, from bytes.
struct NumberParser {
  let mark: DecimalMark

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The whole number of 1 to 8 digits at `p`, of which eight bytes must be readable; -1 where a byte
  /// is no digit.
  ///
  /// Source: Lemire, "Quickly parsing eight digits" (2018): pairs, fours and eights by multiplication.
  @inline(__always)
  static func digits(at p: UnsafeRawPointer, count: Int) -> Int {
    let word = UInt64(littleEndian: p.loadUnaligned(as: UInt64.self))
    // The digits to the high end, zeros below them.
    let shift = UInt64(truncatingIfNeeded: 64 &- count &* 8)
    var digits = (word ^ 0x3030_3030_3030_3030) &<< shift
    let overflowing = (digits &+ 0x7676_7676_7676_7676) | digits
    if overflowing & 0x8080_8080_8080_8080 != 0 { return -1 }
    digits = (digits &* 10) &+ (digits &>> 8)
    let low = (digits & 0x0000_00ff_0000_00ff) &* 0x000f_4240_0000_0064
    let high = ((digits &>> 16) & 0x0000_00ff_0000_00ff) &* 0x0000_2710_0000_0001
    return Int(truncatingIfNeeded: (low &+ high) &>> 32)
  }

  /// Reads a cell.
  func parse(_ p: UnsafePointer<UInt8>, _ length: Int) -> NumberCell {
    var start = 0
    var end = length
    while start < end, isBlank(p[start]) { start += 1 }
    while end > start, isBlank(p[end - 1]) { end -= 1 }
    if start < end, p[start] == UInt8(ascii: "'") { start += 1 }
    if start == end { return .empty }
    if let plain = plainNumber(p + start, end - start) { return .number(plain) }
    return markedNumber(Array(UnsafeBufferPointer(start: p + start, count: end - start)))
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Digits with at most one sign and one decimal point; nil where there is anything else.
  private func plainNumber(_ p: UnsafePointer<UInt8>, _ length: Int) -> Double? {
    var i = 0
    var isNegative = false
    if p[0] == UInt8(ascii: "-") || p[0] == UInt8(ascii: "+") {
      isNegative = p[0] == UInt8(ascii: "-")
      i = 1
    }
    let decimal = mark == .comma ? UInt8(ascii: ",") : UInt8(ascii: ".")
    var mantissa: UInt64 = 0
    var digits = 0
    var scale = 0
    var hasMark = false
    while i < length {
      let digit = p[i] &- 48
      if digit < 10 {
        guard digits < 19 else { return nil }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        if mantissa > 0 { digits += 1 }
        if hasMark { scale += 1 }
      } else if p[i] == decimal && !hasMark {
        hasMark = true
      } else {
        return nil
      }
      i += 1
    }
    // Exact where mantissa and power of ten are (Clinger 1990).
    guard mantissa <= 1 << 53, scale <= 22, length > (hasMark ? 1 : 0) else { return nil }
    if digits == 0 && length == (isNegative ? 1 : 0) + (hasMark ? 1 : 0) { return nil }
    let value = Double(mantissa) / Self.powersOfTen[scale]
    return isNegative ? -value : value
  }

  /// A number with anything more: thousands marks, a currency sign, an exponent, many digits, a minus
  /// behind, brackets for a negative amount.
  private func markedNumber(_ cell: [UInt8]) -> NumberCell {
    var text = Self.withoutCurrency(cell)
    var isNegative = false
    if text.count > 2, text.first == UInt8(ascii: "("), text.last == UInt8(ascii: ")") {
      isNegative = true
      text = Array(text[1..<(text.count - 1)])
    } else if text.count > 1, text.last == UInt8(ascii: "-") {
      isNegative = true
      text.removeLast()
    } else if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      text.removeFirst()
    }
    text = Self.withoutCurrency(text)
    guard let first = text.first, first &- 48 < 10 || first == 0x2e || first == 0x2c else {
      return .unreadable
    }
    let reading = Self.reading(of: text)
    let decimal: UInt8?
    switch (reading, mark) {
    case (.unreadable, _): return .unreadable
    case (.whole, _): decimal = nil
    case (.decimal(let byte), .undecided): decimal = byte
    case (.decimal(let byte), .point):
      if byte != UInt8(ascii: ".") { return .unreadable }
      decimal = byte
    case (.decimal(let byte), .comma):
      if byte != UInt8(ascii: ",") { return .unreadable }
      decimal = byte
    case (.either(let byte), .undecided):
      // A point and three digits is the usual way to write thousandths; a comma may be either.
      if byte == UInt8(ascii: ",") { return .ambiguous }
      decimal = byte
    case (.either(let byte), .point): decimal = byte == UInt8(ascii: ".") ? byte : nil
    case (.either(let byte), .comma): decimal = byte == UInt8(ascii: ",") ? byte : nil
    }
    var plain: [CChar] = []
    for byte in text {
      if byte == decimal {
        plain.append(CChar(UInt8(ascii: ".")))
      } else if byte &- 48 < 10 || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
        || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      {
        plain.append(CChar(bitPattern: byte))
      }
    }
    plain.append(0)
    let value = strtod(plain, nil)
    return value.isFinite ? .number(isNegative ? -value : value) : .unreadable
  }

  /// What the marks in a number say about themselves.
  enum Reading: Equatable {
    /// No decimal mark: digits, perhaps in groups of three.
    case whole
    /// This byte divides whole and fraction, whatever the file's habit.
    case decimal(UInt8)
    /// One mark before exactly three digits: thousands or thousandths.
    case either(UInt8)
    case unreadable
  }

  /// Reads the marks of a number without sign.
  static func reading(of text: [UInt8]) -> Reading {
    var marks: [(byte: UInt8, digitsBefore: Int)] = []
    var digits = 0
    var body = text[...]
    if let e = text.firstIndex(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) {
      var exponent = text[(e + 1)...]
      if let sign = exponent.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        exponent = exponent.dropFirst()
      }
      guard !exponent.isEmpty, exponent.allSatisfy({ $0 &- 48 < 10 }) else { return .unreadable }
      body = text[..<e]
    }
    var total = 0
    for byte in body {
      switch byte {
      case 48...57:
        digits += 1
        total += 1
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "'"):
        marks.append((byte, digits))
        digits = 0
      default: return .unreadable
      }
    }
    guard total > 0 else { return .unreadable }
    guard let last = marks.last else { return .whole }
    let lastDigits = digits
    // Everything between two marks, and after the first group, must be a group of three.
    let groupsAreSound =
      marks.dropFirst().allSatisfy { $0.digitsBefore == 3 }
      && (marks.count == 1 || (1...3).contains(marks[0].digitsBefore))
    let grouping = Set(marks.dropLast().map(\.byte))
    if marks.count == 1 {
      if last.byte == UInt8(ascii: " ") || last.byte == UInt8(ascii: "'") {
        return lastDigits == 3 && (1...3).contains(last.digitsBefore) ? .whole : .unreadable
      }
      let couldBeThousands =
        lastDigits == 3 && (1...3).contains(last.digitsBefore) && text.first != 48
      return couldBeThousands ? .either(last.byte) : .decimal(last.byte)
    }
    guard groupsAreSound, grouping.count == 1, let group = grouping.first else {
      return .unreadable
    }
    if last.byte == group { return lastDigits == 3 ? .whole : .unreadable }
    if last.byte == UInt8(ascii: " ") || last.byte == UInt8(ascii: "'") { return .unreadable }
    return .decimal(last.byte)
  }

  /// A cell without the currency sign, or code of three capitals, and blanks before or behind the
  /// number; no-break spaces within become blanks.
  private static func withoutCurrency(_ cell: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var i = 0
    while i < cell.count {
      // U+00A0 and U+202F stand between groups of digits.
      if i + 1 < cell.count, cell[i] == 0xc2, cell[i + 1] == 0xa0 {
        text.append(0x20)
        i += 2
      } else if i + 2 < cell.count, cell[i] == 0xe2, cell[i + 1] == 0x80, cell[i + 2] == 0xaf {
        text.append(0x20)
        i += 3
      } else {
        text.append(cell[i])
        i += 1
      }
    }
    func trim() {
      while text.first == 0x20 { text.removeFirst() }
      while text.last == 0x20 { text.removeLast() }
    }
    trim()
    let signs: [[UInt8]] = ["$", "£", "€", "¥"].map { Array($0.utf8) }
    for sign in signs {
      if text.starts(with: sign) { text.removeFirst(sign.count) }
      if text.count >= sign.count, text.suffix(sign.count).elementsEqual(sign) {
        text.removeLast(sign.count)
      }
    }
    func isCode(_ slice: ArraySlice<UInt8>) -> Bool {
      slice.count == 3 && slice.allSatisfy { (65...90).contains($0) }
        && !slice.elementsEqual("NAN".utf8) && !slice.elementsEqual("INF".utf8)
    }
    if text.count > 3, isCode(text.prefix(3)) { text.removeFirst(3) }
    if text.count > 3, isCode(text.suffix(3)) { text.removeLast(3) }
    trim()
    return text
  }
}
