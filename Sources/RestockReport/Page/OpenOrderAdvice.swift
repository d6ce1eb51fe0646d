internal import RestockPlanning
internal import RestockRecords

/// What to do about an order on the way.
struct OpenOrderAdvice: Sendable {
  let item: ReportItem
  let order: IncomingOrder
  let action: Action

  /// In the order in which they matter.
  enum Action: Int, Sendable, Hashable, CaseIterable {
    /// Past its date.
    case chase
    /// Expected only after the stock will have run out.
    case bringForward
    /// Without it there is still as much as the item is ordered up to.
    case cancel
  }

  /// The orders that need something done, the soonest to hurt first.
  static func all(of items: [ReportItem], asOf: Day) -> [OpenOrderAdvice] {
    var advice: [OpenOrderAdvice] = []
    for item in items {
      let recommendation = item.recommendation
      let daysLeft = recommendation.stockoutDay.map { Double($0 - asOf) }
      // What remains when orders are cancelled one by one, the last to come first.
      var remaining = recommendation.position.available + recommendation.position.onOrder
      var surplus: Set<Int> = []
      if recommendation.derivation != nil {
        for (i, order) in recommendation.position.incoming.enumerated().reversed() {
          guard remaining - order.quantity >= recommendation.levels.orderUpTo else { break }
          remaining -= order.quantity
          surplus.insert(i)
        }
      }
      var runsOut = daysLeft
      for (i, order) in recommendation.position.incoming.enumerated() {
        if surplus.contains(i) {
          advice.append(OpenOrderAdvice(item: item, order: order, action: .cancel))
        } else if order.isLate {
          advice.append(OpenOrderAdvice(item: item, order: order, action: .chase))
        } else if let days = runsOut, order.daysAhead > days {
          advice.append(OpenOrderAdvice(item: item, order: order, action: .bringForward))
        }
        // The stock-out date is that of the stock at hand: it tells of the first receipt only.
        runsOut = nil
      }
    }
    return advice.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.action != b.action { return a.action.rawValue < b.action.rawValue }
      let money = { (advice: Self) in advice.order.quantity * (advice.item.unitWorth ?? 0) }
      if money(a) != money(b) { return money(a) > money(b) }
      return left.offset < right.offset
    }.map(\.element)
  }
}
