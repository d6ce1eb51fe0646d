public import RestockNumerics

/// One item from two sources: a regular one that is cheap, and one that is dear and sooner, under
/// periodic review with backorders.
///
/// Each period the regular and the expedited order are placed, then comes demand; h and b are charged
/// on what is left or waits after it. With both lead times k = regular - expedited periods apart, the
/// state is the expedited position (what is at hand, less what waits, and all that arrives within the
/// expedited lead time) and the k - 1 regular orders behind it.
///
/// Source: Veeraraghavan and Scheller-Wolf (2008), Now or later: a simple policy for effective dual
/// sourcing in capacitated systems, doi:10.1287/opre.1070.0511.
public struct DualSourcing: Sendable {
  /// h and b, money per unit and period.
  public let costs: Newsvendor
  /// Money per unit.
  public let regularCost: Double
  /// Money per unit.
  public let expeditedCost: Double
  /// Periods, >= 0.
  public let expeditedLeadTime: Int
  /// k, periods, >= 1.
  public let leadTimeDifference: Int
  /// Of one period.
  public let demand: Lattice
  /// Over the expedited lead time and one period.
  private let protectionDemand: Lattice

  /// A problem.
  ///
  /// - Parameters:
  ///   - costs: h and b.
  ///   - regularCost: Money per unit.
  ///   - expeditedCost: Money per unit, at least the regular one.
  ///   - regularLeadTime: Periods, more than the expedited one.
  ///   - expeditedLeadTime: Periods, >= 0.
  ///   - demand: Of one period, not always 0.
  public init(
    costs: Newsvendor, regularCost: Double, expeditedCost: Double, regularLeadTime: Int,
    expeditedLeadTime: Int, demand: Lattice
  ) {
    precondition(
      expeditedLeadTime >= 0 && regularLeadTime > expeditedLeadTime,
      "\(regularLeadTime), \(expeditedLeadTime)")
    precondition(expeditedCost >= regularCost && demand.mean > 0)
    self.costs = costs
    self.regularCost = regularCost
    self.expeditedCost = expeditedCost
    self.expeditedLeadTime = expeditedLeadTime
    leadTimeDifference = regularLeadTime - expeditedLeadTime
    self.demand = demand.cut()
    var sum = self.demand
    for _ in 0..<expeditedLeadTime { sum = sum.convolved(with: self.demand).cut() }
    protectionDemand = sum
  }

  /// The least cost of buying from one of the sources alone, money per period.
  public var singleSourceCosts: (regular: Double, expedited: Double) {
    var sum = protectionDemand
    for _ in 0..<leadTimeDifference { sum = sum.convolved(with: demand).cut() }
    func cost(_ demand: Lattice) -> Double {
      costs.cost(at: costs.bestLevel(demand: demand), demand: demand)
    }
    return (
      cost(sum) + regularCost * demand.mean,
      cost(protectionDemand) + expeditedCost * demand.mean
    )
  }

  /// A dual-index policy: the expedited position up to one level, then the regular one, with all on
  /// order, up to another.
  public struct DualIndex: Sendable, Hashable {
    /// Units.
    public let expeditedLevel: Int
    /// Units.
    public let regularLevel: Int
    /// The share of units that are expedited.
    public let expeditedShare: Double
    /// Money per period, purchase in it.
    public let cost: Double
  }

  /// The dual-index policy of least cost, exact; nil where the regular orders on the way have
  /// too many states.
  ///
  /// The difference of the levels alone fixes how far the expedited position overshoots its level, a
  /// Markov chain of the regular orders on the way; given that, the expedited level is a newsvendor's
  /// for demand less the overshoot. All differences up to k of the greatest demands are tried, as far
  /// as the cost of stock leaves any hope.
  public func bestDualIndex() -> DualIndex? {
    var best: DualIndex?
    let bound = singleSourceCosts
    let greatest = demand.probabilities.count - 1
    guard dualIndexSteps <= Self.mostSteps else { return nil }
    // With this difference or more nothing is ever expedited: it is the regular source alone.
    for difference in 0...(leadTimeDifference * greatest) {
      guard
        let chain = RegularPipeline(
          demand: demand.probabilities, periods: leadTimeDifference, difference: difference)
      else { return nil }
      let policy = dualIndex(chain, difference)
      if policy.cost < best?.cost ?? .infinity { best = policy }
      // Expediting no more, all further differences are the regular source.
      if chain.expeditedMean < 1e-12 * demand.mean { break }
      if policy.cost > 3 * min(bound.regular, bound.expedited) { break }
    }
    return best
  }

  /// The most steps of all the chains together, a few seconds' worth.
  private static let mostSteps = 6e9

  /// About the steps of the chains of all differences, each carried on for some 150 rounds.
  private var dualIndexSteps: Double {
    let demands = Double(demand.probabilities.count)
    var steps = 0.0
    for difference in 0...(leadTimeDifference * (demand.probabilities.count - 1)) {
      let width = Double(min(difference + 1, demand.probabilities.count))
      var states = 1.0
      for _ in 0..<leadTimeDifference { states *= width }
      steps += 150 * states * demands
      if steps > Self.mostSteps { break }
    }
    return steps
  }

  private func dualIndex(_ chain: RegularPipeline, _ difference: Int) -> DualIndex {
    // E[h (S + O - D)+ + b (D - S - O)+], O the overshoot.
    func cost(_ level: Int) -> Double {
      var sum = 0.0
      for (overshoot, p) in chain.overshoots.enumerated() where p > 0 {
        sum += p * costs.cost(at: Double(level + overshoot), demand: protectionDemand)
      }
      return sum
    }
    var level = Int(costs.bestLevel(demand: protectionDemand))
    var value = cost(level)
    // Convex, and the less the more overshoot there is.
    while true {
      let lower = cost(level - 1)
      guard lower < value else { break }
      level -= 1
      value = lower
    }
    let expedited = chain.expeditedMean
    return DualIndex(
      expeditedLevel: level, regularLevel: level + difference,
      expeditedShare: expedited / demand.mean,
      cost: value + expeditedCost * expedited + regularCost * (demand.mean - expedited))
  }

  /// The least cost of all policies, money per period with purchase in it, by relative value
  /// iteration; nil where a sweep over the states would take more than 20 million steps.
  public func leastCost() -> Double? {
    let probabilities = demand.probabilities
    let greatest = probabilities.count - 1
    let k = leadTimeDifference
    // The expedited position after an order: from so low that a unit more is surely worth it to as
    // much as the regular source alone would have.
    var sum = protectionDemand
    for _ in 0..<k { sum = sum.convolved(with: demand).cut() }
    let high = Int(costs.bestLevel(demand: sum)) + greatest
    let low = -greatest * 2
    let positions = high - low + 1
    var pipelines = 1.0
    for _ in 0..<(k - 1) { pipelines *= Double(greatest + 1) }
    let sweep = pipelines * Double(positions) * Double(greatest + 1) * Double(greatest + 1)
    guard sweep <= 20_000_000 else { return nil }
    let count = Int(pipelines)
    let holding = (0..<positions).map {
      costs.cost(at: Double($0 + low), demand: protectionDemand)
    }
    // value[r * positions + y]: y the position before expediting, r the orders behind, first first.
    var value = [Double](repeating: 0, count: count * positions)
    var after = [Double](repeating: 0, count: positions)
    var next = value
    var cost = 0.0
    let first = count / (k > 1 ? greatest + 1 : 1)
    for _ in 0..<20_000 {
      var least = Double.infinity
      var most = -Double.infinity
      for r in 0..<count {
        // The order that comes within the expedited lead time next, and the others moved forward.
        let arriving = k > 1 ? r / first : 0
        let rest = k > 1 ? (r % first) * (greatest + 1) : 0
        for w in 0..<positions {
          var best = Double.infinity
          for q in 0...greatest {
            let behind = k > 1 ? (rest + q) * positions : 0
            let joins = k > 1 ? arriving : q
            var future = regularCost * Double(q)
            for (d, p) in probabilities.enumerated() {
              let y = w - d + joins
              // Below the grid one expedites up to it; above it one waits.
              let short = y < 0 ? expeditedCost * Double(-y) : 0
              future += p * (value[behind + min(max(y, 0), positions - 1)] + short)
            }
            best = min(best, future)
          }
          after[w] = holding[w] + best
        }
        // The least of c w + after(w) over w >= y.
        var best = Double.infinity
        for y in stride(from: positions - 1, through: 0, by: -1) {
          best = min(best, after[y] + expeditedCost * Double(y))
          let place = r * positions + y
          next[place] = best - expeditedCost * Double(y)
          let change = next[place] - value[place]
          least = min(least, change)
          most = max(most, change)
        }
      }
      cost = 0.5 * (least + most)
      let base = next[0]
      for i in value.indices { value[i] = next[i] - base }
      if most - least <= 1e-11 * abs(cost) { break }
    }
    return cost
  }
}
