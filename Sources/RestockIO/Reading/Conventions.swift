internal import RestockRecords

/// How a file writes dates and numbers: found out from its cells, where the user has not said it.
struct Conventions: Sendable {
  var dates = DateParser()
  var decimal = DecimalMark.undecided
  /// Whether all rows were looked at.
  var isFinal = false

  /// What cells say about how a file writes dates and numbers.
  struct Evidence: Sendable {
    var dayFirst = 0
    var monthFirst = 0
    var wholeNumbers = 0
    var dateCells = 0
    var decimalPoints = 0
    var decimalCommas = 0
    /// A date that could be read in two ways, and its line.
    var ambiguousDate: (text: String, line: Int)?
    /// Numbers like `1.234` in a file where nothing else has a decimal point.
    var eitherPoint: (text: String, line: Int)?
  }

  /// Looks at some of a file's rows, or at all, and decides.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - dateColumns: Columns that hold dates.
  ///   - numberColumns: Columns that hold numbers.
  ///   - options: What the user said goes before what is found.
  ///   - all: Whether all rows are looked at.
  /// - Returns: The conventions, and what they rest on.
  /// - Throws: Where decompression or decoding fails.
  static func scout(
    _ file: borrowing TableFile, dateColumns: [Int], numberColumns: [Int],
    options: ReadingOptions, all: Bool
  ) throws(InputError) -> (Conventions, Evidence) {
    var evidence = Evidence()
    let wanted = dateColumns + numberColumns
    var slots = [Int32](repeating: -1, count: file.headers.count)
    for (slot, column) in wanted.enumerated() { slots[column] = Int32(slot) }
    let readsAll = all || file.isMapped
    let look = { (view: ByteView, batch: borrowing RowBatch) -> Bool in
      for row in 0..<batch.count {
        for slot in dateColumns.indices {
          evidence.addDate(batch.bytes(slot, row, in: view), line: batch.row[row].line)
        }
        for slot in dateColumns.count..<wanted.count {
          let cell = batch.column(slot)[row]
          // Whole numbers without marks say nothing.
          let p = view.base + batch.origin + Int(cell.start)
          if cell.length <= 3 || (0..<cell.length).allSatisfy({ p[$0] &- 48 < 10 }) {
            if !(0..<cell.length).contains(where: { p[$0] == 0x2e || p[$0] == 0x2c }) { continue }
          }
          evidence.addNumber(batch.bytes(slot, row, in: view), line: batch.row[row].line)
        }
      }
      return readsAll
    }
    var isWhole = all
    if all || !file.isMapped {
      // Of a stream, the first batch is the sample.
      _ = try file.scan(slots: slots, line: file.headerLine + 1, rowsAtOnce: 4096, look)
    } else {
      let size = file.text.count
      isWhole = size <= sampleSize
      for piece in 0..<(isWhole ? 1 : samplePieces) {
        let start = file.rowStart(
          after: piece == 0 ? file.firstRow : size / samplePieces * piece)
        let length = isWhole ? size : sampleSize / samplePieces
        _ = try file.scan(
          slots: slots, part: start..<min(size, start + length), line: file.headerLine + 1,
          rowsAtOnce: 256, look)
      }
    }
    var conventions = evidence.conventions(options)
    conventions.isFinal = isWhole
    return (conventions, evidence)
  }

  private static let sampleSize = 1 << 18
  private static let samplePieces = 16
}

extension Conventions.Evidence {
  mutating func addDate(_ cell: [UInt8], line: Int) {
    if cell.isEmpty { return }
    dateCells += 1
    if let step = DateParser.step(cell[...]) {
      // 2024 is a year and 20240131 a date; other whole numbers are steps.
      let isDate = cell.count == 8 || (cell.count == 4 && DateParser.years.contains(step))
      if !isDate { wholeNumbers += 1 }
      return
    }
    switch DateParser().evidence(cell) {
    case .dayFirst: dayFirst += 1
    case .monthFirst: monthFirst += 1
    case .undecided:
      if ambiguousDate == nil, case .ambiguous = DateParser().parse(cell) {
        ambiguousDate = (String(decoding: cell, as: UTF8.self), line)
      }
    }
  }

  mutating func addNumber(_ cell: [UInt8], line: Int) {
    let digits = cell.drop { $0 == 0x2d || $0 == 0x2b || $0 == 0x20 || $0 == 0x27 || $0 > 127 }
    switch NumberParser.reading(of: Array(digits)) {
    case .decimal(UInt8(ascii: ",")): decimalCommas += 1
    case .decimal: decimalPoints += 1
    case .either(UInt8(ascii: ".")):
      if eitherPoint == nil { eitherPoint = (String(decoding: cell, as: UTF8.self), line) }
    case .either, .whole, .unreadable: break
    }
  }

  func conventions(_ options: ReadingOptions) -> Conventions {
    var conventions = Conventions()
    conventions.dates.format = options.dateFormat
    if let every = options.every {
      conventions.dates.readsSteps = every == .step
    } else {
      conventions.dates.readsSteps =
        options.dateFormat == nil && wholeNumbers > 0 && wholeNumbers * 10 >= dateCells * 9
    }
    if dayFirst != monthFirst {
      conventions.dates.order = dayFirst > monthFirst ? .dayFirst : .monthFirst
    }
    switch options.decimal {
    case .point: conventions.decimal = .point
    case .comma: conventions.decimal = .comma
    case nil:
      if decimalPoints != decimalCommas {
        conventions.decimal = decimalPoints > decimalCommas ? .point : .comma
      }
    }
    return conventions
  }

  /// The error for a date that can be read in two ways where nothing decides it.
  static func ambiguity(_ date: String, line: Int, column: String, file: String) -> InputError {
    var parser = DateParser()
    func reading(_ order: DateOrder) -> String {
      parser.order = order
      guard case .date(let cell) = parser.parse(Array(date.utf8)) else { return "no date" }
      return cell.day.iso
    }
    return InputError(
      at: Place(file: file, line: line, column: column),
      "'\(date)' could be \(reading(.dayFirst)) (day first) or \(reading(.monthFirst))"
        + " (month first), and no date in the file decides it",
      remedy: "pass --date-format %d/%m/%Y or --date-format %m/%d/%Y")
  }
}
