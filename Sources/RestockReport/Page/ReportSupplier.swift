internal import RestockInventory
internal import RestockPlanning
internal import RestockRecords

/// A supplier of the report, with what is ordered from it.
struct ReportSupplier: Sendable {
  /// Its place among the suppliers; names it in the page (`#supplier-3`).
  let index: Int
  /// The key, empty for items without a supplier.
  let key: String
  let name: String
  let items: [ReportItem]
  /// What is ordered, the largest orders first; the draft purchase order.
  let orders: [ReportItem]
  /// The lead time of most of its items, and where it comes from.
  let leadTime: LeadTime?
  let leadTimeSource: LeadTimeSource?
  /// Days from order to receipt of what came by as-of.
  let receipts: [Double]
  /// The share of receipts with a promised date that came by it, nil where none had one.
  let onTime: Double?
  /// The least value of an order, in the supplier's currency.
  let minimumOrderValue: Double?
  /// ISO 4217, empty for the run's own.
  let currency: String

  /// Money of the order in the run's currency, nil where no cost is known.
  var orderValue: Double? { ReportFacts.sum(orders) { $0.recommendation.orderValue } }

  /// Money of the order in the supplier's currency, nil where no cost is known.
  var orderValueInCurrency: Double? {
    ReportFacts.sum(orders) { item in
      item.recommendation.supply?.unitCostInCurrency.map {
        $0 * item.recommendation.orderQuantity
      }
    }
  }

  /// The lines of the order that will likely run out before it arrives.
  var urgentLines: Int { orders.count(where: \.runsOut) }

  /// All suppliers of a plan: those with the largest orders first.
  static func all(of items: [ReportItem], plan: Plan, inputs: PlanInputs) -> [ReportSupplier] {
    let bySupplier = Dictionary(grouping: items, by: \.recommendation.supplier)
    let receipts = Dictionary(grouping: inputs.receipts, by: \.supplier)
    var suppliers = bySupplier.map { key, items in
      make(
        key, items, record: inputs.catalogue.suppliers[key], receipts: receipts[key] ?? [],
        asOf: plan.calendar.asOf)
    }
    suppliers.sort { left, right in
      let (a, b) = (left.orderValue ?? 0, right.orderValue ?? 0)
      if a != b { return a > b }
      if left.orders.count != right.orders.count { return left.orders.count > right.orders.count }
      return left.key < right.key
    }
    return suppliers.enumerated().map { $1.numbered($0) }
  }

  private static func make(
    _ key: String, _ items: [ReportItem], record: SupplierRecord?, receipts: [ReceiptRecord],
    asOf: Day
  ) -> ReportSupplier {
    let orders = items.filter { $0.recommendation.orderQuantity > 0 }.sorted { left, right in
      let worth = { (item: ReportItem) in
        item.recommendation.orderQuantity * (item.unitWorth ?? 0)
      }
      return worth(left) != worth(right) ? worth(left) > worth(right) : left.index < right.index
    }
    let supplies = items.compactMap(\.recommendation.supply)
    // The lead time that most items share; of several, the first.
    var counts: [LeadTime: Int] = [:]
    for supply in supplies { counts[supply.leadTime, default: 0] += 1 }
    let most = counts.values.max()
    let usual = supplies.first { counts[$0.leadTime] == most }
    let came = receipts.filter { $0.received.map { $0 <= asOf } ?? false }
    let promised = came.filter { $0.promised != nil }
    let inTime = promised.count { receipt in
      guard let received = receipt.received, let promised = receipt.promised else { return false }
      return received <= promised
    }
    return ReportSupplier(
      index: 0, key: key,
      name: name(key, record),
      items: items, orders: orders, leadTime: usual?.leadTime,
      leadTimeSource: usual?.leadTimeSource,
      receipts: key.isEmpty
        ? []
        : came.compactMap { receipt in
          receipt.received.flatMap { $0 >= receipt.ordered ? Double($0 - receipt.ordered) : nil }
        },
      onTime: promised.isEmpty || key.isEmpty ? nil : Double(inTime) / Double(promised.count),
      minimumOrderValue: record?.minimumOrderValue, currency: record?.currency ?? "")
  }

  private static func name(_ key: String, _ record: SupplierRecord?) -> String {
    guard !key.isEmpty else { return "No supplier" }
    guard let name = record?.name, !name.isEmpty else { return key }
    return name
  }

  private func numbered(_ index: Int) -> ReportSupplier {
    ReportSupplier(
      index: index, key: key, name: name, items: items, orders: orders, leadTime: leadTime,
      leadTimeSource: leadTimeSource, receipts: receipts, onTime: onTime,
      minimumOrderValue: minimumOrderValue, currency: currency)
  }
}
