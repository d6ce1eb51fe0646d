internal import RestockRecords

extension SalesRows {
  mutating func readDates(_ view: ByteView, _ batch: borrowing RowBatch) {
    guard let slot = setup.slotOf[.date] else { return }
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
  mutating func day(
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
  mutating func report(
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
  mutating func readQuantities(_ view: ByteView, _ batch: borrowing RowBatch) {
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
  mutating func quantity(
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

  mutating func price(
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
}
