public import RestockRecords

/// The levels of a plan, to be given back to the program that the sales came from.
public struct ReorderLevels: Sendable {
  /// The programs whose layout can be written.
  public enum Program: String, CaseIterable, Sendable {
    /// `Variant SKU` and variant metafields, as bulk editors for Shopify import them: Shopify's own
    /// import of products and of inventory has no column for a level to reorder at.
    case shopify
    /// `SKU, Location, Minimum Level`, for Linnworks' inventory import. Stock levels are not among
    /// them, which an import would overwrite.
    case linnworks
  }

  private struct Level {
    let sku: String
    let location: String
    let reorderPoint: Double
    let orderUpTo: Double?
  }

  private let levels: [Level]

  /// Reads the recommendations of a plan.
  ///
  /// - Parameter path: `recommendations.csv`.
  /// - Throws: Where it is no such file.
  public init(path: String) throws(InputError) {
    let file = try TableFile(path, options: ReadingOptions()) { $0.count }
    var slots = [Int32](repeating: -1, count: file.headers.count)
    for (slot, name) in ["sku", "location", "reorder_point", "order_up_to"].enumerated() {
      guard let column = file.headers.firstIndex(of: name) else {
        throw InputError(
          at: Place(file: path, line: file.headerLine),
          "expected a column '\(name)', found \(TableLayout.list(file.headers))",
          remedy: "give the recommendations.csv that restock plan wrote")
      }
      slots[column] = Int32(slot)
    }
    var levels: [Level] = []
    let end = try file.scan(slots: slots, line: file.headerLine + 1, rowsAtOnce: 256) {
      view, batch in
      for row in 0..<batch.count {
        let texts = (0..<4).map { slot in
          String(decoding: SalesRows.trimmed(batch.bytes(slot, row, in: view)), as: UTF8.self)
        }
        guard let point = Double(texts[2]), point.isFinite else { continue }
        levels.append(
          Level(
            sku: texts[0], location: texts[1], reorderPoint: point, orderUpTo: Double(texts[3])))
      }
      return true
    }
    if let (line, message) = end.problem {
      throw InputError(at: Place(file: path, line: line), message)
    }
    if levels.isEmpty {
      throw InputError(at: Place(file: path), "no row of it has a reorder point")
    }
    self.levels = levels
  }

  /// The table that a program imports, its rows, and whether the levels of several locations of an
  /// item were added up.
  public func table(for program: Program) -> (table: TableWriter, rows: Int, isSummed: Bool) {
    var writer = TableWriter()
    switch program {
    case .linnworks:
      writer.header(["SKU", "Location", "Minimum Level"])
      for level in levels {
        writer.text(level.sku)
        writer.text(level.location.isEmpty ? "Default" : level.location)
        writer.decimal(level.reorderPoint.rounded(.up), places: 0)
        writer.endRow()
      }
      return (writer, levels.count, false)
    case .shopify:
      writer.header([
        "Variant SKU", "Variant Metafield: inventory.reorder_point [number_integer]",
        "Variant Metafield: inventory.order_up_to [number_integer]",
      ])
      // A variant has one value for all locations.
      var sums: [String: (point: Double, upTo: Double?)] = [:]
      var order: [String] = []
      for level in levels {
        if let sum = sums[level.sku] {
          let upTo = sum.upTo.flatMap { a in level.orderUpTo.map { a + $0 } }
          sums[level.sku] = (sum.point + level.reorderPoint, upTo)
        } else {
          sums[level.sku] = (level.reorderPoint, level.orderUpTo)
          order.append(level.sku)
        }
      }
      for sku in order {
        writer.text(sku)
        writer.decimal(sums[sku]?.point.rounded(.up), places: 0)
        writer.decimal(sums[sku]?.upTo?.rounded(.up), places: 0)
        writer.endRow()
      }
      return (writer, order.count, order.count < levels.count)
    }
  }
}
