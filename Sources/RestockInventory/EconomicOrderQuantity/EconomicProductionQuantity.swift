/// The economic order quantity where an order arrives at a finite rate, as production does.
///
/// Source: Taft (1918); Snyder and Shen (2019), section 3.6.
public struct EconomicProductionQuantity: Sendable, Hashable {
  /// Units per run.
  public let quantity: Double
  /// Money per unit of time.
  public let cost: Double
  /// Units on hand at the end of a run.
  public let maximumInventory: Double

  /// The best run.
  ///
  /// - Parameters:
  ///   - problem: Set-up, holding and demand.
  ///   - productionRate: Units per unit of time, above the demand rate.
  public init(_ problem: EconomicOrderQuantity, productionRate: Double) {
    precondition(productionRate > problem.demandRate, "production rate \(productionRate)")
    let idle = 1 - problem.demandRate / productionRate
    quantity = problem.quantity / idle.squareRoot()
    cost = problem.cost * idle.squareRoot()
    maximumInventory = quantity * idle
  }
}
