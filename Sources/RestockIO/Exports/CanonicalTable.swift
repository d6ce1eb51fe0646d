public import RestockRecords

extension InputReader {
  /// Files of one kind as one table in Restock's own layout: its names, ISO dates, plain numbers.
  ///
  /// A wide file becomes a row a period; what does not count (cancelled orders, orders that a later file
  /// has too) is left out, with findings. Units, prices and keys are those of the files.
  ///
  /// - Parameters:
  ///   - paths: The files.
  ///   - kind: What they are for.
  /// - Returns: The table, and its rows.
  /// - Throws: Where a file cannot be used at all.
  public mutating func canonicalTable(
    of paths: [String], kind: FileKind
  ) throws(InputError) -> (table: TableWriter, rows: Int) {
    let orders = try OrderLedger(paths, kind: kind, options)
    var tables: [CanonicalRows] = []
    for (index, path) in paths.enumerated() {
      let rows = try TableRows(
        path, kind: kind, reader: self, orders: orders, fileIndex: index)
      var table = CanonicalRows(rows.table.layout, kind: kind)
      try rows.read(&self) { row, findings in table.take(row, &findings) }
      tables.append(table)
    }
    let fields = FileProfile.canonical(kind).columns.map(\.field).filter { field in
      tables.contains { $0.fields.contains(field) }
    }
    var writer = TableWriter()
    writer.header(fields.map(\.rawValue))
    var count = 0
    for table in tables { count += table.write(fields, to: &writer) }
    return (writer, count)
  }
}

/// Rows of one file, cell by cell in Restock's own terms.
private struct CanonicalRows {
  private(set) var fields: [Field]
  private let kind: FileKind
  private let periods: [TableLayout.Period]
  private var rows: [[Field: Cell]] = []

  private enum Cell {
    case text(String)
    case number(Double)
    case day(Day)
  }

  init(_ layout: TableLayout, kind: FileKind) {
    self.kind = kind
    periods = layout.periods
    fields = Array(layout.map.columns.keys)
    if layout.isWide { fields += [.date, kind == .sales ? .quantity : .inStock] }
  }

  mutating func take(_ row: borrowing TableRow, _ findings: inout RowFindings) {
    let key: Field = kind == .suppliers ? .supplier : .sku
    let isKeyed = FileProfile.canonical(kind).columns.contains { $0.field == key && $0.isRequired }
    if isKeyed && row.key(key, &findings) == nil { return }
    var cells: [Field: Cell] = [:]
    for field in fields where row.has(field) {
      if TableRows.dateFields.contains(field), !row.conventions.dates.readsSteps {
        cells[field] = row.day(field, &findings).map { .day($0) }
      } else if TableRows.numberFields.contains(field) {
        cells[field] = row.number(field, &findings).map { .number($0) }
      } else {
        cells[field] = .text(row.text(field))
      }
    }
    if periods.isEmpty {
      rows.append(cells)
      return
    }
    for (slot, period) in periods.enumerated() where !row.cells[slot].isEmpty {
      var cells = cells
      cells[.date] =
        period.date.size == .step
        ? .number(Double(period.date.day.number)) : .day(period.date.day)
      if kind == .sales {
        cells[.quantity] = row.number(at: slot, in: .quantity, &findings).map { .number($0) }
      } else {
        cells[.inStock] = .text(String(decoding: row.cells[slot], as: UTF8.self))
      }
      rows.append(cells)
    }
  }

  /// Writes the rows; how many they are.
  func write(_ fields: [Field], to writer: inout TableWriter) -> Int {
    for row in rows {
      for field in fields {
        switch row[field] {
        case .text(let text): writer.text(text)
        case .number(let number): writer.number(number)
        case .day(let day): writer.day(day)
        case nil: writer.empty()
        }
      }
      writer.endRow()
    }
    return rows.count
  }
}
