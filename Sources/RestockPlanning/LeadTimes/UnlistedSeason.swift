internal import RestockInventory
internal import RestockRecords

/// A season of a supplier's lead times that its receipts show and no event lists.
struct UnlistedSeason: Sendable {
  let season: LeadTimeSeason
  /// Days of lead time a day of it.
  let pace: Double
  /// The next time that it comes, or as it is now.
  let next: ClosedRange<Day>
  /// All its times in the years of the receipts, by the numbers of their days.
  let occurrences: [ClosedRange<Int>]

  /// How many times as long lead times are.
  var factor: Double { 1 / pace }

  /// What is found in a supplier's received orders; lead times run by `calendar`.
  init?(
    _ received: [(ordered: Day, received: Day, days: Double)], calendar: SupplierCalendar,
    asOf: Day, seed: UInt64
  ) {
    let placed = received.map {
      SeasonalOrders.Placed(ordered: $0.ordered, received: $0.received)
    }
    let settled = SeasonalOrders.settled(placed, asOf: asOf)
    // Where one is listed, what its dates leave over is not another.
    guard !calendar.hasSeason,
      let season = LeadTimeSeasonDetector().season(
        in: settled.map { order in
          (
            Self.months.bucket(of: order.ordered),
            calendar.days(after: order.ordered, through: order.received)
          )
        }, seed: seed), let first = settled.map(\.ordered).min()
    else { return nil }
    let times = Self.times(of: season, from: first, through: asOf)
    occurrences = times.map { Int($0.lowerBound.number)...Int($0.upperBound.number) }
    let orders = SeasonalOrders.meeting(occurrences, settled, calendar: calendar)
    let shown = SeasonalPaceEstimator().pace(of: orders)?.pace ?? 0
    // Never a stop: orders placed in it came.
    pace = shown > 0 ? max(0.1, shown) : 1 / season.ratio
    guard let next = times.first(where: { $0.upperBound >= asOf }) else { return nil }
    self.next = next
    self.season = season
  }

  /// The days of lead time of orders with those of the season at its pace.
  func usualDays(
    of orders: [(ordered: Day, received: Day, days: Double)], calendar: SupplierCalendar
  ) -> [Double] {
    let seasonal = calendar.adding(occurrences, pace: pace)
    return orders.map { order in
      let plain = calendar.days(after: order.ordered, through: order.received)
      guard plain > 0 else { return order.days }
      return order.days * seasonal.days(after: order.ordered, through: order.received) / plain
    }
  }

  private static let months = BucketCalendar(size: .month)

  /// Each time of a season in some years, and the first after.
  private static func times(
    of season: LeadTimeSeason, from first: Day, through last: Day
  ) -> [ClosedRange<Day>] {
    (first.civil.year - 1...last.civil.year + 1).map { year in
      let start = 12 * year + season.firstMonth - 1
      return months.firstDay(of: start)...(months.firstDay(of: start + season.months) + -1)
    }
  }

  /// As `January to March`.
  var monthNames: String {
    let last = (season.firstMonth + season.months - 2) % 12
    let first = Self.names[season.firstMonth - 1]
    return season.months == 1 ? first : "\(first) to \(Self.names[last])"
  }

  private static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
