/// A supplier's prices by quantity.
public struct PriceBreaks: Sendable, Hashable {
  /// The quantities from which the prices hold, ascending, the first 0; units.
  public let breakpoints: [Double]
  /// The unit price from each breakpoint on, > 0; money.
  public let unitCosts: [Double]

  /// Prices; as many as breakpoints, which ascend from 0.
  public init(breakpoints: [Double], unitCosts: [Double]) {
    precondition(
      breakpoints.count == unitCosts.count && breakpoints.first == 0
        && zip(breakpoints, breakpoints.dropFirst()).allSatisfy { $0 < $1 }
        && unitCosts.allSatisfy { $0 > 0 }, "\(breakpoints), \(unitCosts)")
    self.breakpoints = breakpoints
    self.unitCosts = unitCosts
  }

  /// The order of least total cost.
  public struct Order: Sendable, Hashable {
    /// Units.
    public let quantity: Double
    /// The index of its price, from 0.
    public let region: Int
    /// Purchase, ordering and holding, money per unit of time.
    public let cost: Double
  }

  /// The best order where the price of the quantity ordered holds for all its units.
  ///
  /// The best quantity of each price, raised to the price's breakpoint where it lies below it; one
  /// that lies above its range is not a candidate, for a later, lower price beats it there.
  ///
  /// Source: Snyder and Shen (2019), section 3.4.1; Zipkin (2000), section 3.4.
  ///
  /// - Parameters:
  ///   - fixedCost: K, money per order, > 0.
  ///   - holdingRate: Share of the unit cost per unit of time, > 0.
  ///   - demandRate: D, units per unit of time, > 0.
  /// - Returns: The order.
  public func bestAllUnitsOrder(
    fixedCost: Double, holdingRate: Double, demandRate: Double
  ) -> Order {
    var best = Order(quantity: 0, region: 0, cost: .infinity)
    for (region, price) in unitCosts.enumerated() {
      let holding = holdingRate * price
      let end = region + 1 < breakpoints.count ? breakpoints[region + 1] : .infinity
      let free = (2 * fixedCost * demandRate / holding).squareRoot()
      let quantity = max(free, breakpoints[region])
      // At the end of its range a price is replaced by the next; where that is higher, the cost
      // still falls up to there.
      guard quantity < end || unitCosts[region + 1] > price else { continue }
      let held = min(quantity, end.nextDown)
      let cost =
        price * demandRate + fixedCost * demandRate / held + holding * held / 2
      if cost < best.cost { best = Order(quantity: held, region: region, cost: cost) }
    }
    return best
  }

  /// The best order where each price holds for the units beyond its breakpoint alone.
  ///
  /// An order of Q units in region j costs c_j Q and what the dearer first units cost more, which
  /// acts like a larger fixed cost.
  ///
  /// Source: Snyder and Shen (2019), section 3.4.2.
  ///
  /// - Parameters:
  ///   - fixedCost: K, money per order, > 0.
  ///   - holdingRate: Share of the average unit cost per unit of time, > 0.
  ///   - demandRate: D, units per unit of time, > 0.
  /// - Returns: The order.
  public func bestIncrementalOrder(
    fixedCost: Double, holdingRate: Double, demandRate: Double
  ) -> Order {
    var best = Order(quantity: 0, region: 0, cost: .infinity)
    var surcharge = 0.0
    for (region, price) in unitCosts.enumerated() {
      if region > 0 { surcharge += (unitCosts[region - 1] - price) * breakpoints[region] }
      let end = region + 1 < breakpoints.count ? breakpoints[region + 1] : .infinity
      let square = 2 * (fixedCost + surcharge) * demandRate / (holdingRate * price)
      // The total is continuous at the breakpoints, so that an end of a range is a candidate too.
      let quantity = min(max(max(square, 0).squareRoot(), breakpoints[region]), end)
      guard quantity > 0 else { continue }
      let ordering = (fixedCost + surcharge) * demandRate / quantity
      let holding = holdingRate * (surcharge + price * quantity) / 2
      let cost = price * demandRate + ordering + holding
      if cost < best.cost { best = Order(quantity: quantity, region: region, cost: cost) }
    }
    return best
  }
}
