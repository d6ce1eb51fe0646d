internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics

/// Demand over the interval that an order placed now must cover: total demand mixed over the lead
/// times that are possible.
struct ProtectionDemand {
  /// Demand from as-of to the end of the interval: the wait for the supplier's order day, the lead
  /// time and one review period.
  let total: DemandDistribution
  /// Demand from as-of to the arrival of the order.
  let untilArrival: DemandDistribution
  /// The mean length of the interval, days from as-of.
  let days: Double

  init(
    of forecast: some FittedModel, supply: SupplyPlan, reviewDays: Double, calendar: RunCalendar
  ) {
    let wait = Double(supply.daysToOrderDay)
    func mixed(_ extra: Double) -> DemandDistribution {
      let parts = zip(supply.leadTime.days, supply.leadTime.probabilities).map { lead, weight in
        DemandDistribution.Component(
          weight: weight,
          distribution: forecast.total(
            over: calendar.window(fromDay: 0, toDay: wait + lead + extra)))
      }
      return parts.count == 1 ? parts[0].distribution : .mixture(parts)
    }
    total = mixed(reviewDays)
    untilArrival = mixed(0)
    days = wait + supply.leadTime.mean + reviewDays
  }
}
