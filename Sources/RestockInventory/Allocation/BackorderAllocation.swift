/// Stock and inbound supply shared out among waiting orders.
///
/// The rule: orders by priority, then by the day they came, then by name; each takes stock first,
/// then inbound supply by its day, and is promised for the day of the latest that it takes, unless
/// some of it finds nothing.
public struct BackorderAllocation: Sendable, Hashable {
  /// A customer's order.
  public struct Order: Sendable, Hashable {
    public let id: String
    /// The day it came.
    public let day: Double
    /// The smaller, the sooner.
    public let priority: Double
    /// Units, >= 0.
    public let quantity: Double

    public init(id: String, day: Double, priority: Double, quantity: Double) {
      self.id = id
      self.day = day
      self.priority = priority
      self.quantity = quantity
    }
  }

  /// Supply on its way.
  public struct Inbound: Sendable, Hashable {
    public let id: String
    /// The day it is expected.
    public let day: Double
    /// Units, >= 0.
    public let quantity: Double

    public init(id: String, day: Double, quantity: Double) {
      self.id = id
      self.day = day
      self.quantity = quantity
    }
  }

  /// A part of an order, and where it comes from.
  public struct Part: Sendable, Hashable {
    /// The inbound supply, nil for stock.
    public let inbound: String?
    /// Units.
    public let quantity: Double
    /// The day on which it is there, 0 for stock.
    public let day: Double
  }

  /// What an order gets.
  public struct Promise: Sendable, Hashable {
    public let order: String
    public let parts: [Part]
    /// Units that find nothing.
    public let unallocated: Double
    /// The day on which all of it is there; nil where some finds nothing.
    public let day: Double?
  }

  /// One for each order, in the order in which they are served.
  public let promises: [Promise]

  /// Shares out the supply.
  ///
  /// - Parameters:
  ///   - stock: Units on hand, below 0 counts as 0.
  ///   - inbound: Supply on its way.
  ///   - orders: Waiting.
  public init(stock: Double, inbound: [Inbound], orders: [Order]) {
    let arrivals = inbound.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
    var left = [max(0, stock)] + arrivals.map { max(0, $0.quantity) }
    var source = 0
    let served = orders.sorted { ($0.priority, $0.day, $0.id) < ($1.priority, $1.day, $1.id) }
    promises = served.map { order in
      var needed = max(0, order.quantity)
      var parts: [Part] = []
      while needed > 0, source < left.count {
        let taken = min(needed, left[source])
        if taken > 0 {
          let arrival = source > 0 ? arrivals[source - 1] : nil
          parts.append(Part(inbound: arrival?.id, quantity: taken, day: arrival?.day ?? 0))
        }
        needed -= taken
        left[source] -= taken
        if left[source] <= 0 { source += 1 }
      }
      let day = needed > 0 ? nil : parts.map(\.day).max() ?? 0
      return Promise(order: order.id, parts: parts, unallocated: needed, day: day)
    }
  }
}
