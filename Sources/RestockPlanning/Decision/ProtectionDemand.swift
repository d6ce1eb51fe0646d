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
  /// The forecast's mean over the interval, the lead times weighted by their probability: what the
  /// means in `forecasts.csv` add up to. (The distribution's own may differ a little, since what is
  /// learned about its tails is not about its mean.)
  let mean: Double

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
    mean = zip(supply.leadTime.days, supply.leadTime.probabilities).reduce(0) { sum, lead in
      let window = calendar.window(fromDay: 0, toDay: wait + lead.0 + reviewDays)
      return sum + lead.1 * forecast.meanDemand(over: window)
    }
  }
}

extension FittedModel {
  /// The sum of the forecast's means over a window, each period by its share.
  func meanDemand(over window: ForecastWindow) -> Double {
    guard window.horizon > 0 else { return 0 }
    let means = means(horizon: window.horizon)
    return zip(window.shares, means).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
