internal import RestockRecords

/// How a supplier keeps its promises: the shares of orders that came on time, and in full.
///
/// On time is an order of which all that came had come by the promised day; one that has passed its
/// promise and is open is late, one that is not due yet does not count. In full is an order that
/// came with at least the units ordered; one still open counts once it is due.
public struct SupplierScorecard: Sendable, Hashable {
  /// Orders with a promise that is due, and those of them that came on time.
  public let promised: Int
  public let onTime: Int
  /// Orders with quantities that are due or came, and those of them that came in full.
  public let measured: Int
  public let inFull: Int

  init(_ orders: [SupplierOrder], asOf: Day) {
    var promised = 0
    var onTime = 0
    var measured = 0
    var inFull = 0
    for order in orders {
      let isDue = !order.isOpen || order.promised.map { $0 < asOf } ?? false
      guard isDue else { continue }
      if let promise = order.promised {
        promised += 1
        if !order.isOpen, let last = order.lastDelivery, last <= promise { onTime += 1 }
      }
      if let asked = order.quantityOrdered, let came = order.quantityReceived {
        measured += 1
        if came >= asked { inFull += 1 }
      }
    }
    self.promised = promised
    self.onTime = onTime
    self.measured = measured
    self.inFull = inFull
  }

  /// The share of orders that came on time, 0...1; nil without promises.
  public var onTimeRate: Double? { promised > 0 ? Double(onTime) / Double(promised) : nil }

  /// The share of orders that came in full, 0...1; nil without quantities.
  public var inFullRate: Double? { measured > 0 ? Double(inFull) / Double(measured) : nil }
}
