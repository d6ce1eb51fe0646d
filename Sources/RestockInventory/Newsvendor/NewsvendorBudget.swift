public import RestockNumerics

/// Several newsvendor items that share a sum of money.
///
/// Each item is ordered up to the level at which the value of one more unit, (p - l c) / (p + h) in
/// place of the critical ratio, is the same for all; l is the value of money beyond the sum, found
/// by bisection. What whole units leave of the sum then buys the unit worth most per unit of money,
/// as long as one fits and is worth something. No levels within the sum cost less than the
/// Lagrangian bound, which is met where demand is continuous or the sum is spent to the last unit.
///
/// Source: Hadley and Whitin (1963), section 6.2; Silver, Pyke and Thomas (2017), section 9.4;
/// Everett (1963), doi:10.1287/opre.11.3.399.
public struct NewsvendorBudget: Sendable, Hashable {
  /// An item.
  public struct Item: Sendable, Hashable {
    public let costs: Newsvendor
    /// Money per unit bought, > 0.
    public let unitCost: Double
    public let demand: NamedDistribution

    public init(costs: Newsvendor, unitCost: Double, demand: NamedDistribution) {
      precondition(unitCost > 0, "unit cost \(unitCost)")
      self.costs = costs
      self.unitCost = unitCost
      self.demand = demand
    }

    func cost(_ level: Double) -> Double { costs.cost(at: level, demand: demand) }

    /// The level at which a unit more is worth `value` for each unit of money.
    func level(value: Double) -> Double {
      let ratio =
        (costs.stockoutCost - value * unitCost) / (costs.stockoutCost + costs.holdingCost)
      return ratio > 0 ? max(0, demand.quantile(min(ratio, 1 - 1e-15))) : 0
    }
  }

  /// Units of each item.
  public let levels: [Double]
  /// Money spent.
  public let spend: Double
  /// What one more unit of money would save; 0 where the sum does not bind.
  public let valueOfMoney: Double
  /// The expected cost of what is left and of what is short, money.
  public let cost: Double
  /// No levels within the sum cost less, money.
  public let costLowerBound: Double

  /// The best levels within a budget.
  ///
  /// - Parameters:
  ///   - items: At least one.
  ///   - budget: Money, >= 0.
  public init(items: [Item], budget: Double) {
    precondition(!items.isEmpty && budget >= 0, "\(items.count) items, budget \(budget)")
    func levels(_ value: Double) -> [Double] { items.map { $0.level(value: value) } }
    func spend(_ levels: [Double]) -> Double {
      zip(items, levels).reduce(0) { $0 + $1.0.unitCost * $1.1 }
    }
    func cost(_ levels: [Double]) -> Double {
      zip(items, levels).reduce(0) { $0 + $1.0.cost($1.1) }
    }
    let free = levels(0)
    guard spend(free) > budget else {
      self.levels = free
      self.spend = spend(free)
      valueOfMoney = 0
      self.cost = cost(free)
      costLowerBound = self.cost
      return
    }
    var low = 0.0
    var high = items.map { $0.costs.stockoutCost / $0.unitCost }.max() ?? 0
    for _ in 0..<200 {
      let middle = 0.5 * (low + high)
      guard middle > low && middle < high else { break }
      if spend(levels(middle)) > budget { low = middle } else { high = middle }
    }
    let bought = levels(high)
    costLowerBound = cost(bought) + high * (spend(bought) - budget)
    let filled = Self.filled(bought, items, budget - spend(bought))
    self.levels = filled
    self.spend = spend(filled)
    valueOfMoney = high
    self.cost = cost(filled)
  }

  /// Whole units bought with what is left, the one worth most per unit of money first.
  private static func filled(_ levels: [Double], _ items: [Item], _ left: Double) -> [Double] {
    var levels = levels
    var left = left
    while true {
      var best: (item: Int, value: Double)?
      for (i, item) in items.enumerated()
      where item.demand.isWholeUnits && item.unitCost <= left * (1 + 1e-12) {
        let value = (item.cost(levels[i]) - item.cost(levels[i] + 1)) / item.unitCost
        if value > max(best?.value ?? 0, 1e-12) { best = (i, value) }
      }
      guard let best else { return levels }
      levels[best.item] += 1
      left -= items[best.item].unitCost
    }
  }
}
