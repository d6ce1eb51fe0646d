public import RestockRecords

extension InputReader {
  /// Reads orders on suppliers that are still to come.
  ///
  /// - Parameter paths: The files; a purchase order that Restock wrote is one.
  /// - Returns: The rows with a quantity above zero, in their order.
  /// - Throws: Where a file cannot be used at all.
  public mutating func openOrders(_ paths: [String]) throws(InputError) -> [OpenOrderRecord] {
    var records: [OpenOrderRecord] = []
    let orders = try OrderLedger(paths, kind: .openOrders, options)
    for (index, path) in paths.enumerated() {
      let rows = try TableRows(
        path, kind: .openOrders, reader: self, orders: orders, fileIndex: index)
      var usable = 0
      try rows.read(&self) { row, findings in
        guard let sku = row.key(.sku, &findings) else { return }
        guard let quantity = row.amount(.quantity, &findings) else {
          if row.text(.quantity).isEmpty {
            findings.add(
              .emptyOrder, column: row.header(.quantity), line: row.line, sku: sku
            ) { "expected a quantity, found an empty cell" }
          }
          return
        }
        usable += 1
        if quantity == 0 { return }
        let ordered = row.day(.ordered, &findings)
        let expected = row.day(.expected, &findings)
        if let ordered, let expected, expected < ordered {
          findings.add(
            .expectedBeforeOrdered, column: row.header(.expected), line: row.line, sku: sku
          ) { "expected \(expected.iso), ordered \(ordered.iso)" }
        }
        records.append(
          OpenOrderRecord(
            sku: sku, location: row.text(.location), quantity: quantity, expected: expected,
            ordered: ordered, supplier: row.text(.supplier), orderID: row.text(.orderID),
            place: row.place()))
      }
      try requireRows(usable > 0 || rows.leavesRowsOut, path)
    }
    return records
  }

  /// Reads receipts, and the orders among them that are still open.
  ///
  /// - Parameter paths: The files.
  /// - Returns: The rows that can be used, in their order; `received` is not before `ordered`.
  /// - Throws: Where a file cannot be used at all.
  public mutating func receipts(_ paths: [String]) throws(InputError) -> [ReceiptRecord] {
    var records: [ReceiptRecord] = []
    for path in paths {
      let before = records.count
      let rows = try TableRows(path, kind: .receipts, reader: self)
      try rows.read(&self) { row, findings in
        guard let supplier = row.key(.supplier, &findings) else { return }
        guard let ordered = row.day(.ordered, &findings) else {
          findings.add(.undatedReceipt, column: row.header(.ordered), line: row.line) {
            "expected the date of the order, found '\(row.text(.ordered).prefix(60))'"
          }
          return
        }
        let received = row.day(.received, &findings)
        // A text that is no date is not the same as none: the order may have come.
        if received == nil && !row.text(.received).isEmpty { return }
        if let received, received < ordered {
          findings.add(
            .receivedBeforeOrdered, column: row.header(.received), line: row.line,
            sku: row.text(.sku)
          ) { "received \(received.iso), ordered \(ordered.iso)" }
          return
        }
        if received == ordered {
          findings.add(
            .receivedSameDay, column: row.header(.received), line: row.line, sku: row.text(.sku)
          ) { "received on the day of the order, \(ordered.iso)" }
        }
        records.append(
          ReceiptRecord(
            supplier: supplier, sku: row.text(.sku), orderID: row.text(.orderID), ordered: ordered,
            promised: row.day(.promised, &findings), received: received,
            quantityOrdered: row.amount(.quantityOrdered, &findings),
            quantityReceived: row.amount(.quantityReceived, &findings), place: row.place()))
      }
      try requireRows(records.count > before || rows.leavesRowsOut, path)
    }
    return records
  }

  /// Reads events known in advance.
  ///
  /// - Parameter paths: The files.
  /// - Returns: The rows that can be used, in their order.
  /// - Throws: Where a file cannot be used at all.
  public mutating func events(_ paths: [String]) throws(InputError) -> [EventRecord] {
    var records: [EventRecord] = []
    for path in paths {
      let before = records.count
      let rows = try TableRows(path, kind: .events, reader: self)
      try rows.read(&self) { row, findings in
        guard let event = row.key(.event, &findings), let first = row.day(.date, &findings) else {
          return
        }
        var last = row.day(.endDate, &findings) ?? first
        if last < first {
          let end = last
          findings.add(.eventEndsEarly, column: row.header(.endDate), line: row.line) {
            "ends \(end.iso), before it begins on \(first.iso)"
          }
          last = first
        }
        records.append(
          EventRecord(
            event: event, firstDay: first, lastDay: last, sku: row.text(.sku),
            category: row.text(.category), uplift: row.amount(.uplift, &findings),
            supplier: row.text(.supplier), isYearly: row.isYearly(&findings), place: row.place()))
      }
      try requireRows(records.count > before || rows.leavesRowsOut, path)
    }
    return records
  }
}

extension TableRow {
  /// Whether the event comes every year, by the words of `repeats`.
  fileprivate func isYearly(_ findings: inout RowFindings) -> Bool {
    let word = text(.repeats).lowercased()
    if ["yearly", "annually", "every year", "year", "annual"].contains(word) { return true }
    if !["", "no", "none", "never", "once"].contains(word) {
      findings.add(.unreadableValue, column: header(.repeats), line: line) {
        "expected 'yearly' or nothing, found '\(word)'"
      }
    }
    return false
  }
}

extension RowFindings.Kind {
  static let emptyOrder = Self(
    severity: .error, name: "empty-quantity", treatment: "the row is not used")
  static let expectedBeforeOrdered = Self(
    severity: .warning, name: "expected-before-ordered", treatment: "used as it is")
  static let undatedReceipt = Self(
    severity: .error, name: "undated-receipt", treatment: "the row is not used")
  static let receivedBeforeOrdered = Self(
    severity: .error, name: "received-before-ordered", treatment: "the row is not used")
  static let receivedSameDay = Self(
    severity: .warning, name: "received-same-day", treatment: "taken as a lead time of 0 days")
  static let eventEndsEarly = Self(
    severity: .warning, name: "event-ends-early", treatment: "taken as one day")
}
