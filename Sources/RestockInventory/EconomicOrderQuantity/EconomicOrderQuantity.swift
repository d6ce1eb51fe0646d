/// The order quantity that balances the cost of ordering against that of holding.
///
/// Q = sqrt(2 K D / h). Source: Harris (1913); Silver, Pyke and Thomas (2017), section 4.2.
public enum EconomicOrderQuantity {
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
