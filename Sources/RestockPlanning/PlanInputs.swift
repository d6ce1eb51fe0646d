public import RestockRecords

/// Everything a plan is made from, as read.
public struct PlanInputs: Sendable {
  public var sales: SalesHistory
  /// Nil where no stock file was given: on hand then counts as 0.
  public var stock: [StockRecord]?
  public var stockHistory: StockHistory?
  /// Nil where no open-orders file was given: open receipts then count in its place.
  public var openOrders: [OpenOrderRecord]?
  public var catalogue: Catalogue
  public var receipts: [ReceiptRecord]
  public var events: [EventRecord]
  /// The planner's own decisions.
  public var overrides: [OverrideRecord] = []
  /// The names of the sales files, which `SalesSeries.firstFile` counts.
  public var salesFiles: [String]

  /// Inputs with sales alone.
  public init(sales: SalesHistory, salesFiles: [String]) {
    self.sales = sales
    self.salesFiles = salesFiles
    stock = nil
    stockHistory = nil
    openOrders = nil
    catalogue = Catalogue()
    receipts = []
    events = []
  }
}
