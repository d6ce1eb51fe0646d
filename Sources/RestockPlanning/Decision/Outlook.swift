internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics
internal import RestockRecords

/// When the stock of an item will run out, and by when to order.
struct Outlook {
  /// The probability that stock runs out before the next receipt.
  let stockoutRisk: Double
  /// The day by which it will have run out with even odds, nil beyond two years.
  let stockoutDay: Day?
  /// The last day on which an order still meets the target, nil beyond two years.
  let orderBy: Day?
  /// Days that the stock on hand lasts at mean demand, nil without demand or beyond ten years.
  let daysOfCover: Double?

  /// How far ahead dates are looked for, in days.
  static let reach = 730

  /// Looks ahead, with what was decided; `meetsUntil` says whether what is there and on the way meets
  /// the target for all demand until so many days after as-of.
  init(
    forecast: some FittedModel, supply: SupplyPlan, position: InventoryPosition,
    decision: ReviewDecision, calendar: RunCalendar, demandPerDay: Double,
    meetsUntil: (Double) -> Bool
  ) {
    let arrival = supply.arrivalDays
    let ordered = decision.order.quantity > 0
    let due = position.incoming.first?.daysAhead
    // Where nothing is on order, the next receipt is that of the next chance to order.
    let next = min(due ?? .infinity, ordered ? arrival : supply.protectionDays)
    func survival(_ days: Double) -> Double {
      let demand = forecast.total(over: calendar.window(fromDay: 0, toDay: days))
      // Stock has run out when demand exceeds what is there: the last unit sold is no shortage.
      return demand.survivalProbability(position.available)
    }
    stockoutRisk = position.available < 0 ? 1 : survival(next)
    stockoutDay = Self.firstDay { position.available <= 0 || survival(Double($0)) >= 0.5 }
      .map { calendar.asOf + $0 }
    // The last delay with which an order, there after the lead time, still comes in time.
    let failing = Self.firstDay { !meetsUntil(Double($0) + arrival) }
    // The review decided with the lead time's whole distribution: an item that it orders cannot wait
    // for the next one, an item that it does not order can.
    let nextReview = max(1, Int(supply.reviewDays.rounded(.up)))
    orderBy = failing.map { day in
      let last = max(0, day - 1)
      return calendar.asOf + (decision.isBelow ? min(last, nextReview - 1) : max(last, nextReview))
    }
    let cover = demandPerDay > 0 ? max(0, position.available) / demandPerDay : nil
    daysOfCover = cover.flatMap { $0 <= 3653 ? $0 : nil }
  }

  /// The first whole number of days from 0 to `reach` with a property that, once gained, stays.
  private static func firstDay(_ has: (Int) -> Bool) -> Int? {
    if has(0) { return 0 }
    var low = 0
    var high = 7
    while !has(high) {
      low = high
      guard high < reach else { return nil }
      high = min(reach, high * 2)
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if has(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
