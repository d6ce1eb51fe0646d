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
  /// What came by as-of.
  let receipts: [LeadTimeHistoryChart.Receipt]
  /// How its receipts were, and whether its lead time drifted; nil without receipts.
  let record: LeadTimeReport.Row?
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

  /// Whether its lead time became longer or shorter.
  var hasDrifted: Bool { record?.drift == .longer || record?.drift == .shorter }

  /// The drift for people; empty without one.
  var driftWords: String {
    guard hasDrifted, let record else { return "" }
    return record.drift.rawValue + (record.driftSince.map { " since \($0.iso)" } ?? "")
  }

  /// The lines of the order that will likely run out before it arrives.
  var urgentLines: Int { orders.count(where: \.runsOut) }

  /// All suppliers of a plan: those with the largest orders first.
  static func all(
    of items: [ReportItem], plan: Plan, inputs: PlanInputs, threads: Int
  ) -> [ReportSupplier] {
    let records = records(plan, inputs: inputs, threads: threads)
    let bySupplier = Dictionary(grouping: items, by: \.recommendation.supplier)
    let receipts = Dictionary(grouping: inputs.receipts, by: \.supplier)
    var suppliers = bySupplier.map { key, items in
      make(
        key, items, terms: inputs.catalogue.suppliers[key], receipts: receipts[key] ?? [],
        record: records[key], asOf: plan.calendar.asOf)
    }
    suppliers.sort { left, right in
      let (a, b) = (left.orderValue ?? 0, right.orderValue ?? 0)
      if a != b { return a > b }
      if left.orders.count != right.orders.count { return left.orders.count > right.orders.count }
      return left.key < right.key
    }
    return suppliers.enumerated().map { $1.numbered($0) }
  }

  /// What the receipts say of each supplier.
  private static func records(
    _ plan: Plan, inputs: PlanInputs, threads: Int
  ) -> [String: LeadTimeReport.Row] {
    guard !inputs.receipts.isEmpty, plan.calendar.buckets.size != .step else { return [:] }
    let report = LeadTimeReport(
      receipts: inputs.receipts, openOrders: inputs.openOrders ?? [], catalogue: inputs.catalogue,
      events: inputs.events, asOf: plan.calendar.asOf, threads: threads)
    return Dictionary(
      report.rows.filter { $0.sku.isEmpty }.map { ($0.supplier, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func make(
    _ key: String, _ items: [ReportItem], terms: SupplierRecord?, receipts: [ReceiptRecord],
    record: LeadTimeReport.Row?, asOf: Day
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
    let came = receipts.compactMap { receipt -> LeadTimeHistoryChart.Receipt? in
      guard let received = receipt.received, received <= asOf, received >= receipt.ordered else {
        return nil
      }
      return .init(ordered: receipt.ordered, days: Double(received - receipt.ordered))
    }
    return ReportSupplier(
      index: 0, key: key, name: name(key, terms), items: items, orders: orders,
      leadTime: usual?.leadTime, leadTimeSource: usual?.leadTimeSource,
      receipts: key.isEmpty ? [] : came, record: record,
      minimumOrderValue: terms?.minimumOrderValue, currency: terms?.currency ?? "")
  }

  private static func name(_ key: String, _ terms: SupplierRecord?) -> String {
    guard !key.isEmpty else { return "No supplier" }
    guard let name = terms?.name, !name.isEmpty else { return key }
    return name
  }

  private func numbered(_ index: Int) -> ReportSupplier {
    ReportSupplier(
      index: index, key: key, name: name, items: items, orders: orders, leadTime: leadTime,
      leadTimeSource: leadTimeSource, receipts: receipts, record: record,
      minimumOrderValue: minimumOrderValue, currency: currency)
  }
}
