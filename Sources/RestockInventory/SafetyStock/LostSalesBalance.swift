public import RestockNumerics

/// The level that an order should raise the position to where unmet demand is lost: the least expected
/// cost of the period that the order is for, with what its leftover is worth in the periods after.
///
/// With y units at the start of the period after the arrival, its cost is holding (y - D)+ + shortage
/// (D - y)+, and what is left over starts the next period, which may order on top of it. So
///
///     G(y) = E[holding (y - D)+ + shortage (D - y)+] + E[V((y - D)+)],   V(x) = min over y >= x of G'(y)
///
/// with G' that of the next period, over as many periods as there are demands. A leftover that the next
/// period would have wanted anyway costs nothing beyond its holding; one that it would not, after a
/// peak, has to be held on. The next order is taken to be free to react, which an order on its way for a
/// lead time is not. Source: the myopic bound of Veinott (1965), Optimal policy for a multi-product,
/// dynamic, nonstationary inventory problem, doi:10.1287/mnsc.12.3.206, carried on for a few periods.
///
/// What the position has lost by the arrival is what was sold (`LostSalesPipeline`), so that y is the
/// level less the units sold.
public struct LostSalesBalance: Sendable {
  /// What may happen until an order comes, and after.
  public struct Arrival: Sendable {
    /// The probability of it, 0...1.
    public let weight: Double
    /// Units sold by then.
    public let sold: Lattice
    /// The demand of the period that the order is for, and of the periods after it.
    public let demands: [DemandDistribution]

    /// An arrival; at least one period.
    public init(weight: Double, sold: Lattice, demands: [DemandDistribution]) {
      precondition(!demands.isEmpty, "no period")
      self.weight = weight
      self.sold = sold
      self.demands = demands
    }
  }

  /// Money per unit left at the end of a period.
  private let holding: Double
  /// Money per unit short.
  private let shortage: Double

  /// A balance of costs; both at least 0.
  public init(holding: Double, shortage: Double) {
    precondition(holding >= 0 && shortage >= 0, "holding \(holding), shortage \(shortage)")
    self.holding = holding
    self.shortage = shortage
  }

  /// The level of least expected cost, units.
  ///
  /// Cost: the level times the spread of the demand, for each period of each arrival.
  ///
  /// - Parameters:
  ///   - arrivals: The ways in which it may come about; their weights sum to 1.
  ///   - limit: The level of one period by itself, which no leftover raises.
  /// - Returns: A whole level in 0...`limit`.
  public func level(for arrivals: [Arrival], atMost limit: Int) -> Int {
    var slopes = [Double](repeating: 0, count: max(0, limit))
    for arrival in arrivals {
      let costs = costs(of: arrival.demands, upTo: limit)
      for (level, _) in slopes.enumerated() {
        var slope = 0.0
        for (sold, probability) in arrival.sold.probabilities.enumerated() {
          // Below nothing every unit more is a unit short less.
          let y = level - sold
          slope += probability * (y >= 0 ? costs[y + 1] - costs[y] : -shortage)
        }
        slopes[level] += arrival.weight * slope
      }
    }
    // Down from the top as long as the last unit costs more than it saves.
    var level = max(0, limit)
    while level > 0, slopes[level - 1] >= 0 { level -= 1 }
    return level
  }

  /// G(y) for y = 0...`limit`.
  func costs(of demands: [DemandDistribution], upTo limit: Int) -> [Double] {
    var later: [Double] = []
    var costs: [Double] = []
    for demand in demands.reversed() {
      let probabilities = LostSalesPipeline.probabilities(of: demand, below: limit)
      costs = [Double](repeating: 0, count: limit + 1)
      var cost = shortage * demand.mean
      var below = 0.0
      for y in 0...limit {
        costs[y] = cost
        below += y < probabilities.count ? probabilities[y] : 0
        cost += (holding + shortage) * min(1, below) - shortage
      }
      if !later.isEmpty {
        var left = 1.0
        for y in 0...limit {
          left -= y < probabilities.count ? probabilities[y] : 0
          var value = max(0, left) * later[0]
          for (units, probability) in probabilities.enumerated() {
            guard units <= y else { break }
            value += probability * later[y - units]
          }
          costs[y] += value
        }
      }
      later = costs
      // The least cost from y or more.
      for y in stride(from: limit - 1, through: 0, by: -1) {
        later[y] = min(later[y], later[y + 1])
      }
    }
    return costs
  }
}
