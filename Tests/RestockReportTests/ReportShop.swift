import RestockForecasting
import RestockNumerics
import RestockPlanning
import RestockRecords

/// A shop made up by seed, with everything that a report shows: suppliers with receipts, open orders
/// late and early, out-of-stock periods, dead stock, items without cost, and names that attack.
enum ReportShop {
  /// Names that would do harm in a page or a spreadsheet that took them as code.
  static let hostile = [
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "=HYPERLINK(\"http://x\")",
    "a&b \"c\" 'd' <e>", "<img src=x onerror=alert(3)>", "]]><!--", "\u{2028}\u{0007}end",
  ]
  /// Monday.
  static let asOf = Day(year: 2026, month: 6, day: 1)!

  static func plan(items: Int, settings: PlanSettings = settings()) -> (Plan, PlanInputs) {
    let inputs = inputs(items: items)
    return (Planner(inputs, settings: settings).plan(), inputs)
  }

  static func settings() -> PlanSettings {
    var settings = PlanSettings()
    settings.asOf = asOf
    settings.model = .simpleExponentialSmoothing(SimpleExponentialSmoothing())
    settings.alternatives = .all
    settings.threads = 2
    return settings
  }

  static func inputs(items: Int) -> PlanInputs {
    let calendar = BucketCalendar(size: .week)
    let end = calendar.bucket(of: asOf)
    var series: [SalesSeries] = []
    var stock: [StockRecord] = []
    var open: [OpenOrderRecord] = []
    var catalogue = Catalogue()
    let place = Place(file: "made-up.csv", line: 1)
    for i in 0..<items {
      var random = RandomGenerator(seed: 7, stream: UInt64(i))
      let sku = i < hostile.count ? hostile[i] : "SKU-\(10_000 + i)"
      let weeks = 20 + Int(random.uniform() * 100)
      var sales = SalesSeries(
        key: SeriesKey(sku: sku), firstBucket: end - weeks, firstFile: 0, firstLine: i + 2)
      let rate = 0.3 + 30 * random.uniform() * random.uniform()
      for week in 0..<weeks {
        let demand = max(0, rate + rate.squareRoot() * random.standardNormal()).rounded()
        // The last items stop selling; some weeks of every fifth are out of stock.
        sales.sold.append(i % 23 == 22 && week > weeks - 40 ? 0 : Float(demand))
        if i % 5 == 0, week % 29 == 11 { sales.lowerBound.insert(sales.firstBucket + week) }
      }
      sales.revenue = sales.sold.reduce(0) { $0 + Double($1) } * 4
      series.append(sales)
      let onHand = (rate * 12 * random.uniform() * random.uniform()).rounded()
      stock.append(
        StockRecord(sku: sku, onHand: i % 17 == 16 ? rate * 80 : onHand, place: place))
      if i % 4 == 1 {
        open.append(
          OpenOrderRecord(
            sku: sku, quantity: (rate * 2).rounded(.up), expected: asOf + (i % 40 - 10),
            ordered: asOf + -20, supplier: "S\(i % 6)", orderID: "PO-\(i)", place: place))
      }
      var item = ItemRecord(sku: sku, place: place)
      item.description = i < hostile.count ? hostile[i] : "Thing number \(i)"
      item.category = "Category \(i % 4)"
      item.price = 4
      catalogue.items[sku] = item
      var terms = SupplyTerms(sku: sku, supplier: i % 11 == 10 ? "" : "S\(i % 6)")
      terms.unitCost = i % 13 == 12 ? nil : 0.5 + 3 * random.uniform()
      terms.packSize = i % 3 == 0 ? 6 : nil
      terms.minimumOrderQuantity = i % 7 == 0 ? 10 : nil
      catalogue.terms[sku] = [terms]
    }
    for i in 0..<6 {
      var supplier = SupplierRecord(supplier: "S\(i)", place: place)
      supplier.name = i == 0 ? hostile[0] : "Supplier \(i)"
      supplier.leadTimeDays = 7 + 5 * Double(i)
      catalogue.suppliers["S\(i)"] = supplier
    }
    var inputs = PlanInputs(
      sales: SalesHistory(
        calendar: calendar, series: series, firstDay: asOf + -840, lastDay: asOf + -1,
        isSummed: false, rows: items * 60, unitsByWeekday: nil),
      salesFiles: ["made-up.csv"])
    inputs.stock = stock
    inputs.openOrders = open
    inputs.catalogue = catalogue
    inputs.receipts = (0..<40).map { i in
      let ordered = asOf + (-400 + 8 * i)
      return ReceiptRecord(
        supplier: "S\(i % 2)", ordered: ordered, promised: ordered + 10,
        received: ordered + (6 + i * 7 % 11), place: place)
    }
    return inputs
  }
}
