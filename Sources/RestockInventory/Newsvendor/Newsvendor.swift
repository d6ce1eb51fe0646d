public import RestockNumerics

/// One order for one span of random demand: what is left costs, and what is short costs.
///
/// Source: Arrow, Harris and Marschak (1951); Snyder and Shen (2019), section 4.3.
public struct Newsvendor: Sendable, Hashable {
  /// h, money per unit left over.
  public let holdingCost: Double
  /// p, money per unit short.
  public let stockoutCost: Double

  /// A problem; both costs > 0.
  public init(holdingCost: Double, stockoutCost: Double) {
    precondition(holdingCost > 0 && stockoutCost > 0, "\(holdingCost), \(stockoutCost)")
    self.holdingCost = holdingCost
    self.stockoutCost = stockoutCost
  }

  /// The probability with which demand should be met in full, p / (p + h).
  public var criticalRatio: Double { stockoutCost / (stockoutCost + holdingCost) }

  /// The expected cost of having `level` units, money.
  public func cost(at level: Double, demand: some Distribution) -> Double {
    holdingCost * demand.complementaryLoss(level) + stockoutCost * demand.loss(level)
  }

  /// The level of least expected cost: the smallest with P(D <= level) at the critical ratio.
  public func bestLevel(demand: some Distribution) -> Double { demand.quantile(criticalRatio) }

  /// The most stock at which an order of a fixed cost pays: where the cost as it is exceeds that at
  /// the best level by the fixed cost. Without a fixed cost, the best level.
  ///
  /// - Parameters:
  ///   - demand: Of the span.
  ///   - fixedCost: Money per order, >= 0.
  ///   - isWholeUnits: Whether the point is the largest such whole number.
  /// - Returns: Units; below 0 where only customers already waiting make an order pay.
  public func reorderPoint(
    demand: some Distribution, fixedCost: Double, isWholeUnits: Bool
  ) -> Double {
    let best = bestLevel(demand: demand)
    guard fixedCost > 0 else { return best }
    let allowed = cost(at: best, demand: demand) + fixedCost
    // Far below all demand the cost falls by p a unit.
    var low = best - 1
    while cost(at: low, demand: demand) < allowed { low = best - 2 * (best - low) }
    let point = root(from: low, to: best, precision: 1e-14) { level in
      allowed - cost(at: level, demand: demand)
    }
    guard isWholeUnits else { return point }
    var whole = point.rounded(.up) + 1
    while cost(at: whole, demand: demand) < allowed { whole -= 1 }
    return whole
  }
}
