/// An order of the made-up shop on a supplier.
package struct PurchaseOrder: Sendable {
  /// As `PO-10042`, in the order in which they were placed.
  package let id: String
  /// An index into the suppliers.
  package let supplier: Int
  /// Days of the history; `received` may lie beyond its end.
  package let ordered: Int
  package let promised: Int?
  package let received: Int
  /// Whether it was for a customer's bulk order, which left on the day it came in.
  package let isBulk: Bool
  package let lines: [Line]

  /// An item of an order, for a location.
  package struct Line: Sendable, Hashable {
    /// An index into the items.
    package let item: Int
    package let location: ShopLocation
    package let quantity: Int
    /// Less than `quantity` where the supplier delivered short and cancelled the rest.
    package let quantityReceived: Int
  }
}
