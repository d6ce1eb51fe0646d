public import RestockIO
public import RestockPlanning
internal import RestockRecords

/// `tradeoff.csv`: what other service targets would deliver, and the stock that they would need; the
/// rows of the whole plan, with the sku `*`, first.
public enum TradeOffTable {
  static let header = [
    "sku", "location", "target", "expected_cycle_service", "expected_fill_rate", "stock",
    "stock_value",
  ]

  /// The table of a plan with curves.
  public static func table(of plan: Plan) -> TableWriter {
    var table = TableWriter()
    table.header(header)
    append(plan.tradeOff, sku: "*", location: "", to: &table)
    for item in plan.recommendations {
      append(item.tradeOff, sku: item.key.sku, location: item.key.location, to: &table)
    }
    return table
  }

  private static func append(
    _ points: [TradeOffPoint], sku: String, location: String, to table: inout TableWriter
  ) {
    for point in points {
      table.text(sku)
      table.text(location)
      table.text(point.target.description)
      table.decimal(point.cycleService, places: 4)
      table.decimal(point.fillRate, places: 4)
      table.decimal(point.stock, places: 2)
      table.decimal(point.stockValue, places: 2)
      table.endRow()
    }
  }
}
