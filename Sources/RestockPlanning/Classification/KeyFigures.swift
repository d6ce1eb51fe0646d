internal import RestockInventory
public import RestockRecords

/// How much stock a group of items has, and how it turns: by class, by supplier, by category, so that the
/// slow link shows.
public struct KeyFigures: Sendable, Hashable {
  /// `all`, `class A`, `supplier S01`, `category Toys`.
  public let name: String
  public let items: Int
  /// Stock on hand and the sales of the last year at cost; in units where no cost is known.
  public let stock: Double
  public let yearSales: Double
  /// What of the stock is more than a year's sales of its item, and what is of items that sold nothing
  /// in the year.
  public let excess: Double
  public let dead: Double
  public let isMoney: Bool

  /// Times a year that the stock is sold; nil without stock or sales.
  ///
  /// Source: Silver, Pyke and Thomas (2017), section 1.3, with the stock as it is now in the place of
  /// its average, which a stock file does not tell.
  public var turnover: Double? { stock > 0 && yearSales > 0 ? yearSales / stock : nil }

  /// Days that the stock lasts at the last year's pace.
  public var daysOfStock: Double? { turnover.map { 365.25 / $0 } }

  /// The figures of all items, of each class, then of suppliers and categories by falling stock.
  public static func groups(of classes: Classification, catalogue: Catalogue) -> [KeyFigures] {
    let hasCosts = classes.rows.contains { $0.stockValue != nil }
    func worth(_ sku: String) -> Double {
      hasCosts ? catalogue.terms[sku]?.first?.unitCost ?? 0 : 1
    }
    func figures(_ name: String, _ rows: [Classification.Row]) -> KeyFigures {
      var (stock, sales, excess, dead) = (0.0, 0.0, 0.0, 0.0)
      for row in rows {
        let cost = worth(row.key.sku)
        let onHand = max(0, row.onHand ?? 0)
        stock += cost * onHand
        sales += cost * row.unitsLastYear
        if row.unitsLastYear > 0 {
          excess += cost * max(0, onHand - row.unitsLastYear)
        } else {
          dead += cost * onHand
        }
      }
      return KeyFigures(
        name: name, items: rows.count, stock: stock, yearSales: sales, excess: excess, dead: dead,
        isMoney: hasCosts)
    }
    func grouped(_ kind: String, by key: (Classification.Row) -> String) -> [KeyFigures] {
      let groups = Dictionary(grouping: classes.rows, by: key)
      guard groups.count > 1 else { return [] }
      return groups.map { name, rows in figures("\(kind) \(name.isEmpty ? "none" : name)", rows) }
        .sorted { ($1.stock, $0.name) < ($0.stock, $1.name) }
    }
    let byClass = Dictionary(grouping: classes.rows) { $0.abc.rawValue }
    return [figures("all", classes.rows)]
      + byClass.keys.sorted().map { figures("class \($0)", byClass[$0] ?? []) }
      + grouped("supplier") { catalogue.terms[$0.key.sku]?.first?.supplier ?? "" }
      + grouped("category") { catalogue.items[$0.key.sku]?.category ?? "" }
  }
}
