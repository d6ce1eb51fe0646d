internal import RestockRecords

extension SalesRows {
  /// Marks rows that cannot be used by a negative SKU number.
  mutating func checkShapes(_ view: ByteView, _ batch: borrowing RowBatch) {
    let expected = Int32(setup.slots.count)
    let rows = batch.row
    for row in 0..<batch.count {
      skus[row] = 0
      if rows[row].cells == expected { continue }
      let line = rows[row].line
      let found = rows[row].cells
      if found < expected {
        sums.findings.add(.missingCells, line: line) {
          "expected \(expected) cells, found \(found)"
        }
      } else if rows[row].hasSurplus {
        skus[row] = -1
        sums.findings.add(.surplusCells, line: line) {
          "expected \(expected) cells, found \(found)"
        }
      }
    }
  }

  /// Numbers the keys of the rows, and the series.
  mutating func findKeys(_ view: ByteView, _ batch: borrowing RowBatch) {
    let column = batch.column(skuSlot)
    let base = view.base + batch.origin
    let available = view.count - batch.origin
    // First where to look for each key, then a touch of all those places, so that the processor
    // waits for many at once, then the search.
    for row in 0..<batch.count where skus[row] >= 0 {
      let cell = column[row]
      let p = base + Int(cell.start)
      let length = cell.length
      skus[row] = 1
      // A key between blanks, an apostrophe or quotes takes the slow way.
      if length > 0, !cell.isEscaped, p[0] > 0x27, p[length &- 1] > 0x22 {
        skus[row] = 0
        probes[row] = KeyTable.probe(p, length, available: available &- Int(cell.start))
      }
    }
    var touched: UInt32 = 0
    for row in 0..<batch.count { touched |= sums.skus.touch(probes[row]) }
    self.touched = touched
    for row in 0..<batch.count where skus[row] >= 0 {
      if skus[row] == 0 {
        skus[row] = sums.skus.number(probes[row], base + Int(column[row].start))
        continue
      }
      let key = Self.trimmed(batch.bytes(skuSlot, row, in: view))
      if key.isEmpty {
        skus[row] = -1
        sums.findings.add(
          .missingKey, column: setup.header(.sku), line: batch.row[row].line
        ) { "expected a SKU, found an empty cell" }
      } else {
        skus[row] = Self.number(key[...], in: &sums.skus)
      }
    }
    if sums.isBySKU {
      for row in 0..<batch.count {
        series[row] = skus[row]
        if skus[row] >= sums.parts.count {
          // SKUs are numbered without a gap.
          sums.addSeries(
            sku: skus[row], location: 0, channel: 0, file: setup.fileIndex,
            line: batch.row[row].line)
        }
      }
      return
    }
    for row in 0..<batch.count {
      guard skus[row] >= 0 else {
        series[row] = -1
        continue
      }
      let location = Self.part(locationSlot, &sums.locations, view, batch, row)
      let channel = Self.part(channelSlot, &sums.channels, view, batch, row)
      series[row] = sums.series(
        sku: skus[row], location: location, channel: channel, file: setup.fileIndex,
        line: batch.row[row].line)
    }
  }

  static func part(
    _ slot: Int?, _ table: inout KeyTable, _ view: ByteView, _ batch: borrowing RowBatch,
    _ row: Int
  ) -> Int {
    guard let slot else { return 0 }
    let cell = batch.column(slot)[row]
    let start = batch.origin + Int(cell.start)
    let p = view.base + start
    if cell.length > 0, !cell.isEscaped, p[0] > 0x27, p[cell.length - 1] > 0x22 {
      return table.number(p, cell.length, available: view.count - start)
    }
    return number(trimmed(batch.bytes(slot, row, in: view))[...], in: &table)
  }

  static func number(_ key: ArraySlice<UInt8>, in table: inout KeyTable) -> Int {
    key.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        var none: UInt8 = 0
        return table.number(&none, 0, available: 0)
      }
      return table.number(base, buffer.count, available: buffer.count)
    }
  }

  /// A key without blanks at the ends and without what keeps spreadsheets from reading it as a number
  /// or formula: the apostrophe, or `="..."` around it.
  static func trimmed(_ cell: [UInt8]) -> [UInt8] {
    var key = cell[...]
    func isBlank(_ byte: UInt8?) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a
    }
    while isBlank(key.first) { key = key.dropFirst() }
    while isBlank(key.last) { key = key.dropLast() }
    if key.first == UInt8(ascii: "'") {
      key = key.dropFirst()
    } else if key.count > 3, key.starts(with: "=\"".utf8), key.last == UInt8(ascii: "\"") {
      let inner = key.dropFirst(2).dropLast()
      if !inner.contains(UInt8(ascii: "\"")) { key = inner }
    }
    return Array(key)
  }
}
