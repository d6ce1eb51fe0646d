internal import RestockNumerics

/// What customers want each day: the items' true means, with the week, the season and the events, and
/// chance about them.
package struct DailyDemand: Sendable {
  private let seed: UInt64
  private let calendar: ShopCalendar
  private let events: [ShopEvent]

  init(seed: UInt64, calendar: ShopCalendar, events: [ShopEvent]) {
    self.seed = seed
    self.calendar = calendar
    self.events = events
  }

  /// The true mean of a day's demand, in units; days from the end of the history on are the future.
  package func mean(of item: ShopItem, at location: ShopLocation, on days: Range<Int>) -> [Double] {
    var uplift = [Double](repeating: 1, count: days.count)
    for event in events where event.applies(to: item) {
      for day in days.clamped(to: event.first..<event.last + 1) {
        // The largest counts; they do not multiply.
        uplift[day - days.lowerBound] = max(uplift[day - days.lowerBound], event.uplift)
      }
    }
    let week = location.weekdayFactors
    return days.map { day in
      let level = item.demand.level(day: day, location: location)
      let season = item.demand.season(dayOfYear: calendar.dayOfYear(day))
      return level * season * week[calendar.weekday(day)] * uplift[day - days.lowerBound]
    }
  }

  /// The demand of each day of the history, in whole units.
  func units(of item: ShopItem, index: Int, at location: ShopLocation) -> [Int] {
    var generator = RandomGenerator(
      seed: seed, stream: UInt64(1000 + index * ShopLocation.allCases.count + location.rawValue))
    return mean(of: item, at: location, on: 0..<calendar.days).map {
      item.demand.variation.draw(mean: $0, &generator)
    }
  }
}
