public import RestockRecords

/// What does not go together between the input files of a run.
///
/// Nothing is changed: planning decides what becomes of it, as the treatments say.
public struct CrossCheck: Sendable {
  /// The sales, and the names of their files.
  public var sales: SalesHistory
  public var salesFiles: [String]
  /// The stock; nil where no file was given.
  public var stock: [StockRecord]?
  public var stockHistory: StockHistory?
  public var openOrders: [OpenOrderRecord]
  public var receipts: [ReceiptRecord]
  public var events: [EventRecord]
  public var catalogue: Catalogue

  /// The inputs of a run, those that were given.
  public init(
    sales: SalesHistory, salesFiles: [String], stock: [StockRecord]? = nil,
    stockHistory: StockHistory? = nil, openOrders: [OpenOrderRecord] = [],
    receipts: [ReceiptRecord] = [], events: [EventRecord] = [], catalogue: Catalogue = Catalogue()
  ) {
    self.sales = sales
    self.salesFiles = salesFiles
    self.stock = stock
    self.stockHistory = stockHistory
    self.openOrders = openOrders
    self.receipts = receipts
    self.events = events
    self.catalogue = catalogue
  }

  /// Adds what was found to a log.
  public func check(_ findings: inout FindingLog) {
    checkItems(&findings)
    checkStock(&findings)
    checkStockHistory(&findings)
    checkSuppliers(&findings)
    checkUnknownItems(&findings)
  }

  private func place(_ series: SalesSeries) -> Place {
    Place(
      file: salesFiles.indices.contains(series.firstFile) ? salesFiles[series.firstFile] : "",
      line: series.firstLine, sku: series.key.sku)
  }

  private func checkItems(_ findings: inout FindingLog) {
    guard !catalogue.items.isEmpty else { return }
    var lower: [String: String] = [:]
    for sku in catalogue.items.keys.sorted() { lower[sku.lowercased()] = sku }
    var sold: Set<String> = []
    for series in sales.series where sold.insert(series.key.sku).inserted {
      let sku = series.key.sku
      guard catalogue.items[sku] == nil else { continue }
      if let other = lower[sku.lowercased()] {
        findings.add(
          Finding(
            .warning, at: place(series), kind: "keys-differ-in-case",
            text: "'\(sku)' is sold, '\(other)' is in the items: they differ in case only",
            treatment: "kept apart, as written"))
      } else {
        findings.add(
          Finding(
            .warning, at: place(series), kind: "sold-not-in-items",
            text: "SKUs that are sold but not in the items file, as '\(sku)'",
            treatment: "planned with the defaults"))
      }
    }
    let byPlace = catalogue.items.values.sorted {
      ($0.place.file, $0.place.line) < ($1.place.file, $1.place.line)
    }
    for item in byPlace {
      if !sold.contains(item.sku) {
        findings.add(
          Finding(
            .note, at: item.place, kind: "item-not-sold",
            text: "items without sales, as '\(item.sku)'",
            treatment: "not planned unless there is stock of them"))
      }
      let hasSupplier = catalogue.terms[item.sku]?.contains { !$0.supplier.isEmpty } ?? false
      if item.isActive && !hasSupplier {
        findings.add(
          Finding(
            .warning, at: item.place, kind: "item-without-supplier",
            text: "items with no supplier, as '\(item.sku)'",
            treatment: "ordered from 'no-supplier'"))
      }
    }
  }

  private func checkStock(_ findings: inout FindingLog) {
    guard let stock else { return }
    let stocked = Set(stock.map(\.sku))
    var seen: Set<String> = []
    for series in sales.series
    where !stocked.contains(series.key.sku) && seen.insert(series.key.sku).inserted {
      findings.add(
        Finding(
          .warning, at: place(series), kind: "sold-not-in-stock",
          text: "SKUs that are sold but not in the stock file, as '\(series.key.sku)'",
          treatment: "their stock counts as 0"))
    }
    let sold = Set(sales.series.map(\.key.sku))
    for record in stock where !sold.contains(record.sku) {
      findings.add(
        Finding(
          .note, at: record.place, kind: "stock-not-sold",
          text: "SKUs with a row in stock but no sales, as '\(record.sku)'",
          treatment: "nothing is forecast for them"))
    }
    guard sales.calendar.size != .step else { return }
    // A summed file's last date is the first day of its last bucket.
    let last =
      sales.isSummed
      ? sales.calendar.firstDay(of: sales.calendar.bucket(of: sales.lastDay) + 1) + -1
      : sales.lastDay
    for record in stock {
      guard let asOf = record.asOf else { continue }
      let days = asOf - last
      guard days < -1 || days > 7 else { continue }
      findings.add(
        Finding(
          .warning, at: record.place, kind: "stock-and-sales-dates",
          text: "the stock is of \(asOf.iso), the newest sale of \(last.iso)",
          treatment: days < 0
            ? "what was sold since is not taken off" : "what was sold since is not known"))
    }
  }

  /// Sales in a bucket during all of which the stock history says that there was none.
  private func checkStockHistory(_ findings: inout FindingLog) {
    guard let stockHistory, stockHistory.span == sales.calendar.size else { return }
    var out: [SeriesKey: Set<Int>] = [:]
    for observation in stockHistory.observations where !observation.inStock {
      let key = SeriesKey(sku: observation.sku, location: observation.location)
      out[key, default: []].insert(sales.calendar.bucket(of: observation.day))
    }
    for series in sales.series {
      let key = SeriesKey(sku: series.key.sku, location: series.key.location)
      guard let buckets = out[key] else { continue }
      for bucket in buckets.sorted() {
        let i = bucket - series.firstBucket
        guard series.sold.indices.contains(i), series.sold[i] > 0 else { continue }
        findings.add(
          Finding(
            .warning, at: place(series), kind: "sold-without-stock",
            text: "\(series.sold[i]) units sold in \(sales.calendar.label(of: bucket)), when the"
              + " stock history says there was none",
            treatment: "what was sold is a lower bound of the demand"))
      }
    }
  }

  private func checkSuppliers(_ findings: inout FindingLog) {
    let named = Set(catalogue.terms.values.joined().map(\.supplier)).subtracting([""])
    if catalogue.suppliers.isEmpty && named.isEmpty { return }
    let file = catalogue.suppliers.isEmpty ? "items" : "suppliers"
    func note(_ supplier: String, _ place: Place) {
      let isKnown =
        catalogue.suppliers.isEmpty
        ? named.contains(supplier) : catalogue.suppliers[supplier] != nil
      if supplier.isEmpty || isKnown { return }
      findings.add(
        Finding(
          .warning, at: place, kind: "unknown-supplier",
          text: "suppliers that are not in the \(file) file, as '\(supplier)'",
          treatment: "planned with the defaults"))
    }
    for order in openOrders { note(order.supplier, order.place) }
    for receipt in receipts { note(receipt.supplier, receipt.place) }
    if catalogue.suppliers.isEmpty { return }
    for sku in catalogue.terms.keys.sorted() {
      guard let place = catalogue.items[sku]?.place else { continue }
      for terms in catalogue.terms[sku] ?? [] { note(terms.supplier, place) }
    }
  }

  /// Orders, receipts and events of items that are neither sold, in stock nor in the items file.
  private func checkUnknownItems(_ findings: inout FindingLog) {
    let known = Set(sales.series.map(\.key.sku)).union(catalogue.items.keys)
      .union((stock ?? []).map(\.sku))
    func note(_ sku: String, _ place: Place, _ what: String, _ treatment: String) {
      if sku.isEmpty || known.contains(sku) { return }
      findings.add(
        Finding(
          .warning, at: place, kind: "unknown-sku",
          text: "\(what) of SKUs that are in no sales, stock or items file, as '\(sku)'",
          treatment: treatment))
    }
    for order in openOrders {
      note(order.sku, order.place, "open orders", "they count for no item")
    }
    for receipt in receipts {
      note(receipt.sku, receipt.place, "receipts", "they teach the supplier's lead time only")
    }
    let categories = Set(catalogue.items.values.map(\.category))
    for event in events {
      note(event.sku, event.place, "events", "they move no demand")
      guard !event.category.isEmpty, !categories.contains(event.category) else { continue }
      findings.add(
        Finding(
          .warning, at: event.place, kind: "unknown-category",
          text: "events of categories that no item has, as '\(event.category)'",
          treatment: "they move no demand"))
    }
  }
}
