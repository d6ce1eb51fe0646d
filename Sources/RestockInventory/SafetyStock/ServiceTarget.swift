/// What a stock level has to achieve.
public enum ServiceTarget: Sendable, Hashable {
  /// The probability of no stock-out in a replenishment cycle, 0 < p < 1.
  case cycleService(Double)
  /// The share of units served from stock, 0 < p < 1.
  case fillRate(Double)
  /// The balance of holding one unit over one review period against one unit short, in money.
  case cost(holding: Double, shortage: Double)
}

/// What becomes of demand that finds no stock.
public enum UnmetDemand: String, Sendable, Hashable, CaseIterable, Codable {
  /// It waits.
  case backorder
  /// It goes elsewhere.
  case lost
}
