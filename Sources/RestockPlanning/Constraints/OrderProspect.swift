internal import RestockNumerics

/// What ordering an item or not is worth, for decisions across items.
struct OrderProspect: Sendable {
  /// Total demand until the end of the interval that the order covers, units.
  let protectionDemand: DemandDistribution
  /// What a unit short costs, money.
  let shortageCost: Double
  let shortageCostSource: ShortageCostSource
  /// The probability of a stock-out before the next receipt, with an order placed now and without.
  let riskWithOrder: Double
  let riskWithoutOrder: Double

  /// Where the cost of a unit short comes from, in the order in which they are looked for.
  enum ShortageCostSource: String, Sendable {
    /// The items file or the run's option.
    case shortageCost = "shortage cost"
    /// Price less cost.
    case margin
    /// The unit cost stands in: a unit short loses as much as it costs.
    case unitCost = "unit cost"
    case none = "no cost known"
  }

  /// What is lost when a unit is short.
  static func shortageCost(
    typed: Double?, price: Double?, unitCost: Double?
  ) -> (cost: Double, source: ShortageCostSource) {
    if let typed, typed > 0 { return (typed, .shortageCost) }
    if let price, let unitCost, price > unitCost { return (price - unitCost, .margin) }
    if let unitCost, unitCost > 0 { return (unitCost, .unitCost) }
    return (1, .none)
  }

  /// Units expected short by the end of the interval where the position is `level`.
  func expectedShortage(at level: Double) -> Double { protectionDemand.loss(level) }

  /// What the units expected short cost, money.
  func shortageCost(at level: Double) -> Double { shortageCost * expectedShortage(at: level) }

  /// The probability that demand until the end of the interval exceeds `level`.
  func stockoutRisk(at level: Double) -> Double {
    level < 0 ? 1 : protectionDemand.survivalProbability(level)
  }
}
