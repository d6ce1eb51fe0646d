/// The economic order quantity where what arrives is not what was ordered.
///
/// Source: Yano and Lee (1995), doi:10.1287/opre.43.2.311; Snyder and Shen (2019), section 9.4.
public struct RandomYield: Sendable, Hashable {
  /// Units to order.
  public let quantity: Double
  /// Money per unit of time.
  public let cost: Double

  /// Q units ordered, Q + Y arrive.
  ///
  /// - Parameters:
  ///   - problem: Ordering, holding and demand.
  ///   - mean: Of Y, units.
  ///   - standardDeviation: Of Y, units, >= 0.
  public init(additive problem: EconomicOrderQuantity, mean: Double, standardDeviation: Double) {
    let square = problem.quantity * problem.quantity
    let arriving = (square + standardDeviation * standardDeviation).squareRoot()
    quantity = arriving - mean
    cost = problem.holdingCost * arriving
  }

  /// Q units ordered, Q Z arrive.
  ///
  /// - Parameters:
  ///   - problem: Ordering, holding and demand.
  ///   - mean: Of Z, > 0.
  ///   - standardDeviation: Of Z, >= 0.
  public init(
    multiplicative problem: EconomicOrderQuantity, mean: Double, standardDeviation: Double
  ) {
    precondition(mean > 0, "mean yield \(mean)")
    let second = mean * mean + standardDeviation * standardDeviation
    quantity = problem.quantity / second.squareRoot()
    cost = problem.cost * second.squareRoot() / mean
  }
}
