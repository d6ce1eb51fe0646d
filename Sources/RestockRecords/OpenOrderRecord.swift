/// An order on a supplier that has not come in full.
public struct OpenOrderRecord: Sendable, Hashable, Codable {
  public let sku: String
  public let location: String
  /// Units still to come.
  public let quantity: Double
  /// The date on which it is expected.
  public let expected: Day?
  /// The date on which it was ordered.
  public let ordered: Day?
  public let supplier: String
  public let orderID: String
  public let place: Place

  /// A row of an open-orders file.
  public init(
    sku: String, location: String = "", quantity: Double, expected: Day? = nil,
    ordered: Day? = nil, supplier: String = "", orderID: String = "", place: Place
  ) {
    self.sku = sku
    self.location = location
    self.quantity = quantity
    self.expected = expected
    self.ordered = ordered
    self.supplier = supplier
    self.orderID = orderID
    self.place = place
  }
}

/// A receipt from a supplier, or an order on it that is still open.
public struct ReceiptRecord: Sendable, Hashable, Codable {
  public let supplier: String
  /// Empty where the receipt is of the supplier as a whole.
  public let sku: String
  public let orderID: String
  public let ordered: Day
  public let promised: Day?
  /// Nil while the order is open.
  public let received: Day?
  public let quantityOrdered: Double?
  public let quantityReceived: Double?
  public let place: Place

  /// A row of a receipts file; `received`, where given, not before `ordered`.
  public init(
    supplier: String, sku: String = "", orderID: String = "", ordered: Day, promised: Day? = nil,
    received: Day?, quantityOrdered: Double? = nil, quantityReceived: Double? = nil, place: Place
  ) {
    self.supplier = supplier
    self.sku = sku
    self.orderID = orderID
    self.ordered = ordered
    self.promised = promised
    self.received = received
    self.quantityOrdered = quantityOrdered
    self.quantityReceived = quantityReceived
    self.place = place
  }
}
