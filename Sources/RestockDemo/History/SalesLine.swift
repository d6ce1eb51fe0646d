/// A line of a customer's order, or of a return.
package struct SalesLine: Sendable, Hashable {
  /// A day of the history.
  package let day: Int
  /// An index into the items.
  package let item: Int
  package let location: ShopLocation
  /// Units; below zero for a return.
  package let quantity: Int
  /// Money per unit, in pence.
  package let price: Int
  package let channel: String
  package let orderID: String
  /// Empty at the counter.
  package let customer: String
  /// Whether it is a one-off bulk order.
  package let isBulk: Bool
}
