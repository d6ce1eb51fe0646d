internal import RestockInventory
internal import RestockRecords

/// The orders on suppliers of which it is settled how long they took, for what seasons did to them.
struct SeasonalOrders: Sendable {
  private let suppliers: [String: [Placed]]

  /// An order by its days.
  struct Placed: Sendable, Hashable {
    let ordered: Day
    /// As-of for one that is still open, long after others have come.
    let received: Day
  }

  /// The orders known at as-of that were placed so long ago that nearly all like them have come: what
  /// was placed later shows its short lead times only.
  init(_ receipts: [ReceiptRecord], asOf: Day) {
    let book = SupplierOrderBook.gather(receipts, .always, asOf: asOf)
    suppliers = book.mapValues { orders in
      Self.settled(
        SupplierOrderBook.received(orders).map {
          Placed(ordered: $0.ordered, received: $0.received)
        }, asOf: asOf)
    }
  }

  /// Those placed before the last for which 19 in 20 of the lead times have passed.
  static func settled(_ orders: [Placed], asOf: Day) -> [Placed] {
    let days = orders.map { $0.received - $0.ordered }.sorted()
    guard !days.isEmpty else { return [] }
    let long = days[min(days.count - 1, days.count * 19 / 20)]
    return orders.filter { asOf - $0.ordered >= long }
  }

  /// The orders of a supplier, or of all, as they met a season; lead times otherwise run by `calendar`.
  func orders(
    of supplier: String?, meeting occurrences: [ClosedRange<Int>],
    calendar: (String) -> SupplierCalendar
  ) -> [SeasonalOrder] {
    let names = supplier.map { [$0] } ?? suppliers.keys.sorted()
    return names.enumerated().flatMap { i, name in
      Self.meeting(
        occurrences, suppliers[name] ?? [], calendar: calendar(name), firstBlock: 1_000 * i)
    }
  }

  /// The orders of one supplier as they met a season.
  static func meeting(
    _ occurrences: [ClosedRange<Int>], _ placed: [Placed], calendar: SupplierCalendar,
    firstBlock: Int = 0
  ) -> [SeasonalOrder] {
    guard let anchor = occurrences.first?.lowerBound, !placed.isEmpty else { return [] }
    let without = calendar.adding(occurrences, pace: 0)
    let days = placed.map { $0.received - $0.ordered }.sorted()
    // Of the shorter half: what a season makes of lead times is not what is usual.
    let usual = max(1, days[days.count / 3])
    return placed.map { order in
      let all = calendar.days(after: order.ordered, through: order.received)
      let outside = min(all, without.days(after: order.ordered, through: order.received))
      let first = Int(order.ordered.number) + 1
      let window = first...(first + usual - 1)
      let met = occurrences.reduce(0) { $0 + Self.common($1, window) }
      // Years about the season, numbered from the first.
      let year = (Double(Int(order.ordered.number) - anchor + 183) / 365.25).rounded(.down)
      return SeasonalOrder(
        outside: outside, inside: all - outside,
        exposure: min(1, Double(met) / Double(usual)), block: firstBlock + Int(year))
    }
  }

  /// How many days two spans have in common.
  private static func common(_ one: ClosedRange<Int>, _ other: ClosedRange<Int>) -> Int {
    max(0, min(one.upperBound, other.upperBound) - max(one.lowerBound, other.lowerBound) + 1)
  }
}
