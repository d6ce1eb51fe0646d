internal import RestockRecords

/// Takes batches of rows of one sales file, or of a part of it, into an accumulator.
struct SalesRows: ~Copyable {
  var sums: SalesAccumulator
  let setup: SalesSetup
  var cells: SalesCells
  // By row of a batch.
  let skus: Slab<Int>
  let series: Slab<Int>
  let days: Slab<Int32>
  let quantities: Slab<Double>
  let cellOf: Slab<Int>
  let probes: Slab<KeyTable.Probe>
  /// Of no meaning: it keeps loads that fetch memory early from being left out.
  var touched: UInt32 = 0
  let buckets: [Int32]
  let firstNumber: Int32
  let skuSlot: Int
  let locationSlot: Int?
  let channelSlot: Int?
  private let priceSlot: Int?
  private let stockSlot: Int?
  private let promotionSlot: Int?
  private let orderSlot: Int?
  private let customerSlot: Int?
  let dateHeader: String
  let quantityHeader: String
  let priceHeader: String
  let periods: [Period]

  struct Period {
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
    priceSlot = setup.slotOf[.price]
    stockSlot = setup.slotOf[.inStock]
    promotionSlot = setup.slotOf[.promotion]
    orderSlot = setup.slotOf[.orderID]
    customerSlot = setup.slotOf[.customer]
    firstNumber = first
    cells = SalesCells(setup)
    skus = Slab(count: capacity)
    series = Slab(count: capacity)
    days = Slab(count: capacity)
    quantities = Slab(count: capacity)
    cellOf = Slab(count: capacity)
    probes = Slab(count: capacity)
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
    var touched: UInt64 = 0
    for row in 0..<batch.count where series[row] >= 0 {
      touched |= sums.sold.pointer[cellOf[row]].bitPattern
    }
    self.touched = UInt32(truncatingIfNeeded: touched)
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
    if let priceSlot, let price = price(priceSlot, view, batch, row) {
      sums.price(one, cell, price, quantity, day: day)
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
    if let orderSlot, quantity != 0, quantity == quantity,
      batch.column(orderSlot)[row].length > 0
    {
      let units = quantity.magnitude
      func line() -> OrderLine {
        OrderLine(
          quantity: units, day: Day(number: day), orderID: Self.text(orderSlot, view, batch, row),
          customer: customerSlot.map { Self.text($0, view, batch, row) } ?? "",
          file: setup.fileIndex, line: batch.row[row].line)
      }
      if quantity > 0 {
        sums.largestLines.add(one, units, line)
      } else {
        sums.largestReturns.add(one, units, line)
      }
    }
  }

  private static func text(
    _ slot: Int, _ view: ByteView, _ batch: borrowing RowBatch, _ row: Int
  ) -> String {
    String(decoding: trimmed(batch.bytes(slot, row, in: view)), as: UTF8.self)
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
