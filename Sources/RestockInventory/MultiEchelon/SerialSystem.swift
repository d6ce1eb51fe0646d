internal import RestockNumerics

/// Stages in a row under stochastic service, the last of which has customers; exact echelon base
/// stocks by the decomposition of Clark and Scarf.
///
/// With stage 1 nearest to the customer, h(j) its echelon holding cost and D(j) the demand over its
/// lead time, and C(0)(x) = (p + sum of h) max(-x, 0):
///
///     C(j)(y) = E[h(j) (y - D(j)) + C(j - 1)(min(S(j - 1), y - D(j)))],  S(j) = argmin C(j)
///
/// and the system costs C(N)(S(N)) per unit of time.
///
/// Source: Clark and Scarf (1960), doi:10.1287/mnsc.6.4.475; Chen and Zheng (1994); Snyder and Shen
/// (2019), section 6.2.2.
public struct SerialSystem: Sendable {
  /// Units, downstream first.
  public let echelonBaseStockLevels: [Double]
  /// Money per unit of time.
  public let cost: Double

  /// A system with normal demand.
  ///
  /// The grid has 40 steps to the least standard deviation of a stage, fewer where the stages
  /// differ so much that it would have more than 8,000.
  ///
  /// - Parameters:
  ///   - holdingCosts: Echelon holding costs, downstream first, > 0.
  ///   - leadTimes: Units of time, downstream first, >= 0.
  ///   - stockoutCost: p, money per unit and unit of time, > 0.
  ///   - mean: Units per unit of time, > 0.
  ///   - standardDeviation: Units per root of the unit of time, > 0.
  public init(
    normalHoldingCosts holdingCosts: [Double], leadTimes: [Double], stockoutCost: Double,
    mean: Double, standardDeviation: Double
  ) {
    precondition(holdingCosts.count == leadTimes.count && !leadTimes.isEmpty)
    let spreads = leadTimes.map { standardDeviation * $0.squareRoot() }
    let finest = (spreads.filter { $0 > 0 }.min() ?? standardDeviation) / 40
    let width = zip(leadTimes, spreads).reduce(0) { $0 + mean * $1.0 + 16 * $1.1 }
    let step = max(finest, width / 8_000)
    let demands = zip(leadTimes, spreads).map { leadTime, spread in
      guard spread > 0 else { return SerialGrid.StageDemand(probabilities: [1], first: 0) }
      let normal = Normal(mean: mean * leadTime, standardDeviation: spread)
      let first = Int(((normal.mean - 8 * spread) / step).rounded(.down))
      let last = Int(((normal.mean + 8 * spread) / step).rounded(.up))
      let probabilities = (first...last).map { k in
        let low = (Double(k) - 0.5) * step
        let high = (Double(k) + 0.5) * step
        return low < normal.mean
          ? normal.cumulativeProbability(high) - normal.cumulativeProbability(low)
          : normal.survivalProbability(low) - normal.survivalProbability(high)
      }
      return SerialGrid.StageDemand(probabilities: probabilities, first: first)
    }
    let grid = SerialGrid(
      holdingCosts: holdingCosts, stockoutCost: stockoutCost, demands: demands, step: step)
    echelonBaseStockLevels = grid.levels.map { $0.refined * step }
    cost = grid.refinedCost
  }

  /// A system with Poisson demand, exact in whole units.
  ///
  /// - Parameters:
  ///   - holdingCosts: Echelon holding costs, downstream first, > 0.
  ///   - leadTimes: Units of time, downstream first, >= 0.
  ///   - stockoutCost: p, money per unit and unit of time, > 0.
  ///   - mean: Units per unit of time, > 0.
  /// - Returns: The levels, whole, and the cost.
  public static func poisson(
    holdingCosts: [Double], leadTimes: [Double], stockoutCost: Double, mean: Double
  ) -> (levels: [Int], cost: Double) {
    let demands = leadTimes.map { leadTime in
      guard leadTime > 0 else { return SerialGrid.StageDemand(probabilities: [1], first: 0) }
      let poisson = Poisson(mean: mean * leadTime)
      let most = Int(poisson.mean + 10 * poisson.mean.squareRoot() + 30)
      return SerialGrid.StageDemand(probabilities: (0...most).map(poisson.probability), first: 0)
    }
    let grid = SerialGrid(
      holdingCosts: holdingCosts, stockoutCost: stockoutCost, demands: demands, step: 1)
    return (grid.levels.map(\.whole), grid.cost)
  }

  /// The newsvendor bounds' average: a close heuristic for the levels of normal demand.
  ///
  /// Source: Shang and Song (2003), Newsvendor bounds and heuristic for optimal policies in serial
  /// supply chains, doi:10.1287/mnsc.49.5.618.14886.
  ///
  /// - Parameters:
  ///   - holdingCosts: Echelon holding costs, downstream first.
  ///   - leadTimes: Units of time, downstream first.
  ///   - stockoutCost: p.
  ///   - mean: Units per unit of time.
  ///   - standardDeviation: Units per root of the unit of time.
  /// - Returns: Units, downstream first.
  public static func newsvendorHeuristic(
    holdingCosts: [Double], leadTimes: [Double], stockoutCost: Double, mean: Double,
    standardDeviation: Double
  ) -> [Double] {
    let total = holdingCosts.reduce(0, +)
    var below = 0.0
    var time = 0.0
    var levels: [Double] = []
    for (h, leadTime) in zip(holdingCosts, leadTimes) {
      time += leadTime
      let above = stockoutCost + total - below - h
      guard time > 0 else {
        levels.append(0)
        below += h
        continue
      }
      let demand = Normal(
        mean: mean * time, standardDeviation: standardDeviation * time.squareRoot())
      let lower = demand.quantile(above / (stockoutCost + total))
      let upper = demand.quantile(above / (above + h))
      levels.append(0.5 * (lower + upper))
      below += h
    }
    return levels
  }
}
