internal import RestockInventory
internal import RestockRecords

/// The days on which a supplier works on orders: lead times run on these alone.
///
/// A lead time of n days ends on the n-th open day after the order's. Without closed days that is n
/// calendar days; with weekends off it is n working days; an announced shutdown moves the receipt of
/// every order that is not out by its beginning behind its end.
struct SupplierCalendar: Sendable, Hashable {
  /// Whether Saturdays and Sundays count.
  let worksWeekends: Bool
  /// The shutdowns by the numbers of their days, ascending, apart from each other.
  let closures: [ClosedRange<Int>]

  /// Open on all days.
  static let always = SupplierCalendar(worksWeekends: true, closures: [])

  /// How far ahead an end of a lead time is looked for, days.
  private static let horizon = 3_660

  /// A calendar; shutdowns in any order, also overlapping.
  init(worksWeekends: Bool, closures: [ClosedRange<Int>]) {
    self.worksWeekends = worksWeekends
    var merged: [ClosedRange<Int>] = []
    for range in closures.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] =
          last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.closures = merged
  }

  private var isAlways: Bool { worksWeekends && closures.isEmpty }

  private func isOpen(_ day: Day) -> Bool {
    if !worksWeekends, day.weekday.rawValue > 5 { return false }
    let number = Int(day.number)
    var low = 0
    var high = closures.count
    while low < high {
      let middle = (low + high) / 2
      if closures[middle].upperBound < number { low = middle + 1 } else { high = middle }
    }
    return low == closures.count || closures[low].lowerBound > number
  }

  /// The open days from the day after `first` up to `last`, which is not earlier.
  func openDays(after first: Day, through last: Day) -> Int {
    guard !isAlways else { return last - first }
    var count = 0
    var day = first
    while day < last {
      day = day + 1
      if isOpen(day) { count += 1 }
    }
    return count
  }

  /// The calendar days from an order until so many open days have passed, part of a day taken off the
  /// last; no more than ten years.
  func calendarDays(from ordered: Day, openDays: Double) -> Double {
    guard !isAlways, openDays > 0 else { return openDays }
    let wanted = Int(min(openDays, Double(Self.horizon)).rounded(.up))
    var count = 0
    var days = 0
    while count < wanted, days < Self.horizon {
      days += 1
      if isOpen(ordered + days) { count += 1 }
    }
    return max(0, Double(days) - (Double(wanted) - min(openDays, Double(wanted))))
  }

  /// A lead time in open days as it is for an order of a day, in calendar days.
  func leadTime(_ leadTime: LeadTime, orderedOn day: Day) -> LeadTime {
    guard !isAlways else { return leadTime }
    return LeadTime(
      days: leadTime.days.map { calendarDays(from: day, openDays: $0) },
      weights: leadTime.probabilities)
  }
}

/// The calendars of all suppliers, by the events and the suppliers file.
struct SupplierCalendars: Sendable {
  private let calendars: [String: SupplierCalendar]
  /// Of suppliers with neither shutdowns of their own nor working days.
  private let others: SupplierCalendar

  /// A shutdown that lasts longer was mistyped.
  private static let longestClosure = 366

  /// The calendars: an event with a supplier is the shutdown of that supplier, with `*` of all.
  init(events: [EventRecord], catalogue: Catalogue) {
    var closures: [String: [ClosedRange<Int>]] = [:]
    for event in events where event.isShutdown {
      guard event.lastDay - event.firstDay < Self.longestClosure else { continue }
      closures[event.supplier, default: []].append(
        Int(event.firstDay.number)...Int(max(event.firstDay, event.lastDay).number))
    }
    let all = closures["*"] ?? []
    others = SupplierCalendar(worksWeekends: true, closures: all)
    var calendars: [String: SupplierCalendar] = [:]
    let working = catalogue.suppliers.values.filter(\.countsWorkingDays).map(\.supplier)
    for supplier in Set(closures.keys).union(working) where supplier != "*" {
      calendars[supplier] = SupplierCalendar(
        worksWeekends: !(catalogue.suppliers[supplier]?.countsWorkingDays ?? false),
        closures: all + (closures[supplier] ?? []))
    }
    self.calendars = calendars
  }

  /// Open on all days.
  static let always = SupplierCalendars(events: [], catalogue: Catalogue())

  /// The calendar of a supplier.
  subscript(supplier: String) -> SupplierCalendar { calendars[supplier] ?? others }

  /// The longest that so many open days can take for an order of some day, in calendar days.
  func longestCalendarDays(from day: Day, openDays: Double) -> Double {
    (calendars.values + [others]).reduce(openDays) {
      max($0, $1.calendarDays(from: day, openDays: openDays))
    }
  }
}

extension EventRecord {
  /// Whether it is a supplier's shutdown and not something that moves demand.
  var isShutdown: Bool { !supplier.isEmpty }
}
