internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics

/// The levels of an item and what to order at this review.
struct ReviewDecision {
  let protection: ProtectionDemand
  let cycle: ReplenishmentCycle
  /// Days from one chance to order to the next; 0 under continuous review.
  let reviewDays: Double
  /// Units; `orderUpTo` >= `reorderPoint`.
  let reorderPoint: Double
  let orderUpTo: Double
  let economicOrderQuantity: Double?
  /// What was added to the reorder point to make the order-up-to level, for the explanation.
  let lot: OrderLot
  /// The Q of (s,Q), of which whole multiples are ordered; nil under the other policies.
  let fixedLot: Double?
  /// The position that counts at the worst moment of the interval, and whether an open order that
  /// comes within the interval, but after the lead time, counts in part.
  let effectivePosition: Double
  let countsLaterOrderInPart: Bool
  /// The order, and the steps of its rounding; the unrounded need is `orderUpTo` less the position.
  let order: OrderQuantity
  let need: Double
  let isBelow: Bool
  /// The most that may be ordered, by maximum stock or shelf life, and whether shelf life binds.
  let maximum: Double?
  let shelfLifeBinds: Bool
}
