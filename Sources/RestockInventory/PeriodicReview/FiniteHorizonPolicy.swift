/// The best orders over a number of periods of random demand in whole units, by dynamic programming.
///
/// In period t with x units, ordering up to y costs K + c (y - x) and leaves the expected cost of
/// the period and of the rest: V_t(x) = min over y >= x. Backorders are carried; below the grid the
/// value is known, for there one orders up to S_t whatever x is.
///
/// Source: Scarf (1960), The optimality of (S, s) policies in the dynamic inventory problem; Snyder
/// and Shen (2019), section 4.5.3.
public struct FiniteHorizonPolicy: Sendable {
  /// One period.
  public struct Period: Sendable {
    /// K, money per order, >= 0.
    public let fixedCost: Double
    /// c, money per unit ordered, >= 0.
    public let unitCost: Double
    /// What the next period's money is worth in this one, 0 < g <= 1.
    public let discount: Double
    /// The probability of each demand from `leastDemand` up; they may sum to less than 1 where the
    /// tail is cut.
    public let probabilities: [Double]
    public let leastDemand: Int
    /// The expected cost of holding and of shortage where the period begins with y units.
    public let cost: @Sendable (Int) -> Double

    public init(
      fixedCost: Double, unitCost: Double, discount: Double, probabilities: [Double],
      leastDemand: Int, cost: @escaping @Sendable (Int) -> Double
    ) {
      precondition(!probabilities.isEmpty && leastDemand >= 0, "\(probabilities.count)")
      self.fixedCost = fixedCost
      self.unitCost = unitCost
      self.discount = discount
      self.probabilities = probabilities
      self.leastDemand = leastDemand
      self.cost = cost
    }

    var largestDemand: Int { leastDemand + probabilities.count - 1 }
  }

  /// For each period the largest position at which one orders; nil where one never does.
  public let reorderPoints: [Int?]
  /// For each period the position up to which one orders from below.
  public let orderUpToLevels: [Int]
  /// Expected money from the start.
  public let cost: Double
  /// Units ordered in the first period.
  public let firstOrder: Int

  /// Solves the problem.
  ///
  /// - Parameters:
  ///   - periods: In order.
  ///   - initialInventory: Units at the start; below 0, waiting.
  ///   - isLost: Whether unmet demand is lost and not carried.
  ///   - laterDemand: The most units of demand after the last period that an order of it has to
  ///     meet, where orders take time.
  ///   - terminalCost: Money for x units at the end.
  public init(
    periods: [Period], initialInventory: Int, isLost: Bool = false, laterDemand: Int = 0,
    terminalCost: (Int) -> Double
  ) {
    precondition(!periods.isEmpty, "no periods")
    let totalDemand = periods.reduce(laterDemand) { $0 + $1.largestDemand }
    // No one orders beyond all demand to come, nor keeps less than all of it short.
    let high = max(initialInventory, totalDemand) + 1
    let low = isLost ? 0 : min(initialInventory, 0) - totalDemand - 1
    func index(_ x: Int) -> Int { x - low }
    let count = high - low + 1
    var next = (0..<count).map { terminalCost($0 + low) }
    var points: [Int?] = []
    var levels: [Int] = []
    var first = 0
    for (t, period) in periods.enumerated().reversed() {
      var stay = [Double](repeating: 0, count: count)
      for i in 0..<count {
        var future = 0.0
        for (k, p) in period.probabilities.enumerated() {
          let x = i + low - period.leastDemand - k
          future += p * next[index(max(x, low))]
        }
        stay[i] = period.cost(i + low) + period.discount * future
      }
      // The least of c y + H(y) over y >= x, from the top down.
      var value = [Double](repeating: 0, count: count)
      var best = (value: Double.infinity, y: high)
      var reorderPoint: Int?
      var choice = [Int](repeating: 0, count: count)
      for i in stride(from: count - 1, through: 0, by: -1) {
        let x = i + low
        let upTo = stay[i] + period.unitCost * Double(x)
        let ordering = best.value + period.fixedCost - period.unitCost * Double(x)
        if ordering < stay[i] {
          value[i] = ordering
          choice[i] = best.y
          if reorderPoint == nil { reorderPoint = x }
        } else {
          value[i] = stay[i]
          choice[i] = x
        }
        if upTo <= best.value { best = (upTo, x) }
      }
      points.append(reorderPoint)
      levels.append(reorderPoint.map { choice[index($0)] } ?? best.y)
      next = value
      if t == 0 { first = choice[index(initialInventory)] - initialInventory }
    }
    reorderPoints = points.reversed()
    orderUpToLevels = levels.reversed()
    cost = next[index(initialInventory)]
    firstOrder = first
  }
}
