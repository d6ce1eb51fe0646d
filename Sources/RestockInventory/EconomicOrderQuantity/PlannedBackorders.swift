/// The economic order quantity where customers wait at a cost, so that some backorders are planned.
///
/// Source: Zipkin (2000), section 3.3; Snyder and Shen (2019), section 3.5 (EOQB).
public struct PlannedBackorders: Sendable, Hashable {
  /// Units per order.
  public let orderQuantity: Double
  /// The share of demand that waits, h / (h + p).
  public let backorderFraction: Double
  /// Units waiting just before an order arrives.
  public let maximumBackorder: Double
  /// Money per unit of time.
  public let cost: Double

  /// The best plan.
  ///
  /// - Parameters:
  ///   - problem: Ordering, holding and demand.
  ///   - stockoutCost: p, money per unit and unit of time that a customer waits, > 0.
  public init(_ problem: EconomicOrderQuantity, stockoutCost: Double) {
    precondition(stockoutCost > 0, "stock-out cost \(stockoutCost)")
    let holding = problem.holdingCost
    let ratio = ((holding + stockoutCost) / stockoutCost).squareRoot()
    orderQuantity = problem.quantity * ratio
    backorderFraction = holding / (holding + stockoutCost)
    maximumBackorder = orderQuantity * backorderFraction
    cost = problem.cost / ratio
  }
}
