public import RestockNumerics

/// Periodic review where unmet demand is lost and an order takes whole periods: the best orders,
/// exact, where the states can be counted.
///
/// At the start of a period what was ordered L periods ago arrives, then an order is placed, then
/// comes demand; h is charged for each unit left after it and p for each unit lost. The best order
/// depends on the whole pipeline, not on its sum. Relative value iteration over all pipelines that
/// the best orders can lead to: those in which the orders of the last k periods (of L + 1 with the
/// stock on hand) are at most the newsvendor's level for k periods of demand.
///
/// Source: Zipkin (2008), Old and new methods for lost-sales inventory systems,
/// doi:10.1287/opre.1070.0471; the bounds are those of its section 3.
public struct LostSalesSystem: Sendable {
  /// h, money per unit left and period, and p, money per unit lost.
  public let costs: Newsvendor
  /// L, periods.
  public let leadTime: Int
  /// Of one period.
  public let demand: Lattice
  /// The most of the newest order, of the newest two, ..., and of all with the stock on hand.
  let limits: [Int]

  /// The most steps of one sweep over the states, times 200 sweeps, that are tried.
  static let mostSteps = 20_000_000.0

  /// A system.
  ///
  /// - Parameters:
  ///   - costs: h and p.
  ///   - leadTime: L, periods, >= 0.
  ///   - demand: Of one period, not always 0.
  public init(costs: Newsvendor, leadTime: Int, demand: Lattice) {
    precondition(leadTime >= 0 && demand.mean > 0, "lead time \(leadTime)")
    self.costs = costs
    self.leadTime = leadTime
    self.demand = demand
    var limits: [Int] = []
    var sum = demand
    for k in 0...leadTime {
      if k > 0 { sum = sum.convolved(with: demand).cut() }
      limits.append(Int(sum.quantile(costs.criticalRatio)))
    }
    self.limits = limits
  }

  /// Whether the exact solution is within reach.
  public var isSolvable: Bool { states(upTo: Self.mostSteps) != nil }

  /// The best orders, or a base-stock policy's.
  public struct Solution: Sendable {
    /// Money per period.
    public let cost: Double
    private let states: LostSalesStates
    private let orders: [Int]

    init(cost: Double, states: LostSalesStates, orders: [Int]) {
      self.cost = cost
      self.states = states
      self.orders = orders
    }

    /// The best order of a period.
    ///
    /// - Parameters:
    ///   - onHand: Units, with what has just arrived.
    ///   - pipeline: Units of the orders on the way, that to come next first; L - 1 of them.
    /// - Returns: Units; nil for a state to which the best orders do not lead.
    public func order(onHand: Int, pipeline: [Int]) -> Int? {
      states.index([onHand] + pipeline).map { orders[$0] }
    }
  }

  /// The policy of least cost; nil where the states are too many.
  public func best() -> Solution? {
    guard let states = states(upTo: Self.mostSteps) else { return nil }
    return solve(states)
  }

  /// The span of a sweep's changes at which the iteration stops, relative to the cost.
  private static let precision = 1e-10

  private func states(upTo mostSteps: Double) -> LostSalesStates? {
    // A state has stock and L - 1 orders; the limits without the order to be placed.
    LostSalesStates(
      limits: limits, demands: demand.probabilities.count, mostSteps: mostSteps)
  }

  /// The expected cost of a period that begins with each stock.
  private func periodCosts(_ most: Int) -> [Double] {
    (0...most).map { costs.cost(at: Double($0), demand: demand) }
  }

  private func solve(_ states: LostSalesStates) -> Solution {
    let period = periodCosts(limits[leadTime])
    guard leadTime > 0 else {
      // The order comes at once: a newsvendor each period.
      let level = Int(costs.bestLevel(demand: demand))
      return Solution(
        cost: costs.cost(at: Double(level), demand: demand), states: states,
        orders: states.states.map { max(0, level - $0[0]) })
    }
    let probabilities = demand.probabilities
    // P(D >= k).
    var atLeast = [Double](repeating: 0, count: probabilities.count + 1)
    for k in stride(from: probabilities.count - 1, through: 0, by: -1) {
      atLeast[k] = atLeast[k + 1] + probabilities[k]
    }
    let moves = states.moves
    var value = [Double](repeating: 0, count: states.count)
    var next = value
    var orders = [Int](repeating: 0, count: states.count)
    var cost = 0.0
    for _ in 0..<10_000 {
      var least = Double.infinity
      var most = -Double.infinity
      for s in 0..<states.count {
        let stock = states.states[s][0]
        var best = Double.infinity
        var order = 0
        for a in 0...moves[s].mostOrder {
          // Where nothing is left, and one place up for each unit left.
          let empty = moves[s].empty + a * moves[s].orderStride
          let step = moves[s].stockStride
          var future = value[states.position(empty)] * atLeast[min(stock, probabilities.count)]
          for d in 0..<min(stock, probabilities.count) {
            future += probabilities[d] * value[states.position(empty + (stock - d) * step)]
          }
          if future < best - 1e-12 * abs(best) || a == 0 {
            best = future
            order = a
          }
        }
        next[s] = period[stock] + best
        orders[s] = order
        least = min(least, next[s] - value[s])
        most = max(most, next[s] - value[s])
      }
      cost = 0.5 * (least + most)
      let base = next[0]
      for s in 0..<states.count { value[s] = next[s] - base }
      if most - least <= Self.precision * max(cost, 1e-12) { break }
    }
    return Solution(cost: cost, states: states, orders: orders)
  }

  /// The expected cost of a base-stock policy, money per period: each period brings the stock and all
  /// orders up to `level`. Nil where the states are too many.
  ///
  /// After an order the units at hand and on the way are `level` in all; their spread over the
  /// pipeline is a Markov chain, carried on until it rests.
  public func cost(baseStock level: Int) -> Double? {
    guard leadTime > 0 else { return costs.cost(at: Double(max(0, level)), demand: demand) }
    guard level >= 0,
      let chain = LostSalesStates(
        limits: Array(repeating: level, count: leadTime + 1),
        demands: demand.probabilities.count, mostSteps: Self.mostSteps)
    else { return nil }
    let probabilities = demand.probabilities
    let period = periodCosts(level)
    let moves = chain.moves
    var mass = [Double](repeating: 0, count: chain.count)
    // All of it at hand.
    guard let start = chain.index([level] + Array(repeating: 0, count: leadTime - 1)) else {
      return nil
    }
    mass[start] = 1
    var cost = 0.0
    for round in 0..<20_000 {
      var next = [Double](repeating: 0, count: chain.count)
      var now = 0.0
      for s in 0..<chain.count where mass[s] > 0 {
        let stock = chain.states[s][0]
        now += mass[s] * period[stock]
        let place = moves[s].empty + moves[s].mostOrder * moves[s].orderStride
        var left = mass[s]
        for d in 0..<min(stock, probabilities.count) {
          let part = mass[s] * probabilities[d]
          next[chain.position(place + (stock - d) * moves[s].stockStride)] += part
          left -= part
        }
        next[chain.position(place)] += max(0, left)
      }
      var change = 0.0
      for s in 0..<chain.count { change += abs(next[s] - mass[s]) }
      mass = next
      cost = now
      if change < 1e-11, round > leadTime { break }
    }
    return cost
  }

  /// The base-stock policy of least cost: the cost is convex in the level.
  ///
  /// Source: Janakiraman and Roundy (2004), Lost-sales problems with stochastic lead times,
  /// doi:10.1287/opre.1040.0129.
  ///
  /// - Returns: The level and its cost; nil where the states are too many.
  public func bestBaseStock() -> (level: Int, cost: Double)? {
    var level = limits[leadTime]
    guard var cost = cost(baseStock: level) else { return nil }
    while level > 0, let lower = self.cost(baseStock: level - 1), lower <= cost {
      level -= 1
      cost = lower
    }
    return (level, cost)
  }

  /// Bounds of the least cost from systems with backorders, whose best policy is a newsvendor's: one
  /// where a unit waiting costs p each period from above, one where it costs p / (L + 1) from below.
  ///
  /// Source: Janakiraman, Seshadri and Shanthikumar (2007), A comparison of the optimal costs of two
  /// canonical inventory systems, doi:10.1287/opre.1070.0412.
  public func bounds() -> (lower: Double, upper: Double) {
    var sum = demand
    for _ in 0..<leadTime { sum = sum.convolved(with: demand).cut() }
    func cost(_ stockoutCost: Double) -> Double {
      let costs = Newsvendor(holdingCost: costs.holdingCost, stockoutCost: stockoutCost)
      return costs.cost(at: costs.bestLevel(demand: sum), demand: sum)
    }
    return (cost(costs.stockoutCost / Double(leadTime + 1)), cost(costs.stockoutCost))
  }
}

extension Lattice {
  /// The same without what lies beyond a tail of 1e-16.
  func cut() -> Lattice {
    var count = probabilities.count
    var tail = 0.0
    while count > 1, tail + probabilities[count - 1] < 1e-16 {
      tail += probabilities[count - 1]
      count -= 1
    }
    return count < probabilities.count
      ? Lattice(weights: Array(probabilities.prefix(count))) : self
  }
}
