/// An order quantity that a supplier accepts, with the steps that led to it.
///
/// The rule, in this order:
/// 1. no need, no order;
/// 2. at least the minimum order quantity;
/// 3. up to a whole number of packs;
/// 4. never above the maximum: where step 3 exceeds it, down to the last whole pack below it, and
///    where that is less than the minimum order quantity, nothing.
public struct OrderQuantity: Sendable, Hashable {
  /// A step, with the quantity after it.
  public enum Step: Sendable, Hashable {
    /// The need rounded up to whole units.
    case wholeUnits(Double)
    /// Raised to the minimum order quantity.
    case minimum(Double)
    /// Raised to a whole number of packs.
    case pack(Double)
    /// Lowered to the last whole pack within the maximum.
    case maximum(Double)
    /// Nothing, since the most that fits is below the minimum order quantity.
    case belowMinimum
  }

  /// Units to order, 0 for none.
  public let quantity: Double
  /// The steps that changed the quantity, in order; empty where the need was ordered as it is.
  public let steps: [Step]

  /// The order for a need.
  ///
  /// - Parameters:
  ///   - need: Units needed; nothing is ordered for 0 or less.
  ///   - minimum: The minimum order quantity, units, >= 0.
  ///   - pack: Units a pack, > 0; 1 for single units.
  ///   - maximum: The most that may be ordered, units (the maximum stock less the position); nil
  ///     for no bound.
  /// - Returns: The quantity and its steps.
  public static func rounded(
    need: Double, minimum: Double = 0, pack: Double = 1, maximum: Double? = nil
  ) -> OrderQuantity {
    precondition(pack > 0 && minimum >= 0 && !need.isNaN, "need \(need), pack \(pack)")
    guard need > 0 else { return OrderQuantity(quantity: 0, steps: []) }
    var steps: [Step] = []
    // A hair above a whole number is the rounding of a sum, not a unit more.
    var quantity = (need * (1 - 1e-12)).rounded(.up)
    if quantity != need { steps.append(.wholeUnits(quantity)) }
    if quantity < minimum {
      quantity = minimum
      steps.append(.minimum(quantity))
    }
    let packs = (quantity / pack * (1 - 1e-12)).rounded(.up) * pack
    if packs != quantity {
      quantity = packs
      steps.append(.pack(quantity))
    }
    if let maximum, quantity > maximum {
      quantity = max(0, (maximum / pack * (1 + 1e-12)).rounded(.down) * pack)
      steps.append(.maximum(quantity))
      if quantity < minimum {
        quantity = 0
        steps.append(.belowMinimum)
      }
    }
    return OrderQuantity(quantity: quantity, steps: steps)
  }
}
