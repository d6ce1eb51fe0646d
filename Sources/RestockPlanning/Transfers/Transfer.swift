/// Units to move from one location to another, in place of buying them.
public struct Transfer: Sendable, Hashable, Codable {
  public let sku: String
  public let from: String
  public let to: String
  /// Whole units.
  public let quantity: Double
  /// What they cost to buy, money in the run's currency; nil without a unit cost.
  public let value: Double?
  /// The arithmetic, for a calculator.
  public let reason: String
}
