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
  /// The same of an order placed a review period later, as a shutdown or a season makes it: with as
  /// many days as `leadTime`, each of the same probability; nil where it is the same.
  public internal(set) var nextLeadTime: LeadTime?
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

  /// The mean length of the protection interval of an order at a review, days from as-of: until the
  /// next order arrives, which is placed one review period later.
  public var protectionDays: Double {
    Double(daysToOrderDay) + reviewDays + (nextLeadTime ?? leadTime).mean
  }

  /// The mean days from as-of to the arrival of an order placed at the coming chance.
  var arrivalDays: Double { Double(daysToOrderDay) + leadTime.mean }

  /// Ways in which it may come about: the days from as-of to the arrival of this order and to that of the
  /// one a review later, with their probabilities; for another review period than the supplier's the
  /// next takes as long as this one.
  func arrivals(
    reviewDays: Double, points: Int = .max
  ) -> [(this: Double, next: Double, probability: Double)] {
    let wait = Double(daysToOrderDay)
    let following = reviewDays == self.reviewDays ? nextLeadTime : nil
    let gaps = zip(leadTime.days, (following ?? leadTime).days).map { $1 - $0 }
    let lead = leadTime.days.count > points ? leadTime.condensed(to: points) : leadTime
    return lead.days.indices.map { i in
      // Of points joined, the gap of the nearest.
      let near =
        leadTime.days.indices.min {
          abs(leadTime.days[$0] - lead.days[i]) < abs(leadTime.days[$1] - lead.days[i])
        } ?? i
      return (
        wait + lead.days[i], wait + lead.days[i] + reviewDays + gaps[near], lead.probabilities[i]
      )
    }
  }

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
    scaled.leadTime = leadTime.multiplied(by: factor).condensed(to: points)
    let next = nextLeadTime?.multiplied(by: factor).condensed(to: points)
    scaled.nextLeadTime = next?.days.count == scaled.leadTime.days.count ? next : nil
    return scaled
  }

  /// The same terms with the mean lead time that the planner decided: the spread in proportion to what
  /// it was, or a quarter of the mean where there was none to go by. It holds whatever season or
  /// shutdown there is.
  func decidingLeadTime(_ days: Double) -> Self {
    var decided = self
    let factor = leadTime.mean > 0 ? days / leadTime.mean : 0
    decided.leadTime =
      factor > 0
      ? leadTime.multiplied(by: factor) : LeadTime(mean: days, standardDeviation: 0.25 * days)
    decided.nextLeadTime = nil
    decided.leadTimeSource = .override
    return decided
  }
}

extension LeadTime {
  fileprivate func multiplied(by factor: Double) -> LeadTime {
    LeadTime(days: days.map { $0 * factor }, weights: probabilities)
  }
}
