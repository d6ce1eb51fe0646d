internal import RestockNumerics

/// A supplier's terms for an item, compared by what a year with him costs in all, the safety stock
/// that his lead time calls for included.
///
/// Source: total landed cost; the safety stock by King (2011), Crack the code.
public struct SupplierOffer: Sendable, Hashable {
  public let id: String
  /// Money per unit, > 0.
  public let unitCost: Double
  /// Money per order, >= 0.
  public let orderCost: Double
  /// Units, >= 0.
  public let minimumOrderQuantity: Double
  /// Units, > 0.
  public let pack: Double
  /// Days.
  public let leadTime: Double
  /// Days.
  public let leadTimeStandardDeviation: Double
  /// Prices by quantity, in place of `unitCost`; nil where there is one price.
  public let prices: PriceBreaks?

  public init(
    id: String, unitCost: Double, orderCost: Double, minimumOrderQuantity: Double, pack: Double,
    leadTime: Double, leadTimeStandardDeviation: Double, prices: PriceBreaks? = nil
  ) {
    self.prices = prices
    precondition(unitCost > 0 && pack > 0 && orderCost >= 0, "\(unitCost), \(pack)")
    self.id = id
    self.unitCost = unitCost
    self.orderCost = orderCost
    self.minimumOrderQuantity = minimumOrderQuantity
    self.pack = pack
    self.leadTime = leadTime
    self.leadTimeStandardDeviation = leadTimeStandardDeviation
  }

  /// What a year with the supplier takes.
  public struct Year: Sendable, Hashable {
    /// The economic order quantity, at least the minimum, up to a pack; with prices by quantity the
    /// pack of least cost. Units.
    public let orderQuantity: Double
    /// Units.
    public let safetyStock: Double
    /// Purchase, ordering, holding; money.
    public let cost: Double
  }

  /// A year with the supplier.
  ///
  /// - Parameters:
  ///   - annualDemand: Units a year, > 0.
  ///   - dailySpread: Standard deviation of a day's demand, units.
  ///   - holdingRate: Share of the unit cost a year, > 0.
  ///   - cycleServiceLevel: Probability of no stock-out in a cycle, 0 < p < 1.
  ///   - daysPerYear: Days on which there is demand.
  /// - Returns: Quantity, safety stock and cost.
  public func year(
    annualDemand: Double, dailySpread: Double, holdingRate: Double, cycleServiceLevel: Double,
    daysPerYear: Double
  ) -> Year {
    let demand = LeadTimeDemandMoments(
      meanPerPeriod: annualDemand / daysPerYear, standardDeviationPerPeriod: dailySpread,
      meanLeadTime: leadTime, leadTimeStandardDeviation: leadTimeStandardDeviation)
    let safetyStock =
      Normal.standard.quantile(cycleServiceLevel) * demand.standardDeviation
    return year(annualDemand: annualDemand, holdingRate: holdingRate, safetyStock: safetyStock)
  }

  /// A year with the supplier where the safety stock that his lead time calls for is known.
  ///
  /// - Parameters:
  ///   - annualDemand: Units a year, > 0.
  ///   - holdingRate: Share of the unit cost a year, > 0.
  ///   - safetyStock: Units.
  /// - Returns: Quantity, safety stock and cost.
  public func year(annualDemand: Double, holdingRate: Double, safetyStock: Double) -> Year {
    func cost(_ quantity: Double, _ price: Double) -> Double {
      let stock = holdingRate * price * (quantity / 2 + safetyStock)
      return price * annualDemand + orderCost * annualDemand / quantity + stock
    }
    func economic(_ price: Double) -> Double {
      (2 * orderCost * annualDemand / (holdingRate * price)).squareRoot()
    }
    guard let prices else {
      let wanted = max(economic(unitCost), minimumOrderQuantity, pack)
      let quantity = (wanted / pack * (1 - 1e-12)).rounded(.up) * pack
      return Year(
        orderQuantity: quantity, safetyStock: safetyStock, cost: cost(quantity, unitCost))
    }
    // Within the range of a price the cost is convex; beyond the last breakpoint all is allowed.
    let constraints = OrderConstraints(pack: pack, minimum: minimumOrderQuantity)
    var best = Year(orderQuantity: 0, safetyStock: safetyStock, cost: .infinity)
    for (region, price) in prices.unitCosts.enumerated() {
      let quantity = constraints.quantity(
        around: economic(price), in: prices.range(of: region), demandRate: annualDemand
      ) { cost($0, price) }
      guard let quantity else { continue }
      let value = cost(quantity, price)
      if value < best.cost {
        best = Year(orderQuantity: quantity, safetyStock: safetyStock, cost: value)
      }
    }
    return best
  }
}
