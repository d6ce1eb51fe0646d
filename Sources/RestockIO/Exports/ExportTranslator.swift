internal import RestockRecords

/// Turns the rows of an export into rows of Restock's own, by its profile: columns are picked and
/// computed, packed cells and columns of locations become rows, cells given once a group are filled
/// down, and rows that do not count are left out, each with a finding that counts them.
struct ExportTranslator {
  private let path: String
  private let name: String
  private let dayOrder: DateOrder
  private let mostDays: Int?
  private var plan: ExportPlan
  private let orders: OrderLedger?
  private let fileIndex: Int
  private var numbers = NumberParser(mark: .point)

  private var text: [UInt8] = []
  private var lines: [Int] = []
  private var findings: RowFindings
  private var group: [UInt8] = []
  private var first: [[UInt8]] = []
  private var hasDayOrder: Bool
  private var leavesRowsOut = false

  /// A translator of an opened file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - profile: The layout, which recognises the file's headers.
  ///   - options: `columns` in them goes before all names.
  ///   - orders: The orders of all files of the run, where there is more than one.
  ///   - fileIndex: Which of those this one is.
  /// - Throws: Where the file lacks what its kind requires.
  init(
    _ file: borrowing TableFile, profile: ExportProfile, options: ReadingOptions,
    orders: OrderLedger?, fileIndex: Int
  ) throws(InputError) {
    self.init(
      path: file.path, name: profile.name, dayOrder: profile.dayOrder, mostDays: profile.mostDays,
      plan: try ExportPlan(
        profile, path: file.path, line: file.headerLine, file.headers, options,
        key: orders?.columns(of: fileIndex) ?? []),
      options: options, orders: orders, fileIndex: fileIndex)
    let computed = plan.computedColumns
    if !computed.isEmpty {
      let (conventions, _) = try Conventions.scout(
        file, dateColumns: [], numberColumns: computed, options: options, all: true)
      numbers = NumberParser(mark: conventions.decimal)
    }
  }

  /// A translator of a file in Restock's own layout, which leaves out what a later file has too.
  init(
    _ file: borrowing TableFile, layout: TableLayout, options: ReadingOptions, orders: OrderLedger,
    fileIndex: Int
  ) {
    self.init(
      path: file.path, name: "", dayOrder: nil, mostDays: nil,
      plan: ExportPlan(layout, file.headers, key: orders.columns(of: fileIndex)),
      options: options, orders: orders, fileIndex: fileIndex)
  }

  private init(
    path: String, name: String, dayOrder: ExportProfile.DayOrder?, mostDays: Int?,
    plan: ExportPlan, options: ReadingOptions, orders: OrderLedger?, fileIndex: Int
  ) {
    self.path = path
    self.name = name
    self.dayOrder = dayOrder?.order ?? .undecided
    self.mostDays = mostDays
    self.plan = plan
    self.orders = orders
    self.fileIndex = fileIndex
    findings = RowFindings(keepsAll: options.keepsAllFindings)
    hasDayOrder = dayOrder != nil && dayOrder?.condition == nil
  }

  /// Reads the rows of the file, and gives up what they became.
  ///
  /// - Returns: The translation.
  /// - Throws: Where the file cannot be read to its end.
  func translate(
    _ file: borrowing TableFile
  ) throws(InputError) -> Translation {
    let expected = plan.slots.count
    let slots = plan.slots
    var translator = self
    let end = try file.scan(slots: slots, line: file.headerLine + 1, rowsAtOnce: 64) {
      view, batch in
      for row in 0..<batch.count {
        let place = batch.row[row]
        if place.cells < expected {
          translator.findings.add(.missingCells, line: place.line) {
            "expected \(expected) cells, found \(place.cells)"
          }
        } else if place.hasSurplus {
          translator.findings.add(.surplusCells, line: place.line) {
            "expected \(expected) cells, found \(place.cells)"
          }
          continue
        }
        translator.take((0..<batch.columns).map { batch.bytes($0, row, in: view) }, place.line)
      }
      return true
    }
    if let (line, message) = end.problem {
      throw InputError(at: Place(file: path, line: line), message)
    }
    if end.rows == 0 {
      throw InputError(
        at: Place(file: path, line: file.headerLine), "there is no row after the header")
    }
    let facts = TranslationFacts(
      profile: name, headers: plan.outputs.map(\.header),
      fields: plan.outputs.map(\.field), lines: translator.lines,
      unusedHeaders: plan.unusedHeaders, rows: end.rows,
      leavesRowsOut: translator.leavesRowsOut,
      findings: translator.findings.findings(file: path),
      dayOrder: translator.hasDayOrder ? dayOrder : .undecided, mostDays: mostDays,
      unmatched: plan.unmatched)
    return Translation(
      content: InputFile(path, content: translator.text), facts: facts, end: end)
  }

  /// Takes a row of the file.
  private mutating func take(_ row: [[UInt8]], _ line: Int) {
    var row = row
    fillDown(&row)
    if !hasDayOrder, let condition = plan.dayOrderCondition, holds(condition, row, .whole) {
      hasDayOrder = true
    }
    if let orders, supersedes(orders, row, line) {
      leavesRowsOut = true
      return
    }
    if plan.packed.isEmpty && plan.locations.isEmpty {
      take(row, .whole, line)
      return
    }
    for slot in plan.packed {
      for item in PackedItems.items(in: row[slot]) { take(row, .item(item), line) }
    }
    for (slot, name) in plan.locations { take(row, .location(name, row[slot]), line) }
  }

  /// A part of a row that is a row of its own.
  private enum Part {
    case whole
    case item([String: [UInt8]])
    case location([UInt8], [UInt8])
  }

  private mutating func take(_ row: [[UInt8]], _ part: Part, _ line: Int) {
    for rule in plan.leftOut where isTrue(rule, row, part) {
      leavesRowsOut = true
      let reason = rule.reason
      findings.add(.leftOut(reason), line: line) { "a row left out as \(reason)" }
      return
    }
    for rule in plan.counted where isTrue(rule, row, part) {
      let reason = rule.reason
      findings.add(.countedThough(reason), line: line) { "a row that counts, though \(reason)" }
    }
    for (i, output) in plan.outputs.enumerated() {
      if i > 0 { text.append(UInt8(ascii: ",")) }
      append(value(of: output, row, part))
    }
    text.append(UInt8(ascii: "\n"))
    lines.append(line)
  }

  // MARK: Cells

  /// Gives cells that are empty the text of the group's first row.
  private mutating func fillDown(_ row: inout [[UInt8]]) {
    guard let slot = plan.group else { return }
    let name = row[slot]
    // A row without the group's name, and without a date of its own, goes on with the one before.
    let goesOn =
      name.isEmpty ? plan.dateSlot.map { row[$0].isEmpty } ?? false : name == group
    guard goesOn, !first.isEmpty else {
      group = name
      first = row
      return
    }
    if name.isEmpty { row[slot] = first[slot] }
    for slot in plan.filled where row[slot].isEmpty { row[slot] = first[slot] }
  }

  private func cell(_ source: ExportPlan.Source, _ row: [[UInt8]], _ part: Part) -> [UInt8] {
    switch (source, part) {
    case (.column(let slot), _): return row[slot]
    case (.packed(let names), .item(let item)):
      return names.lazy.compactMap { item[$0] }.first ?? []
    case (.locationName, .location(let name, _)): return name
    case (.locationValue, .location(_, let value)): return value
    default: return []
    }
  }

  private func value(of output: ExportPlan.Output, _ row: [[UInt8]], _ part: Part) -> [UInt8] {
    let own = cell(output.source, row, part)
    if !output.values.isEmpty {
      let key = String(decoding: own, as: UTF8.self).trimmingBlanks.lowercased()
      if let other = output.values[key] { return Array(other.utf8) }
    }
    guard output.isComputed, case .number(var number) = parse(own) else { return own }
    func sum(_ sources: [ExportPlan.Source]) -> Double {
      sources.reduce(0) { sum, source in
        if case .number(let number) = parse(cell(source, row, part)) { sum + number } else { sum }
      }
    }
    number += sum(output.plus)
    if !output.less.isEmpty { number = max(0, number - sum(output.less)) }
    if let per = output.per {
      guard case .number(let units) = parse(cell(per, row, part)), units > 0 else { return [] }
      number /= units
    }
    let rounded = (number * 1e6).rounded() / 1e6
    let digits =
      rounded == rounded.rounded() && abs(rounded) < 1e15
      ? "\(Int(rounded))" : "\(rounded)"
    let isComma = numbers.mark == .comma
    return digits.utf8.map { isComma && $0 == UInt8(ascii: ".") ? UInt8(ascii: ",") : $0 }
  }

  private func parse(_ cell: [UInt8]) -> NumberCell {
    cell.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { numbers.parse($0, buffer.count) } ?? .empty
    }
  }

  /// Appends a cell, quoted where it has to be, on one line.
  private mutating func append(_ cell: [UInt8]) {
    let isPlain = cell.allSatisfy { byte in
      byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\n")
        && byte != UInt8(ascii: "\r")
    }
    if isPlain {
      text.append(contentsOf: cell)
      return
    }
    text.append(UInt8(ascii: "\""))
    for byte in cell {
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): text.append(0x20)
      case UInt8(ascii: "\""): text += [byte, byte]
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }

  // MARK: Rules

  private func holds(
    _ condition: ExportPlan.Condition, _ row: [[UInt8]], _ part: Part
  ) -> Bool {
    condition.condition.holds(of: cell(condition.source, row, part))
  }

  private func isTrue(_ rule: ExportPlan.Rule, _ row: [[UInt8]], _ part: Part) -> Bool {
    rule.conditions.contains { all in all.allSatisfy { holds($0, row, part) } }
  }

  /// Whether the row's order counts in another file, which is noted.
  private mutating func supersedes(
    _ orders: OrderLedger, _ row: [[UInt8]], _ line: Int
  ) -> Bool {
    if !plan.order.isEmpty {
      let key = OrderLedger.key(plan.order.map { row[$0] })
      if orders.isInLaterFile(key, than: fileIndex) {
        let id = String(decoding: row[plan.order[0]].prefix(60), as: UTF8.self)
        findings.add(.inLaterFile, line: line) { "orders that a later file has too, as '\(id)'" }
        return true
      }
    }
    if let slot = plan.reference, orders.isInOtherSystem(row[slot], than: fileIndex) {
      let id = String(decoding: row[slot].prefix(60), as: UTF8.self)
      findings.add(.inOtherChannel, line: line) {
        "orders that their own channel's export has too, as '\(id)'"
      }
      return true
    }
    return false
  }
}

extension RowFindings.Kind {
  /// Rows that a profile leaves out.
  static func leftOut(_ reason: String) -> Self {
    Self(severity: .note, name: "left-out-" + hyphened(reason), treatment: "the row is not used")
  }

  /// Rows that count, though it is worth knowing what they are.
  static func countedThough(_ reason: String) -> Self {
    Self(severity: .note, name: "counted-" + hyphened(reason), treatment: "counted in full")
  }

  static let inLaterFile = Self(
    severity: .note, name: "order-in-later-file",
    treatment: "the row is not used: the order counts as the later file has it")
  static let inOtherChannel = Self(
    severity: .note, name: "order-in-other-channel",
    treatment: "the row is not used: the order counts in the channel's own export")

  private static func hyphened(_ reason: String) -> String {
    String(reason.map { $0 == " " ? "-" : $0 })
  }
}
