/// A change made to an item's order once all items are decided: because of the supplier, of other
/// items, or of money.
public struct OrderAdjustment: Sendable, Hashable, Codable {
  public let kind: Kind
  /// Units ordered before and after it.
  public let before: Double
  public let after: Double
  /// What it costs (below zero: saves), money in the run's currency; nil where a cost is not known.
  public let cost: Double?
  /// The arithmetic, for a calculator.
  public let text: String

  /// Why an order is changed.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// What rounding to whole units, packs and the minimum order added; the quantity is as it was.
    case rounding
    /// What the maximum stock or the shelf life cut off; the quantity is as it was.
    case maximum
    /// Units come from another location.
    case transfer
    /// A substitute's excess stands in.
    case substitute
    /// Raised to a quantity with a lower price.
    case priceBreak = "price-break"
    /// A larger lot, or an earlier order, that shares a delivery.
    case jointOrder = "joint-order"
    /// Raised so that the supplier's order reaches its minimum value.
    case minimumOrderValue = "minimum-order-value"
    /// Raised so that a container is full.
    case containerFill = "container-fill"
    /// Put off: the supplier's order is not worth raising to what the supplier accepts.
    case postponed
    /// Cut to the budget.
    case budget
  }
}
