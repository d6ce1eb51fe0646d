public import RestockRecords

/// An order on the way, with the day on which it counts.
public struct IncomingOrder: Sendable, Hashable, Codable {
  /// Units still to come.
  public let quantity: Double
  /// Days after as-of at which it is expected, >= 0.
  public let daysAhead: Double
  /// Whether its expected date has passed.
  public let isLate: Bool
  public let orderID: String
  public let supplier: String
  /// The date on which it was due as the file has it, or nil where none was given.
  public let due: Day?

  /// An order on the way.
  public init(
    quantity: Double, daysAhead: Double, isLate: Bool, orderID: String = "",
    supplier: String = "", due: Day? = nil
  ) {
    self.quantity = quantity
    self.daysAhead = daysAhead
    self.isLate = isLate
    self.orderID = orderID
    self.supplier = supplier
    self.due = due
  }
}
