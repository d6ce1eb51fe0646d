internal import RestockRecords

/// How long the orders of a receipts file really took.
struct ActualLeadTimes {
  /// The orders of one supplier, or of one item from it, by the day on which they were placed.
  struct Orders: Sendable {
    /// Days, ascending, and the lead times in days, the first receipt of an order counting.
    fileprivate var placed: [(day: Day, leadTime: Double)]

    /// The lead time of the order placed nearest to a day, the earlier of two.
    func leadTime(of day: Day) -> Double? {
      var low = 0
      var high = placed.count
      while low < high {
        let middle = (low + high) / 2
        if placed[middle].day < day { low = middle + 1 } else { high = middle }
      }
      let after = low < placed.count ? placed[low] : nil
      guard low > 0 else { return after?.leadTime }
      let before = placed[low - 1]
      guard let after, after.day - day < day - before.day else { return before.leadTime }
      return after.leadTime
    }
  }

  private struct Lane: Hashable {
    let supplier: String
    let sku: String
  }

  private let orders: [Lane: Orders]

  /// The lead times of receipts; those not received yet, or before they were ordered, say nothing.
  init(_ receipts: [ReceiptRecord]) {
    var orders: [Lane: Orders] = [:]
    for receipt in receipts {
      guard let received = receipt.received, received >= receipt.ordered else { continue }
      let placed = (day: receipt.ordered, leadTime: Double(received - receipt.ordered))
      for sku in Set([receipt.sku, ""]) {
        orders[Lane(supplier: receipt.supplier, sku: sku), default: Orders(placed: [])]
          .placed.append(placed)
      }
    }
    self.orders = orders.mapValues { lane in
      Orders(placed: lane.placed.sorted { ($0.day, $0.leadTime) < ($1.day, $1.leadTime) })
    }
  }

  /// The orders of an item from a supplier, else all of the supplier's; nil where there are none.
  func orders(supplier: String, sku: String) -> Orders? {
    guard !supplier.isEmpty else { return nil }
    return orders[Lane(supplier: supplier, sku: sku)] ?? orders[Lane(supplier: supplier, sku: "")]
  }
}
