internal import RestockRecords

/// How sales files are to be read: guesses that the reading confirms or replaces.
struct SalesPlan {
  /// By file; nil where nothing is known yet.
  var encodings: [TextEncoding?]
  var conventions: [Conventions?]
  /// The bucket of data with dates.
  private(set) var size: BucketSize
  /// The last day that is used, where later ones are far from all others; likewise the first.
  private(set) var lastUsable: Int32?
  private(set) var firstUsable: Int32?

  init(files: Int, options: ReadingOptions) {
    encodings = Array(repeating: nil, count: files)
    conventions = Array(repeating: nil, count: files)
    size = options.every ?? .week
  }

  /// Whether the files have steps instead of dates.
  var hasSteps: Bool { conventions.contains { $0?.dates.readsSteps == true } }

  /// The bucket asked for, where a file's steps cannot be put in it.
  func conflict(_ conventions: Conventions, _ options: ReadingOptions) -> BucketSize? {
    guard conventions.dates.readsSteps, let every = options.every, every != .step else {
      return nil
    }
    return every
  }

  func calendar(_ options: ReadingOptions) -> BucketCalendar {
    BucketCalendar(size: hasSteps ? .step : size, weekStart: options.weekStart)
  }

  /// The days, or steps, that are used.
  func usableDays(_ conventions: Conventions) -> ClosedRange<Int32> {
    if conventions.dates.readsSteps {
      return Int32(DateParser.steps.lowerBound)...Int32(DateParser.steps.upperBound)
    }
    // 1900-01-01 to 2199-12-31.
    return (firstUsable ?? -25_567)...(lastUsable ?? 84_005)
  }

  /// The plan to read by instead, where the sums do not bear this one out; nil where they do.
  func revised(
    _ sums: borrowing SalesAccumulator, _ layouts: [TableLayout], _ options: ReadingOptions
  ) -> SalesPlan? {
    if hasSteps { return nil }
    var next = self
    let days = sums.distinctDays
    if let last = sums.lastBeforeOutliers(days), last != days.last { next.lastUsable = last }
    if let first = sums.firstAfterOutliers(days), first != days.first { next.firstUsable = first }
    if options.every == nil {
      let usable = days.filter { next.usableDays(Conventions()).contains($0) }
      let periods = layouts.flatMap(\.periods).map(\.date.size)
      let narrowest = periods.reduce(sums.narrowestDate) { SalesAccumulator.narrower($0, $1) }
      next.size = Self.step(of: usable, narrowest: narrowest)
    }
    let isSame =
      next.size == size && next.lastUsable == lastUsable && next.firstUsable == firstUsable
    return isSame ? nil : next
  }

  /// The week, or the step of dates that are all the first (or all the last) of a longer one.
  ///
  /// - Parameters:
  ///   - days: The distinct days, ascending.
  ///   - narrowest: The least span of the calendar that a date names.
  /// - Returns: The bucket to sum by.
  private static func step(of days: [Int32], narrowest: BucketSize?) -> BucketSize {
    let order: [BucketSize] = [.day, .week, .month, .quarter, .year]
    let named = order.firstIndex(of: narrowest ?? .day) ?? 0
    var step = max(1, named)
    // Two dates alone may be what they are by chance.
    if days.count >= 3 || named >= 2 {
      for size in [BucketSize.month, .quarter, .year] {
        let calendar = BucketCalendar(size: size)
        let areFirst = days.allSatisfy { number in
          let day = Day(number: number)
          return calendar.firstDay(of: calendar.bucket(of: day)) == day
        }
        let areLast = days.allSatisfy { number in
          let next = Day(number: number) + 1
          return calendar.firstDay(of: calendar.bucket(of: next)) == next
        }
        guard areFirst || areLast, let rank = order.firstIndex(of: size) else { continue }
        // Months named as such stay months, even if all seen begin a quarter.
        if named >= 2 && rank > named { continue }
        step = max(step, rank)
      }
    }
    return order[step]
  }
}

extension SalesAccumulator {
  /// The days with a row, ascending.
  var distinctDays: [Int32] {
    (0..<days.count).filter { days[$0].rows > 0 }.map { firstNumber + Int32($0) }
  }

  /// A sale this much later than all others is not believed.
  private static let mostDaysLater: Int32 = 365
  /// Nor one this much earlier.
  private static let mostDaysEarlier: Int32 = 3653

  private func rows(on day: Int32) -> Int { days[Int(day - firstNumber)].rows }

  /// The last day before those that are more than a year after all others and have few rows.
  func lastBeforeOutliers(_ distinct: [Int32]) -> Int32? {
    guard distinct.count > 1 else { return distinct.last }
    var rest = distinct
    var later = 0
    while rest.count > 1, rest[rest.count - 1] - rest[rest.count - 2] > Self.mostDaysLater {
      later += rows(on: rest[rest.count - 1])
      // More than a stray row or two is a shop that paused.
      if later > max(1, rows / 1000) { return distinct.last }
      rest.removeLast()
      if later == rows { return distinct.last }
    }
    return rest.last
  }

  /// The first day after those that are more than ten years before all others and have few rows.
  func firstAfterOutliers(_ distinct: [Int32]) -> Int32? {
    guard distinct.count > 1 else { return distinct.first }
    var rest = distinct[...]
    var earlier = 0
    while rest.count > 1, let first = rest.first,
      rest[rest.startIndex + 1] - first > Self.mostDaysEarlier
    {
      earlier += rows(on: first)
      if earlier > max(1, rows / 1000) { return distinct.first }
      rest.removeFirst()
    }
    return rest.first
  }
}
