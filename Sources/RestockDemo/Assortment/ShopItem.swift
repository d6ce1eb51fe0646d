/// An item of the made-up shop.
package struct ShopItem: Sendable {
  package let sku: String
  package let description: String
  package let category: String
  package let demand: DemandProfile
  /// Money per unit, in pence.
  package let price: Int
  /// The terms of supply, those in use first; empty for the item without supplier.
  package let terms: [Terms]
  /// The SKU it is in the place of, empty for most.
  package let successorOf: String
  /// A one-off bulk order, where it has one.
  package let bulkOrder: BulkOrder?
  /// What the shop multiplies its reorder levels by: low where it neglects the item.
  let care: Double

  /// On what terms a supplier delivers it.
  package struct Terms: Sendable, Hashable {
    /// An index into the suppliers.
    package let supplier: Int
    /// Money per unit, in pence.
    package let unitCost: Int
    package let minimumOrderQuantity: Int
    package let packSize: Int

    /// The least quantity of at least `needed` units that can be ordered.
    func orderable(_ needed: Int) -> Int {
      let wanted = max(needed, minimumOrderQuantity)
      return (wanted + packSize - 1) / packSize * packSize
    }
  }

  /// A customer's one-off order, for which the shop orders specially.
  package struct BulkOrder: Sendable, Hashable {
    package let location: ShopLocation
    /// The day on which the shop orders from the supplier.
    package let ordered: Int
    /// Units, a quantity that can be ordered.
    package let quantity: Int
  }

  /// Whether the items file has it as active: not discontinued or superseded.
  package var isActive: Bool { demand.end == nil }

  /// Where it is kept.
  package var locations: [ShopLocation] {
    ShopLocation.allCases.filter {
      demand.kind == .neverSold
        ? $0 == .main
        : max(demand.rateAtStart[$0.rawValue], demand.rateAtEnd[$0.rawValue]) > 0
    }
  }
}
