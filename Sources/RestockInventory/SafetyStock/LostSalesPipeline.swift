public import RestockNumerics

/// What is sold from the stock and the orders on the way until a new order comes, where unmet demand
/// is lost.
///
/// With lost sales the position does not fall by demand but by what is sold, which is less: the
/// probability mass of the stock on hand is carried forward through the demand of each stretch of
/// time between two receipts, what finds no stock falling away at zero. The stock at the arrival of
/// the new order is all there was and came, less what was sold. Source: the exact evaluation of
/// Zipkin (2008), Old and New Methods for Lost-Sales Inventory Systems,
/// doi:10.1287/opre.1070.0471, section 2, for one order at a time.
public struct LostSalesPipeline: Sendable {
  /// A stretch of time: its demand, then the units that come at its end.
  public struct Stretch: Sendable {
    public let demand: DemandDistribution
    public let receipt: Double

    /// A stretch; `receipt` >= 0, 0 where nothing comes.
    public init(demand: DemandDistribution, receipt: Double) {
      self.demand = demand
      self.receipt = receipt
    }
  }

  /// Units, above which the mass is not carried forward unit by unit.
  public static let mostUnits = 4096

  /// The distribution of the units sold over all stretches from `stock` units on hand at first; nil
  /// beyond `mostUnits` units. Parts of units are rounded.
  ///
  /// Cost: the stock times the spread of the demand, for each stretch.
  public static func sold(from stock: Double, _ stretches: [Stretch]) -> Lattice? {
    var total = Int(min(max(0, stock), 1e9).rounded())
    guard total <= mostUnits else { return nil }
    var mass = [Double](repeating: 0, count: total + 1)
    mass[total] = 1
    for stretch in stretches {
      let demand = probabilities(of: stretch.demand, below: total)
      var next = [Double](repeating: 0, count: total + 1)
      for (onHand, weight) in mass.enumerated() where weight > 1e-15 {
        var left = weight
        for (units, probability) in demand.enumerated() {
          guard units < onHand else { break }
          let part = weight * probability
          next[onHand - units] += part
          left -= part
        }
        // As much as there is, or more, leaves nothing.
        next[0] += max(0, left)
      }
      let receipt = Int(min(max(0, stretch.receipt), 1e9).rounded())
      total += receipt
      guard total <= mostUnits else { return nil }
      mass = Array(repeating: 0, count: receipt) + next
    }
    return Lattice(weights: mass.reversed())
  }

  /// The distribution of `lattice` plus an independent demand; nil where it reaches beyond
  /// `mostUnits` units.
  public static func sum(_ lattice: Lattice, _ demand: DemandDistribution) -> Lattice? {
    let added = probabilities(of: demand, below: mostUnits)
    let own = lattice.probabilities
    guard added.count + own.count <= mostUnits else { return nil }
    var weights = [Double](repeating: 0, count: own.count + added.count - 1)
    for (i, p) in own.enumerated() where p > 1e-15 {
      for (j, q) in added.enumerated() { weights[i + j] += p * q }
    }
    return Lattice(weights: weights)
  }

  /// The distribution of the sum of independent demands; nil where it reaches beyond `mostUnits` units.
  public static func sum(of demands: [DemandDistribution]) -> Lattice? {
    var sum = Lattice(weights: [1])
    for demand in demands {
      guard let next = Self.sum(sum, demand) else { return nil }
      sum = next
    }
    return sum
  }

  /// P(D = k) for k = 0, 1, ... below a limit, as far as there is anything to speak of; a demand that
  /// is not whole counts as the next whole number.
  static func probabilities(of demand: DemandDistribution, below limit: Int) -> [Double] {
    if demand.isWholeUnits,
      let tails = demand.survivalProbabilities(downTo: 1e-10, limit: mostUnits)
    {
      var before = 1.0
      return tails.prefix(max(0, limit) + 1).map { tail in
        defer { before = tail }
        return max(0, before - tail)
      }
    }
    var probabilities: [Double] = []
    var before = 0.0
    for k in 0...max(0, limit) {
      let cumulative = demand.cumulativeProbability(Double(k))
      probabilities.append(max(0, cumulative - before))
      before = cumulative
      if cumulative > 1 - 1e-10 { break }
    }
    return probabilities
  }
}
