internal import RestockInventory
internal import RestockRecords

/// An order line on a supplier with its deliveries, as far as they are known at as-of.
struct SupplierOrder: Sendable {
  let supplier: String
  let sku: String
  let orderID: String
  let ordered: Day
  let promised: Day?
  /// Lead times run by this calendar.
  private let calendar: SupplierCalendar
  /// The parts that have come, in the order of the file.
  private(set) var deliveries: [Delivery] = []
  /// Whether a part, or all of it, is still to come.
  private(set) var isOpen = false
  private(set) var quantityOrdered: Double?
  private var hasQuantities = true

  /// A part of an order that came on a day.
  struct Delivery: Sendable {
    let day: Day
    /// Units; nil where the file does not say.
    let quantity: Double?
  }

  init(_ receipt: ReceiptRecord, calendar: SupplierCalendar) {
    self.calendar = calendar
    supplier = receipt.supplier
    sku = receipt.sku
    orderID = receipt.orderID
    ordered = receipt.ordered
    promised = receipt.promised
  }

  init(open order: OpenOrderRecord, ordered: Day, calendar: SupplierCalendar) {
    self.calendar = calendar
    supplier = order.supplier
    sku = order.sku
    orderID = order.orderID
    self.ordered = ordered
    promised = order.expected
    isOpen = true
  }

  /// Takes in a row of the order. What came after as-of was not known then: the order was open.
  mutating func add(_ receipt: ReceiptRecord, asOf: Day) {
    if let quantity = receipt.quantityOrdered {
      quantityOrdered = max(quantityOrdered ?? 0, quantity)
    }
    if let day = receipt.received, day <= asOf {
      deliveries.append(Delivery(day: day, quantity: receipt.quantityReceived))
      if receipt.quantityReceived == nil { hasQuantities = false }
    } else {
      isOpen = true
    }
  }

  /// The last day on which something came.
  var lastDelivery: Day? { deliveries.map(\.day).max() }

  /// Units that have come, nil where the file does not say.
  var quantityReceived: Double? {
    hasQuantities ? deliveries.reduce(0) { $0 + ($1.quantity ?? 0) } : nil
  }

  /// The days of lead time from the order to a day.
  func days(to day: Day) -> Double { calendar.days(after: ordered, through: day) }

  /// The mean days to what has come, by its units; nil while nothing has.
  var meanDays: Double? {
    guard !deliveries.isEmpty else { return nil }
    let parts = shares(withOpen: false)
    return zip(deliveries, parts).reduce(0) { $0 + days(to: $1.0.day) * $1.1 }
  }

  /// The order as observations of a lead time, each part counting for its share of the units;
  /// `fileEnd` is the last day of a file that lists receipts only, nil where open orders are listed.
  func observations(asOf: Day, fileEnd: Day?) -> [LeadTimeObservation] {
    let parts = shares(withOpen: isOpen)
    let age = Double(max(0, asOf - ordered))
    var observations: [LeadTimeObservation] = []
    for (delivery, share) in zip(deliveries, parts) where share > 0 {
      observations.append(
        LeadTimeObservation(
          days: days(to: delivery.day), age: age, share: share,
          limit: fileEnd.map { days(to: max($0, delivery.day)) }))
    }
    let rest = 1 - parts.reduce(0, +)
    if isOpen, rest > 1e-9 {
      observations.append(
        LeadTimeObservation(
          days: days(to: max(ordered, asOf)), isOpen: true, age: age, share: rest))
    }
    return observations
  }

  /// The share of each delivery in the units of the order, or, without units, equal shares of all
  /// parts.
  private func shares(withOpen: Bool) -> [Double] {
    let received = quantityReceived ?? 0
    let whole = withOpen ? max(received, quantityOrdered ?? 0) : received
    guard hasQuantities, whole > 0 else {
      let parts = Double(deliveries.count + (withOpen ? 1 : 0))
      return deliveries.map { _ in 1 / parts }
    }
    return deliveries.map { max(0, $0.quantity ?? 0) / whole }
  }
}
