public import RestockForecasting
public import RestockRecords

/// The time of a run: its buckets, its today, and how days lie in the periods of a forecast.
///
/// History ends with the last bucket that is complete by as-of; period 1 of every forecast is the
/// bucket that holds as-of.
public struct RunCalendar: Sendable, Hashable, Codable {
  public let buckets: BucketCalendar
  /// The instant from which orders count: the start of this day.
  public let asOf: Day
  /// The bucket that holds as-of, the first that is forecast.
  public let firstForecastBucket: Int
  /// The share of a week's units sold before each of its days (eight values from 0 to 1, the first
  /// day of the bucket first); even where daily data does not say more.
  private let cumulativeShareOfWeek: [Double]

  /// The calendar of a run.
  ///
  /// - Parameters:
  ///   - buckets: The buckets of the history.
  ///   - asOf: Today.
  ///   - unitsByWeekday: Units sold by weekday, Monday first, or nil for even weeks.
  public init(buckets: BucketCalendar, asOf: Day, unitsByWeekday: [Double]? = nil) {
    self.buckets = buckets
    self.asOf = asOf
    firstForecastBucket = buckets.bucket(of: asOf)
    var shares = [Double](repeating: 1.0 / 7, count: 7)
    if buckets.size == .week, let units = unitsByWeekday {
      let total = units.reduce(0, +)
      if total > 0 {
        for i in 0..<7 { shares[i] = units[(i + buckets.weekStart.rawValue - 1) % 7] / total }
      }
    }
    var cumulative = [0.0]
    for share in shares { cumulative.append(min(1, (cumulative.last ?? 0) + share)) }
    cumulative[7] = 1
    cumulativeShareOfWeek = cumulative
  }

  /// The calendar of a run on some inputs, by its settings.
  public init(_ inputs: PlanInputs, settings: PlanSettings) {
    self.init(
      buckets: inputs.sales.calendar, asOf: settings.asOf ?? Self.defaultAsOf(of: inputs.sales),
      unitsByWeekday: inputs.sales.unitsByWeekday)
  }

  /// The default as-of: the day after the newest sale, or after the newest bucket where the sales
  /// are already summed.
  public static func defaultAsOf(of sales: SalesHistory) -> Day {
    guard sales.isSummed else { return sales.lastDay + 1 }
    return sales.calendar.firstDay(of: sales.calendar.bucket(of: sales.lastDay) + 1)
  }

  /// Where so many days after as-of lie on the axis of the forecast's periods: 0 is the end of the
  /// history, 1 the end of the first period. Parts of a period count by their share of its demand.
  public func position(daysAfterAsOf days: Double) -> Double {
    precondition(days >= 0 && days.isFinite, "\(days) days")
    let whole = days.rounded(.down)
    let day = Day(number: asOf.number + Int32(min(whole, 1e6)))
    let bucket = buckets.bucket(of: day)
    let inBucket = Double(day - buckets.firstDay(of: bucket)) + (days - whole)
    let share: Double
    if buckets.size == .week {
      let i = min(6, Int(inBucket))
      let low = cumulativeShareOfWeek[i]
      share = low + (cumulativeShareOfWeek[i + 1] - low) * (inBucket - Double(i))
    } else {
      share = inBucket / Double(buckets.days(of: bucket))
    }
    return Double(bucket - firstForecastBucket) + share
  }

  /// The window from `start` to `end` days after as-of.
  public func window(fromDay start: Double, toDay end: Double) -> ForecastWindow {
    let from = position(daysAfterAsOf: start)
    return ForecastWindow(from: from, to: max(from, position(daysAfterAsOf: end)))
  }

  /// The periods that a window of so many days after as-of reaches into.
  public func periods(throughDay days: Double) -> Int {
    Int(position(daysAfterAsOf: days).rounded(.up))
  }

  /// The default number of periods to forecast: 28 days, 13 weeks, 12 months, 8 quarters, 4 years,
  /// 12 steps.
  public var defaultHorizon: Int {
    switch buckets.size {
    case .day: 28
    case .week: 13
    case .month, .step: 12
    case .quarter: 8
    case .year: 4
    }
  }

  /// Periods in a year.
  public var seasonPeriods: Int { max(1, Int((365.25 / buckets.meanDays).rounded())) }

  /// The default season lengths, in periods; a week's year is a whole 52 of them.
  public var defaultSeasonLengths: [Int] {
    switch buckets.size {
    case .day: [7]
    case .week: [52]
    case .month: [12]
    case .quarter: [4]
    case .year, .step: []
    }
  }
}
