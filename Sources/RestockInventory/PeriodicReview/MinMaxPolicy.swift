public import RestockNumerics

/// The (s, S) policy under periodic review with backorders: at a position of s or less, order up to
/// S; costs are charged on what is left after each period's demand.
///
/// With a lead time of L periods the cost of a period is charged L periods later, for the demand of
/// L + 1 periods: G is that of the demand over lead time and review, the renewals are as without.
///
/// The cost of a policy is (K + sum of m(j) G(S - j)) / M(S - s), with G(y) the newsvendor cost of a
/// period that begins with y, m(j) the renewal density of demand and M its sum over j < S - s.
///
/// Source: Zheng and Federgruen (1991), Finding optimal (s, S) policies is about as simple as
/// evaluating a single policy, doi:10.1287/opre.39.4.654.
public struct MinMaxPolicy: Sendable {
  /// K, money per order, >= 0.
  public let fixedCost: Double
  /// h and p, money per unit and period.
  public let costs: Newsvendor
  private let probabilities: [Double]
  /// Demand over lead time and review: its probabilities and mean.
  private let protection: [Double]
  private let mean: Double
  /// E[(D - y)+] of it for y = 0, 1, ... up to the largest demand.
  private let losses: [Double]

  /// A problem.
  ///
  /// - Parameters:
  ///   - fixedCost: K, money per order, >= 0.
  ///   - costs: h and p, money per unit and period.
  ///   - demand: Of one period, in whole units, not always 0.
  ///   - leadTime: Whole periods, >= 0.
  public init(fixedCost: Double, costs: Newsvendor, demand: Lattice, leadTime: Int = 0) {
    precondition(fixedCost >= 0 && demand.mean > 0, "fixed cost \(fixedCost)")
    self.fixedCost = fixedCost
    self.costs = costs
    precondition(leadTime >= 0, "lead time \(leadTime)")
    probabilities = demand.probabilities
    var sum = demand
    for _ in 0..<leadTime { sum = sum.convolved(with: demand).cut() }
    protection = sum.probabilities
    mean = Double(leadTime + 1) * demand.mean
    var losses = [Double](repeating: 0, count: protection.count)
    var survival = 0.0
    for y in stride(from: losses.count - 2, through: 0, by: -1) {
      survival += protection[y + 1]
      losses[y] = losses[y + 1] + survival
    }
    self.losses = losses
  }

  /// A policy.
  public struct Levels: Sendable, Hashable {
    /// s: order at this position or below it, units.
    public let reorderPoint: Int
    /// S: order up to this position, units.
    public let orderUpToLevel: Int
    /// Expected money per period.
    public let cost: Double
  }

  /// G(y): the expected cost of a period that begins with y units.
  private func periodCost(_ y: Int) -> Double {
    let short = y < 0 ? mean - Double(y) : y < losses.count ? losses[y] : 0
    let left = short + Double(y) - mean
    return costs.holdingCost * left + costs.stockoutCost * short
  }

  /// The expected cost of a policy per period.
  public func cost(reorderPoint: Int, orderUpToLevel: Int) -> Double {
    precondition(reorderPoint < orderUpToLevel, "\(reorderPoint), \(orderUpToLevel)")
    var renewal = Renewal(probabilities)
    return cost(reorderPoint, orderUpToLevel, &renewal)
  }

  private func cost(_ s: Int, _ upTo: Int, _ renewal: inout Renewal) -> Double {
    renewal.extend(to: upTo - s)
    var sum = fixedCost
    for j in 0..<(upTo - s) { sum += renewal.density[j] * periodCost(upTo - j) }
    return sum / renewal.cumulated[upTo - s]
  }

  /// The policy of least cost.
  public func best() -> Levels {
    var renewal = Renewal(probabilities)
    var peak = 0
    var cumulative = protection[0]
    while cumulative < costs.criticalRatio * (1 - 1e-15), peak < protection.count - 1 {
      peak += 1
      cumulative += protection[peak]
    }
    var s = peak - 1
    var upTo = peak
    var least = cost(s, upTo, &renewal)
    while least > periodCost(s) {
      s -= 1
      least = cost(s, upTo, &renewal)
    }
    var candidate = upTo + 1
    while periodCost(candidate) <= least {
      var value = cost(s, candidate, &renewal)
      if value < least {
        upTo = candidate
        while value <= periodCost(s + 1) {
          s += 1
          value = cost(s, upTo, &renewal)
        }
        least = value
      }
      candidate += 1
    }
    return Levels(reorderPoint: s, orderUpToLevel: upTo, cost: least)
  }

  /// The expected number of periods in which j units have been sold since the last order.
  private struct Renewal {
    private let probabilities: [Double]
    var density: [Double]
    /// The sum of the first entries of `density`.
    var cumulated: [Double]

    init(_ probabilities: [Double]) {
      self.probabilities = probabilities
      density = [1 / (1 - probabilities[0])]
      cumulated = [0, density[0]]
    }

    mutating func extend(to count: Int) {
      while density.count < count {
        let j = density.count
        var sum = 0.0
        for k in 1..<max(1, min(j + 1, probabilities.count)) {
          sum += probabilities[k] * density[j - k]
        }
        density.append(density[0] * sum)
        cumulated.append(cumulated[j] + density[j])
      }
    }
  }
}

extension MinMaxPolicy.Levels {
  /// The power approximation of s and S, from mean and spread alone.
  ///
  /// Source: Ehrhardt and Mosier (1984), A revision of the power approximation for computing (s, S)
  /// policies, doi:10.1287/mnsc.30.5.618; without their bound for small orders.
  ///
  /// - Parameters:
  ///   - fixedCost: K, money per order, > 0.
  ///   - costs: h and p.
  ///   - mean: Units per period, > 0.
  ///   - standardDeviation: Units per period, > 0.
  /// - Returns: s and S, units.
  public static func powerApproximation(
    fixedCost: Double, costs: Newsvendor, mean: Double, standardDeviation: Double
  ) -> (reorderPoint: Double, orderUpToLevel: Double) {
    let variation = standardDeviation / mean
    let ratio = fixedCost / costs.holdingCost
    let spread = (1 + variation * variation).power(0.116)
    let quantity = 1.30 * mean.power(0.494) * ratio.power(0.506) * spread
    let z = (quantity / standardDeviation * costs.holdingCost / costs.stockoutCost).squareRoot()
    let safety = standardDeviation * (0.183 / z + 1.063 - 2.192 * z)
    let reorderPoint = 0.973 * mean + safety
    return (reorderPoint, reorderPoint + quantity)
  }
}

extension Double {
  /// This number, > 0, to a power.
  func power(_ exponent: Double) -> Double { (exponent * logarithm).exponential }
}
