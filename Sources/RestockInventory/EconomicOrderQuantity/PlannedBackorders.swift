/// The economic order quantity where customers wait at a cost, so that some backorders are planned.
///
/// Whatever the quantity, the share h / (h + p) of it should wait; so it costs as one without
/// backorders whose holding cost is h p / (h + p).
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
    let equivalent = Self.equivalent(problem, stockoutCost)
    self.init(equivalent, problem, stockoutCost, quantity: equivalent.quantity)
  }

  /// The best plan whose quantity is allowed; nil where none is.
  public init?(
    _ problem: EconomicOrderQuantity, stockoutCost: Double, constraints: OrderConstraints
  ) {
    let equivalent = Self.equivalent(problem, stockoutCost)
    guard let quantity = equivalent.quantity(within: constraints) else { return nil }
    self.init(equivalent, problem, stockoutCost, quantity: quantity)
  }

  private static func equivalent(
    _ problem: EconomicOrderQuantity, _ stockoutCost: Double
  ) -> EconomicOrderQuantity {
    precondition(stockoutCost > 0, "stock-out cost \(stockoutCost)")
    let holding = problem.holdingCost
    return EconomicOrderQuantity(
      fixedCost: problem.fixedCost, holdingCost: holding * stockoutCost / (holding + stockoutCost),
      demandRate: problem.demandRate)
  }

  private init(
    _ equivalent: EconomicOrderQuantity, _ problem: EconomicOrderQuantity, _ stockoutCost: Double,
    quantity: Double
  ) {
    orderQuantity = quantity
    backorderFraction = problem.holdingCost / (problem.holdingCost + stockoutCost)
    maximumBackorder = quantity * backorderFraction
    cost = equivalent.cost(at: quantity)
  }
}
