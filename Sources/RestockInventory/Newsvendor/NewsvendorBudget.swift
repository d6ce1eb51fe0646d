public import RestockNumerics

/// Several newsvendor items that share a sum of money.
///
/// Each item is ordered up to the level at which the value of one more unit, (p - l c) / (p + h) in
/// place of the critical ratio, is the same for all; l is the value of money beyond the sum, found
/// by bisection.
///
/// Source: Hadley and Whitin (1963), section 6.2; Silver, Pyke and Thomas (2017), section 9.4.
public struct NewsvendorBudget: Sendable, Hashable {
  /// An item.
  public struct Item: Sendable, Hashable {
    public let costs: Newsvendor
    /// Money per unit bought, > 0.
    public let unitCost: Double
    public let demand: DemandDistribution

    public init(costs: Newsvendor, unitCost: Double, demand: DemandDistribution) {
      precondition(unitCost > 0, "unit cost \(unitCost)")
      self.costs = costs
      self.unitCost = unitCost
      self.demand = demand
    }
  }

  /// Units of each item.
  public let levels: [Double]
  /// Money spent.
  public let spend: Double
  /// What one more unit of money would save; 0 where the sum does not bind.
  public let valueOfMoney: Double

  /// The best levels within a budget.
  ///
  /// - Parameters:
  ///   - items: At least one.
  ///   - budget: Money, >= 0.
  public init(items: [Item], budget: Double) {
    precondition(!items.isEmpty && budget >= 0, "\(items.count) items, budget \(budget)")
    func levels(_ value: Double) -> [Double] {
      items.map { item in
        let ratio =
          (item.costs.stockoutCost - value * item.unitCost)
          / (item.costs.stockoutCost + item.costs.holdingCost)
        return ratio > 0 ? item.demand.quantile(min(ratio, 1 - 1e-15)) : 0
      }
    }
    func spend(_ levels: [Double]) -> Double {
      zip(items, levels).reduce(0) { $0 + $1.0.unitCost * $1.1 }
    }
    let free = levels(0)
    guard spend(free) > budget else {
      self.levels = free
      self.spend = spend(free)
      valueOfMoney = 0
      return
    }
    var low = 0.0
    var high = items.map { $0.costs.stockoutCost / $0.unitCost }.max() ?? 0
    for _ in 0..<200 {
      let middle = 0.5 * (low + high)
      if spend(levels(middle)) > budget { low = middle } else { high = middle }
    }
    self.levels = levels(high)
    self.spend = spend(self.levels)
    valueOfMoney = high
  }
}
