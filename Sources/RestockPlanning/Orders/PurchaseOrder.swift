public import RestockRecords

/// What to order from one supplier.
public struct PurchaseOrder: Sendable, Codable {
  /// The supplier's key, empty for orders without one.
  public let supplier: String
  public let lines: [Line]

  /// One item of an order.
  public struct Line: Sendable, Hashable, Codable {
    public let key: SeriesKey
    public let supplierSKU: String
    public let description: String
    public let quantity: Double
    public let ordered: Day
    public let expected: Day
    /// Money per unit in `currency`, nil where unknown.
    public let unitCost: Double?
    /// ISO 4217, empty for the run's own.
    public let currency: String

    /// Money, in `currency`.
    public var value: Double? { unitCost.map { $0 * quantity } }
  }

  /// The purchase orders of a plan, by supplier, lines in the order of the recommendations.
  public static func orders(
    for recommendations: [Recommendation], catalogue: Catalogue
  ) -> [Self] {
    var lines: [String: [Line]] = [:]
    for item in recommendations where item.orderQuantity > 0 {
      guard let supply = item.supply, let ordered = item.orderDay,
        let expected = item.expectedReceipt
      else { continue }
      lines[item.supplier, default: []].append(
        Line(
          key: item.key, supplierSKU: supply.supplierSKU,
          description: catalogue.items[item.key.sku]?.description ?? "",
          quantity: item.orderQuantity, ordered: ordered, expected: expected,
          unitCost: supply.unitCostInCurrency(ordering: item.orderQuantity),
          currency: supply.currency))
    }
    return lines.keys.sorted().map { Self(supplier: $0, lines: lines[$0] ?? []) }
  }
}
