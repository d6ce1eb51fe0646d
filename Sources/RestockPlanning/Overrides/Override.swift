public import RestockRecords

/// A decision of the planner's own, understood.
public struct Override: Sendable, Hashable, Codable {
  public let record: OverrideRecord
  public let action: Action

  /// What is done.
  public enum Action: Sendable, Hashable, Codable {
    /// Expected demand is multiplied, by a factor >= 0.
    case uplift(Double)
    /// Units ordered, >= 0.
    case fixedOrder(Double)
    case doNotBuy
    case service(ServiceObjective)
    /// The mean lead time in days, >= 0.
    case leadTime(Double)
  }

  /// Reads the value of a record.
  ///
  /// A factor may be written `1.2`, `+20%` or `-10%`; units and days as a number (days also as `3w`);
  /// a service target as `fill:0.99`, `cycle:0.95`, `cost`, `cover:21d`, or as a bare share, `0.99` or
  /// `99%`, which is of units served; do-not-buy needs no value, and `no` takes it back.
  ///
  /// - Throws: `ValueProblem` with what was expected.
  init(_ record: OverrideRecord) throws(ValueProblem) {
    self.record = record
    let text = record.value.lowercased().filter { $0 != " " }
    switch record.field {
    case .forecastUplift:
      guard let factor = Self.factor(text) else {
        throw ValueProblem(expected: "a factor as 1.2, or a change as +20%")
      }
      action = .uplift(factor)
    case .fixedOrder:
      guard let units = Self.number(text[...]), units >= 0 else {
        throw ValueProblem(expected: "units, not below 0")
      }
      action = .fixedOrder(units)
    case .doNotBuy:
      guard ["", "yes", "true", "1", "y", "x"].contains(text) else {
        throw ValueProblem(expected: "yes, or nothing")
      }
      action = .doNotBuy
    case .service:
      guard let objective = ServiceObjective(text) ?? Self.share(text).map({ .fill($0) }) else {
        throw ValueProblem(expected: "fill:0.98, cycle:0.95, cost, cover:21d or a share as 98%")
      }
      action = .service(objective)
    case .leadTime:
      guard let days = Self.days(text), days <= SupplyResolver.longestDays else {
        throw ValueProblem(expected: "days, as 21, or 3w")
      }
      action = .leadTime(days)
    }
  }

  /// A value that cannot be used.
  struct ValueProblem: Error {
    let expected: String
  }

  /// Whether the record takes a decision back instead of making one.
  static func isTakenBack(_ record: OverrideRecord) -> Bool {
    record.field == .doNotBuy && ["no", "false", "0", "n"].contains(record.value.lowercased())
  }

  /// A number with a point or, where it has no point, a comma for its decimals.
  private static func number(_ text: Substring) -> Double? {
    let plain = text.contains(".") ? text : Substring(text.map { $0 == "," ? "." : $0 })
    return Double(plain).flatMap { $0.isFinite ? $0 : nil }
  }

  /// `1.2`, `120%` or `+20%`.
  private static func factor(_ text: String) -> Double? {
    let isPercent = text.hasSuffix("%")
    let isChange = text.hasPrefix("+") || text.hasPrefix("-")
    guard let number = number(isPercent ? text.dropLast() : text[...]) else { return nil }
    let value = isPercent ? number / 100 : number
    // A bare -0.1 is a mistake; +20% and -10% are changes.
    let factor = isChange && isPercent ? 1 + value : value
    return factor >= 0 && factor <= 100 ? factor : nil
  }

  /// `0.98` or `98%`, between 0 and 1.
  private static func share(_ text: String) -> Double? {
    let isPercent = text.hasSuffix("%")
    guard let number = number(isPercent ? text.dropLast() : text[...]) else { return nil }
    let share = isPercent ? number / 100 : number
    return share > 0 && share < 1 ? share : nil
  }

  /// `21`, `21d` or `3w`.
  private static func days(_ text: String) -> Double? {
    let unit = text.last.flatMap { ["d": 1.0, "w": 7][$0] }
    guard let number = number(unit == nil ? text[...] : text.dropLast()), number >= 0 else {
      return nil
    }
    return number * (unit ?? 1)
  }
}

extension Override: CustomStringConvertible {
  /// The field with its value as understood: `fixed-order 50`, `service fill:0.99`.
  public var description: String {
    let name = record.field.rawValue
    switch action {
    case .uplift(let factor): return "\(name) \(factor.rounded(decimals: 4))"
    case .fixedOrder(let units): return "\(name) \(units.asUnits)"
    case .doNotBuy: return name
    case .service(let objective): return "\(name) \(objective)"
    case .leadTime(let days): return "\(name) \(days.asUnits) days"
    }
  }
}
