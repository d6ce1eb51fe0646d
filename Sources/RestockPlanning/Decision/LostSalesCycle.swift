internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics

/// What may happen until an order comes, and in the review periods after, where unmet demand is
/// lost: from the stock and the orders on the way as they are.
///
/// What the position loses until the order comes is what is sold, not what is asked for. Sold units
/// and the demand of the review period after them take the place of protection demand; at the start
/// of the cycle there is no shortage left over. The demand of each stretch of time is that of its
/// own window, carried forward as if independent; the chance of more than x units in all is then
/// that of the whole interval's demand, which knows what the stretches share, times the share of
/// such an excess that the losses leave.
///
/// For the balance of costs the stretches stay independent, for a level of all weeks in common made
/// the orders of our replays dearer; and none has a mean above the forecast's own. The wider tail
/// that past errors call for lifts the mean of counts, as below zero there is nothing to balance
/// it: by 4 % at the replays of VN2, where forecasts were right on average, and 0.4 points dearer.
/// A lower mean stays: parts that die were foretold too much.
struct LostSalesCycle {
  /// The replenishment cycle of the order.
  let cycle: ReplenishmentCycle
  /// The ways in which it may come about, by lead time; where leftovers are valued.
  private let arrivals: [LostSalesBalance.Arrival]

  /// Points of the lead time that are tried.
  private static let leadTimePoints = 5
  /// The probability of a stock-out before the order comes below which nothing is gained.
  private static let leastRisk = 1e-3
  /// Review periods after the order's own over which its leftover is valued.
  private static let periodsOfLeftover = 2

  /// The cycle; nil where a loss before the order comes is unlikely and no leftover is to be
  /// valued, and where there are more units than are carried forward one by one.
  init?(
    forecast: some FittedModel, calendar: RunCalendar, supply: SupplyPlan,
    position: InventoryPosition, reviewDays: Double, valuesLeftover: Bool
  ) {
    guard position.available >= 0, reviewDays > 0 else { return nil }
    func demand(_ from: Double, _ to: Double) -> DemandDistribution {
      forecast.total(over: calendar.window(fromDay: from, toDay: to))
    }
    guard
      valuesLeftover
        || Self.risksLoss(position, by: supply.arrivalDays, untilDay: { demand(0, $0) })
    else { return nil }
    var arrivals: [LostSalesBalance.Arrival] = []
    var sold: [DemandDistribution.Component] = []
    var through: [DemandDistribution.Component] = []
    for way in supply.arrivals(reviewDays: reviewDays, points: Self.leadTimePoints) {
      let (arrives, weight) = (way.this, way.probability)
      let stretches = Self.stretches(position, until: arrives, demand: demand)
      let period = demand(arrives, way.next)
      guard let units = LostSalesPipeline.sold(from: position.available, stretches),
        let sum = LostSalesPipeline.sum(units, period),
        let whole = LostSalesPipeline.sum(of: stretches.map(\.demand) + [period])
      else { return nil }
      let total = demand(0, way.next)
      if valuesLeftover {
        func expected(_ from: Double, _ to: Double) -> DemandDistribution {
          let demand = demand(from, to)
          let mean = forecast.meanDemand(over: calendar.window(fromDay: from, toDay: to))
          return demand.mean > mean ? demand.centred(on: mean) : demand
        }
        guard
          let sold = LostSalesPipeline.sold(
            from: position.available,
            Self.stretches(position, until: arrives, demand: expected))
        else { return nil }
        let periods = (0...Self.periodsOfLeftover).map { period in
          expected(
            period == 0 ? arrives : way.next + Double(period - 1) * reviewDays,
            way.next + Double(period) * reviewDays)
        }
        arrivals.append(.init(weight: weight, sold: sold, demands: periods))
      }
      sold.append(.init(weight: weight, distribution: .lattice(units)))
      through.append(
        .init(weight: weight, distribution: .lattice(Self.excess(of: sum, over: whole, of: total))))
    }
    func joined(_ parts: [DemandDistribution.Component]) -> DemandDistribution {
      parts.count == 1 ? parts[0].distribution : .mixture(parts)
    }
    cycle = ReplenishmentCycle(
      protectionDemand: joined(through), leadTimeDemand: joined(sold), unmet: .backorder)
    self.arrivals = arrivals
  }

  /// The level of least expected cost, with what the leftover is worth; costs per unit left at the
  /// end of a review period, and per unit short.
  func level(holding: Double, shortage: Double) -> Double {
    let alone = cycle.reorderLevel(for: .cost(holding: holding, shortage: shortage))
    guard alone <= Double(LostSalesPipeline.mostUnits) else { return alone }
    return Double(
      LostSalesBalance(holding: holding, shortage: shortage)
        .level(for: arrivals, atMost: Int(alone)))
  }

  /// The distribution with the survival of `total` times that of `lossy` over that of `whole`, both
  /// of which take the stretches as independent.
  private static func excess(
    of lossy: Lattice, over whole: Lattice, of total: DemandDistribution
  ) -> Lattice {
    var weights: [Double] = []
    var before = 1.0
    var share = 1.0
    while before > 1e-9, weights.count <= LostSalesPipeline.mostUnits {
      let units = Double(weights.count)
      let independent = whole.survivalProbability(units)
      if independent > 1e-9 { share = min(1, lossy.survivalProbability(units) / independent) }
      let survival = min(before, share * total.survivalProbability(units))
      weights.append(before - survival)
      before = survival
    }
    return weights.contains { $0 > 0 } ? Lattice(weights: weights) : lossy
  }

  /// Whether demand may exceed what is there before a receipt or before the order comes.
  private static func risksLoss(
    _ position: InventoryPosition, by arrival: Double, untilDay: (Double) -> DemandDistribution
  ) -> Bool {
    var there = position.available
    for order in position.incoming where order.daysAhead < arrival {
      if untilDay(order.daysAhead).survivalProbability(there) > leastRisk { return true }
      there += order.quantity
    }
    return untilDay(arrival).survivalProbability(there) > leastRisk
  }

  /// The stretches between the receipts until a day.
  private static func stretches(
    _ position: InventoryPosition, until day: Double,
    demand: (Double, Double) -> DemandDistribution
  ) -> [LostSalesPipeline.Stretch] {
    var stretches: [LostSalesPipeline.Stretch] = []
    var from = 0.0
    for order in position.incoming where order.daysAhead <= day {
      stretches.append(
        .init(demand: demand(from, order.daysAhead), receipt: order.quantity))
      from = max(from, order.daysAhead)
    }
    stretches.append(.init(demand: demand(from, day), receipt: 0))
    return stretches
  }
}
