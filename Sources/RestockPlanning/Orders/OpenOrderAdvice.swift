public import RestockRecords

/// What to do about an order on the way: chase it, have it brought forward, or cancel it.
public struct OpenOrderAdvice: Sendable, Hashable, Codable {
  /// The item that the order is for.
  public let key: SeriesKey
  /// The supplier's key: the order's, else the item's.
  public let supplier: String
  public let order: IncomingOrder
  public let action: Action
  /// The day on which it is expected to come.
  public let expected: Day
  /// Money in the run's currency; nil without a unit cost.
  public let value: Double?
  /// Why, with the numbers.
  public let reason: String

  /// In the order in which they matter.
  public enum Action: String, Sendable, Hashable, Codable, CaseIterable {
    /// Past its date.
    case chase
    /// Expected only after the stock will have run out.
    case bringForward = "bring-forward"
    /// Without it there is still as much as the item is ordered up to.
    case cancel
  }

  /// The orders on the way that need something done: those to chase first, then by money.
  ///
  /// - Cancelled are orders, the last to come first, without which what is available and on the way is
  ///   still at least the order-up-to level.
  /// - Chased are orders past their date.
  /// - Brought forward are orders expected after the stock before them will have run out: the first by
  ///   the item's stock-out date, later ones by mean demand.
  static func all(of items: [Recommendation], calendar: RunCalendar) -> [Self] {
    var advice: [Self] = []
    for item in items where !item.position.incoming.isEmpty {
      if item.flags.contains(.superseded) || item.flags.contains(.bundle) { continue }
      advice += of(item, calendar: calendar)
    }
    return advice.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      let (first, second) = (place(a.action), place(b.action))
      if first != second { return first < second }
      let money = (a.value ?? 0, b.value ?? 0)
      return money.0 != money.1 ? money.0 > money.1 : left.offset < right.offset
    }.map(\.element)
  }

  private static func place(_ action: Action) -> Int {
    Action.allCases.firstIndex(of: action) ?? Action.allCases.count
  }

  private static func of(_ item: Recommendation, calendar: RunCalendar) -> [Self] {
    let incoming = item.position.incoming
    let surplus = surplus(of: item)
    let rate = item.demandPerPeriod / calendar.buckets.meanDays
    var before = item.position.available
    var advice: [Self] = []
    for (i, order) in incoming.enumerated() {
      let expected = calendar.asOf + Int(order.daysAhead.rounded())
      func advise(_ action: Action, _ reason: String) {
        advice.append(
          Self(
            key: item.key, supplier: order.supplier.isEmpty ? item.supplier : order.supplier,
            order: order, action: action, expected: expected,
            value: item.supply?.unitCost.map { $0 * order.quantity }, reason: reason))
      }
      // The day by which what comes before this order is gone.
      let gone: Day?
      if i == 0 {
        gone = item.stockoutDay
      } else {
        let days = max(0, before) / max(rate, 1e-9)
        gone = days < 730 ? calendar.asOf + Int(days) : nil
      }
      if let left = surplus[i] {
        advise(
          .cancel,
          "without it there are \(left.asUnits) on hand and on the way, not below the order-up-to "
            + "level \(item.levels.orderUpTo.asUnits)"
            + (rate > 0 ? ": \((left / rate).rounded(.down).asUnits) days of mean demand" : ""))
      } else if order.isLate {
        var text = "no date was given, by its lead time it was due before today"
        if let due = order.due {
          let days = calendar.asOf - due
          text = "due \(due.text(in: calendar)), \(days) \(days == 1 ? "day" : "days") late"
        }
        text += "; an order of its age is expected on \(expected.text(in: calendar))"
        if let gone { text += ", the stock before it is gone by \(gone.text(in: calendar))" }
        advise(.chase, text)
      } else if let gone, gone < expected, rate > 0 {
        let days = expected - gone
        let short = (Double(days) * rate).rounded(decimals: 1)
        advise(
          .bringForward,
          "the stock before it is gone by \(gone.text(in: calendar)), \(days) days before it comes; "
            + "\(days) x \(rate.rounded(decimals: 2).asUnits) a day = about \(short.asUnits) units "
            + "short")
      }
      before += order.quantity
    }
    return advice
  }

  /// The orders that are not needed, by their place, with what is left without each: the last to come
  /// first.
  private static func surplus(of item: Recommendation) -> [Int: Double] {
    guard item.derivation != nil else { return [:] }
    var left = item.position.available + item.position.onOrder
    var surplus: [Int: Double] = [:]
    for (i, order) in item.position.incoming.enumerated().reversed() {
      guard left - order.quantity >= item.levels.orderUpTo else { break }
      left -= order.quantity
      surplus[i] = left
    }
    return surplus
  }
}

extension Day {
  /// The day as people read it, or the step.
  package func text(in calendar: RunCalendar) -> String {
    calendar.buckets.size == .step ? String(number) : iso
  }
}
