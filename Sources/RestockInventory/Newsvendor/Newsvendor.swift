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
}
