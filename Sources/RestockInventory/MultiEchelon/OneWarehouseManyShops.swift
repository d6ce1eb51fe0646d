internal import RestockNumerics

/// A warehouse that supplies several shops, each order of one unit at a time, Poisson demand and
/// constant transport times; exact.
///
/// The warehouse's backorders at a time are (D0 - S0)+, D0 the demand of all shops over its lead
/// time. Served in the order in which they came, they belong to shop i as a binomial share of its
/// share of demand; these and the shop's demand over its own transport time, independent of them,
/// are what it has outstanding. Given the warehouse's level each shop is then a newsvendor; all
/// levels of the warehouse are tried.
///
/// Source: Graves (1985), A multi-echelon inventory model for a repairable item with one-for-one
/// replenishment, doi:10.1287/mnsc.31.10.1247; Simon (1971), doi:10.1287/opre.19.2.341; Axsater
/// (2015), section 10.2.
public struct OneWarehouseManyShops: Sendable {
  /// A shop.
  public struct Shop: Sendable, Hashable {
    /// Units per unit of time, > 0.
    public let demandRate: Double
    /// From the warehouse, units of time, >= 0.
    public let leadTime: Double
    /// h and b, money per unit and unit of time.
    public let costs: Newsvendor

    public init(demandRate: Double, leadTime: Double, costs: Newsvendor) {
      precondition(demandRate > 0 && leadTime >= 0, "\(demandRate), \(leadTime)")
      self.demandRate = demandRate
      self.leadTime = leadTime
      self.costs = costs
    }
  }

  public let shops: [Shop]
  /// From the supplier to the warehouse, units of time, >= 0.
  public let warehouseLeadTime: Double
  /// Money per unit on hand at the warehouse and unit of time, >= 0.
  public let warehouseHoldingCost: Double

  /// A system of at least one shop.
  public init(shops: [Shop], warehouseLeadTime: Double, warehouseHoldingCost: Double) {
    precondition(!shops.isEmpty && warehouseLeadTime >= 0 && warehouseHoldingCost >= 0)
    self.shops = shops
    self.warehouseLeadTime = warehouseLeadTime
    self.warehouseHoldingCost = warehouseHoldingCost
  }

  /// Levels, and what they deliver and cost.
  public struct Plan: Sendable, Hashable {
    /// Units; the position that the warehouse keeps.
    public let warehouseLevel: Int
    /// Units; the position that each shop keeps.
    public let shopLevels: [Int]
    /// The share of each shop's units served from stock.
    public let fillRates: [Double]
    /// Units waiting at each shop, on average.
    public let backorders: [Double]
    /// Units on hand at the warehouse, on average.
    public let warehouseStock: Double
    /// Units of time that an order of a shop waits at the warehouse, on average.
    public let warehouseWait: Double
    /// Money per unit of time: stock at the warehouse and the shops, and customers waiting; without
    /// what is on the way, which no level changes.
    public let cost: Double
  }

  private var rate: Double { shops.reduce(0) { $0 + $1.demandRate } }

  /// The demand of all shops over the warehouse's lead time; nil where it has none.
  private var warehouseDemand: Poisson? {
    warehouseLeadTime > 0 ? Poisson(mean: rate * warehouseLeadTime) : nil
  }

  /// The plan of least cost with this level of the warehouse, or what given levels deliver and cost.
  ///
  /// - Parameters:
  ///   - level: Of the warehouse, units, >= 0.
  ///   - shopLevels: For each shop its level, or nil for its best.
  /// - Returns: The plan.
  public func plan(warehouseLevel level: Int, shopLevels: [Int?]? = nil) -> Plan {
    precondition(level >= 0, "level \(level)")
    precondition(shopLevels.map { $0.count == shops.count } ?? true)
    let backorders = backorderProbabilities(level)
    let waiting = warehouseDemand?.loss(Double(level)) ?? 0
    let stock = warehouseDemand?.complementaryLoss(Double(level)) ?? Double(level)
    var cost = warehouseHoldingCost * stock
    var levels: [Int] = []
    var fillRates: [Double] = []
    var short: [Double] = []
    for (i, shop) in shops.enumerated() {
      let outstanding = outstanding(shop, backorders)
      let given = shopLevels?[i].map(Double.init)
      let level = given ?? shop.costs.bestLevel(demand: outstanding)
      cost += shop.costs.cost(at: level, demand: outstanding)
      levels.append(Int(level))
      fillRates.append(outstanding.cumulativeProbability(level - 1))
      short.append(outstanding.loss(level))
    }
    return Plan(
      warehouseLevel: level, shopLevels: levels, fillRates: fillRates, backorders: short,
      warehouseStock: stock, warehouseWait: waiting / rate, cost: cost)
  }

  /// The plan of least cost.
  ///
  /// The cost is not always convex in the warehouse's level: all are tried, up to that at which it
  /// is out of stock once in 10 billion.
  public func best(shopLevels: [Int?]? = nil) -> Plan {
    var best = plan(warehouseLevel: 0, shopLevels: shopLevels)
    guard let demand = warehouseDemand else { return best }
    for level in 1...max(1, Int(demand.quantile(1 - 1e-10))) {
      let plan = plan(warehouseLevel: level, shopLevels: shopLevels)
      if plan.cost < best.cost { best = plan }
    }
    return best
  }

  /// The probability of 0, 1, 2, ... orders of the shops waiting at the warehouse.
  private func backorderProbabilities(_ level: Int) -> [Double] {
    guard let demand = warehouseDemand else { return [1] }
    var probabilities = [demand.cumulativeProbability(Double(level))]
    let most = Int(demand.quantile(1 - 1e-15)) - level
    for b in 1..<max(1, most + 1) { probabilities.append(demand.probability(level + b)) }
    return probabilities
  }

  /// What a shop has outstanding: its share of the warehouse's backorders, and its demand over the
  /// transport time.
  private func outstanding(_ shop: Shop, _ backorders: [Double]) -> Lattice {
    let share = shop.demandRate / rate
    var own = [Double](repeating: 0, count: backorders.count)
    if share > 1 - 1e-12 {
      own = backorders
    } else {
      own[0] = backorders[0]
      for (b, weight) in backorders.enumerated().dropFirst() where weight > 1e-18 {
        let binomial = Binomial(trials: b, successProbability: share)
        for j in 0...b { own[j] += weight * binomial.probability(j) }
      }
    }
    let waiting = Lattice(weights: own).cut()
    guard shop.leadTime > 0 else { return waiting }
    let transport = Poisson(mean: shop.demandRate * shop.leadTime)
    let most = Int(transport.quantile(1 - 1e-15))
    return waiting.convolved(with: Lattice(weights: (0...most).map(transport.probability))).cut()
  }
}
