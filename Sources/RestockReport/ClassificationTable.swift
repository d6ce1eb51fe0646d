internal import RestockForecasting
public import RestockIO
internal import RestockInventory
public import RestockPlanning
internal import RestockRecords

/// `classification.csv`: a row for each item.
public enum ClassificationTable {
  static let header = [
    "sku", "location", "abc", "xyz", "demand_pattern", "average_interval", "squared_variation",
    "units_last_year", "revenue_last_year", "cost_last_year", "on_hand", "stock_value", "turnover",
    "days_of_stock",
  ]

  /// The table of a classification.
  public static func table(of classification: Classification) -> TableWriter {
    var table = TableWriter()
    table.header(header)
    for row in classification.rows {
      table.text(row.key.sku)
      table.text(row.key.location)
      table.text(row.abc.rawValue)
      table.text(row.xyz.rawValue)
      table.text(row.pattern.rawValue)
      table.decimal(row.averageInterval, places: 3)
      table.decimal(row.squaredVariation, places: 3)
      table.decimal(row.unitsLastYear, places: 2)
      table.decimal(row.revenueLastYear, places: 2)
      table.decimal(row.costLastYear, places: 2)
      table.decimal(row.onHand, places: 2)
      table.decimal(row.stockValue, places: 2)
      table.decimal(row.turnover, places: 2)
      table.decimal(row.daysOfStock, places: 1)
      table.endRow()
    }
    return table
  }
}
