public import RestockRecords

extension InputReader {
  /// Reads stock: a row an SKU, a location or a lot.
  ///
  /// - Parameter paths: The files.
  /// - Returns: The rows that can be used, in their order; negative stock stays, with a finding.
  /// - Throws: Where a file cannot be used at all.
  public mutating func stock(_ paths: [String]) throws(InputError) -> [StockRecord] {
    var records: [StockRecord] = []
    var seen: Set<StockKey> = []
    for path in paths {
      let before = records.count
      let rows = try TableRows(path, kind: .stock, reader: self)
      try rows.read(&self) { row, findings in
        guard let sku = row.key(.sku, &findings) else { return }
        guard let onHand = row.number(.onHand, &findings) else {
          findings.add(
            .missingStock, column: row.header(.onHand), line: row.line, sku: sku
          ) { "no number of units on hand" }
          return
        }
        if onHand < 0 {
          findings.add(.negativeStock, column: row.header(.onHand), line: row.line, sku: sku) {
            "\(row.text(.onHand)) units on hand"
          }
        } else if onHand > SalesRows.largestQuantity {
          findings.add(.impossibleStock, column: row.header(.onHand), line: row.line, sku: sku) {
            "\(row.text(.onHand)) units on hand"
          }
          return
        }
        let record = StockRecord(
          sku: sku, location: row.text(.location), onHand: onHand,
          backordered: row.amount(.backordered, &findings) ?? 0,
          allocated: row.amount(.allocated, &findings) ?? 0,
          incoming: row.amount(.incoming, &findings) ?? 0, asOf: row.day(.asOf, &findings),
          expires: row.day(.expires, &findings), place: row.place())
        // Lots are several rows of one SKU on purpose.
        if record.expires == nil,
          !seen.insert(StockKey(sku: sku, location: record.location)).inserted
        {
          findings.add(.duplicateStock, line: row.line, sku: sku) {
            "more than one row for the same SKU and location"
          }
        }
        records.append(record)
      }
      try requireRows(records.count > before || rows.leavesRowsOut, path)
    }
    return records
  }

  /// Reads a stock history, long or wide: when there was stock, and when not.
  ///
  /// - Parameter paths: The files.
  /// - Returns: What each row or cell says, in their order, and what span of the calendar it is of.
  /// - Throws: Where a file cannot be used at all.
  public mutating func stockHistory(_ paths: [String]) throws(InputError) -> StockHistory {
    var observations: [StockObservation] = []
    var span = BucketSize.day
    for path in paths {
      let before = observations.count
      let rows = try TableRows(path, kind: .stockHistory, reader: self)
      let periods = rows.table.layout.periods
      let periodSpan = Self.span(of: periods)
      if periods.isEmpty {
        try rows.read(&self) { row, findings in
          guard let sku = row.key(.sku, &findings) else { return }
          guard let day = row.day(.date, &findings) else {
            if row.text(.date).isEmpty {
              findings.add(.emptyDate, column: row.header(.date), line: row.line, sku: sku) {
                "expected a date, found an empty cell"
              }
            }
            return
          }
          let inStock =
            row.flag(.inStock, &findings) ?? row.number(.onHand, &findings).map { $0 > 0 }
          guard let inStock else { return }
          observations.append(
            StockObservation(sku: sku, location: row.text(.location), day: day, inStock: inStock))
        }
      } else {
        span = periodSpan
        try rows.read(&self) { row, findings in
          guard let sku = row.key(.sku, &findings) else { return }
          let location = row.text(.location)
          for (slot, period) in periods.enumerated() where !row.cells[slot].isEmpty {
            guard let inStock = SalesCells.flag(row.cells[slot]) else {
              findings.add(
                .unreadableValue, column: row.headers[period.column], line: row.line, sku: sku
              ) {
                "expected true or false, found"
                  + " '\(String(decoding: row.cells[slot].prefix(60), as: UTF8.self))'"
              }
              continue
            }
            observations.append(
              StockObservation(
                sku: sku, location: location, day: period.date.day, inStock: inStock))
          }
        }
      }
      try requireRows(observations.count > before || rows.leavesRowsOut, path)
    }
    return StockHistory(observations: observations, span: span)
  }

  /// The span of the calendar from one period of a wide file to the next.
  private static func span(of periods: [TableLayout.Period]) -> BucketSize {
    guard let first = periods.first else { return .day }
    if first.date.size != .day { return first.date.size }
    let days = periods.map(\.date.day).sorted()
    let steps = zip(days.dropFirst(), days).map { $0 - $1 }
    guard let least = steps.min() else { return .day }
    switch least {
    case ..<7: return .day
    case ..<28: return .week
    case ..<89: return .month
    case ..<365: return .quarter
    default: return .year
    }
  }

  /// Fails where no row of a file could be used.
  func requireRows(_ hasRows: Bool, _ path: String) throws(InputError) {
    if hasRows { return }
    let first = findings.findings.first { $0.place.file == path && $0.place.line > 0 }
    throw InputError(
      at: Place(file: path, line: first?.place.line ?? 0, column: first?.place.column ?? ""),
      "no row of it can be used" + (first.map { ": \($0.text)" } ?? ""))
  }
}

private struct StockKey: Hashable {
  let sku: String
  let location: String
}

extension RowFindings.Kind {
  static let missingStock = Self(
    severity: .error, name: "missing-stock", treatment: "the row is not used")
  static let negativeStock = Self(
    severity: .warning, name: "negative-stock", treatment: "used as it is")
  static let impossibleStock = Self(
    severity: .error, name: "impossible-stock", treatment: "the row is not used")
  static let duplicateStock = Self(
    severity: .warning, name: "duplicate-key", treatment: "the quantities are added up")
}
