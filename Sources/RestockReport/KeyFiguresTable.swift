public import RestockIO
public import RestockPlanning

/// `key-figures.csv`: stock and its turnover by class, supplier and category.
public enum KeyFiguresTable {
  static let header = [
    "group", "items", "stock", "sales_last_year", "turnover", "days_of_stock", "excess", "dead",
    "unit",
  ]

  /// The table of some groups.
  public static func table(of figures: [KeyFigures]) -> TableWriter {
    var table = TableWriter()
    table.header(header)
    for group in figures {
      table.text(group.name)
      table.integer(group.items)
      table.decimal(group.stock, places: 2)
      table.decimal(group.yearSales, places: 2)
      table.decimal(group.turnover, places: 2)
      table.decimal(group.daysOfStock, places: 1)
      table.decimal(group.excess, places: 2)
      table.decimal(group.dead, places: 2)
      table.text(group.isMoney ? "money" : "units")
      table.endRow()
    }
    return table
  }
}
