/// The economic order quantity where an order arrives at a finite rate, as production does: while it
/// arrives part of it is used, so that it costs as one whose holding cost is h (1 - D / P).
///
/// Source: Taft (1918); Snyder and Shen (2019), section 3.6.
public struct EconomicProductionQuantity: Sendable, Hashable {
  /// Units per run.
  public let quantity: Double
  /// Money per unit of time.
  public let cost: Double
  /// Units on hand at the end of a run.
  public let maximumInventory: Double

  /// The best run that is allowed, nil where none is.
  ///
  /// - Parameters:
  ///   - problem: Set-up, holding and demand.
  ///   - productionRate: Units per unit of time, above the demand rate.
  ///   - constraints: What a run may be.
  public init?(
    _ problem: EconomicOrderQuantity, productionRate: Double,
    constraints: OrderConstraints = OrderConstraints()
  ) {
    precondition(productionRate > problem.demandRate, "production rate \(productionRate)")
    let idle = 1 - problem.demandRate / productionRate
    let equivalent = EconomicOrderQuantity(
      fixedCost: problem.fixedCost, holdingCost: problem.holdingCost * idle,
      demandRate: problem.demandRate)
    guard let quantity = equivalent.quantity(within: constraints) else { return nil }
    self.quantity = quantity
    cost = equivalent.cost(at: quantity)
    maximumInventory = quantity * idle
  }
}
