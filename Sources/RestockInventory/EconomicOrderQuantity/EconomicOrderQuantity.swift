/// The order quantity that balances the cost of ordering against that of holding, for a constant
/// demand that is always met.
///
/// Q = sqrt(2 K D / h). Source: Harris (1913); Silver, Pyke and Thomas (2017), section 4.2; Snyder
/// and Shen (2019), section 3.2.
public struct EconomicOrderQuantity: Sendable, Hashable {
  /// K, money per order.
  public let fixedCost: Double
  /// h, money per unit and unit of time.
  public let holdingCost: Double
  /// D, units per unit of time.
  public let demandRate: Double

  /// A problem; costs and demand > 0.
  public init(fixedCost: Double, holdingCost: Double, demandRate: Double) {
    precondition(
      fixedCost > 0 && holdingCost > 0 && demandRate > 0,
      "fixed cost \(fixedCost), holding cost \(holdingCost), demand \(demandRate)")
    self.fixedCost = fixedCost
    self.holdingCost = holdingCost
    self.demandRate = demandRate
  }

  /// The order quantity of least cost, in units.
  public var quantity: Double { (2 * fixedCost * demandRate / holdingCost).squareRoot() }

  /// The cost of ordering and holding at the best quantity, money per unit of time.
  public var cost: Double { (2 * fixedCost * demandRate * holdingCost).squareRoot() }

  /// The cost of ordering and holding where `quantity` > 0 units are ordered at a time, money per
  /// unit of time.
  public func cost(at quantity: Double) -> Double {
    fixedCost * demandRate / quantity + holdingCost * quantity / 2
  }

  /// The best quantity that is allowed, nil where none is.
  public func quantity(within constraints: OrderConstraints) -> Double? {
    constraints.quantity(around: quantity, demandRate: demandRate) { cost(at: $0) }
  }

  /// The whole order quantity of least cost, nil where a cost is unknown or zero, so that no
  /// quantity is best, or where there is no demand.
  ///
  /// Among whole quantities the best is the smallest q with q (q + 1) >= 2 K D / h.
  ///
  /// - Parameters:
  ///   - demandRate: D, units per unit of time, >= 0.
  ///   - orderCost: K, money per order (per order line).
  ///   - unitCost: Money per unit.
  ///   - holdingRate: Share of the unit cost per the same unit of time.
  /// - Returns: Whole units, at least 1, or nil.
  public static func wholeUnits(
    demandRate: Double, orderCost: Double?, unitCost: Double?, holdingRate: Double?
  ) -> Double? {
    guard let orderCost, let unitCost, let holdingRate else { return nil }
    let holding = unitCost * holdingRate
    guard demandRate > 0, orderCost > 0, holding > 0 else { return nil }
    let square = 2 * orderCost * demandRate / holding
    guard square.isFinite else { return nil }
    let root = square.squareRoot()
    let below = root.rounded(.down)
    return max(1, below * (below + 1) >= square ? below : below + 1)
  }
}
