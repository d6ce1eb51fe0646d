internal import RestockNumerics

/// The (r, Q) policy in whole units for Poisson demand, exact.
///
/// The position is uniform over r + 1...r + Q. Starting from the best single position, the next
/// better of the two neighbours is taken in as long as it costs no more than the average so far.
///
/// Source: Federgruen and Zheng (1992), An efficient algorithm for computing an optimal (r, Q)
/// policy, doi:10.1287/opre.40.4.808; Snyder and Shen (2019), section 5.5.
public struct PoissonReorderPointQuantity: Sendable, Hashable {
  /// K, money per order, > 0.
  public let fixedCost: Double
  /// h and p, money per unit and unit of time.
  public let costs: Newsvendor
  /// D, units per unit of time, > 0.
  public let demandRate: Double
  /// Units of time, > 0.
  public let leadTime: Double

  /// A problem.
  public init(fixedCost: Double, costs: Newsvendor, demandRate: Double, leadTime: Double) {
    precondition(
      fixedCost > 0 && demandRate > 0 && leadTime > 0, "\(fixedCost), \(demandRate), \(leadTime)")
    self.fixedCost = fixedCost
    self.costs = costs
    self.demandRate = demandRate
    self.leadTime = leadTime
  }

  private var leadTimeDemand: Poisson { Poisson(mean: demandRate * leadTime) }

  /// The expected cost of a policy, money per unit of time.
  public func cost(reorderPoint: Int, orderQuantity: Int) -> Double {
    let demand = leadTimeDemand
    var sum = fixedCost * demandRate
    for y in (reorderPoint + 1)...(reorderPoint + orderQuantity) {
      sum += costs.cost(at: Double(y), demand: demand)
    }
    return sum / Double(orderQuantity)
  }

  /// The policy of least cost.
  public func best() -> (reorderPoint: Int, orderQuantity: Int, cost: Double) {
    let demand = leadTimeDemand
    func position(_ y: Int) -> Double { costs.cost(at: Double(y), demand: demand) }
    let peak = Int(costs.bestLevel(demand: demand))
    var r = peak - 1
    var quantity = 1
    var sum = fixedCost * demandRate + position(peak)
    var below = position(r)
    var above = position(r + quantity + 1)
    while true {
      let takesBelow = below < above
      let next = takesBelow ? below : above
      guard (sum + next) / Double(quantity + 1) <= sum / Double(quantity) else { break }
      sum += next
      quantity += 1
      if takesBelow {
        r -= 1
        below = position(r)
      } else {
        above = position(r + quantity + 1)
      }
    }
    return (r, quantity, sum / Double(quantity))
  }
}
