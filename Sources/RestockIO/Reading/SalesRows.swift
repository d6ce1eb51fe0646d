internal import RestockRecords

/// Takes batches of rows of one sales file, or of a part of it, into an accumulator.
struct SalesRows: ~Copyable {
  var sums: SalesAccumulator
  private let setup: SalesSetup
  private var cells: SalesCells
  private var groups: RowGroups?
  // By row of a batch.
  private let skus: Slab<Int>
  private let series: Slab<Int>
  private let days: Slab<Int32>
  private let quantities: Slab<Double>
  private let cellOf: Slab<Int>
  private let buckets: [Int32]
  private let firstNumber: Int32
  private let skuSlot: Int
  private let locationSlot: Int?
  private let channelSlot: Int?
  private let dateHeader: String
  private let quantityHeader: String
  private let priceHeader: String
  private let periods: [Period]

  private struct Period {
    let slot: Int
    let bucket: Int32
    let day: Int32
  }

  /// Quantities above are typing errors: an article number, or 1e308.
  static let largestQuantity = 1e9

  init(_ setup: SalesSetup) {
    // Everything is made before the first field is set: Swift 6.3 releases fields that were not set
    // yet where one is changed in between.
    let locationSlot = setup.slotOf[.location]
    let channelSlot = setup.slotOf[.channel]
    var sums = SalesAccumulator(
      steps: setup.dates.readsSteps, keepsAllFindings: setup.keepsAllFindings)
    if locationSlot == nil { _ = Self.number([], in: &sums.locations) }
    if channelSlot == nil { _ = Self.number([], in: &sums.channels) }
    sums.isBySKU = locationSlot == nil && channelSlot == nil
    let calendar = setup.calendar
    let first = sums.firstNumber
    let count = setup.dates.readsSteps ? DateParser.steps.count : 109_573
    let buckets = (0..<count).map { i in
      Int32(truncatingIfNeeded: calendar.bucket(of: Day(number: first + Int32(i))))
    }
    let periods = setup.layout.periods.enumerated().map { slot, period in
      Period(
        slot: slot, bucket: Int32(truncatingIfNeeded: calendar.bucket(of: period.date.day)),
        day: period.date.day.number)
    }
    let capacity = setup.rowsAtOnce
    self.setup = setup
    self.sums = sums
    self.buckets = buckets
    self.periods = periods
    self.locationSlot = locationSlot
    self.channelSlot = channelSlot
    firstNumber = first
    cells = SalesCells(setup)
    groups = RowGroups(setup)
    skus = Slab(count: capacity)
    series = Slab(count: capacity)
    days = Slab(count: capacity)
    quantities = Slab(count: capacity)
    cellOf = Slab(count: capacity)
    dateHeader = setup.header(.date)
    quantityHeader = setup.header(.quantity)
    priceHeader = setup.header(.price)
    skuSlot = setup.slotOf[.sku] ?? 0
  }

  /// Gives up what was summed.
  consuming func finish() -> SalesAccumulator {
    sums.widestDate = SalesAccumulator.wider(sums.widestDate, cells.widest)
    sums.narrowestDate = SalesAccumulator.narrower(sums.narrowestDate, cells.narrowest)
    var result = SalesAccumulator(steps: setup.dates.readsSteps, keepsAllFindings: false)
    swap(&result, &sums)
    return result
  }

  /// Takes the rows of a batch.
  mutating func take(_ view: ByteView, _ batch: borrowing RowBatch) {
    checkShapes(view, batch)
    findKeys(view, batch)
    if setup.layout.isWide {
      takeWide(view, batch)
    } else {
      readDates(view, batch)
      readQuantities(view, batch)
      takeLong(view, batch)
    }
  }

  /// Marks rows that cannot be used by a negative SKU number.
  private mutating func checkShapes(_ view: ByteView, _ batch: borrowing RowBatch) {
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
    guard groups != nil else { return }
    for row in 0..<batch.count {
      if let reason = groups?.advance(batch, row, in: view) {
        skus[row] = -1
        sums.findings.add(.leftOut(reason), line: rows[row].line) { "an order that is \(reason)" }
      } else if groups != nil {
        resolveGroup(view, batch, row)
      }
    }
  }

  /// In files with groups of rows, the date of a row may stand on another: it is read at once.
  private mutating func resolveGroup(_ view: ByteView, _ batch: borrowing RowBatch, _ row: Int) {
    guard let groups, let slot = setup.slotOf[.date], skus[row] >= 0 else { return }
    let day = day(groups.bytes(batch, slot, row, in: view), view, batch, row)
    days[row] = day
  }

  /// Numbers the keys of the rows, and the series.
  private mutating func findKeys(_ view: ByteView, _ batch: borrowing RowBatch) {
    let column = batch.column(skuSlot)
    let base = view.base + batch.origin
    let available = view.count - batch.origin
    for row in 0..<batch.count where skus[row] >= 0 {
      let cell = column[row]
      let start = Int(cell.start)
      let length = cell.length
      let p = base + start
      if length > 0, !cell.isEscaped, p[0] > 0x27, p[length &- 1] > 0x20 {
        skus[row] = sums.skus.number(p, length, available: available &- start)
      } else {
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
      let location = Self.part(locationSlot, &sums.locations, groups, view, batch, row)
      let channel = Self.part(channelSlot, &sums.channels, groups, view, batch, row)
      series[row] = sums.series(
        sku: skus[row], location: location, channel: channel, file: setup.fileIndex,
        line: batch.row[row].line)
    }
  }

  private static func part(
    _ slot: Int?, _ table: inout KeyTable, _ groups: RowGroups?, _ view: ByteView,
    _ batch: borrowing RowBatch, _ row: Int
  ) -> Int {
    guard let slot else { return 0 }
    if let groups {
      return number(trimmed(groups.bytes(batch, slot, row, in: view))[...], in: &table)
    }
    let cell = batch.column(slot)[row]
    let start = batch.origin + Int(cell.start)
    let p = view.base + start
    if cell.length > 0, !cell.isEscaped, p[0] > 0x27, p[cell.length - 1] > 0x20 {
      return table.number(p, cell.length, available: view.count - start)
    }
    return number(trimmed(batch.bytes(slot, row, in: view))[...], in: &table)
  }

  private static func number(_ key: ArraySlice<UInt8>, in table: inout KeyTable) -> Int {
    key.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        var none: UInt8 = 0
        return table.number(&none, 0, available: 0)
      }
      return table.number(base, buffer.count, available: buffer.count)
    }
  }

  /// A key without blanks at the ends and without the apostrophe that keeps spreadsheets from
  /// reading it as a number or formula.
  static func trimmed(_ cell: [UInt8]) -> [UInt8] {
    var key = cell[...]
    func isBlank(_ byte: UInt8?) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a
    }
    while isBlank(key.first) { key = key.dropFirst() }
    while isBlank(key.last) { key = key.dropLast() }
    if key.first == UInt8(ascii: "'") { key = key.dropFirst() }
    return Array(key)
  }

  private mutating func readDates(_ view: ByteView, _ batch: borrowing RowBatch) {
    guard groups == nil, let slot = setup.slotOf[.date] else { return }
    let column = batch.column(slot)
    let base = view.base + batch.origin
    let isISO = cells.readsISO && !cells.hasMissingTexts
    let usable = setup.usableDays
    var fast = 0
    for row in 0..<batch.count where series[row] >= 0 {
      let cell = column[row]
      var day = SalesCells.noDay
      if isISO, !cell.isEscaped {
        day = cells.isoDay(base + Int(cell.start), cell.length)
        if day != SalesCells.noDay {
          fast &+= 1
          if !usable.contains(day) { day = SalesCells.noDay }
        }
      }
      if day == SalesCells.noDay {
        day = self.day(batch.bytes(slot, row, in: view), view, batch, row)
      }
      days[row] = day
    }
    if fast > 0 { cells.noteDay() }
  }

  /// The day of a cell that the fast way did not read; `noDay`, with a finding, where there is none.
  @inline(never)
  private mutating func day(
    _ cell: [UInt8], _ view: ByteView, _ batch: borrowing RowBatch, _ row: Int
  ) -> Int32 {
    let line = batch.row[row].line
    let column = dateHeader
    let text = String(decoding: cell.prefix(60), as: UTF8.self)
    switch cells.date(cell) {
    case .date(let date):
      if setup.usableDays.contains(date.day.number) { return date.day.number }
      report(.distantDate, column, view, batch, row) {
        "\(date.day.iso) is more than a year after, or ten years before, all other sales"
      }
    case .empty:
      report(.emptyDate, column, view, batch, row) {
        "expected a date, found an empty cell"
      }
    case .ambiguous:
      sums.ambiguousDates += 1
      if sums.firstAmbiguousDate == nil { sums.firstAmbiguousDate = (line, text) }
    case .unreadable:
      sums.unreadableDates += 1
      let expected = setup.dates.readsSteps ? "a whole number (a step)" : "a date"
      report(.unreadableDate, column, view, batch, row) {
        "expected \(expected), found '\(text)'"
      }
    }
    return SalesCells.noDay
  }

  /// Notes something about a row, with its SKU.
  private mutating func report(
    _ kind: RowFindings.Kind, _ column: String, _ view: ByteView, _ batch: borrowing RowBatch,
    _ row: Int, _ text: () -> String
  ) {
    let slot = skuSlot
    sums.findings.add(
      kind, column: column, line: batch.row[row].line,
      sku: String(decoding: Self.trimmed(batch.bytes(slot, row, in: view)), as: UTF8.self),
      text: text)
  }

  /// Reads the quantities: NaN where one is not known.
  private mutating func readQuantities(_ view: ByteView, _ batch: borrowing RowBatch) {
    guard let slot = setup.slotOf[.quantity] else { return }
    let column = batch.column(slot)
    let base = view.base + batch.origin
    let available = view.count - batch.origin
    let isPlain = !cells.hasMissingTexts
    for row in 0..<batch.count where series[row] >= 0 {
      let cell = column[row]
      let start = Int(cell.start)
      let length = cell.length
      if isPlain, length &- 1 < 8, length > 0, start &+ 8 <= available, !cell.isEscaped {
        let digits = NumberParser.digits(at: base + start, count: length)
        if digits >= 0 {
          quantities[row] = Double(digits)
          continue
        }
      }
      let quantity =
        days[row] == SalesCells.noDay ? .nan : quantity(slot, quantityHeader, view, batch, row)
      quantities[row] = quantity
    }
  }

  /// The quantity of a cell that the fast way did not read; NaN, with a finding, where there is none.
  @inline(never)
  private mutating func quantity(
    _ slot: Int, _ header: String, _ view: ByteView, _ batch: borrowing RowBatch, _ row: Int
  ) -> Double {
    let place = batch.column(slot)[row]
    let line = batch.row[row].line
    let value: NumberCell
    if place.isEscaped || cells.hasMissingTexts {
      value = cells.number(batch.bytes(slot, row, in: view))
    } else {
      value = setup.numbers.parse(view.base + batch.origin + Int(place.start), place.length)
    }
    func text() -> String {
      String(decoding: batch.bytes(slot, row, in: view).prefix(60), as: UTF8.self)
    }
    switch value {
    case .number(let value):
      if abs(value) <= Self.largestQuantity {
        if value != value.rounded(.towardZero) {
          sums.fractional += 1
          if sums.firstFractional == nil { sums.firstFractional = (line, series[row], text()) }
        }
        return value
      }
      report(.impossibleQuantity, header, view, batch, row) {
        "expected a quantity, found \(text())"
      }
    case .empty:
      report(.emptyQuantity, header, view, batch, row) {
        "expected a number, found an empty cell"
      }
    case .ambiguous:
      sums.ambiguousNumbers += 1
      report(.ambiguousQuantity, header, view, batch, row) {
        "'\(text())' could have a thousands mark or a decimal comma: pass --decimal , or ."
      }
    case .unreadable:
      report(.unreadableQuantity, header, view, batch, row) {
        "expected a number, found '\(text())'"
      }
    }
    return .nan
  }

  /// Adds up a batch: first all cells are found, then all are added to, so that the processor waits
  /// for several of them at once.
  private mutating func takeLong(_ view: ByteView, _ batch: borrowing RowBatch) {
    let rows = batch.row
    let first = firstNumber
    if setup.ignoresReturns { dropReturns(batch) }
    buckets.withUnsafeBufferPointer { buckets in
      for row in 0..<batch.count {
        let day = days[row]
        let one = series[row]
        if one < 0 || day == SalesCells.noDay {
          series[row] = -1
          continue
        }
        cellOf[row] = sums.cell(one, buckets[Int(day &- first)])
      }
    }
    for row in 0..<batch.count {
      let one = series[row]
      if one < 0 { continue }
      let quantity = quantities[row]
      let cell = cellOf[row]
      sums.rows &+= 1
      sums.noteDay(days[row], quantity)
      sums.note(one, cell, line: rows[row].line)
      if quantity >= 0 {
        sums.sell(one, cell, quantity)
      } else {
        takeUnusual(row, rows[row].line)
      }
    }
    if let today = setup.today {
      for row in 0..<batch.count where series[row] >= 0 && days[row] > today {
        noteFuture(view, batch, row)
      }
    }
    if !setup.hasPlainRows {
      for row in 0..<batch.count where series[row] >= 0 { takeRest(view, batch, row) }
    }
  }

  /// A return, or a quantity that is not known.
  @inline(never)
  private mutating func takeUnusual(_ row: Int, _ line: Int) {
    let quantity = quantities[row]
    let bucket = buckets[Int(days[row] - firstNumber)]
    if quantity < 0 {
      sums.addReturn(series[row], bucket, -quantity, line: line)
    } else {
      sums.unknown.add(series[row], Int(bucket), 1)
    }
  }

  private mutating func dropReturns(_ batch: borrowing RowBatch) {
    for row in 0..<batch.count
    where series[row] >= 0 && days[row] != SalesCells.noDay && quantities[row] < 0 {
      series[row] = -1
      let units = -quantities[row]
      sums.findings.add(.ignoredReturn, line: batch.row[row].line) { "a return of \(units)" }
    }
  }

  @inline(never)
  private mutating func noteFuture(_ view: ByteView, _ batch: borrowing RowBatch, _ row: Int) {
    let day = Day(number: days[row])
    report(.futureDate, dateHeader, view, batch, row) { "\(day.iso) has not come yet" }
  }

  /// The optional columns of a row.
  private mutating func takeRest(_ view: ByteView, _ batch: borrowing RowBatch, _ row: Int) {
    let one = series[row]
    let quantity = quantities[row]
    let day = days[row]
    let cell = cellOf[row]
    let bucket = buckets[Int(day - firstNumber)]
    let priceSlot = setup.slotOf[.price]
    let stockSlot = setup.slotOf[.inStock]
    let promotionSlot = setup.slotOf[.promotion]
    let orderSlot = setup.slotOf[.orderID]
    if let priceSlot, quantity == quantity {
      let price = price(priceSlot, view, batch, row)
      if let price { sums.price(one, price, quantity, day: day) }
    }
    if let stockSlot {
      let text = batch.bytes(stockSlot, row, in: view)
      if SalesCells.flag(text) == false {
        sums.outOfStock.add(one, Int(bucket), 1)
      } else {
        sums.stockedMasks.pointer[cell >> 5] |= 1 << UInt32(cell & 31)
      }
    }
    if let promotionSlot {
      let text = batch.bytes(promotionSlot, row, in: view)
      let isOn =
        !text.isEmpty && SalesCells.flag(text) != false
        && !text.elementsEqual("none".utf8)
      if isOn { sums.promoted.add(one, Int(bucket), max(0, quantity == quantity ? quantity : 0)) }
    }
    if let orderSlot, quantity > 0 {
      let orderCell = batch.column(orderSlot)[row]
      if orderCell.length > 0 {
        let customerSlot = setup.slotOf[.customer]
        let file = setup.fileIndex
        let groups = groups
        sums.orderLine(one, quantity) {
          OrderLine(
            quantity: quantity, day: Day(number: day),
            orderID: Self.text(orderSlot, groups, view, batch, row),
            customer: customerSlot.map { Self.text($0, groups, view, batch, row) } ?? "",
            file: file,
            line: batch.row[row].line)
        }
      }
    }
  }

  private static func text(
    _ slot: Int, _ groups: RowGroups?, _ view: ByteView, _ batch: borrowing RowBatch, _ row: Int
  ) -> String {
    let bytes = groups?.bytes(batch, slot, row, in: view) ?? batch.bytes(slot, row, in: view)
    return String(decoding: trimmed(bytes), as: UTF8.self)
  }

  private mutating func price(
    _ slot: Int, _ view: ByteView, _ batch: borrowing RowBatch, _ row: Int
  ) -> Double? {
    let cell = batch.column(slot)[row]
    var value = NumberCell.empty
    if !cell.isEscaped && !cells.hasMissingTexts {
      value = setup.numbers.parse(view.base + batch.origin + Int(cell.start), cell.length)
    } else {
      value = cells.number(batch.bytes(slot, row, in: view))
    }
    switch value {
    case .number(let price) where price.isFinite && abs(price) <= 1e12: return price
    case .empty: return nil
    default:
      let text = batch.text(slot, row, in: view)
      report(.unreadableValue, priceHeader, view, batch, row) {
        "expected a price, found '\(text.prefix(60))'"
      }
      return nil
    }
  }

  /// A row of a wide file: a quantity for each period.
  private mutating func takeWide(_ view: ByteView, _ batch: borrowing RowBatch) {
    let base = view.base + batch.origin
    let available = view.count - batch.origin
    let isPlain = !cells.hasMissingTexts
    for row in 0..<batch.count {
      let one = series[row]
      if one < 0 { continue }
      let line = batch.row[row].line
      sums.rows += 1
      if sums.states[one].hasRow {
        report(.duplicatePeriod, "", view, batch, row) {
          "more than one row of this series"
        }
      }
      sums.states.pointer[one].hasRow = true
      for period in periods {
        let (slot, bucket, day) = (period.slot, period.bucket, period.day)
        let cell = batch.column(slot)[row]
        let start = Int(cell.start)
        var quantity = -1.0
        if isPlain, cell.length &- 1 < 8, cell.length > 0, start &+ 8 <= available, !cell.isEscaped
        {
          quantity = Double(NumberParser.digits(at: base + start, count: cell.length))
        } else if cell.length == 0 {
          // An empty cell of a wide file is usual where a series is not as long as the others.
          sums.unknown.add(one, Int(bucket), 1)
          continue
        }
        if quantity < 0 {
          quantity = self.quantity(slot, periodHeader(slot), view, batch, row)
        }
        if quantity < 0 && setup.ignoresReturns { continue }
        if quantity != quantity {
          sums.unknown.add(one, Int(bucket), 1)
          continue
        }
        sums.noteDay(day, quantity)
        let target = sums.cell(one, bucket)
        sums.note(one, target, line: line)
        if quantity >= 0 {
          sums.sell(one, target, quantity)
        } else {
          sums.addReturn(one, bucket, -quantity, line: line)
        }
      }
    }
  }

  private func periodHeader(_ slot: Int) -> String {
    setup.headers[setup.layout.periods[slot].column]
  }
}
