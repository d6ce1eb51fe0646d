internal import RestockRecords

/// How the rows of one sales file are read: settled before the scan.
struct SalesSetup: Sendable {
  let layout: TableLayout
  let headers: [String]
  /// For each cell of a row, its column in a batch, or -1.
  let slots: [Int32]
  /// The batch's column of each field.
  let slotOf: [Field: Int]
  let calendar: BucketCalendar
  var dates: DateParser
  let numbers: NumberParser
  let missing: [[UInt8]]
  /// What a series is of.
  let byLocation: Bool
  let byChannel: Bool
  let ignoresReturns: Bool
  /// Dates outside are not used.
  let usableDays: ClosedRange<Int32>
  let today: Int32?
  let keepsAllFindings: Bool
  /// The index of the file among those read.
  let fileIndex: Int

  init(
    _ file: borrowing TableFile, layout: TableLayout, conventions: Conventions,
    calendar: BucketCalendar, usableDays: ClosedRange<Int32>, options: ReadingOptions,
    fileIndex: Int
  ) {
    self.layout = layout
    headers = file.headers
    self.calendar = calendar
    dates = conventions.dates
    numbers = NumberParser(mark: conventions.decimal)
    missing = options.missing.map { Array($0.utf8) }.filter { !$0.isEmpty }
    ignoresReturns = options.returns == .ignore
    self.usableDays = usableDays
    today = options.today?.number
    keepsAllFindings = options.keepsAllFindings
    self.fileIndex = fileIndex
    let dimensions = options.seriesBy ?? [.sku, .location]
    byLocation = dimensions.contains(.location) && layout.map.columns[.location] != nil
    byChannel = dimensions.contains(.channel) && layout.map.columns[.channel] != nil

    var slots = [Int32](repeating: -1, count: file.headers.count)
    var slotOf: [Field: Int] = [:]
    var next: Int32 = 0
    for period in layout.periods {
      slots[period.column] = next
      next += 1
    }
    var used: [Field] = layout.isWide ? [.sku] : [.sku, .date, .quantity]
    if byLocation { used.append(.location) }
    if byChannel { used.append(.channel) }
    if !layout.isWide { used += [.price, .inStock, .promotion, .orderID] }
    if !layout.isWide && layout.map.columns[.orderID] != nil { used.append(.customer) }
    for field in used {
      guard let column = layout.map.columns[field] else { continue }
      slotOf[field] = Int(next)
      slots[column] = next
      next += 1
    }
    self.slots = slots
    self.slotOf = slotOf
  }

  /// Whether rows have nothing but what series are of, date and quantity.
  var hasPlainRows: Bool {
    ![Field.price, .inStock, .promotion, .orderID].contains { slotOf[$0] != nil }
  }

  /// The header of a field, for findings.
  func header(_ field: Field) -> String {
    layout.map.columns[field].map { headers[$0] } ?? field.rawValue
  }

  /// How many rows a batch holds, so that it stays in the cache.
  var rowsAtOnce: Int {
    max(1, min(512, 8192 / max(1, slotOf.count + layout.periods.count)))
  }
}
