internal import RestockRecords

/// Makes the record of the sums that all sales files gave together.
struct SalesBuilder {
  let plan: SalesPlan
  let layouts: [TableLayout]
  let paths: [String]
  let options: ReadingOptions

  /// The record, and what there is to say of all files together.
  func build(
    _ sums: borrowing SalesAccumulator, _ findings: inout FindingLog
  ) throws(InputError) -> SalesHistory {
    let calendar = plan.calendar(options)
    let days = sums.distinctDays
    guard let first = days.first, let last = days.last else {
      throw InputError(at: Place(file: paths[0]), "no row of it can be used")
    }
    let isSummed =
      calendar.size != .day
      && days.allSatisfy { number in
        let day = Day(number: number)
        return calendar.firstDay(of: calendar.bucket(of: day)) == day
      }
    noteCalendar(calendar, days, isSummed, sums, &findings)
    noteRepeats(sums, isSummed, &findings)
    noteCase(sums, &findings)
    let series = series(of: sums, calendar, &findings)
    return SalesHistory(
      calendar: calendar, series: series, firstDay: Day(number: first), lastDay: Day(number: last),
      isSummed: isSummed, rows: sums.rows,
      unitsByWeekday: isSummed || calendar.size == .step ? nil : unitsByWeekday(sums, days))
  }

  /// Units by weekday, Monday first; nil where all dates fall on one or two of them.
  private func unitsByWeekday(_ sums: borrowing SalesAccumulator, _ days: [Int32]) -> [Double]? {
    guard sums.narrowestDate == .day,
      layouts.allSatisfy({ !$0.isWide || $0.periods[0].date.size == .day })
    else { return nil }
    var units = [Double](repeating: 0, count: 7)
    for day in days {
      units[Day(number: day).weekday.rawValue - 1] += sums.days[Int(day - sums.firstNumber)].units
    }
    return units.count { $0 > 0 } > 2 ? units : nil
  }

  private func series(
    of sums: borrowing SalesAccumulator, _ calendar: BucketCalendar, _ findings: inout FindingLog
  ) -> [SalesSeries] {
    let count = sums.parts.count
    var made = [SalesSeries?](repeating: nil, count: count)
    var unknown: [Int: [Int]] = [:]
    sums.unknown.each { series, bucket, _ in unknown[series, default: []].append(bucket) }
    let ranges = sums.ranges
    for i in 0..<count {
      var range = ranges[i]
      for bucket in unknown[i] ?? [] {
        // What was not known before the first row says nothing; later it does.
        if let known = range {
          if bucket > known.upperBound { range = known.lowerBound...bucket }
        }
      }
      if range == nil, let buckets = unknown[i], let low = buckets.min(), let high = buckets.max() {
        range = low...high
      }
      guard let range else { continue }
      made[i] = make(sums, i, range, unknown[i] ?? [])
    }
    sums.returned.each { made[$0]?.returned[$1] = Float($2) }
    sums.promoted.each { series, bucket, units in
      let sold = Double(made[series]?.sold(in: bucket) ?? 0)
      made[series]?.promoted[bucket] = sold > 0 ? Float(min(1, units / sold)) : 1
    }
    var contradictions: [Finding] = []
    sums.outOfStock.each { number, bucket, _ in
      guard let one = made[number] else { return }
      let isStocked = sums.isStocked(number, bucket)
      let sold = one.sold(in: bucket)
      if isStocked || sold > 0 {
        made[number]?.lowerBound.insert(bucket)
      } else {
        made[number]?.unknown.insert(bucket)
      }
      if !isStocked && sold > 0 {
        contradictions.append(
          Finding(
            .warning,
            at: Place(
              file: paths[one.firstFile], line: one.firstLine, column: "in_stock",
              sku: one.key.sku), kind: "sold-without-stock",
            text: "\(sold) units sold in \(calendar.label(of: bucket)), when all rows say that it"
              + " was out of stock",
            treatment: "what was sold is a lower bound of the demand"))
      }
    }
    for finding in contradictions { findings.add(finding) }
    return made.compactMap { $0 }
  }

  private func make(
    _ sums: borrowing SalesAccumulator, _ i: Int, _ range: ClosedRange<Int>, _ unknown: [Int]
  ) -> SalesSeries {
    let parts = sums.parts[i]
    var series = SalesSeries(
      key: SeriesKey(
        sku: sums.skus.text(Int(parts.sku)), location: sums.locations.text(Int(parts.location)),
        channel: sums.channels.text(Int(parts.channel))),
      firstBucket: range.lowerBound, firstFile: Int(parts.file), firstLine: parts.line)
    series.sold = ContiguousArray(repeating: 0, count: range.count)
    var prices = ContiguousArray<Float>()
    var bounds: (low: Float, high: Float) = (.infinity, 0)
    sums.forEachBucket(of: i, range) { bucket, cell in
      series.sold[bucket - range.lowerBound] = Float(sums.sold[cell])
      let price = sums.meanPrice(cell)
      guard price > 0 else { return }
      if prices.isEmpty { prices = ContiguousArray(repeating: 0, count: range.count) }
      prices[bucket - range.lowerBound] = price
      bounds = (min(bounds.low, price), max(bounds.high, price))
    }
    // A price that stays, but for rounding, says nothing.
    if bounds.high > 1.001 * bounds.low { series.prices = prices }
    series.unknown = Set(unknown.filter(range.contains))
    let state = sums.states[i]
    series.lines = state.lines
    series.lineSum = state.lineSum
    series.lineSumOfSquares = state.lineSumOfSquares
    if i < sums.prices.count {
      let price = sums.prices[i]
      series.revenue = price.revenue
      if price.last > 0 { series.lastPrice = price.last }
    }
    series.largestLines = sums.largestLines[i]
    series.largestReturns = sums.largestReturns[i]
    return series
  }

  private func noteCalendar(
    _ calendar: BucketCalendar, _ days: [Int32], _ isSummed: Bool,
    _ sums: borrowing SalesAccumulator, _ findings: inout FindingLog
  ) {
    let place = Place(file: paths[0])
    if options.every == nil && calendar.size != .week && calendar.size != .step {
      findings.add(
        Finding(
          .note, at: place, kind: "bucket",
          text: "the dates are \(calendar.size.rawValue)s",
          treatment: "sales are taken by \(calendar.size.rawValue)"))
    }
    if calendar.size == .week && !isSummed && days.count >= 3 {
      let weekday = Day(number: days[0]).weekday
      if days.allSatisfy({ Day(number: $0).weekday == weekday }) {
        findings.add(
          Finding(
            .warning, at: place, kind: "week-start",
            text: "every date is a \(weekday), the weeks start on \(calendar.weekStart)",
            treatment:
              "a date counts in the week that it falls in; if it is the first day of a week,"
              + " pass --week-starts \(weekday)"))
      }
    }
    var former: Int32?
    for day in days {
      let bucket = calendar.bucket(of: Day(number: day))
      if let former, case let gap = bucket - calendar.bucket(of: Day(number: former)) - 1, gap > 0 {
        findings.add(
          Finding(
            .warning, at: place, kind: "gap",
            text: "no row at all for \(gap) \(calendar.size.rawValue)\(gap == 1 ? "" : "s") after"
              + " \(calendar.label(of: calendar.bucket(of: Day(number: former))))",
            treatment: "counted as zero sales"))
      }
      former = day
    }
  }

  private func noteRepeats(
    _ sums: borrowing SalesAccumulator, _ isSummed: Bool, _ findings: inout FindingLog
  ) {
    guard isSummed, sums.repeats > 0, let (line, series) = sums.firstRepeat else { return }
    // Rows that differ in what a series does not keep apart, or single sales, are no duplicates.
    let finer: [Field] = [.location, .channel, .orderID, .customer]
    let keptApart: (TableLayout) -> Bool = { layout in
      !layout.isWide
        && !finer.contains { field in
          guard layout.map.columns[field] != nil else { return false }
          let dimensions = options.seriesBy ?? [.sku, .location]
          if field == .location { return !dimensions.contains(.location) }
          if field == .channel { return !dimensions.contains(.channel) }
          return true
        }
    }
    guard layouts.allSatisfy(keptApart) else { return }
    findings.add(
      Finding(
        .warning, at: Place(file: paths[0], line: line, sku: sums.sku(of: series)),
        kind: "duplicate-key",
        text: "more than one row for the same series and period", count: sums.repeats,
        treatment: "the quantities are added up"))
  }

  /// Keys that differ in case only.
  private func noteCase(_ sums: borrowing SalesAccumulator, _ findings: inout FindingLog) {
    var seen: [[UInt8]: Int] = [:]
    var pairs: [(Int, Int)] = []
    seen.reserveCapacity(sums.skus.count)
    for number in 0..<sums.skus.count {
      let key = sums.skus.key(number)
      guard key.contains(where: DateParser.isLetter) else { continue }
      let lower = key.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 }
      if let other = seen[lower] {
        pairs.append((other, number))
      } else {
        seen[lower] = number
      }
    }
    guard !pairs.isEmpty else { return }
    var lines: [Int: (Int, Int)] = [:]
    for i in 0..<sums.parts.count where lines[Int(sums.parts[i].sku)] == nil {
      lines[Int(sums.parts[i].sku)] = (Int(sums.parts[i].file), sums.parts[i].line)
    }
    for (first, second) in pairs {
      let (file, line) = lines[second] ?? (0, 0)
      findings.add(
        Finding(
          .warning,
          at: Place(file: paths[file], line: line, column: "sku", sku: sums.skus.text(second)),
          kind: "keys-differ-in-case",
          text: "'\(sums.skus.text(first))' and '\(sums.skus.text(second))' differ in case only",
          treatment: "kept apart, as written"))
    }
  }
}

extension SalesAccumulator {
  /// The buckets of each series from the first to the last with a row; nil where there is none.
  fileprivate var ranges: [ClosedRange<Int>?] {
    var ranges = [ClosedRange<Int>?](repeating: nil, count: parts.count)
    for i in 0..<pageKeys.count where rowMasks[i] != 0 {
      let series = Int(pageKeys[i] >> 32)
      let page = Int(Int32(truncatingIfNeeded: pageKeys[i])) << 5
      let low = page + rowMasks[i].trailingZeroBitCount
      let high = page + 31 - rowMasks[i].leadingZeroBitCount
      if let range = ranges[series] {
        ranges[series] = min(low, range.lowerBound)...max(high, range.upperBound)
      } else {
        ranges[series] = low...high
      }
    }
    return ranges
  }

  /// Gives each bucket of a series in a range that has rows, and its cell.
  func forEachBucket(
    of series: Int, _ range: ClosedRange<Int>, _ body: (_ bucket: Int, _ cell: Int) -> Void
  ) {
    for page in (range.lowerBound >> 5)...(range.upperBound >> 5) {
      guard let index = pageIndex(series, page) else { continue }
      var mask = rowMasks[index]
      while mask != 0 {
        let offset = mask.trailingZeroBitCount
        mask &= mask - 1
        body(page << 5 + offset, index * Self.pageSize + offset)
      }
    }
  }

  /// Whether a row of a series says that there was stock in a bucket.
  func isStocked(_ series: Int, _ bucket: Int) -> Bool {
    guard let index = pageIndex(series, bucket >> 5) else { return false }
    return stockedMasks[index] & 1 << UInt32(bucket & 31) != 0
  }

  private func pageIndex(_ series: Int, _ page: Int) -> Int? {
    pages.find(
      UInt64(truncatingIfNeeded: series) << 32
        | UInt64(UInt32(bitPattern: Int32(truncatingIfNeeded: page))))
  }
}

extension SalesSeries {
  /// The units sold in a bucket; 0 outside.
  fileprivate func sold(in bucket: Int) -> Float {
    let i = bucket - firstBucket
    return sold.indices.contains(i) ? sold[i] : 0
  }
}
