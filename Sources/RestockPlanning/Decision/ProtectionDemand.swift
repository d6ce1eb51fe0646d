internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics

/// Demand over the interval that an order placed now must cover: total demand mixed over the lead
/// times that are possible.
struct ProtectionDemand {
  /// Demand from as-of to the end of the interval: until the next order arrives, placed one review
  /// period after this one; a shutdown that only the next one meets lengthens it.
  let total: DemandDistribution
  /// Demand from as-of to the arrival of the order.
  let untilArrival: DemandDistribution
  /// The mean length of the interval, and the mean time to the arrival, days from as-of.
  let days: Double
  let arrival: Double
  /// The forecast's mean over the interval, the lead times weighted by their probability: what the
  /// means in `forecasts.csv` add up to. (The distribution's own may differ a little, since what is
  /// learned about its tails is not about its mean.)
  let mean: Double

  init(
    of forecast: some FittedModel, supply: SupplyPlan, reviewDays: Double, calendar: RunCalendar
  ) {
    let arrivals = supply.arrivals(reviewDays: reviewDays)
    func mixed(_ ends: [Double]) -> DemandDistribution {
      let parts = zip(ends, arrivals).map { end, arrival in
        DemandDistribution.Component(
          weight: arrival.probability,
          distribution: forecast.total(over: calendar.window(fromDay: 0, toDay: end)))
      }
      return parts.count == 1 ? parts[0].distribution : .mixture(parts)
    }
    total = mixed(arrivals.map(\.next))
    untilArrival = mixed(arrivals.map(\.this))
    days = arrivals.reduce(0) { $0 + $1.probability * $1.next }
    arrival = supply.arrivalDays
    mean = arrivals.reduce(0) { sum, arrival in
      let window = calendar.window(fromDay: 0, toDay: arrival.next)
      return sum + arrival.probability * forecast.meanDemand(over: window)
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
