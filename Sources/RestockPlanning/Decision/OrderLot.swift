/// What an order-up-to level adds to the reorder point.
public enum OrderLot: Sendable, Hashable, Codable {
  case none
  /// max(0, EOQ - mean demand of one review period).
  case economicOrderQuantity(reviewDemand: Double)
  /// max(0, mean demand of the order cover - mean demand of one review period).
  case orderCover(demand: Double, reviewDemand: Double)
  /// The planner's own maximum.
  case maximum
  /// Mean demand of so many days of supply.
  case cover(demand: Double)
}
