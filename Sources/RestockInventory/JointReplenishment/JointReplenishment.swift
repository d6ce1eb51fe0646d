internal import RestockNumerics

/// Items that are ordered together: an order costs a major sum, and a minor one for each item in it.
///
/// Source: Silver, Pyke and Thomas (2017), section 10.4.
public struct JointReplenishment: Sendable, Hashable {
  /// An item of the group.
  public struct Item: Sendable, Hashable {
    /// Money for the item's part in an order, >= 0.
    public let minorCost: Double
    /// Money per unit and unit of time, > 0.
    public let holdingCost: Double
    /// Units per unit of time, > 0.
    public let demandRate: Double

    public init(minorCost: Double, holdingCost: Double, demandRate: Double) {
      precondition(minorCost >= 0 && holdingCost > 0 && demandRate > 0)
      self.minorCost = minorCost
      self.holdingCost = holdingCost
      self.demandRate = demandRate
    }

    /// Money per unit of time and unit of cycle time.
    var holdingSlope: Double { 0.5 * holdingCost * demandRate }
  }

  /// A plan: every item is ordered with every so many orders.
  public struct Plan: Sendable, Hashable {
    /// Time between orders.
    public let baseCycle: Double
    /// Each item is in every so manieth order.
    public let multiples: [Int]
    /// Money per unit of time.
    public let cost: Double
  }

  /// Money per order, >= 0.
  public let majorCost: Double
  public let items: [Item]

  /// A group of at least one item.
  public init(majorCost: Double, items: [Item]) {
    precondition(majorCost >= 0 && !items.isEmpty)
    self.majorCost = majorCost
    self.items = items
  }

  /// The plan with these multiples at the base cycle that is best for them.
  public func plan(multiples: [Int]) -> Plan {
    var ordering = majorCost
    var slope = 0.0
    for (item, multiple) in zip(items, multiples) {
      ordering += item.minorCost / Double(multiple)
      slope += item.holdingSlope * Double(multiple)
    }
    let cycle = (ordering / slope).squareRoot()
    return Plan(
      baseCycle: cycle, multiples: multiples, cost: 2 * (ordering * slope).squareRoot())
  }

  /// Silver's heuristic: the item of the least ratio of minor cost to demand value in every order,
  /// the others at the rounded square root of theirs.
  public var silverHeuristic: Plan {
    let ratios = items.map { $0.minorCost / ($0.holdingCost * $0.demandRate) }
    var least = 0
    for i in ratios.indices where ratios[i] < ratios[least] { least = i }
    let scale =
      items[least].holdingCost * items[least].demandRate / (majorCost + items[least].minorCost)
    let multiples = ratios.indices.map { i in
      guard i != least, scale.isFinite else { return 1 }
      let multiple = (ratios[i] * scale).squareRoot().rounded(.toNearestOrEven)
      // An item that hardly sells, or costs hardly anything, is in one order in a billion.
      return max(1, Int(Double.minimum(multiple, 1e9)))
    }
    return plan(multiples: multiples)
  }

  /// The best plan in which every order has the item that is ordered most often in it.
  ///
  /// For a fixed base cycle T each item's best multiple is the k with k (k - 1) <= a_i / (h_i T^2)
  /// <= k (k + 1) apart, so that the best multiples change only at T = sqrt(a_i / (h_i k (k + 1))).
  /// All intervals between those breakpoints that can hold the optimum are tried.
  ///
  /// Source: Goyal (1974), Determination of optimum packaging frequency of items jointly
  /// replenished, doi:10.1287/mnsc.21.4.436; van Eijs (1993), doi:10.1016/0377-2217(93)90163-G.
  public var best: Plan {
    var bestPlan = silverHeuristic
    // With every item in every order the cycle is longest; a cycle so short that the major cost
    // alone exceeds the best known cost is out.
    let longest = plan(multiples: items.map { _ in 1 }).baseCycle
    let shortest = max(
      majorCost / bestPlan.cost, items.map { $0.minorCost }.min().map { $0 / bestPlan.cost } ?? 0)
    var breakpoints: [Double] = []
    for item in items where item.minorCost > 0 {
      var k = 1.0
      while true {
        let point = (item.minorCost / (item.holdingSlope * k * (k + 1))).squareRoot()
        if point < max(shortest, 1e-6 * longest) { break }
        if point < longest { breakpoints.append(point) }
        k += 1
      }
    }
    breakpoints.append(longest)
    breakpoints.sort()
    var low = max(shortest, 1e-9 * longest)
    for point in breakpoints where point > low {
      let cycle = 0.5 * (low + point)
      let multiples = items.map { item in
        // The smallest k with k (k + 1) >= a / (h T^2).
        let target = item.minorCost / (item.holdingSlope * cycle * cycle)
        var k = max(1, Int((0.25 + target).squareRoot() - 0.5))
        while Double(k) * Double(k + 1) < target { k += 1 }
        return k
      }
      let candidate = plan(multiples: multiples)
      if candidate.cost < bestPlan.cost { bestPlan = candidate }
      low = point
    }
    return bestPlan
  }

  /// The best plan whose intervals are powers of two of a base period.
  ///
  /// For each interval of the orders, every item's cost is convex in its own interval, so that
  /// doubling stops at the first increase.
  ///
  /// Source: Jackson, Maxwell and Muckstadt (1985), The joint replenishment problem with a
  /// powers-of-two restriction, doi:10.1080/07408178508975285.
  ///
  /// - Parameter basePeriod: Units of time, > 0.
  /// - Returns: The interval of the orders and of each item, in base periods, and the cost, money
  ///   per unit of time.
  public func powerOfTwo(basePeriod: Double) -> (major: Int, items: [Int], cost: Double) {
    precondition(basePeriod > 0, "base period \(basePeriod)")
    var best = (major: 1, items: items.map { _ in 1 }, cost: Double.infinity)
    for power in 0...60 {
      let major = 1 << power
      var cost = majorCost / (Double(major) * basePeriod)
      var intervals: [Int] = []
      for item in items {
        var interval = major
        func itemCost(_ interval: Int) -> Double {
          let time = Double(interval) * basePeriod
          return item.minorCost / time + item.holdingSlope * time
        }
        var value = itemCost(interval)
        while interval < 1 << 60, itemCost(2 * interval) < value {
          interval *= 2
          value = itemCost(interval)
        }
        intervals.append(interval)
        cost += value
      }
      if cost < best.cost { best = (major, intervals, cost) }
    }
    return best
  }
}
