/// The terms of a recommendation's arithmetic that its other fields do not hold, so that a reader
/// can recompute the order with a calculator:
///
/// need = order-up-to - effective position, where the position is below the reorder point (at or
/// below it under continuous review), else 0; then whole units, the minimum order, whole packs and
/// the maximum, in the order of `OrderQuantity`; 0 where ordering is blocked.
public struct Derivation: Sendable, Hashable, Codable {
  /// Days from one chance to order to the next; 0 under continuous review.
  public let reviewDays: Double
  /// What the order-up-to level adds to the reorder point.
  public let lot: OrderLot
  /// Whether the position calls for an order.
  public let isBelow: Bool
  /// Units, before any rounding.
  public let need: Double
  /// The most that may be ordered, units, and whether that is by shelf life (else by the maximum
  /// stock); nil where nothing bounds it.
  public let maximum: Double?
  public let isShelfLifeBound: Bool
  /// Why the item is never ordered, where it is not.
  public let blocked: Flag?
  /// Units that the planner ordered whatever is needed; nil where nobody did.
  public var fixedOrder: Double?
}
