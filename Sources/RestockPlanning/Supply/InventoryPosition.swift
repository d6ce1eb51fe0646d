/// What is on hand and on the way, in time.
public struct InventoryPosition: Sendable, Hashable {
  /// Units physically there, expired ones left out.
  public let onHand: Double
  /// Units of it promised to orders.
  public let allocated: Double
  /// Units that customers wait for.
  public let backordered: Double
  /// Orders on the way, soonest first.
  public let incoming: [IncomingOrder]

  /// A position; quantities in units.
  public init(onHand: Double, allocated: Double, backordered: Double, incoming: [IncomingOrder]) {
    self.onHand = onHand
    self.allocated = allocated
    self.backordered = backordered
    self.incoming = incoming.sorted { $0.daysAhead < $1.daysAhead }
  }

  /// What can be sold now: on hand less what is promised or waited for.
  public var available: Double { onHand - allocated - backordered }

  /// All that is on order, whenever it comes.
  public var onOrder: Double { incoming.reduce(0) { $0 + $1.quantity } }

  /// What is on hand and will have come by so many days after as-of.
  public func position(byDay days: Double) -> Double {
    incoming.reduce(available) { $1.daysAhead <= days ? $0 + $1.quantity : $0 }
  }
}
