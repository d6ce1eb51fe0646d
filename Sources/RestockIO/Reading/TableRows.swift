internal import RestockRecords

/// Reads the rows of the smaller input files, one at a time, by field.
///
/// Dates and numbers are read by the file's own conventions, for which it is gone through twice. What
/// cannot be read is a finding, and the cell is taken as empty.
struct TableRows: ~Copyable {
  let table: OpenTable
  let kind: FileKind
  let conventions: Conventions
  private let missing: Set<[UInt8]>
  private let slots: [Int32]
  private let slotOf: [Field: Int]

  /// The fields that hold dates, and those that hold numbers.
  static let dateFields: Set<Field> = [
    .date, .asOf, .expires, .expected, .ordered, .launchDate, .received, .promised, .endDate,
    .until,
  ]
  static let numberFields: Set<Field> = [
    .quantity, .onHand, .backordered, .allocated, .incoming, .unitCost, .price,
    .minimumOrderQuantity, .packSize, .maxStock, .orderCost, .holdingRate, .shortageCost,
    .leadTimeDays, .shelfLifeDays, .weight, .volume, .minimum, .maximum,
    .leadTimeStandardDeviationDays, .reviewDays, .minimumOrderValue, .quantityOrdered,
    .quantityReceived, .uplift, .horizon, .scaleLag,
  ]

  /// Opens a file of a kind and settles how it writes dates and numbers.
  init(
    _ path: String, kind: FileKind, reader: InputReader, orders: OrderLedger? = nil,
    fileIndex: Int = 0
  ) throws(InputError) {
    var encoding: TextEncoding?
    var isSettled = false
    var table = try reader.open(path, kind: kind, orders: orders, fileIndex: fileIndex)
    while !isSettled {
      let slots = [Int32](repeating: -1, count: table.file.headers.count)
      let end = try table.file.scan(slots: slots, line: 1, rowsAtOnce: 512) { _, _ in true }
      if let next = try InputReader.encoding(after: end, of: path), encoding == nil {
        encoding = next
        table = try reader.open(
          path, kind: kind, encoding: next, orders: orders, fileIndex: fileIndex)
      } else {
        isSettled = true
      }
    }
    let map = table.layout.map.columns
    let dates = map.filter { Self.dateFields.contains($0.key) }
    let numbers = map.filter { Self.numberFields.contains($0.key) }
    let (scouted, evidence) = try Conventions.scout(
      table.file, dateColumns: dates.values.sorted(),
      numberColumns: numbers.values.sorted() + table.layout.periods.map(\.column),
      options: reader.options, all: true)
    let conventions = table.settled(scouted)
    if conventions.dates.order == .undecided, conventions.dates.format == nil,
      let (text, line) = evidence.ambiguousDate
    {
      throw Conventions.Evidence.ambiguity(text, line: line, column: "", file: path)
    }
    var slots = [Int32](repeating: -1, count: table.file.headers.count)
    var slotOf: [Field: Int] = [:]
    var next: Int32 = 0
    for period in table.layout.periods {
      slots[period.column] = next
      next += 1
    }
    for (field, column) in map.sorted(by: { $0.value < $1.value }) {
      slots[column] = next
      slotOf[field] = Int(next)
      next += 1
    }
    missing = Set(reader.options.missing.map { Array($0.utf8) })
    self.table = table
    self.kind = kind
    self.conventions = conventions
    self.slots = slots
    self.slotOf = slotOf
  }

  /// Whether rows were left out before they are read, so that having none is no error.
  var leavesRowsOut: Bool { table.leavesRowsOut }

  /// Gives each row that has the cells it should to `body`, and its findings to the reader.
  func read(
    _ reader: inout InputReader, _ body: (borrowing TableRow, inout RowFindings) -> Void
  ) throws(InputError) {
    let path = table.file.path
    var findings = RowFindings(keepsAll: reader.options.keepsAllFindings)
    let expected = slots.count
    let headers = table.file.headers
    let layout = table.layout
    let conventions = conventions
    let slotOf = slotOf
    let missing = missing
    let end = try table.file.scan(
      slots: slots, line: table.file.headerLine + 1, rowsAtOnce: 64
    ) { view, batch in
      for row in 0..<batch.count {
        let place = batch.row[row]
        if place.cells < expected {
          findings.add(.missingCells, line: place.line) {
            "expected \(expected) cells, found \(place.cells)"
          }
        } else if place.hasSurplus {
          findings.add(.surplusCells, line: place.line) {
            "expected \(expected) cells, found \(place.cells)"
          }
          continue
        }
        var cells: [[UInt8]] = []
        cells.reserveCapacity(batch.columns)
        for column in 0..<batch.columns {
          let cell = batch.bytes(column, row, in: view)
          cells.append(missing.contains(cell) ? [] : cell)
        }
        let one = TableRow(
          path: path, line: place.line, cells: cells, slotOf: slotOf, headers: headers,
          layout: layout, conventions: conventions)
        body(one, &findings)
      }
      return true
    }
    if let (line, message) = end.problem {
      throw InputError(at: Place(file: path, line: line), message)
    }
    if table.rows(scanned: end.rows) == 0 {
      throw InputError(
        at: Place(file: path, line: table.file.headerLine), "there is no row after the header")
    }
    reader.noteLayout(table)
    reader.noteCutOff(table, rows: end.rows)
    for finding in findings.findings(file: path) { reader.findings.add(finding) }
    let hasDates =
      layout.isWide || !Self.dateFields.isDisjoint(with: layout.map.columns.keys)
    reader.files.append(
      InputFileFacts(
        table, conventions: conventions, kind: kind, rows: end.rows, hasDates: hasDates))
  }
}

/// A row of an input file.
struct TableRow {
  let path: String
  let line: Int
  let cells: [[UInt8]]
  let slotOf: [Field: Int]
  let headers: [String]
  let layout: TableLayout
  let conventions: Conventions

  /// Where the row, or a column in it, stands.
  func place(_ field: Field? = nil) -> Place {
    Place(file: path, line: line, column: field.map(header) ?? "", sku: text(.sku))
  }

  func header(_ field: Field) -> String {
    layout.map.columns[field].map { headers[$0] } ?? field.rawValue
  }

  /// Whether the file has a column.
  func has(_ field: Field) -> Bool { slotOf[field] != nil }

  /// The text of a cell, trimmed; empty where there is none.
  func text(_ field: Field) -> String {
    guard let slot = slotOf[field] else { return "" }
    return String(decoding: SalesRows.trimmed(cells[slot]), as: UTF8.self)
  }

  /// The number in a cell; nil, with a finding, where there is none to be read.
  func number(_ field: Field, _ findings: inout RowFindings) -> Double? {
    guard let slot = slotOf[field] else { return nil }
    return number(at: slot, in: field, &findings)
  }

  /// The number in the cell at a place of the row, which is of a field.
  func number(at slot: Int, in field: Field, _ findings: inout RowFindings) -> Double? {
    let cell = cells[slot]
    let written = String(decoding: cell.prefix(60), as: UTF8.self)
    let value = cell.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map {
        NumberParser(mark: conventions.decimal).parse($0, buffer.count)
      } ?? .empty
    }
    func unreadable(_ text: String) {
      findings.add(.unreadableValue, column: header(field), line: line, sku: self.text(.sku)) {
        text
      }
    }
    switch value {
    case .number(let number) where abs(number) <= 1e15:
      return number * (layout.map.scales[field] ?? 1)
    case .empty: return nil
    case .ambiguous:
      unreadable(
        "'\(written)' could have a thousands mark or a decimal comma:"
          + " pass --decimal , or .")
    default: unreadable("expected a number, found '\(written)'")
    }
    return nil
  }

  /// The number in a cell, where it is not negative.
  func amount(_ field: Field, _ findings: inout RowFindings) -> Double? {
    guard let number = number(field, &findings) else { return nil }
    if number >= 0 { return number }
    findings.add(.unreadableValue, column: header(field), line: line, sku: text(.sku)) {
      "expected a number not below zero, found \(text(field))"
    }
    return nil
  }

  /// The date in a cell; nil, with a finding, where there is none to be read.
  func day(_ field: Field, _ findings: inout RowFindings) -> Day? {
    guard let slot = slotOf[field] else { return nil }
    var parser = conventions.dates
    parser.readsSteps = conventions.dates.readsSteps
    switch parser.parse(cells[slot]) {
    case .date(let date): return date.day
    case .empty: return nil
    case .ambiguous, .unreadable:
      findings.add(.unreadableValue, column: header(field), line: line, sku: text(.sku)) {
        "expected a date, found '\(text(field).prefix(60))'"
      }
      return nil
    }
  }

  /// True or false in a cell; nil where it is empty, or with a finding says neither.
  func flag(_ field: Field, _ findings: inout RowFindings) -> Bool? {
    guard let slot = slotOf[field] else { return nil }
    if text(field).isEmpty { return nil }
    if let flag = SalesCells.flag(cells[slot]) { return flag }
    findings.add(.unreadableValue, column: header(field), line: line, sku: text(.sku)) {
      "expected yes or no, found '\(text(field).prefix(60))'"
    }
    return nil
  }

  /// The text of a required cell; nil, with a finding, where it is empty.
  func key(_ field: Field, _ findings: inout RowFindings) -> String? {
    let key = text(field)
    if !key.isEmpty { return key }
    findings.add(.missingKey, column: header(field), line: line) {
      "expected a \(field.rawValue), found an empty cell"
    }
    return nil
  }
}
