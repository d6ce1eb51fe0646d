import RestockNumerics
import RestockPlanning
import RestockRecords

/// A small shop made in the test: weekly sales of items from Monday 2023-01-02 on.
struct MadeShop {
  static let calendar = BucketCalendar(size: .week)
  static let firstMonday = Day(number: 19_359)
  static let firstBucket = calendar.bucket(of: firstMonday)

  var series: [SalesSeries] = []
  var weeks: Int

  init(weeks: Int) {
    self.weeks = weeks
  }

  /// The Monday after the last week.
  var asOf: Day { Self.firstMonday + 7 * weeks }

  mutating func add(_ sku: String, _ sold: [Double], location: String = "", price: Double? = nil) {
    var one = SalesSeries(
      key: SeriesKey(sku: sku, location: location), firstBucket: Self.firstBucket, firstFile: 0,
      firstLine: 2)
    one.sold = ContiguousArray(sold.map { Float($0) })
    if let price { one.revenue = price * sold.reduce(0, +) }
    series.append(one)
  }

  /// Adds an item with Poisson demand of `rate` a week.
  mutating func addPoisson(_ sku: String, rate: Double, seed: UInt64, price: Double? = nil) {
    var random = RandomGenerator(seed: seed)
    let law = Poisson(mean: rate)
    add(
      sku, (0..<weeks).map { _ in law.quantile(min(0.999_999, max(1e-9, random.uniform()))) },
      price: price)
  }

  var inputs: PlanInputs {
    PlanInputs(
      sales: SalesHistory(
        calendar: Self.calendar, series: series, firstDay: Self.firstMonday, lastDay: asOf + -7,
        isSummed: true, rows: series.count * weeks, unitsByWeekday: nil),
      salesFiles: ["sales.csv"])
  }

  static func stock(_ sku: String, _ units: Double) -> StockRecord {
    StockRecord(sku: sku, onHand: units, place: Place(file: "stock.csv"))
  }

  /// A catalogue in which each item has the same terms.
  static func catalogue(
    _ skus: [String], supplier: String = "acme", unitCost: Double? = 5, moq: Double? = nil,
    pack: Double? = nil, leadTime: Double? = nil
  ) -> Catalogue {
    var catalogue = Catalogue()
    for sku in skus {
      catalogue.items[sku] = ItemRecord(sku: sku, place: Place(file: "items.csv"))
      var terms = SupplyTerms(sku: sku, supplier: supplier)
      terms.unitCost = unitCost
      terms.minimumOrderQuantity = moq
      terms.packSize = pack
      terms.leadTimeDays = leadTime
      catalogue.terms[sku] = [terms]
    }
    catalogue.suppliers[supplier] = SupplierRecord(
      supplier: supplier, place: Place(file: "suppliers.csv"))
    return catalogue
  }
}
