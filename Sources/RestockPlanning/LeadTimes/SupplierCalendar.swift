internal import RestockInventory
internal import RestockRecords

/// How fast a supplier works on orders, day by day: lead times run on what it does.
///
/// A day of the usual pace counts as one day of lead time, a day off or of a shutdown as none, and a
/// day in a busy season in which lead times are one and a half times as long as two thirds of one. A
/// lead time of n days ends on the day on which n have been reached. Without anything of the kind
/// that is n calendar days; with weekends off it is n working days; an announced shutdown moves the
/// receipt of every order that is not out by its beginning behind its end.
struct SupplierCalendar: Sendable, Hashable {
  /// Days of another pace than the usual.
  struct Span: Sendable, Hashable {
    /// The numbers of the days.
    let days: ClosedRange<Int>
    /// Days of lead time a day, >= 0; 0 in a shutdown.
    let pace: Double
  }

  /// Whether Saturdays and Sundays count.
  private let worksWeekends: Bool
  /// Ascending by their first days; where some overlap, the slowest counts.
  private let spans: [Span]

  /// Open on all days.
  static let always = SupplierCalendar(worksWeekends: true, spans: [])

  /// How far ahead an end of a lead time is looked for, days.
  private static let horizon = 3_660

  /// A calendar; spans in any order.
  init(worksWeekends: Bool, spans: [Span]) {
    self.worksWeekends = worksWeekends
    self.spans = spans.sorted { $0.days.lowerBound < $1.days.lowerBound }
  }

  /// The same with further days of another pace.
  func adding(_ days: [ClosedRange<Int>], pace: Double) -> Self {
    Self(worksWeekends: worksWeekends, spans: spans + days.map { Span(days: $0, pace: pace) })
  }

  /// Whether there is a season in which work goes on at another pace.
  var hasSeason: Bool { spans.contains { $0.pace > 0 } }

  private var isAlways: Bool { worksWeekends && spans.isEmpty }

  private func pace(of day: Day) -> Double {
    if !worksWeekends, day.weekday.rawValue > 5 { return 0 }
    let number = Int(day.number)
    var pace: Double?
    for span in spans {
      if span.days.lowerBound > number { break }
      if span.days.upperBound >= number { pace = min(pace ?? span.pace, span.pace) }
    }
    return pace ?? 1
  }

  /// The days of lead time from the day after `first` up to `last`, which is not earlier.
  func days(after first: Day, through last: Day) -> Double {
    guard !isAlways else { return Double(last - first) }
    var sum = 0.0
    var day = first
    while day < last {
      day = day + 1
      sum += pace(of: day)
    }
    return sum
  }

  /// The calendar days from an order until so many days of lead time have passed, part of a day taken
  /// off the last; no more than ten years.
  func calendarDays(from ordered: Day, leadTimeDays: Double) -> Double {
    guard !isAlways, leadTimeDays > 0 else { return leadTimeDays }
    var sum = 0.0
    var days = 0
    var last = 1.0
    while sum < leadTimeDays * (1 - 1e-12), days < Self.horizon {
      days += 1
      let pace = pace(of: ordered + days)
      if pace > 0 { last = pace }
      sum += pace
    }
    return max(0, Double(days) - max(0, sum - leadTimeDays) / last)
  }

  /// A lead time as it is for an order of a day, in calendar days.
  func leadTime(_ leadTime: LeadTime, orderedOn day: Day) -> LeadTime {
    guard !isAlways else { return leadTime }
    return LeadTime(
      days: leadTime.days.map { calendarDays(from: day, leadTimeDays: $0) },
      weights: leadTime.probabilities)
  }
}

/// The calendars of all suppliers, by their seasons and the suppliers file.
struct SupplierCalendars: Sendable {
  private let calendars: [String: SupplierCalendar]
  /// Of suppliers with neither events of their own nor working days.
  private let others: SupplierCalendar

  /// The calendars: the seasons of a supplier and of `*`, which are of all, and working days.
  init(seasons: SupplierSeasons, catalogue: Catalogue) {
    var spans: [String: [SupplierCalendar.Span]] = [:]
    for season in seasons.seasons {
      spans[season.supplier, default: []] += season.occurrences.map {
        SupplierCalendar.Span(days: $0, pace: season.pace)
      }
    }
    let all = spans["*"] ?? []
    others = SupplierCalendar(worksWeekends: true, spans: all)
    var calendars: [String: SupplierCalendar] = [:]
    let working = catalogue.suppliers.values.filter(\.countsWorkingDays).map(\.supplier)
    for supplier in Set(spans.keys).union(working) where supplier != "*" {
      calendars[supplier] = SupplierCalendar(
        worksWeekends: !(catalogue.suppliers[supplier]?.countsWorkingDays ?? false),
        spans: all + (spans[supplier] ?? []))
    }
    self.calendars = calendars
  }

  /// Open on all days.
  static let always = SupplierCalendars(seasons: .none, catalogue: Catalogue())

  /// The calendar of a supplier.
  subscript(supplier: String) -> SupplierCalendar { calendars[supplier] ?? others }

  /// The longest that so many days of lead time can take for an order of some day, in calendar days.
  func longestCalendarDays(from day: Day, leadTimeDays: Double) -> Double {
    (calendars.values + [others]).reduce(leadTimeDays) {
      max($0, $1.calendarDays(from: day, leadTimeDays: leadTimeDays))
    }
  }
}
