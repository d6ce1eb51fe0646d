/// What is on hand and on the way, in time.
public struct InventoryPosition: Sendable, Hashable, Codable {
  /// Units physically there, expired ones left out.
  public let onHand: Double
  /// Units of it promised to orders.
  public let allocated: Double
  /// Units that customers wait for.
  public let backordered: Double
  /// Units of it that expire before they sell.
  public let expiring: Double
  /// Stock of other items that serves this one's demand.
  public let counted: [CountedStock]
  /// Orders on the way, soonest first, those of the items counted among them.
  public let incoming: [IncomingOrder]

  /// Stock of another item whose demand is this item's.
  public struct CountedStock: Sendable, Hashable, Codable {
    public let sku: String
    /// What can be sold of it now, in units of this item; below zero where customers wait.
    public let units: Double
    public let kind: Kind

    /// What the other item is to this one.
    public enum Kind: String, Sendable, Hashable, Codable {
      /// This item succeeds it.
      case predecessor
      /// It is put together from this item.
      case bundle
    }
  }

  /// A position; quantities in units.
  public init(
    onHand: Double, allocated: Double, backordered: Double, expiring: Double = 0,
    counted: [CountedStock] = [], incoming: [IncomingOrder]
  ) {
    self.expiring = expiring
    self.counted = counted
    self.onHand = onHand
    self.allocated = allocated
    self.backordered = backordered
    self.incoming = incoming.sorted { $0.daysAhead < $1.daysAhead }
  }

  /// What can be sold now: on hand less what is promised, waited for or expires before it sells, and
  /// what is there of items whose demand is this one's.
  public var available: Double {
    counted.reduce(onHand - expiring - allocated - backordered) { $0 + $1.units }
  }

  /// All that is on order, whenever it comes.
  public var onOrder: Double { incoming.reduce(0) { $0 + $1.quantity } }

  /// What is on hand and will have come by so many days after as-of.
  public func position(byDay days: Double) -> Double {
    incoming.reduce(available) { $1.daysAhead <= days ? $0 + $1.quantity : $0 }
  }
}
