import RestockIO

/// A sales file of the benchmarks.
enum SalesFile {
  /// Writes a long file of weekly sales to a temporary place; the bytes are the same every time.
  ///
  /// - Parameters:
  ///   - rows: Rows after the header.
  ///   - skus: SKUs that they are of, in turn.
  /// - Returns: Its path.
  static func write(rows: Int, skus: Int) -> String {
    let path = "/tmp/restock-benchmark-sales.csv"
    do {
      var sink = try ByteSink(creating: path)
      try sink.write("sku,date,quantity\n")
      for row in 0..<rows {
        let week = row / skus
        let day = week % 28 + 1
        let month = week / 28 % 12 + 1
        let date = "2024-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        try sink.write("SKU-\(100_000 + row % skus),\(date),\(row % 7)\n")
      }
      try sink.close()
    } catch {
      fatalError("\(error)")
    }
    return path
  }
}
