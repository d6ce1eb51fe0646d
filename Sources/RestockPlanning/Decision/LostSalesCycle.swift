internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics

/// The replenishment cycle of an order where unmet demand is lost, from the stock and the orders on
/// the way as they are.
///
/// What the position loses until the order comes is what is sold, not what is asked for. Sold units
/// and the demand of the review period after them take the place of protection demand; at the start
/// of the cycle there is no shortage left over.
struct LostSalesCycle {
  private let forecast: CalibratedTotals
  private let calendar: RunCalendar

  /// Points of the lead time that are tried.
  private static let leadTimePoints = 5
  /// The probability of a stock-out before the order comes below which nothing is gained.
  private static let leastRisk = 1e-3

  init(forecast: some FittedModel, calendar: RunCalendar) {
    self.forecast = CalibratedTotals(forecast: forecast)
    self.calendar = calendar
  }

  /// The cycle; nil where a loss before the order comes is unlikely, or where there are more units
  /// than are carried forward one by one.
  func cycle(
    supply: SupplyPlan, position: InventoryPosition, reviewDays: Double
  ) -> ReplenishmentCycle? {
    guard position.available >= 0, reviewDays > 0 else { return nil }
    let wait = Double(supply.daysToOrderDay)
    let arrival = wait + supply.leadTime.mean
    guard risksLoss(position, by: arrival) else { return nil }
    let leadTime = supply.leadTime.condensed(to: Self.leadTimePoints)
    var sold: [DemandDistribution.Component] = []
    var through: [DemandDistribution.Component] = []
    for (lead, weight) in zip(leadTime.days, leadTime.probabilities) {
      let arrives = wait + lead
      let (stretches, before) = stretches(position, until: arrives)
      guard let units = LostSalesPipeline.sold(from: position.available, stretches),
        let sum = LostSalesPipeline.sum(
          units, forecast.demand(after: before, until: total(toDay: arrives + reviewDays)))
      else { return nil }
      sold.append(.init(weight: weight, distribution: .lattice(units)))
      through.append(.init(weight: weight, distribution: .lattice(sum)))
    }
    func joined(_ parts: [DemandDistribution.Component]) -> DemandDistribution {
      parts.count == 1 ? parts[0].distribution : .mixture(parts)
    }
    return ReplenishmentCycle(
      protectionDemand: joined(through), leadTimeDemand: joined(sold), unmet: .backorder)
  }

  private func total(toDay day: Double) -> DemandDistribution {
    forecast.total(calendar.window(fromDay: 0, toDay: day))
  }

  /// Whether demand may exceed what is there before a receipt or before the order comes.
  private func risksLoss(_ position: InventoryPosition, by arrival: Double) -> Bool {
    var there = position.available
    for order in position.incoming where order.daysAhead < arrival {
      if total(toDay: order.daysAhead).survivalProbability(there) > Self.leastRisk { return true }
      there += order.quantity
    }
    return total(toDay: arrival).survivalProbability(there) > Self.leastRisk
  }

  /// The stretches between the receipts until a day, and the total demand until then.
  private func stretches(
    _ position: InventoryPosition, until day: Double
  ) -> (stretches: [LostSalesPipeline.Stretch], total: DemandDistribution) {
    var stretches: [LostSalesPipeline.Stretch] = []
    var before = DemandDistribution.point(0)
    for order in position.incoming where order.daysAhead <= day {
      let until = total(toDay: order.daysAhead)
      stretches.append(
        .init(demand: forecast.demand(after: before, until: until), receipt: order.quantity))
      before = until
    }
    let until = total(toDay: day)
    stretches.append(.init(demand: forecast.demand(after: before, until: until), receipt: 0))
    return (stretches, until)
  }
}

/// Totals of a forecast, and the demand between two of them.
private struct CalibratedTotals {
  let total: (ForecastWindow) -> DemandDistribution

  init(forecast: some FittedModel) {
    total = { forecast.total(over: $0) }
  }

  /// The demand between the ends of two totals, as if independent of the first: of the difference of
  /// the means and of the variances, so that the sum has the spread of the longer total.
  func demand(
    after shorter: DemandDistribution, until longer: DemandDistribution
  ) -> DemandDistribution {
    guard shorter.mean > 0 else { return longer }
    let mean = max(0, longer.mean - shorter.mean)
    let variance =
      longer.standardDeviation * longer.standardDeviation
      - shorter.standardDeviation * shorter.standardDeviation
    return DemandDistribution(mean: mean, variance: max(variance, mean), wholeUnits: true)
  }
}
