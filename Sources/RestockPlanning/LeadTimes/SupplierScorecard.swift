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
  /// Orders with both that are due, and those of them that came on time and in full.
  public let judged: Int
  public let onTimeInFull: Int
  /// The mean of the days promised, of orders with a promise that have come; nil without.
  public let promisedDays: Double?
  /// The mean days by which those came after their promise, below 0 before it; nil without.
  public let daysLate: Double?

  init(_ orders: [SupplierOrder], asOf: Day) {
    var promised = 0
    var onTime = 0
    var measured = 0
    var inFull = 0
    var judged = 0
    var onTimeInFull = 0
    var came = 0.0
    var promises = 0.0
    var late = 0.0
    for order in orders {
      let isDue = !order.isOpen || order.promised.map { $0 < asOf } ?? false
      guard isDue else { continue }
      var isOnTime: Bool?
      if let promise = order.promised {
        promised += 1
        isOnTime = !order.isOpen && order.lastDelivery.map { $0 <= promise } ?? false
        if isOnTime == true { onTime += 1 }
        if !order.isOpen, let last = order.lastDelivery {
          came += 1
          promises += Double(promise - order.ordered)
          late += Double(last - promise)
        }
      }
      if let asked = order.quantityOrdered, let units = order.quantityReceived {
        measured += 1
        if units >= asked { inFull += 1 }
        if let isOnTime {
          judged += 1
          if isOnTime && units >= asked { onTimeInFull += 1 }
        }
      }
    }
    self.judged = judged
    self.onTimeInFull = onTimeInFull
    promisedDays = came > 0 ? promises / came : nil
    daysLate = came > 0 ? late / came : nil
    self.promised = promised
    self.onTime = onTime
    self.measured = measured
    self.inFull = inFull
  }

  /// The share of orders that came on time, 0...1; nil without promises.
  public var onTimeRate: Double? { promised > 0 ? Double(onTime) / Double(promised) : nil }

  /// The share of orders that came in full, 0...1; nil without quantities.
  public var inFullRate: Double? { measured > 0 ? Double(inFull) / Double(measured) : nil }

  /// The share of orders that came on time and in full, 0...1; nil without both.
  public var onTimeInFullRate: Double? {
    judged > 0 ? Double(onTimeInFull) / Double(judged) : nil
  }
}
