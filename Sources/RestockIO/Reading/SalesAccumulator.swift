internal import RestockRecords

/// Sums of sales by series and bucket, filled row by row: its size goes with the series and their
/// buckets, not with the rows.
struct SalesAccumulator: ~Copyable {
  var skus = KeyTable()
  var locations = KeyTable()
  var channels = KeyTable()
  /// A number for each pair of SKU and location, and for each of those with a channel.
  var places = IntegerTable()
  var outlets = IntegerTable()
  /// Whether there is but one location and channel, so that a series has the number of its SKU.
  var isBySKU = false
  /// For each series, the numbers of its SKU, location and channel.
  var parts = Slab<SeriesParts>()
  var states = Slab<SeriesState>()
  var prices = Slab<PriceState>()
  /// Of each cell the sum of its rows' prices by weight, and the weights: units, or next to nothing where
  /// none was sold. As long as `sold` once a price was seen.
  private var pricedSums = Slab<Float>()
  private var pricedUnits = Slab<Float>()

  /// The pages of 32 buckets in which series have rows, by series and page.
  var pages = IntegerTable()
  /// Of each series, pages by the last bits of theirs: the number + 1, and in the 9 high bits which
  /// page it is. Most lookups end here.
  private var listedPages = Slab<UInt32>()
  var pageKeys = Slab<UInt64>()
  var sold = Slab<Double>()
  /// For each page, a bit for each bucket that has a row, or one with stock.
  var rowMasks = Slab<UInt32>()
  var stockedMasks = Slab<UInt32>()

  var returned = SparseSums()
  var unknown = SparseSums()
  var outOfStock = SparseSums()
  var promoted = SparseSums()
  /// Of order lines, and of the lines that came back.
  var largestLines = LargestLines()
  var largestReturns = LargestLines()

  /// Rows and units of each day (or step), from `firstNumber` on.
  var days: Slab<DayTotal>
  let firstNumber: Int32
  /// Rows that could be used, and those whose bucket had one already.
  var rows = 0
  var returnRows = 0
  var firstReturnLine = 0
  var repeats = 0
  var fractional = 0
  var firstRepeat: (line: Int, series: Int)?
  var firstFractional: (line: Int, series: Int, text: String)?
  /// What the files added last shared with those before.
  var shared = SharedBuckets()
  /// Dates that could be read in two ways, and numbers.
  var ambiguousDates = 0
  var firstAmbiguousDate: (line: Int, text: String)?
  var unreadableDates = 0
  var ambiguousNumbers = 0
  var widestDate: BucketSize?
  var narrowestDate: BucketSize?
  var findings: RowFindings

  struct SeriesParts: BitwiseCopyable {
    var sku: Int32
    var location: Int32
    var channel: Int32
    /// Where the first row stands: the file's index, and the line.
    var file: Int32
    var line: Int
  }

  struct SeriesState: BitwiseCopyable {
    var lines = 0
    var lineSum = 0.0
    var lineSumOfSquares = 0.0
    /// Whether a row was seen, in a wide file.
    var hasRow = false
  }

  struct PriceState: BitwiseCopyable {
    var revenue: Double
    var last: Double
    var lastDay: Int32
  }

  struct DayTotal: BitwiseCopyable {
    var rows: Int
    var units: Double
  }

  /// Buckets to a page.
  static let pageSize = 32

  /// An empty accumulator for dates, or for steps.
  init(steps: Bool, keepsAllFindings: Bool) {
    // From 1900-01-01, or from step 0.
    firstNumber = steps ? 0 : -25_567
    days = Slab(count: DateParser.steps.count)
    findings = RowFindings(keepsAll: keepsAllFindings)
  }

  /// The number of a series; a new one where it was not seen before.
  @inline(__always)
  mutating func series(
    sku: Int, location: Int, channel: Int, file: Int, line: @autoclosure () -> Int
  ) -> Int {
    let place = places.number(
      UInt64(truncatingIfNeeded: sku) &<< 32 | UInt64(truncatingIfNeeded: location))
    let series = outlets.number(
      UInt64(truncatingIfNeeded: place) &<< 32 | UInt64(truncatingIfNeeded: channel))
    if series == parts.count {
      addSeries(sku: sku, location: location, channel: channel, file: file, line: line())
    }
    return series
  }

  @inline(never)
  mutating func addSeries(sku: Int, location: Int, channel: Int, file: Int, line: Int) {
    let series = parts.count
    parts.grow(to: series + 1)
    states.grow(to: series + 1)
    parts[series] = SeriesParts(
      sku: Int32(truncatingIfNeeded: sku), location: Int32(truncatingIfNeeded: location),
      channel: Int32(truncatingIfNeeded: channel), file: Int32(truncatingIfNeeded: file), line: line
    )
    states[series] = SeriesState()
  }

  /// The index of the cell of a series and bucket.
  @inline(__always)
  mutating func cell(_ series: Int, _ bucket: Int32) -> Int {
    let page = bucket >> 5
    let offset = Int(truncatingIfNeeded: bucket & 31)
    let place = Self.listPlace(series, page)
    if place < listedPages.count {
      let listed = listedPages[place]
      if listed & Self.listedNumber != 0, listed >> 23 == Self.listTag(page) {
        return Int(truncatingIfNeeded: (listed & Self.listedNumber) &- 1) &* Self.pageSize &+ offset
      }
    }
    return findPage(series, page) &* Self.pageSize &+ offset
  }

  /// Pages of a series that are listed: as a rule five years of weeks.
  private static let listedCount = 8
  private static let listedNumber: UInt32 = 0x7f_ffff

  @inline(__always)
  private static func listPlace(_ series: Int, _ page: Int32) -> Int {
    series &* listedCount &+ Int(truncatingIfNeeded: page & 7)
  }

  /// Which of the pages that share a place it is: 9 bits tell all pages of days and steps apart.
  @inline(__always)
  private static func listTag(_ page: Int32) -> UInt32 {
    UInt32(truncatingIfNeeded: page >> 3) & 0x1ff
  }

  /// The number of a page, which may be new.
  @inline(never)
  private mutating func findPage(_ series: Int, _ page: Int32) -> Int {
    let number = pages.number(
      UInt64(truncatingIfNeeded: series) &<< 32 | UInt64(UInt32(bitPattern: page)))
    if number == pageKeys.count { addPage(series, page) }
    if number + 1 < Self.listedNumber {
      listedPages.grow(to: (series + 1) * Self.listedCount)
      listedPages[Self.listPlace(series, page)] =
        Self.listTag(page) << 23 | UInt32(truncatingIfNeeded: number + 1)
    }
    return number
  }

  @inline(never)
  private mutating func addPage(_ series: Int, _ page: Int32) {
    let index = pageKeys.count
    pageKeys.grow(to: index + 1)
    pageKeys[index] =
      UInt64(UInt32(truncatingIfNeeded: series)) << 32 | UInt64(UInt32(bitPattern: page))
    sold.grow(to: (index + 1) * Self.pageSize)
    rowMasks.grow(to: index + 1)
    stockedMasks.grow(to: index + 1)
  }

  /// Notes a row of a series in a cell.
  @inline(__always)
  mutating func note(_ series: Int, _ cell: Int, line: @autoclosure () -> Int) {
    let bit: UInt32 = 1 &<< UInt32(truncatingIfNeeded: cell & 31)
    let mask = rowMasks.pointer + cell &>> 5
    if mask.pointee & bit != 0 {
      repeats &+= 1
      if firstRepeat == nil { firstRepeat = (line(), series) }
    }
    mask.pointee |= bit
  }

  /// Adds a quantity above or equal to zero to the cell of a series.
  @inline(__always)
  mutating func sell(_ series: Int, _ cell: Int, _ quantity: Double) {
    sold.pointer[cell] += quantity
    let state = states.pointer + series
    if quantity > 0 {
      state.pointee.lines &+= 1
      state.pointee.lineSum += quantity
      state.pointee.lineSumOfSquares += quantity * quantity
    }
  }

  /// Adds units that came back.
  mutating func addReturn(_ series: Int, _ bucket: Int32, _ units: Double, line: Int) {
    returned.add(series, Int(bucket), units)
    if returnRows == 0 { firstReturnLine = line }
    returnRows += 1
  }

  /// Notes rows and units of a day.
  @inline(__always)
  mutating func noteDay(_ number: Int32, _ quantity: Double) {
    let day = days.pointer + Int(number &- firstNumber)
    day.pointee.rows &+= 1
    if quantity > 0 { day.pointee.units += quantity }
  }

  /// Adds the revenue of a row, and takes its price where it is the latest.
  ///
  /// - Parameters:
  ///   - series: Its number.
  ///   - cell: The cell of its bucket.
  ///   - price: Money per unit.
  ///   - quantity: NaN where it is not known: that of a period to come, as a rule.
  ///   - day: The day of the row.
  mutating func price(
    _ series: Int, _ cell: Int, _ price: Double, _ quantity: Double, day: Int32
  ) {
    if price > 0 {
      pricedSums.grow(to: sold.count)
      pricedUnits.grow(to: sold.count)
      let weight = quantity > 0 ? Float(quantity) : 1e-3
      pricedSums[cell] += Float(price) * weight
      pricedUnits[cell] += weight
    }
    guard quantity == quantity else { return }
    prices.grow(to: max(prices.count, parts.count))
    var state = prices[series]
    state.revenue += price * quantity
    if price > 0 && (state.last == 0 || day >= state.lastDay) {
      state.last = price
      state.lastDay = day
    }
    prices[series] = state
  }

  /// Adds what a later part of the same file, or another file, holds.
  ///
  /// - Parameters:
  ///   - later: Of the same calendar.
  ///   - line: What its lines count from.
  mutating func append(_ later: borrowing SalesAccumulator, linesAfter line: Int) {
    func numbers(_ from: borrowing KeyTable, into table: inout KeyTable) -> [Int] {
      (0..<from.count).map { number in
        let key = Array(from.key(number))
        return key.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else {
            var none: UInt8 = 0
            return table.number(&none, 0, available: 0)
          }
          return table.number(base, buffer.count, available: buffer.count)
        }
      }
    }
    if isBySKU && !later.isBySKU { numberSeriesByParts() }
    let skus = numbers(later.skus, into: &self.skus)
    let locations = numbers(later.locations, into: &self.locations)
    let channels = numbers(later.channels, into: &self.channels)
    var map: [Int] = []
    map.reserveCapacity(later.parts.count)
    for i in 0..<later.parts.count {
      let part = later.parts[i]
      let sku = skus[Int(part.sku)]
      let series: Int
      if isBySKU {
        series = sku
        if series == parts.count {
          addSeries(sku: sku, location: 0, channel: 0, file: Int(part.file), line: part.line + line)
        }
      } else {
        series = self.series(
          sku: sku, location: locations[Int(part.location)], channel: channels[Int(part.channel)],
          file: Int(part.file), line: part.line + line)
      }
      map.append(series)
      let state = later.states[i]
      let own = states.pointer + series
      own.pointee.lines += state.lines
      own.pointee.lineSum += state.lineSum
      own.pointee.lineSumOfSquares += state.lineSumOfSquares
      own.pointee.hasRow = own.pointee.hasRow || state.hasRow
    }
    appendPages(of: later, map)
    later.returned.each { returned.add(map[$0], $1, $2) }
    later.unknown.each { unknown.add(map[$0], $1, $2) }
    later.outOfStock.each { outOfStock.add(map[$0], $1, $2) }
    later.promoted.each { promoted.add(map[$0], $1, $2) }
    if later.prices.count > 0 {
      prices.grow(to: parts.count)
      for i in 0..<later.prices.count {
        let other = later.prices[i]
        var own = prices[map[i]]
        own.revenue += other.revenue
        if other.last > 0 && (own.last == 0 || other.lastDay >= own.lastDay) {
          own.last = other.last
          own.lastDay = other.lastDay
        }
        prices[map[i]] = own
      }
    }
    largestLines.append(later.largestLines, map, linesAfter: line)
    largestReturns.append(later.largestReturns, map, linesAfter: line)
    for i in 0..<later.days.count where later.days[i].rows > 0 {
      days[i].rows += later.days[i].rows
      days[i].units += later.days[i].units
    }
    appendCounts(of: later, map, linesAfter: line)
  }

  /// Numbers the series by SKU, location and channel, where it was by SKU alone.
  private mutating func numberSeriesByParts() {
    isBySKU = false
    for series in 0..<parts.count {
      let part = parts[series]
      _ = self.series(
        sku: Int(part.sku), location: Int(part.location), channel: Int(part.channel), file: 0,
        line: 0)
    }
  }

  private mutating func appendPages(of later: borrowing SalesAccumulator, _ map: [Int]) {
    for i in 0..<later.pageKeys.count {
      let key = later.pageKeys[i]
      let page = Int32(truncatingIfNeeded: key & 0xffff_ffff)
      let series = map[Int(key >> 32)]
      let target = cell(series, page << 5)
      let index = target / Self.pageSize
      let source = later.sold.pointer + i * Self.pageSize
      let both = rowMasks[index] & later.rowMasks[i]
      if both != 0 {
        repeats += both.nonzeroBitCount
        if firstRepeat == nil { firstRepeat = (0, series) }
        for j in 0..<Self.pageSize where both & 1 << UInt32(j) != 0 {
          shared.add(sold[target + j], source[j], bucket: Int(page) << 5 + j)
        }
      }
      for j in 0..<Self.pageSize { sold.pointer[target + j] += source[j] }
      if later.pricedSums.count >= (i + 1) * Self.pageSize {
        pricedSums.grow(to: sold.count)
        pricedUnits.grow(to: sold.count)
        for j in 0..<Self.pageSize {
          pricedSums[target + j] += later.pricedSums[i * Self.pageSize + j]
          pricedUnits[target + j] += later.pricedUnits[i * Self.pageSize + j]
        }
      }
      rowMasks[index] |= later.rowMasks[i]
      stockedMasks[index] |= later.stockedMasks[i]
    }
  }

  /// The mean price in a cell; 0 where no row has one.
  func meanPrice(_ cell: Int) -> Float {
    cell < pricedUnits.count && pricedUnits[cell] > 0 ? pricedSums[cell] / pricedUnits[cell] : 0
  }

  private mutating func appendCounts(
    of later: borrowing SalesAccumulator, _ map: [Int], linesAfter line: Int
  ) {
    rows += later.rows
    if returnRows == 0 { firstReturnLine = later.firstReturnLine + line }
    returnRows += later.returnRows
    repeats += later.repeats
    fractional += later.fractional
    if firstRepeat == nil || firstRepeat?.line == 0, let other = later.firstRepeat {
      firstRepeat = (other.line + line, map[other.series])
    }
    if firstFractional == nil, let other = later.firstFractional {
      firstFractional = (other.line + line, map[other.series], other.text)
    }
    ambiguousDates += later.ambiguousDates
    if firstAmbiguousDate == nil, let other = later.firstAmbiguousDate {
      firstAmbiguousDate = (other.line + line, other.text)
    }
    unreadableDates += later.unreadableDates
    ambiguousNumbers += later.ambiguousNumbers
    widestDate = Self.wider(widestDate, later.widestDate)
    narrowestDate = Self.narrower(narrowestDate, later.narrowestDate)
    findings.append(later.findings, linesAfter: line)
  }

  static func wider(_ a: BucketSize?, _ b: BucketSize?) -> BucketSize? {
    guard let a, let b else { return a ?? b }
    let order = BucketSize.allCases
    return (order.firstIndex(of: a) ?? 0) >= (order.firstIndex(of: b) ?? 0) ? a : b
  }

  static func narrower(_ a: BucketSize?, _ b: BucketSize?) -> BucketSize? {
    guard let a, let b else { return a ?? b }
    return wider(a, b) == a ? b : a
  }
}
