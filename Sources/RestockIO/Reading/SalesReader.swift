public import RestockRecords

extension InputReader {
  /// Reads sales, long or wide, and sums them by series and bucket.
  ///
  /// The files are taken one after another, as if they were one. Dates, decimal mark, encoding and
  /// bucket are guessed from a sample and confirmed by the whole; where the whole says otherwise the
  /// file is read again.
  ///
  /// - Parameter paths: The files, at least one.
  /// - Returns: The sums, and what they are over.
  /// - Throws: Where a file cannot be used at all, or no row of any of them can.
  public mutating func sales(_ paths: [String]) throws(InputError) -> SalesHistory {
    precondition(!paths.isEmpty, "no sales file")
    var plan = SalesPlan(files: paths.count, options: options)
    let orders = try OrderLedger(paths, kind: .sales, options)
    // Each round settles a guess; a fifth would be one that came back.
    for round in 1...5 {
      let outcome = try read(paths, plan, orders, isLast: round == 5)
      switch outcome {
      case .again(let next): plan = next
      case .done(let history, let log, let facts):
        findings.add(contentsOf: log)
        files += facts
        return history
      }
    }
    preconditionFailure("the last round always ends")
  }

  private enum Outcome {
    case again(SalesPlan)
    case done(SalesHistory, FindingLog, [InputFileFacts])
  }

  /// Reads all files by a plan; the plan to read by instead, where they do not bear it out.
  private func read(
    _ paths: [String], _ plan: SalesPlan, _ orders: OrderLedger?, isLast: Bool
  ) throws(InputError) -> Outcome {
    var plan = plan
    var mustReadAgain = false
    var reader = self
    reader.findings = FindingLog(keepsAll: options.keepsAllFindings)
    var facts: [InputFileFacts] = []
    var all: SalesAccumulator?
    var layouts: [TableLayout] = []
    for (index, path) in paths.enumerated() {
      let table = try open(
        path, kind: .sales, encoding: plan.encodings[index], orders: orders, fileIndex: index)
      if plan.conventions[index] == nil {
        plan.conventions[index] = try table.scoutSales(options, all: false)
      }
      guard let conventions = plan.conventions[index] else { continue }
      if let size = plan.conflict(conventions, options) {
        throw InputError(
          at: Place(file: path, line: table.file.headerLine + 1),
          "its dates are whole numbers, which cannot be put in buckets of a \(size.rawValue)",
          remedy: "pass --every step")
      }
      let setup = SalesSetup(
        table.file, layout: table.layout, conventions: conventions,
        calendar: plan.calendar(options),
        usableDays: plan.usableDays(conventions), options: options, fileIndex: index)
      let scanned = try table.scanSales(setup, options, progress)
      let end = scanned.end
      let sums = scanned.takeSums()
      if let encoding = try Self.encoding(after: end, of: path) {
        plan.encodings[index] = encoding
        plan.conventions[index] = nil
        mustReadAgain = true
        continue
      }
      if !conventions.isFinal && sums.doubts(conventions) {
        let scouted = try table.scoutSales(options, all: true)
        plan.conventions[index] = scouted
        if scouted.dates.order != conventions.dates.order || scouted.decimal != conventions.decimal
          || scouted.dates.readsSteps != conventions.dates.readsSteps
        {
          mustReadAgain = true
          continue
        }
      }
      if let (line, text) = sums.firstAmbiguousDate {
        throw Conventions.Evidence.ambiguity(
          text, line: line, column: setup.header(.date), file: path)
      }
      try reader.noteSales(table, setup, sums, rows: end.rows)
      facts.append(
        InputFileFacts(
          table, conventions: conventions, kind: .sales, rows: end.rows, hasDates: true))
      layouts.append(table.layout)
      if all == nil {
        all = consume sums
      } else {
        all?.shared = SharedBuckets()
        all?.append(sums, linesAfter: 0)
        if let shared = all?.shared { reader.noteShared(shared, path, plan.calendar(options)) }
      }
    }
    if mustReadAgain && !isLast { return .again(plan) }
    guard let all = consume all else {
      throw InputError(at: Place(file: paths[0]), "no row of it can be used")
    }
    if all.rows == 0 {
      let leftOut = reader.findings.findings.filter { $0.kind.hasPrefix("left-out") }
      throw InputError(
        at: Place(file: paths[0]),
        "no row of it counts: "
          + leftOut.map { "\($0.text) (\($0.count))" }.joined(separator: ", "),
        remedy: "look at the file with restock check, and export more of it")
    }
    if !isLast, let next = plan.revised(all, layouts, options) { return .again(next) }
    let builder = SalesBuilder(plan: plan, layouts: layouts, paths: paths, options: options)
    let history = try builder.build(all, &reader.findings)
    return .done(history, reader.findings, facts)
  }

  /// Tells that a file seems to repeat sales of those before.
  private mutating func noteShared(
    _ shared: SharedBuckets, _ path: String, _ calendar: BucketCalendar
  ) {
    guard shared.looksRepeated else { return }
    let size = calendar.size.rawValue
    findings.add(
      Finding(
        .warning, at: Place(file: path), kind: "files-overlap",
        text: "\(shared.words) \(size)s of series that it shares with the files before, from"
          + " \(calendar.label(of: shared.first)) to \(calendar.label(of: shared.last)), hold the"
          + " same units: are these the same sales?",
        treatment: "they are added up; leave them out of one file, or give order_id, by which an"
          + " order in two files counts once"))
  }

  /// What there is to say of one file once it was scanned.
  private mutating func noteSales(
    _ table: borrowing OpenTable, _ setup: SalesSetup, _ sums: borrowing SalesAccumulator, rows: Int
  ) throws(InputError) {
    let path = table.file.path
    noteLayout(table)
    noteCutOff(table, rows: rows)
    noteDays(table, sums.distinctDays)
    for finding in sums.findings.findings(file: path) { findings.add(finding) }
    if table.rows(scanned: rows) == 0 {
      throw InputError(
        at: Place(file: path, line: table.file.headerLine), "there is no row after the header")
    }
    if sums.rows == 0 && !table.leavesRowsOut {
      let first = sums.findings.findings(file: path).first { $0.severity == .error }
      var message = "no row of it can be used"
      if let first { message += ": \(first.text) (line \(first.place.line), \(first.count) rows)" }
      throw InputError(
        at: Place(file: path, line: first?.place.line ?? 0, column: first?.place.column ?? ""),
        message,
        remedy: setup.dates.readsSteps
          ? "if the dates are days, pass --every week"
          : "if the dates have another layout, pass --date-format; if they are numbered steps,"
            + " --every step")
    }
    if sums.returnRows > 0 {
      findings.add(
        Finding(
          .note, at: Place(file: path, line: sums.firstReturnLine), kind: "returns",
          text: "negative quantities are taken as returns", count: sums.returnRows,
          treatment: "taken off the sales of their period"))
    }
    if let (line, series, text) = sums.firstFractional, sums.fractional * 50 <= sums.rows {
      findings.add(
        Finding(
          .warning,
          at: Place(
            file: path, line: line, column: setup.header(.quantity), sku: sums.sku(of: series)),
          kind: "fractional-quantity",
          text: "\(text) where nearly all quantities are whole: is it a price?",
          count: sums.fractional, treatment: "used as it is"))
    }
    if options.every == nil && setup.dates.readsSteps && !table.layout.isWide {
      findings.add(
        Finding(
          .note, at: Place(file: path, line: table.file.headerLine, column: setup.header(.date)),
          kind: "steps", text: "the dates are whole numbers", treatment: "read as numbered steps"))
    }
  }
}

extension SalesAccumulator {
  /// Whether something in the rows speaks against how dates and numbers were read.
  fileprivate func doubts(_ conventions: Conventions) -> Bool {
    ambiguousDates > 0 || ambiguousNumbers > 0 || unreadableDates > 0
      || findings.count(of: .unreadableQuantity) > 0
  }

  /// The SKU of a series.
  func sku(of series: Int) -> String { skus.text(Int(parts[series].sku)) }
}

extension OpenTable {
  /// Finds out how a sales file writes dates and numbers.
  fileprivate func scoutSales(
    _ options: ReadingOptions, all: Bool
  ) throws(InputError) -> Conventions {
    let map = layout.map.columns
    let dates = layout.isWide ? [] : [map[.date]].compactMap { $0 }
    let numbers =
      layout.isWide ? layout.periods.prefix(64).map(\.column) : [map[.quantity]].compactMap { $0 }
    var (conventions, _) = try Conventions.scout(
      file, dateColumns: dates, numberColumns: numbers + [map[.price]].compactMap { $0 },
      options: options, all: all)
    if layout.isWide { conventions.dates.readsSteps = layout.periods[0].date.size == .step }
    return settled(conventions)
  }

  /// Sums the rows of a sales file, the parts of a large one on several threads.
  ///
  /// What a part is depends on the file alone, and they are put together in their order: so the sums
  /// do not depend on the number of threads.
  fileprivate func scanSales(
    _ setup: SalesSetup, _ options: ReadingOptions,
    _ progress: (@Sendable (ReadingProgress) -> Void)?
  ) throws(InputError) -> PartResult {
    let path = file.path
    let meter = ProgressMeter(path: path, size: file.file.bytes.count, progress)
    let line = file.headerLine + 1
    guard file.isMapped, file.translation == nil, file.text.count > options.partSize else {
      var rows = SalesRows(setup)
      let end = try file.scan(slots: setup.slots, line: line, rowsAtOnce: setup.rowsAtOnce) {
        rows.take($0, $1)
        meter.add($1.byteCount)
        return true
      }
      if let (line, message) = end.problem {
        throw InputError(at: Place(file: path, line: line), message)
      }
      return PartResult(rows.finish(), end)
    }
    let scanner = PartScanner(file, setup, meter)
    let starts = stride(from: 0, to: file.text.count, by: options.partSize).map {
      file.rowStart(after: $0)
    }
    let threads = max(1, min(options.threads, starts.count))
    var sums: SalesAccumulator?
    var total = ScanEnd(position: starts[0], line: line)
    for wave in stride(from: 0, to: starts.count, by: threads) {
      let results = PartResults<PartResult>()
      runOnThreads(min(threads, starts.count - wave)) { i in
        let part = wave + i
        results.put(part, scanner.scan(from: starts[part], partsFrom: starts, line: line))
      }
      for part in wave..<min(wave + threads, starts.count) {
        var result = results.take(part)
        if starts[part] != total.position {
          // A line break in quotes stood at the seam: the part begins elsewhere.
          result = scanner.scan(from: total.position, partsFrom: starts, line: line)
        }
        // The first part counts its lines from the file's beginning, the others from their own.
        let offset = part == 0 ? 0 : total.line
        if let (line, message) = result.end.problem {
          throw InputError(at: Place(file: path, line: offset + line), message)
        }
        if total.invalidBytes == 0 && result.end.invalidBytes > 0 {
          total.firstInvalidLine = offset + result.end.firstInvalidLine
        }
        total.invalidBytes += result.end.invalidBytes
        total.wideCharacters += result.end.wideCharacters
        total.rows += result.end.rows
        total.position = result.end.position
        total.line = offset + result.end.line
        if part == 0 {
          sums = result.takeSums()
        } else {
          let later = result.takeSums()
          sums?.append(later, linesAfter: offset)
        }
      }
    }
    guard let sums = consume sums else { preconditionFailure("a file without parts") }
    return PartResult(sums, total)
  }
}

/// Scans a part of a mapped file, on any thread.
private struct PartScanner: Sendable {
  let text: ByteView
  private let dialect: Dialect
  private let setup: SalesSetup
  private let meter: ProgressMeter

  init(_ file: borrowing TableFile, _ setup: SalesSetup, _ meter: ProgressMeter) {
    text = file.text
    dialect = file.dialect
    self.setup = setup
    self.meter = meter
  }

  /// Sums the rows from `start` to the next part; the first part's lines count from `line`, those of
  /// others from 0.
  func scan(from start: Int, partsFrom starts: [Int], line: Int) -> PartResult {
    let next = starts.first { $0 > start } ?? text.count
    var rows = SalesRows(setup)
    let end = TableFile.scan(
      text, dialect, slots: setup.slots, part: start..<next, line: start == starts[0] ? line : 0,
      rowsAtOnce: setup.rowsAtOnce
    ) { view, batch in
      rows.take(view, batch)
      meter.add(batch.byteCount)
      return true
    }
    return PartResult(rows.finish(), end)
  }
}

/// What the scan of a part gave. It is handed from one thread to another, never shared.
private final class PartResult: @unchecked Sendable {
  private var sums: SalesAccumulator?
  let end: ScanEnd

  init(_ sums: consuming SalesAccumulator, _ end: ScanEnd) {
    self.sums = consume sums
    self.end = end
  }

  /// The sums, which can be taken once.
  func takeSums() -> SalesAccumulator {
    guard let taken = sums.take() else { preconditionFailure("the sums were taken before") }
    return taken
  }
}
