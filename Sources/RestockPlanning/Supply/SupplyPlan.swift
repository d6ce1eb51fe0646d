public import RestockInventory

/// On what terms an item is bought: everything that an order needs to know, each from the best
/// source there is.
public struct SupplyPlan: Sendable {
  /// The supplier's key, empty where none is known.
  public let supplier: String
  public let supplierSKU: String
  /// Calendar days from order to availability, as probabilities.
  public private(set) var leadTime: LeadTime
  /// Where the lead time comes from.
  public let leadTimeSource: LeadTimeSource
  /// Days between two chances to order.
  public let reviewDays: Double
  /// Days from as-of to the supplier's next order day, 0 where any day will do.
  public let daysToOrderDay: Int
  /// Money per unit in the run's currency, nil where unknown.
  public let unitCost: Double?
  /// ISO 4217, empty for the run's own, and what a unit costs in it.
  public let currency: String
  public let unitCostInCurrency: Double?
  public let minimumOrderQuantity: Double?
  public let packSize: Double?
  public let maxStock: Double?
  /// Money per order line, in the run's currency.
  public let orderCost: Double
  /// Money to hold a unit for a day, nil without a unit cost and a typed holding cost.
  public let holdingCostPerDay: Double?
  /// Money per unit short, nil where nothing says.
  public let shortageCost: Double?
  public let shelfLifeDays: Double?

  /// The mean length of the protection interval of an order at a review, days from as-of: the wait
  /// for the order day, the lead time and one review period.
  public var protectionDays: Double { Double(daysToOrderDay) + leadTime.mean + reviewDays }

  /// The same terms with every lead time multiplied by a factor >= 0, held by at most so many
  /// points.
  func scalingLeadTime(by factor: Double, points: Int) -> Self {
    var scaled = self
    scaled.leadTime = LeadTime(
      days: leadTime.days.map { $0 * factor }, weights: leadTime.probabilities
    ).condensed(to: points)
    return scaled
  }
}
