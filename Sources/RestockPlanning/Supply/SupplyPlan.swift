public import RestockInventory
public import RestockRecords

/// On what terms an item is bought: everything that an order needs to know, each from the best
/// source there is.
public struct SupplyPlan: Sendable, Hashable, Codable {
  /// The supplier's key, empty where none is known.
  public let supplier: String
  public let supplierSKU: String
  /// Calendar days from order to availability, as probabilities.
  public internal(set) var leadTime: LeadTime
  /// Where the lead time comes from.
  public internal(set) var leadTimeSource: LeadTimeSource
  /// Days between two chances to order.
  public let reviewDays: Double
  /// Days from as-of to the supplier's next order day, 0 where any day will do.
  public internal(set) var daysToOrderDay: Int
  /// Money per unit in the run's currency, nil where unknown.
  public let unitCost: Double?
  /// ISO 4217, empty for the run's own, and what a unit costs in it.
  public let currency: String
  public let unitCostInCurrency: Double?
  /// Lower prices from larger quantities on, ascending by quantity; money per unit in the supplier's
  /// currency.
  public let priceBreaks: [SupplyTerms.PriceBreak]
  /// What the supplier's currency is worth in the run's.
  public let exchangeRate: Double
  public let minimumOrderQuantity: Double?
  public let packSize: Double?
  public let palletSize: Double?
  /// Of a unit, nil where the items file does not say.
  public let weight: Double?
  public let volume: Double?
  public let maxStock: Double?
  /// Money per order line, in the run's currency.
  public let orderCost: Double
  /// Money to hold a unit for a day, nil without a unit cost and a typed holding cost.
  public let holdingCostPerDay: Double?
  /// Money per unit short, nil where nothing says.
  public let shortageCost: Double?
  public let shelfLifeDays: Double?
  /// False where no supplier of the item can deliver it now.
  public let isAvailable: Bool
  /// How this supplier was chosen among several, for people; nil where there was no choice.
  public internal(set) var choice: String?

  /// The mean length of the protection interval of an order at a review, days from as-of: the wait
  /// for the order day, the lead time and one review period.
  public var protectionDays: Double { Double(daysToOrderDay) + leadTime.mean + reviewDays }

  /// Orders are whole multiples of this many units: of whole pallets of whole packs where there are
  /// pallets, else of packs.
  public var orderMultiple: Double {
    let pack = packSize ?? 1
    guard let palletSize else { return pack }
    return (palletSize / pack * (1 - 1e-12)).rounded(.up) * pack
  }

  /// Money per unit in the run's currency where `quantity` units are ordered at a time; nil where
  /// unknown.
  public func unitCost(ordering quantity: Double) -> Double? {
    unitCostInCurrency(ordering: quantity).map { $0 * exchangeRate }
  }

  /// Money per unit in the supplier's currency where `quantity` units are ordered at a time; nil
  /// where unknown.
  public func unitCostInCurrency(ordering quantity: Double) -> Double? {
    priceBreaks.last { $0.quantity <= quantity }?.unitCost ?? unitCostInCurrency
  }

  /// The quantity of least cost of ordering, holding and, where there are price breaks, buying, in
  /// whole units; nil where a cost is not known. Demand is in units a year of `yearDays` days, as
  /// `holdingCostPerDay` counts them.
  func economicOrderQuantity(yearDemand: Double, yearDays: Double) -> Double? {
    let holding = holdingCostPerDay.map { $0 * yearDays }
    if let unitCost, let holding, let prices, yearDemand > 0, orderCost > 0, holding > 0,
      let best = prices.bestAllUnitsOrder(
        fixedCost: orderCost, holdingRate: holding / unitCost, demandRate: yearDemand)
    {
      return max(1, best.quantity.rounded(.up))
    }
    return EconomicOrderQuantity.wholeUnits(
      demandRate: yearDemand, orderCost: orderCost, unitCost: holding, holdingRate: 1)
  }

  /// The prices by quantity in the run's currency; nil where there is one only, or none.
  private var prices: PriceBreaks? {
    guard let unitCost, unitCost > 0, !priceBreaks.isEmpty else { return nil }
    var points = [0.0]
    var costs = [unitCost]
    for step in priceBreaks where step.unitCost > 0 {
      if step.quantity > points[points.count - 1] {
        points.append(step.quantity)
        costs.append(step.unitCost * exchangeRate)
      } else {
        costs[costs.count - 1] = step.unitCost * exchangeRate
      }
    }
    return points.count > 1 ? PriceBreaks(breakpoints: points, unitCosts: costs) : nil
  }

  /// The same terms with every lead time multiplied by a factor >= 0, held by at most so many
  /// points.
  func scalingLeadTime(by factor: Double, points: Int) -> Self {
    var scaled = self
    scaled.leadTime = LeadTime(
      days: leadTime.days.map { $0 * factor }, weights: leadTime.probabilities
    ).condensed(to: points)
    return scaled
  }

  /// The same terms with the mean lead time that the planner decided: the spread in proportion to what
  /// it was, or a quarter of the mean where there was none to go by.
  func decidingLeadTime(_ days: Double) -> Self {
    var decided = self
    let factor = leadTime.mean > 0 ? days / leadTime.mean : 0
    decided.leadTime =
      factor > 0
      ? LeadTime(days: leadTime.days.map { $0 * factor }, weights: leadTime.probabilities)
      : LeadTime(mean: days, standardDeviation: 0.25 * days)
    decided.leadTimeSource = .override
    return decided
  }
}
