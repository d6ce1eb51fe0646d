internal import RestockNumerics

/// A warehouse and one shop under periodic review, Poisson demand, in whole units.
///
/// The shop protects its lead time and one period; its echelon level is the newsvendor's at
/// (b + h(W)) / (b + h(R)); the warehouse's is the least of its own holding cost and of what
/// the shop pays for what the warehouse cannot deliver.
///
/// Demand is cut six standard deviations above its mean, as in the reference, which takes about
/// 2e-6 off the cost.
///
/// Source: Clark and Scarf (1960); Rossi (2021), Inventory Analytics, section 7.1.
public struct TwoEchelonSystem: Sendable, Hashable {
  /// Units.
  public let shopLevel: Int
  /// Echelon level, units.
  public let warehouseLevel: Int
  /// Money per period.
  public let cost: Double

  /// The best levels.
  ///
  /// - Parameters:
  ///   - warehouseHolding: Money per unit and period, > 0.
  ///   - shopHolding: Money per unit and period, above the warehouse's.
  ///   - backorderCost: Money per unit and period, > 0.
  ///   - shopLeadTime: Periods, >= 0.
  ///   - warehouseLeadTime: Periods, >= 0.
  ///   - demandRate: Units per period, > 0.
  public init(
    warehouseHolding: Double, shopHolding: Double, backorderCost: Double, shopLeadTime: Double,
    warehouseLeadTime: Double, demandRate: Double
  ) {
    let shopDemand = Poisson(mean: (shopLeadTime + 1) * demandRate)
    let warehouseDemand = Poisson(mean: (warehouseLeadTime + 1) * demandRate)
    let echelonHolding = shopHolding - warehouseHolding
    let shopProbabilities = probabilitiesBelowCut(shopDemand)
    func shopCost(_ y: Int) -> Double {
      var short = 0.0
      for d in max(0, y)..<max(0, y, shopProbabilities.count) {
        short += Double(d - y) * shopProbabilities[d]
      }
      return Double(y) * echelonHolding - shopHolding * shopDemand.mean
        + (shopHolding + backorderCost) * short
    }
    let ratio = (warehouseHolding + backorderCost) / (shopHolding + backorderCost)
    let shop = Int(shopDemand.quantile(ratio))
    let best = shopCost(shop)
    let probabilities = probabilitiesBelowCut(warehouseDemand)
    // What a shop pays for being short of its level, by how much; filled as it is asked for.
    var penalties: [Double] = []
    func systemCost(_ y: Int) -> Double {
      var sum = warehouseHolding * (Double(y) - warehouseDemand.mean) + best
      for d in max(0, y - shop)..<max(0, y - shop, probabilities.count) {
        let short = shop - (y - d)
        while penalties.count <= short {
          penalties.append(shopCost(shop - penalties.count) - best)
        }
        sum += penalties[short] * probabilities[d]
      }
      return sum
    }
    // Convex in the level: from the shop's level up.
    var level = shop
    var value = systemCost(level)
    while true {
      let next = systemCost(level + 1)
      guard next < value else { break }
      level += 1
      value = next
    }
    shopLevel = shop
    warehouseLevel = level
    cost = value
  }
}

/// The probabilities of the demands below the mean and six standard deviations.
private func probabilitiesBelowCut(_ demand: Poisson) -> [Double] {
  let cut = (6 * demand.standardDeviation + demand.mean).rounded(.toNearestOrEven)
  return (0..<max(1, Int(cut))).map(demand.probability)
}
