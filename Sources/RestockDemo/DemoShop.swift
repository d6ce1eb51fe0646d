public import RestockIO
public import RestockRecords

/// A made-up shop with a known truth: years of sales, stock, orders and receipts in every kind of
/// input file, and files that say what is true of them.
///
/// Demand is drawn from laws that the truth files state; stock, stock-outs, receipts and open orders
/// are what a shop with a plain (s, S) rule and its suppliers' lead times made of it. The same seed and
/// sizes give the same bytes on every machine: no function is used whose last bits differ between
/// machines. `datasets/README.md` tells how each thing is made and what the columns mean.
public struct DemoShop: Sendable {
  package let seed: UInt64
  package let calendar: ShopCalendar
  package let suppliers: [ShopSupplier]
  package let items: [ShopItem]
  package let events: [ShopEvent]
  package let demand: DailyDemand
  package let series: [SeriesHistory]
  package let orders: [PurchaseOrder]
  package let salesLines: [SalesLine]

  /// The day of the plan: the one after the last of the history.
  public var asOf: Day { calendar.last + 1 }

  /// The fewest SKUs that hold one of each kind of demand, and enough besides for the rest.
  public static let fewestSKUs = 40

  /// A Sunday, so that a plan is made on a Monday: 2026-06-28.
  public static let defaultLastDay = Day(number: 20_632)

  /// Makes up a shop and lives through its history.
  ///
  /// - Parameters:
  ///   - seed: Another seed is another shop.
  ///   - skus: Items, at least `fewestSKUs`; time and size go with them (400 take about a second).
  ///   - years: Years of history, 1...10.
  ///   - last: The last day of the history.
  public init(
    seed: UInt64 = 1, skus: Int = 400, years: Int = 3, last: Day = Self.defaultLastDay
  ) {
    precondition(
      skus >= Self.fewestSKUs && (1...10).contains(years), "\(skus) SKUs, \(years) years")
    let calendar = ShopCalendar(years: years, last: last)
    let suppliers = ShopSupplier.all(days: calendar.days)
    var assortment = Assortment(seed: seed, calendar: calendar, suppliers: suppliers)
    let items = assortment.items(skus)
    let events = assortment.events(items: items)
    let demand = DailyDemand(seed: seed, calendar: calendar, events: events)
    var simulation = ShopSimulation(
      seed: seed, calendar: calendar, suppliers: suppliers, items: items, demand: demand)
    simulation.run()
    var ledger = SalesLedger(
      seed: seed, calendar: calendar, items: items, events: events, series: simulation.series)
    ledger.write()
    self.seed = seed
    self.calendar = calendar
    self.suppliers = suppliers
    self.items = items
    self.events = events
    self.demand = demand
    series = simulation.series
    orders = simulation.orders
    salesLines = ledger.lines
  }

  /// A file of the shop.
  public struct File: Sendable, Hashable {
    /// Its name; one that ends in `.gz` is to be compressed.
    public let name: String
    /// What is in it, not compressed.
    public let content: [UInt8]
  }

  /// The names of all files that a shop has.
  public static let fileNames = [
    SalesTable.file, StockTables.stockFile, StockTables.historyFile, StockTables.openOrdersFile,
    "items.csv", "suppliers.csv", ReceiptsTable.file, "events.csv", "truth.csv",
    "truth-suppliers.csv", "truth-events.csv", "truth-dirt.csv",
  ]

  /// All files of the shop, those of the truth last.
  public func files() -> [File] {
    let sales = SalesTable(self)
    let receipts = ReceiptsTable(self)
    var stock = StockTables(self)
    let catalogue = CatalogueTables(shop: self)
    let truth = TruthTables(self)
    let faulty = Set((sales.dirt + receipts.dirt).map(\.sku))
    let stockTable = stock.stock(faultyElsewhere: faulty)
    let tables = [
      sales.table, stockTable, stock.stockHistory(), stock.openOrders(), catalogue.items(),
      catalogue.suppliers(), receipts.table, catalogue.events(isTruth: false), truth.items(),
      truth.suppliers(), catalogue.events(isTruth: true),
      truth.dirt(sales.dirt + stock.dirt + receipts.dirt),
    ]
    return zip(Self.fileNames, tables).map { File(name: $0, content: $1.bytes) }
  }

  /// Writes all files into a folder, compressed where their names say so.
  public func write(to folder: inout OutputFolder) throws(OutputError) {
    for file in files() {
      if file.name.hasSuffix(".gz") {
        var compressor = try GzipWriter(try folder.create(file.name), level: 9)
        try compressor.write(file.content)
        try compressor.close()
      } else {
        try folder.write(file.content, to: file.name)
      }
    }
  }
}
