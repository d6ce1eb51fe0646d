/// A layout of dates as the user names it: `%d/%m/%Y`.
///
/// `%Y` a year of four digits, `%y` of two (1970...2069), `%m` a month, `%d` a day of one or two
/// digits, `%b` and `%B` an English month name, short or long, `%H %M %S %I %p %f %z` parts of a time,
/// which are checked and passed over, `%%` a percent sign. Other characters stand for themselves.
/// A time of day behind the last part is passed over as well.
public struct DateFormat: Sendable, Hashable {
  /// The format, as given.
  public let text: String
  private let parts: [Part]

  private enum Part: Sendable, Hashable {
    case year
    case shortYear
    case month
    case monthName
    case day
    case digits
    case meridiem
    case zone
    case literal(UInt8)
  }

  /// Takes a format apart; nil where it has an unknown part, or no year or month.
  public init?(_ text: String) {
    var parts: [Part] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        parts.append(.literal(byte))
        continue
      }
      switch bytes.popFirst().map({ UnicodeScalar($0) }) {
      case "Y": parts.append(.year)
      case "y": parts.append(.shortYear)
      case "m": parts.append(.month)
      case "b", "B", "h": parts.append(.monthName)
      case "d", "e": parts.append(.day)
      case "H", "I", "M", "S", "f": parts.append(.digits)
      case "p": parts.append(.meridiem)
      case "z", "Z": parts.append(.zone)
      case "F": parts += [.year, .literal(45), .month, .literal(45), .day]
      case "T": parts += [.digits, .literal(58), .digits, .literal(58), .digits]
      case "%": parts.append(.literal(UInt8(ascii: "%")))
      default: return nil
      }
    }
    guard parts.contains(.year) || parts.contains(.shortYear),
      parts.contains(.month) || parts.contains(.monthName)
    else { return nil }
    self.text = text
    self.parts = parts
  }

  /// The date in a cell; nil where it is not in this format. Without a day it is a month.
  func parse(_ cell: [UInt8]) -> DateCell? {
    var rest = cell[...]
    var year: Int?
    var month: Int?
    var day: Int?
    for part in parts {
      switch part {
      case .year:
        guard let value = number(&rest, atMost: 4), value >= 1000 else { return nil }
        year = value
      case .shortYear:
        guard let value = number(&rest, atMost: 2) else { return nil }
        year = value < 70 ? 2000 + value : 1900 + value
      case .month:
        guard let value = number(&rest, atMost: 2) else { return nil }
        month = value
      case .monthName:
        var name: [UInt8] = []
        while let byte = rest.first, DateParser.isLetter(byte) {
          name.append(byte)
          rest = rest.dropFirst()
        }
        guard let value = DateParser.month(named: name[...]) else { return nil }
        month = value
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst() }
      case .day:
        if rest.first == 0x20 { rest = rest.dropFirst() }
        guard let value = number(&rest, atMost: 2) else { return nil }
        day = value
      case .digits:
        guard number(&rest, atMost: 9) != nil else { return nil }
      case .meridiem:
        guard rest.count >= 2 else { return nil }
        rest = rest.dropFirst(2)
      case .zone:
        while let byte = rest.first, byte != 0x20 || rest.count == cell.count {
          _ = byte
          rest = rest.dropFirst()
        }
      case .literal(let byte):
        guard rest.first == byte else { return nil }
        rest = rest.dropFirst()
      }
    }
    guard let year, let month, DateParser.isTime(rest) else { return nil }
    return DateCell(year: year, month: month, day: day)
  }

  private func number(_ rest: inout ArraySlice<UInt8>, atMost limit: Int) -> Int? {
    var value = 0
    var count = 0
    while count < limit, let byte = rest.first, byte &- 48 < 10 {
      value = value * 10 + Int(byte - 48)
      count += 1
      rest = rest.dropFirst()
    }
    return count > 0 ? value : nil
  }
}
