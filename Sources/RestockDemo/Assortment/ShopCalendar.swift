package import RestockRecords

/// The days of the made-up shop's history, as indices from 0, and what happens on them.
package struct ShopCalendar: Sendable {
  /// The first and the last day of the history.
  package let first: Day
  package let last: Day
  /// The number of days of the history.
  package let days: Int
  /// Weekday (Monday 0) and day of the year (from 1) by day, up to `horizon` days beyond the history.
  private let weekdays: [Int]
  private let daysOfYear: [Int]

  /// How far beyond the history truths about the future reach.
  package static let horizon = 28
  /// Announced events reach further than that.
  private static let announced = 200

  /// The calendar of so many whole years (of 365 days, and the leap days among them) up to `last`.
  init(years: Int, last: Day) {
    let (year, month, day) = last.civil
    // 29 February has its counterpart on the 28th.
    let sameDay =
      Day(year: year - years, month: month, day: day)
      ?? Day(year: year - years, month: month, day: day - 1)
    guard let sameDay else { preconditionFailure("\(years) years before \(last.iso)") }
    first = sameDay + 1
    self.last = last
    days = last - first + 1
    let all = (0..<days + Self.announced).map { [first] in first + $0 }
    weekdays = all.map { $0.weekday.rawValue - 1 }
    daysOfYear = all.map { day in
      guard let newYear = Day(year: day.civil.year, month: 1, day: 1) else { return 1 }
      return day - newYear + 1
    }
  }

  /// The date of a day of the history.
  package func date(_ day: Int) -> Day { first + day }
  /// The weekday, Monday 0.
  package func weekday(_ day: Int) -> Int { weekdays[day] }
  /// The day of the year, from 1.
  package func dayOfYear(_ day: Int) -> Int { daysOfYear[day] }

  /// The four days from each Black Friday (the day after November's fourth Thursday) whose first lies
  /// in the history or within the announced time after it.
  func blackFridays() -> [ClosedRange<Int>] {
    (0..<days + Self.announced - 4).filter { index in
      let (_, month, day) = date(index).civil
      return month == 11 && weekday(index) == 4 && (23...29).contains(day)
    }.map { $0...$0 + 3 }
  }
}
