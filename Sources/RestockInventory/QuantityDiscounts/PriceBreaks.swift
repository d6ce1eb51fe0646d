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
  /// Within the range of a price the cost is convex, so that the best quantity there is the economic
  /// one held to the range and to what is allowed; the best of all ranges is taken.
  ///
  /// Source: Snyder and Shen (2019), section 3.4.1; Zipkin (2000), section 3.4.
  ///
  /// - Parameters:
  ///   - fixedCost: K, money per order, > 0.
  ///   - holdingRate: Share of the unit cost per unit of time, > 0.
  ///   - demandRate: D, units per unit of time, > 0.
  ///   - constraints: What may be ordered.
  /// - Returns: The order, nil where none is allowed.
  public func bestAllUnitsOrder(
    fixedCost: Double, holdingRate: Double, demandRate: Double,
    constraints: OrderConstraints = OrderConstraints()
  ) -> Order? {
    var best: Order?
    for (region, price) in unitCosts.enumerated() {
      let holding = holdingRate * price
      func cost(_ quantity: Double) -> Double {
        price * demandRate + fixedCost * demandRate / quantity + holding * quantity / 2
      }
      let quantity = constraints.quantity(
        around: (2 * fixedCost * demandRate / holding).squareRoot(), in: range(of: region),
        demandRate: demandRate, cost: cost)
      guard let quantity else { continue }
      let value = cost(quantity)
      if value < best?.cost ?? .infinity {
        best = Order(quantity: quantity, region: region, cost: value)
      }
    }
    return best
  }

  /// The best order where each price holds for the units beyond its breakpoint alone.
  ///
  /// An order of Q units in region j costs c_j Q and what the dearer first units cost more, which
  /// acts like a larger fixed cost: convex within the region, and continuous between regions.
  ///
  /// Source: Snyder and Shen (2019), section 3.4.2.
  ///
  /// - Parameters:
  ///   - fixedCost: K, money per order, > 0.
  ///   - holdingRate: Share of the average unit cost per unit of time, > 0.
  ///   - demandRate: D, units per unit of time, > 0.
  ///   - constraints: What may be ordered.
  /// - Returns: The order, nil where none is allowed.
  public func bestIncrementalOrder(
    fixedCost: Double, holdingRate: Double, demandRate: Double,
    constraints: OrderConstraints = OrderConstraints()
  ) -> Order? {
    var best: Order?
    var surcharge = 0.0
    for (region, price) in unitCosts.enumerated() {
      if region > 0 { surcharge += (unitCosts[region - 1] - price) * breakpoints[region] }
      let ordering = fixedCost + surcharge
      func cost(_ quantity: Double) -> Double {
        price * demandRate + ordering * demandRate / quantity
          + holdingRate * (surcharge + price * quantity) / 2
      }
      // Prices that rise can make the surcharge outweigh the fixed cost: then the less the better.
      let square = max(0, 2 * ordering * demandRate / (holdingRate * price))
      let quantity = constraints.quantity(
        around: square.squareRoot(), in: range(of: region), demandRate: demandRate, cost: cost)
      guard let quantity, quantity > 0 else { continue }
      let value = cost(quantity)
      if value < best?.cost ?? .infinity {
        best = Order(quantity: quantity, region: region, cost: value)
      }
    }
    return best
  }

  /// The quantities at a price: from its breakpoint up to the next.
  func range(of region: Int) -> (from: Double, below: Double) {
    (
      breakpoints[region],
      region + 1 < breakpoints.count ? breakpoints[region + 1] : .infinity
    )
  }
}
