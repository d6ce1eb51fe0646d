/// A certain demand, period by period, to be ordered in lots.
///
/// Holding is charged on what is left at the end of each period; the order of a period is there for
/// its demand.
public struct LotSizing: Sendable, Hashable {
  /// Units of each period, >= 0.
  public let demand: [Double]
  /// Money for an order in each period, >= 0.
  public let fixedCosts: [Double]
  /// Money for each unit left at the end of each period, >= 0.
  public let holdingCosts: [Double]
  /// Money for each unit ordered in each period, >= 0.
  public let unitCosts: [Double]

  /// A problem; all lists of the same length, at least 1.
  public init(
    demand: [Double], fixedCosts: [Double], holdingCosts: [Double], unitCosts: [Double]
  ) {
    precondition(
      !demand.isEmpty && fixedCosts.count == demand.count && holdingCosts.count == demand.count
        && unitCosts.count == demand.count, "\(demand.count) periods")
    precondition((demand + fixedCosts + holdingCosts + unitCosts).allSatisfy { $0 >= 0 })
    self.demand = demand
    self.fixedCosts = fixedCosts
    self.holdingCosts = holdingCosts
    self.unitCosts = unitCosts
  }

  /// A problem whose costs are the same in all periods.
  public init(
    demand: [Double], fixedCost: Double, holdingCost: Double, unitCost: Double = 0
  ) {
    func constant(_ value: Double) -> [Double] { demand.map { _ in value } }
    self.init(
      demand: demand, fixedCosts: constant(fixedCost), holdingCosts: constant(holdingCost),
      unitCosts: constant(unitCost))
  }

  /// What is ordered when, and what it costs.
  public struct Plan: Sendable, Hashable {
    /// Units ordered in each period.
    public let orderQuantities: [Double]
    /// Money over all periods.
    public let cost: Double

    public init(orderQuantities: [Double], cost: Double) {
      self.orderQuantities = orderQuantities
      self.cost = cost
    }
  }

  /// The cost of ordering these quantities; nil where they leave demand unmet.
  public func cost(of orderQuantities: [Double]) -> Double? {
    precondition(orderQuantities.count == demand.count, "\(orderQuantities.count) quantities")
    var stock = 0.0
    var cost = 0.0
    for t in demand.indices {
      if orderQuantities[t] > 0 { cost += fixedCosts[t] + unitCosts[t] * orderQuantities[t] }
      stock += orderQuantities[t] - demand[t]
      guard stock >= -1e-9 * max(1, demand[t]) else { return nil }
      cost += holdingCosts[t] * max(0, stock)
    }
    return cost
  }

  /// The plan in which each of these periods orders up to the next.
  func plan(ordering starts: [Int]) -> Plan {
    var quantities = [Double](repeating: 0, count: demand.count)
    for (i, start) in starts.enumerated() {
      let end = i + 1 < starts.count ? starts[i + 1] : demand.count
      quantities[start] = demand[start..<end].reduce(0, +)
    }
    return Plan(orderQuantities: quantities, cost: cost(of: quantities) ?? .infinity)
  }
}
