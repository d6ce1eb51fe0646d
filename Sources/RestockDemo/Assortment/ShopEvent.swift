/// A promotion or a peak of the made-up shop, past or announced.
package struct ShopEvent: Sendable, Hashable {
  package let name: String
  /// First and last day, indices into the history; at or beyond its end where still to come.
  package let first: Int
  package let last: Int
  /// The SKU it is for; empty for all of the category.
  package let sku: String
  /// The category it is for; empty for the whole shop (where `sku` is empty too).
  package let category: String
  /// What it multiplies demand by.
  package let uplift: Double
  /// The price during it, as a share of the usual one.
  package let priceShare: Double
  /// Whether the events file tells the uplift, or leaves it to be estimated.
  package let isUpliftKnown: Bool

  /// Whether the event is for an item.
  package func applies(to item: ShopItem) -> Bool {
    if !sku.isEmpty { return sku == item.sku }
    return category.isEmpty || category == item.category
  }
}
