/// Safety stock placement under guaranteed service on a tree: every stage quotes a service time that
/// it always keeps for demand within its bound, and holds z sigma sqrt(SI + T - S) for it.
///
/// Dynamic programming over the tree: the least cost of a branch for each service time across the
/// edge that joins it to the rest.
///
/// Source: Graves and Willems (2000), doi:10.1287/msom.2.1.68.23267; Snyder and Shen (2019),
/// section 6.3.
public struct GuaranteedServiceTree: Sendable {
  /// A stage.
  public struct Stage: Sendable, Hashable {
    /// Money per unit and unit of time, >= 0.
    public let holdingCost: Double
    /// T, in the tree's unit of time.
    public let processingTime: Int
    /// z.
    public let demandBound: Double
    /// The least inbound service time from outside.
    public let externalInbound: Int
    /// The most that may be quoted to customers outside; nil where there are none.
    public let externalOutbound: Int?
    /// The stages that supply it.
    public let predecessors: [Int]
    /// Of its own customers' demand, units per root of the unit of time.
    public let demandSpread: Double

    public init(
      holdingCost: Double, processingTime: Int, demandBound: Double, externalInbound: Int,
      externalOutbound: Int?, predecessors: [Int], demandSpread: Double
    ) {
      self.holdingCost = holdingCost
      self.processingTime = processingTime
      self.demandBound = demandBound
      self.externalInbound = externalInbound
      self.externalOutbound = externalOutbound
      self.predecessors = predecessors
      self.demandSpread = demandSpread
    }
  }

  /// S of each stage.
  public let serviceTimes: [Int]
  /// SI of each stage.
  public let inboundServiceTimes: [Int]
  /// Of the demand that passes each stage: its own and its successors'.
  public let netDemandSpreads: [Double]
  /// Units at each stage.
  public let safetyStocks: [Double]
  /// Money per unit of time.
  public let cost: Double

  /// Solves a tree; nil where the stages are none: a loop, or parts that do not hang together.
  ///
  /// - Parameters:
  ///   - stages: At least one; a predecessor is an index into them.
  ///   - timeUnit: The unit of the stages' times, in that of the demand's spread.
  public init?(stages: [Stage], timeUnit: Double = 1) {
    guard let tree = RootedTree(stages.map(\.predecessors)) else { return nil }
    netDemandSpreads = tree.netSpreads(stages.map(\.demandSpread))
    var placement = Placement(
      stages: stages, tree: tree, spreads: netDemandSpreads, timeUnit: timeUnit)
    guard let best = placement.solve() else { return nil }
    cost = best
    serviceTimes = placement.serviceTimes
    inboundServiceTimes = placement.inboundServiceTimes
    let (spreads, inbound, outbound) = (
      netDemandSpreads, placement.inboundServiceTimes, placement.serviceTimes
    )
    safetyStocks = stages.indices.map { i in
      let net = inbound[i] + stages[i].processingTime - outbound[i]
      return stages[i].demandBound * spreads[i] * (Double(net) * timeUnit).squareRoot()
    }
  }
}

/// The stages as a tree hung from the first, children after their parents.
private struct RootedTree {
  let successors: [[Int]]
  let predecessors: [[Int]]
  /// From the root outward.
  let order: [Int]
  let parent: [Int?]

  init?(_ predecessors: [[Int]]) {
    var successors = [[Int]](repeating: [], count: predecessors.count)
    for (i, list) in predecessors.enumerated() {
      for p in list { successors[p].append(i) }
    }
    var parent = [Int?](repeating: nil, count: predecessors.count)
    var seen = [Bool](repeating: false, count: predecessors.count)
    var order = [0]
    seen[0] = true
    var next = 0
    while next < order.count {
      let i = order[next]
      next += 1
      for neighbour in predecessors[i] + successors[i] where neighbour != parent[i] {
        if seen[neighbour] { return nil }
        seen[neighbour] = true
        parent[neighbour] = i
        order.append(neighbour)
      }
    }
    let edges = predecessors.reduce(0) { $0 + $1.count }
    guard order.count == predecessors.count, edges == predecessors.count - 1 else { return nil }
    self.successors = successors
    self.predecessors = predecessors
    self.order = order
    self.parent = parent
  }

  /// Stages before those that they supply.
  var downstreamOrder: [Int] {
    var result: [Int] = []
    var waiting = predecessors.map(\.count)
    var ready = waiting.indices.filter { waiting[$0] == 0 }
    while let i = ready.popLast() {
      result.append(i)
      for s in successors[i] {
        waiting[s] -= 1
        if waiting[s] == 0 { ready.append(s) }
      }
    }
    return result
  }

  func netSpreads(_ own: [Double]) -> [Double] {
    var variances = own.map { $0 * $0 }
    for i in downstreamOrder.reversed() {
      for s in successors[i] { variances[i] += variances[s] }
    }
    return variances.map { $0.squareRoot() }
  }
}

/// The dynamic program, and the way back through its choices.
private struct Placement {
  let stages: [GuaranteedServiceTree.Stage]
  let tree: RootedTree
  let spreads: [Double]
  let timeUnit: Double
  /// The longest replenishment time of each stage.
  let longest: [Int]
  /// By stage, and service time across the edge to the parent: the least cost of the branch.
  var branchCost: [[Double]]
  /// The stage's (SI, S) that gives it.
  var branchChoice: [[(Int, Int)]]
  var serviceTimes: [Int]
  var inboundServiceTimes: [Int]

  init(
    stages: [GuaranteedServiceTree.Stage], tree: RootedTree, spreads: [Double], timeUnit: Double
  ) {
    self.stages = stages
    self.tree = tree
    self.spreads = spreads
    self.timeUnit = timeUnit
    var longest = [Int](repeating: 0, count: stages.count)
    for i in tree.downstreamOrder {
      let inbound = tree.predecessors[i].map { longest[$0] }.max() ?? 0
      longest[i] = stages[i].processingTime + max(inbound, stages[i].externalInbound)
    }
    self.longest = longest
    branchCost = Array(repeating: [], count: stages.count)
    branchChoice = Array(repeating: [], count: stages.count)
    serviceTimes = Array(repeating: 0, count: stages.count)
    inboundServiceTimes = serviceTimes
  }

  mutating func solve() -> Double? {
    var result = Double.infinity
    var rootChoice = (0, 0)
    for i in tree.order.reversed() {
      let horizon = longest.max() ?? 0
      var cost = [Double](repeating: .infinity, count: horizon + 1)
      var choice = [(Int, Int)](repeating: (0, 0), count: horizon + 1)
      let suppliesParent = tree.parent[i].map { tree.successors[i].contains($0) } ?? false
      let most = min(longest[i], stages[i].externalOutbound ?? longest[i])
      for inbound in stages[i]
        .externalInbound...max(
          stages[i].externalInbound, longest[i] - stages[i].processingTime)
      {
        let upstream = childrenCost(tree.predecessors[i], of: i) { child in
          least(branchCost[child], 0...inbound)
        }
        for outbound in 0...max(0, min(most, inbound + stages[i].processingTime)) {
          let downstream = childrenCost(tree.successors[i], of: i) { child in
            least(branchCost[child], outbound...horizon)
          }
          let net = Double(inbound + stages[i].processingTime - outbound) * timeUnit
          let stock = stages[i].demandBound * spreads[i] * net.squareRoot()
          let total = stages[i].holdingCost * stock + upstream + downstream
          if tree.parent[i] == nil {
            if total < result {
              result = total
              rootChoice = (inbound, outbound)
            }
          } else {
            let edge = suppliesParent ? outbound : inbound
            if total < cost[edge] {
              cost[edge] = total
              choice[edge] = (inbound, outbound)
            }
          }
        }
      }
      branchCost[i] = cost
      branchChoice[i] = choice
    }
    guard result.isFinite else { return nil }
    place(tree.order[0], rootChoice)
    return result
  }

  private func childrenCost(
    _ neighbours: [Int], of i: Int, _ cost: (Int) -> Double
  ) -> Double {
    var sum = 0.0
    for child in neighbours where child != tree.parent[i] { sum += cost(child) }
    return sum
  }

  private func least(_ costs: [Double], _ range: ClosedRange<Int>) -> Double {
    costs[range].min() ?? .infinity
  }

  private mutating func place(_ i: Int, _ choice: (inbound: Int, outbound: Int)) {
    inboundServiceTimes[i] = choice.inbound
    serviceTimes[i] = choice.outbound
    for child in tree.predecessors[i] where child != tree.parent[i] {
      place(child, bestChoice(child, 0...choice.inbound))
    }
    for child in tree.successors[i] where child != tree.parent[i] {
      place(child, bestChoice(child, choice.outbound...(branchCost[child].count - 1)))
    }
  }

  private func bestChoice(_ child: Int, _ range: ClosedRange<Int>) -> (Int, Int) {
    var best = range.lowerBound
    for edge in range where branchCost[child][edge] < branchCost[child][best] { best = edge }
    return branchChoice[child][best]
  }
}
