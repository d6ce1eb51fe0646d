internal import RestockInventory
internal import RestockNumerics
internal import RestockRecords

/// The orders on all suppliers that are known at as-of, and what is learned from them.
struct SupplierOrderBook: Sendable {
  /// The suppliers with orders, by name.
  let suppliers: [String]
  /// The orders of each, in the order of the file.
  let orders: [[SupplierOrder]]
  /// The change of each supplier's lead time that was found, if any.
  let changes: [Change?]
  /// The season of each supplier that no event lists, if any.
  let unlisted: [UnlistedSeason?]
  let findings: [Finding]
  /// The last day of a file that lists receipts only; nil where open orders are listed.
  let fileEnd: Day?
  private let asOf: Day

  /// A change of a supplier's lead time.
  struct Change: Sendable {
    let change: LeadTimeChange
    /// The day of the first order of the new regime, and the number of orders received since.
    let since: Day
    let orders: Int
    /// The mean days of those.
    let meanDays: Double
  }

  /// The book of some receipts as known at as-of; the orders of an open-orders file count where the
  /// receipts list none that is open.
  init(
    receipts: [ReceiptRecord], openOrders: [OpenOrderRecord],
    calendars: SupplierCalendars = .always, asOf: Day, threads: Int, seed: UInt64
  ) {
    self.asOf = asOf
    var log = FindingLog()
    var bySupplier = Self.gather(receipts, calendars, asOf: asOf)
    var listsOpen = bySupplier.values.contains { $0.contains(where: \.isOpen) }
    if !listsOpen {
      for order in openOrders where !order.supplier.isEmpty && order.quantity > 0 {
        guard let ordered = order.ordered, ordered <= asOf else { continue }
        bySupplier[order.supplier, default: []].append(
          SupplierOrder(open: order, ordered: ordered, calendar: calendars[order.supplier]))
        listsOpen = true
      }
    }
    let longest = bySupplier.values.joined().reduce(0) { longest, order in
      order.lastDelivery.map { max(longest, $0 - order.ordered) } ?? longest
    }
    // An order open for twice the longest time that any has taken, and for a quarter of a year, is
    // forgotten, not late.
    for (supplier, orders) in bySupplier where longest > 0 {
      let live = orders.filter { !$0.isOpen || asOf - $0.ordered <= max(2 * longest, 90) }
      guard live.count < orders.count else { continue }
      bySupplier[supplier] = live
      log.add(
        Finding(
          .warning, at: Place(file: ""), kind: "forgotten-order",
          text: "orders on \(supplier) open for more than twice the longest lead time known, "
            + "\(longest) days, and 90 days", count: orders.count - live.count,
          treatment: "not used for lead times"))
    }
    let names = bySupplier.keys.sorted()
    suppliers = names
    let orders = names.map { bySupplier[$0] ?? [] }
    self.orders = orders
    fileEnd =
      listsOpen ? nil : orders.joined().compactMap(\.lastDelivery).max()
    let looked = parallelMap(count: names.count, threads: threads, chunk: 4) { i in
      Self.look(
        into: orders[i], calendar: calendars[names[i]], asOf: asOf, seed: seed &+ UInt64(i))
    }
    unlisted = looked.map(\.season)
    changes = looked.map(\.change)
    findings = log.findings
  }

  /// The orders of each supplier: rows of one order, item and day together.
  static func gather(
    _ receipts: [ReceiptRecord], _ calendars: SupplierCalendars, asOf: Day
  ) -> [String: [SupplierOrder]] {
    struct Key: Hashable {
      let sku: String
      let orderID: String
      let ordered: Day
    }
    var orders: [String: [SupplierOrder]] = [:]
    var index: [String: [Key: Int]] = [:]
    for receipt in receipts where receipt.ordered <= asOf && !receipt.supplier.isEmpty {
      guard receipt.received.map({ $0 >= receipt.ordered }) ?? true else { continue }
      let supplier = receipt.supplier
      let key = Key(sku: receipt.sku, orderID: receipt.orderID, ordered: receipt.ordered)
      // Rows without an order's number are orders of their own.
      if !receipt.orderID.isEmpty, let i = index[supplier]?[key] {
        orders[supplier]?[i].add(receipt, asOf: asOf)
      } else {
        var order = SupplierOrder(receipt, calendar: calendars[supplier])
        order.add(receipt, asOf: asOf)
        index[supplier, default: [:]][key] = orders[supplier]?.count ?? 0
        orders[supplier, default: []].append(order)
      }
    }
    return orders
  }

  /// The observations of a supplier's orders.
  func observations(_ supplier: Int) -> [LeadTimeObservation] {
    orders[supplier].flatMap { $0.observations(asOf: asOf, fileEnd: fileEnd) }
  }

  /// The supplier's orders of each item, by SKU; without those that name none.
  func items(_ supplier: Int) -> [(sku: String, orders: [SupplierOrder])] {
    Dictionary(grouping: orders[supplier].filter { !$0.sku.isEmpty }, by: \.sku)
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The observations of some orders.
  func observations(of orders: [SupplierOrder]) -> [LeadTimeObservation] {
    orders.flatMap { $0.observations(asOf: asOf, fileEnd: fileEnd) }
  }

  /// What all suppliers' orders tell, nil where none has been received.
  func pool(_ estimator: LeadTimeEstimator) -> LeadTimePool? {
    estimator.pool(
      suppliers.indices.map { observations($0) },
      changeAges: changes.map { change in change.map { Double(max(0, asOf - $0.since)) } })
  }

  /// Whole orders that have been received (lines of one order and day together, as they travel
  /// together), in the order of receipt.
  static func received(_ orders: [SupplierOrder]) -> [(ordered: Day, received: Day, days: Double)] {
    struct Key: Hashable {
      let orderID: String
      let ordered: Day
    }
    var index: [Key: Int] = [:]
    var whole: [(ordered: Day, received: Day, days: Double, lines: Double)] = []
    for order in orders {
      guard let last = order.lastDelivery, let days = order.meanDays else { continue }
      let key = Key(orderID: order.orderID, ordered: order.ordered)
      if let i = index[key] {
        let lines = whole[i].lines
        whole[i].days = (whole[i].days * lines + days) / (lines + 1)
        whole[i].received = max(whole[i].received, last)
        whole[i].lines += 1
      } else {
        index[key] = whole.count
        whole.append((order.ordered, last, days, 1))
      }
    }
    return whole.enumerated().sorted {
      ($0.element.received, $0.element.ordered, $0.offset)
        < ($1.element.received, $1.element.ordered, $1.offset)
    }.map { ($0.element.ordered, $0.element.received, $0.element.days) }
  }

  /// What is found in a supplier's received orders: a season, and a change of the lead times, which the
  /// season is taken out of first, lest its beginning look like a change.
  private static func look(
    into orders: [SupplierOrder], calendar: SupplierCalendar, asOf: Day, seed: UInt64
  ) -> (season: UnlistedSeason?, change: Change?) {
    let received = received(orders)
    let season = UnlistedSeason(received, calendar: calendar, asOf: asOf, seed: seed)
    let days = season?.usualDays(of: received, calendar: calendar) ?? received.map(\.days)
    guard let change = LeadTimeChangeDetector().change(in: days, seed: seed) else {
      return (season, nil)
    }
    let since = days[change.first...]
    let found = Change(
      change: change, since: received[change.first].ordered, orders: since.count,
      meanDays: since.reduce(0, +) / Double(since.count))
    return (season, found)
  }
}
