package import RestockRecords

/// The ticks of an axis of days: whole days, weeks, months, quarters, years or multiples of them,
/// whichever gives the most ticks that still have room.
package struct DateTicks: Sendable, Hashable {
  package let ticks: [Tick]

  /// A tick with its label.
  package struct Tick: Sendable, Hashable {
    package let day: Day
    package let label: String
  }

  /// What lies between two ticks.
  private enum Step {
    case days(Int)
    case months(Int)
  }

  private static let steps: [Step] = [
    .days(1), .days(2), .days(7), .days(14), .months(1), .months(2), .months(3), .months(6),
    .months(12), .months(24), .months(60), .months(120), .months(240), .months(600),
    .months(1200),
  ]

  private static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The ticks from `first` to `last`, at most `most` of them where any step does it.
  package init(from first: Day, through last: Day, most: Int) {
    var found: [Day] = []
    var isMonthly = false
    for step in Self.steps {
      switch step {
      case .days(let days): found = Self.days(from: first, through: last, every: days)
      case .months(let months):
        found = Self.months(from: first, through: last, every: months)
        isMonthly = true
      }
      if found.count <= most { break }
    }
    var lastYear: Int?
    ticks = found.map { day in
      let (year, month, dayOfMonth) = day.civil
      let name = Self.monthNames[month - 1]
      let isNewYear = year != lastYear
      lastYear = year
      if isMonthly {
        // The year stands where it changes; a tick every year is the year alone.
        let yearly = found.count < 2 || found[1] - found[0] > 360
        return Tick(
          day: day, label: yearly ? String(year) : isNewYear ? "\(name) \(year)" : name)
      }
      return Tick(day: day, label: "\(dayOfMonth) \(name)")
    }
  }

  /// Every so many days; weeks begin on Mondays.
  private static func days(from first: Day, through last: Day, every step: Int) -> [Day] {
    let toMonday = (8 - first.weekday.rawValue) % 7
    var day = step >= 7 ? first + toMonday : first
    var days: [Day] = []
    while day <= last, days.count <= 200 {
      days.append(day)
      day = day + step
    }
    return days
  }

  /// The first of every so many months, counted from January.
  private static func months(from first: Day, through last: Day, every step: Int) -> [Day] {
    let (year, month, dayOfMonth) = first.civil
    var index = year * 12 + month - 1 + (dayOfMonth > 1 ? 1 : 0)
    index = (index + step - 1) / step * step
    var days: [Day] = []
    while let day = Day(year: index / 12, month: index % 12 + 1, day: 1), day <= last {
      days.append(day)
      index += step
    }
    return days
  }
}
