public import RestockNumerics

/// A sum of money spent unit by unit where the next unit returns most per unit of money.
///
/// The y-th unit of an item is worth (margin + shortage cost) P(D >= y) less the holding cost times
/// P(D < y), D the demand until the next order arrives; a unit that no longer fits the budget is
/// passed over, and nothing is bought at a loss.
///
/// Source: Everett (1963), Generalized Lagrange multiplier method, doi:10.1287/opre.11.3.399: each
/// plan reached without passing a unit over is the best for the sum it spends.
public struct MarginalReturn: Sendable, Hashable {
  /// An item.
  public struct Item: Sendable, Hashable {
    public let id: String
    /// Units at hand and on order.
    public let position: Int
    public let demand: DemandDistribution
    /// Money per unit, > 0.
    public let unitCost: Double
    /// Earned by a unit sold, money.
    public let margin: Double
    /// Lost by a unit short, beyond the margin, money.
    public let shortageCost: Double
    /// Of a unit left over, money.
    public let holdingCost: Double

    public init(
      id: String, position: Int, demand: DemandDistribution, unitCost: Double, margin: Double,
      shortageCost: Double, holdingCost: Double
    ) {
      precondition(unitCost > 0, "unit cost \(unitCost)")
      self.id = id
      self.position = position
      self.demand = demand
      self.unitCost = unitCost
      self.margin = margin
      self.shortageCost = shortageCost
      self.holdingCost = holdingCost
    }

    /// What the next unit is worth where `position` units are at hand, money.
    func value(at position: Int) -> Double {
      let sold = demand.survivalProbability(Double(position))
      return (margin + shortageCost) * sold - holdingCost * (1 - sold)
    }
  }

  /// One unit bought.
  public struct Pick: Sendable, Hashable {
    public let item: String
    /// Value per unit of money.
    public let score: Double
    /// Money.
    public let value: Double
  }

  /// In the order in which they were bought.
  public let picks: [Pick]
  /// Units of each item.
  public let quantities: [Int]
  /// Money.
  public let spend: Double

  /// Spends up to `budget`.
  ///
  /// - Parameters:
  ///   - items: Of equal scores the earlier is bought first.
  ///   - budget: Money, >= 0.
  public init(items: [Item], budget: Double) {
    precondition(budget >= 0, "budget \(budget)")
    var quantities = items.map { _ in 0 }
    var values = items.map { $0.value(at: $0.position) }
    var spend = 0.0
    var picks: [Pick] = []
    while true {
      var best: Int?
      for (i, item) in items.enumerated()
      where values[i] > 0 && spend + item.unitCost <= budget * (1 + 1e-12) {
        guard let leader = best else {
          best = i
          continue
        }
        if values[i] / item.unitCost > values[leader] / items[leader].unitCost { best = i }
      }
      guard let i = best else { break }
      picks.append(
        Pick(item: items[i].id, score: values[i] / items[i].unitCost, value: values[i]))
      spend += items[i].unitCost
      quantities[i] += 1
      values[i] = items[i].value(at: items[i].position + quantities[i])
    }
    self.picks = picks
    self.quantities = quantities
    self.spend = spend
  }
}
