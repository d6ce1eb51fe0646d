/// What stock is to achieve, as a user writes it.
public enum ServiceObjective: Sendable, Hashable, Codable {
  /// The probability of no stock-out in a replenishment cycle, 0 < p < 1.
  case cycle(Double)
  /// The share of units served from stock, 0 < f < 1.
  case fill(Double)
  /// The least cost of holding and shortage (the newsvendor's balance).
  case cost
  /// The mean demand of so long in all.
  case cover(Duration)

  /// Reads `cycle:0.95`, `fill:0.98`, `cost` or `cover:21d`; nil for anything else, so also for a
  /// probability outside 0 to 1.
  public init?(_ text: String) {
    if text == "cost" {
      self = .cost
      return
    }
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let value = text[text.index(after: colon)...]
    switch text[..<colon] {
    case "cycle":
      guard let p = Double(value), p > 0, p < 1 else { return nil }
      self = .cycle(p)
    case "fill":
      guard let p = Double(value), p > 0, p < 1 else { return nil }
      self = .fill(p)
    case "cover":
      guard let duration = Duration(String(value)) else { return nil }
      self = .cover(duration)
    default: return nil
    }
  }
}

extension ServiceObjective: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cycle(let p): "cycle:\(p)"
    case .fill(let p): "fill:\(p)"
    case .cost: "cost"
    case .cover(let duration): "cover:\(duration)"
    }
  }
}

/// The rule that turns levels into orders; the names are those of the books' (R,s,S), (R,S), (s,Q).
public enum ReplenishmentPolicy: String, Sendable, Hashable, CaseIterable, Codable {
  /// (R,s,S): at a review, an item below s is ordered up to S = s + max(0, EOQ - demand of R).
  case periodicMinMax = "periodic-min-max"
  /// (R,S): every review orders up to S = s.
  case orderUpTo = "order-up-to"
  /// (s,Q): watched continuously; at or below s, multiples of Q are ordered.
  case reorderPoint = "reorder-point"
  /// The planner's own minimum and maximum.
  case minMax = "min-max"
  /// Enough for so many days of mean demand.
  case daysOfSupply = "days-of-supply"
}
