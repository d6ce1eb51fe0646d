internal import RestockInventory
internal import RestockRecords

/// Gathers the position of each item from stock, open orders and open receipts.
struct PositionBuilder {
  private let calendar: RunCalendar
  private let stock: [SeriesKey: Stock]
  private let openOrders: [SeriesKey: [OpenOrderRecord]]
  /// The items whose stock serves an item's demand too, and the units of the item in one of theirs.
  private let others: [String: [CountedItem]]
  /// Whether a stock file was given at all.
  let hasStock: Bool
  /// The keys in the stock, in the order of the file.
  let stockKeys: [SeriesKey]

  /// The stock of an item over the rows (lots, and locations where they are summed).
  private struct Stock {
    var onHand = 0.0
    var allocated = 0.0
    var backordered = 0.0
    var incoming = 0.0
    var hasNegative = false
    /// What of it expires, and when.
    var lots: [(expires: Day, units: Double)] = []
  }

  /// A builder over the inputs of a run; `others` are, for an SKU, the items whose demand is counted as
  /// its own, so that their stock is too.
  init(
    _ inputs: PlanInputs, calendar: RunCalendar, byLocation: Bool,
    others: [String: [CountedItem]] = [:]
  ) {
    self.calendar = calendar
    self.others = others
    func key(_ sku: String, _ location: String) -> SeriesKey {
      SeriesKey(sku: sku, location: byLocation ? location : "")
    }
    var stock: [SeriesKey: Stock] = [:]
    var keys: [SeriesKey] = []
    for record in inputs.stock ?? [] {
      let key = key(record.sku, record.location)
      if stock[key] == nil { keys.append(key) }
      let hasExpired = record.expires.map { $0 <= calendar.asOf } ?? false
      stock[key, default: Stock()].onHand += hasExpired ? 0 : record.onHand
      if let expires = record.expires, !hasExpired, record.onHand > 0 {
        stock[key]?.lots.append((expires, record.onHand))
      }
      stock[key]?.allocated += record.allocated
      stock[key]?.backordered += record.backordered
      stock[key]?.incoming += record.incoming
      if record.onHand < 0 { stock[key]?.hasNegative = true }
    }
    self.stock = stock
    stockKeys = keys
    hasStock = inputs.stock != nil
    let orders = inputs.openOrders ?? inputs.receipts.compactMap { OpenOrderRecord(open: $0) }
    openOrders = Dictionary(grouping: orders) { key($0.sku, $0.location) }
  }

  /// Whether the stock file names the item, and whether a row of it was negative.
  func stockFacts(of key: SeriesKey) -> (isNamed: Bool, hasNegative: Bool) {
    let record = stock[key.withoutChannel]
    return (record != nil, record?.hasNegative ?? false)
  }

  /// The open orders of items that are none of `known`, which count for nothing.
  func strayOrders(besides known: Set<SeriesKey>) -> [OpenOrderRecord] {
    openOrders.filter { !known.contains($0.key) }.values.joined().filter { $0.quantity > 0 }
      .sorted { ($0.place.file, $0.place.line) < ($1.place.file, $1.place.line) }
  }

  /// Units on hand of an item, 0 where the stock does not name it.
  func onHand(of key: SeriesKey) -> Double { stock[key.withoutChannel]?.onHand ?? 0 }

  /// The position of an item whose supplier takes `leadTime`. By `meanDemand`, the mean demand from
  /// as-of to so many days later, is known what expires before it sells; nil where that is not asked.
  func position(
    of key: SeriesKey, leadTime: LeadTime, meanDemand: ((Double) -> Double)? = nil
  ) -> InventoryPosition {
    let key = key.withoutChannel
    let record = stock[key] ?? Stock()
    var incoming = incoming(of: key, record, leadTime, times: 1)
    var counted: [InventoryPosition.CountedStock] = []
    for other in others[key.sku] ?? [] {
      let otherKey = SeriesKey(sku: other.sku, location: key.location)
      let stock = stock[otherKey] ?? Stock()
      let units = (stock.onHand - stock.allocated - stock.backordered) * other.units
      if units != 0 { counted.append(.init(sku: other.sku, units: units, kind: other.kind)) }
      incoming += self.incoming(of: otherKey, stock, leadTime, times: other.units)
    }
    return InventoryPosition(
      onHand: record.onHand, allocated: record.allocated, backordered: record.backordered,
      expiring: meanDemand.map { expiring(record, meanDemand: $0) } ?? 0, counted: counted,
      incoming: incoming)
  }

  private func incoming(
    of key: SeriesKey, _ record: Stock, _ leadTime: LeadTime, times factor: Double
  ) -> [IncomingOrder] {
    var orders = (openOrders[key] ?? []).filter { $0.quantity > 0 }
      .map { order in self.incoming(order, leadTime, times: factor) }
    if record.incoming > 0 {
      orders.append(
        IncomingOrder(
          quantity: record.incoming * factor, daysAhead: leadTime.mean, isLate: false))
    }
    return orders
  }

  /// Units on hand that expire before they sell, the first to expire sold first: of each lot, what
  /// exceeds the mean demand until it expires that the lots before it leave.
  private func expiring(_ record: Stock, meanDemand: (Double) -> Double) -> Double {
    var sold = 0.0
    var lost = 0.0
    for lot in record.lots.sorted(by: { $0.expires < $1.expires }) {
      let days = Double(lot.expires - calendar.asOf)
      guard days <= Self.longestLife else { break }
      let sells = min(lot.units, max(0, (meanDemand(days) - sold).rounded(.down)))
      sold += sells
      lost += lot.units - sells
    }
    return lost
  }

  /// A lot that expires later, in days, counts whole.
  private static let longestLife = 730.0

  /// When an open order counts: on its date, or, where that has passed, after the remaining lead
  /// time of an order of its age.
  private func incoming(
    _ order: OpenOrderRecord, _ leadTime: LeadTime, times factor: Double
  ) -> IncomingOrder {
    let meanDays = leadTime.mean
    let due: Double
    if let expected = order.expected {
      due = Double(expected - calendar.asOf)
    } else if let ordered = order.ordered {
      due = Double(ordered - calendar.asOf) + meanDays
    } else {
      due = meanDays
    }
    let age = order.ordered.map { Double(calendar.asOf - $0) } ?? meanDays - due
    let isLate = due < 0
    return IncomingOrder(
      quantity: order.quantity * factor,
      daysAhead: isLate ? leadTime.meanRemaining(after: max(0, age)) : due, isLate: isLate,
      orderID: order.orderID, supplier: order.supplier, due: order.expected)
  }
}

/// An item whose demand is counted as another's.
struct CountedItem: Sendable, Hashable {
  let sku: String
  /// Units of the other item that one of it stands for.
  let units: Double
  let kind: InventoryPosition.CountedStock.Kind
}

extension OpenOrderRecord {
  /// The open order that a receipt without a date of receipt stands for, nil for any other.
  fileprivate init?(open receipt: ReceiptRecord) {
    guard receipt.received == nil, !receipt.sku.isEmpty, let ordered = receipt.quantityOrdered
    else { return nil }
    self.init(
      sku: receipt.sku, quantity: ordered - (receipt.quantityReceived ?? 0),
      expected: receipt.promised, ordered: receipt.ordered, supplier: receipt.supplier,
      orderID: receipt.orderID, place: receipt.place)
  }
}

extension SeriesKey {
  /// Stock is kept by SKU and location, never by channel.
  fileprivate var withoutChannel: Self { Self(sku: sku, location: location) }
}
