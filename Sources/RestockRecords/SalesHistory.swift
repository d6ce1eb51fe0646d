/// What was sold: one record a series, summed by bucket while the file was read, so that its size
/// goes with the series and not with the rows.
///
/// What the numbers mean as demand (zero or unknown, as-of, bulk orders, returns) is decided when
/// RestockPlanning makes series of them.
public struct SalesHistory: Sendable {
  /// The buckets that the sums are over.
  public let calendar: BucketCalendar
  /// The series, in the order in which the files first name them.
  public var series: [SalesSeries]
  /// The first day with a usable row.
  public let firstDay: Day
  /// The last day with a usable row (dates more than a year after all others are left out).
  public let lastDay: Day
  /// Whether every date is the first of a bucket: sales already summed.
  public let isSummed: Bool
  /// Usable rows read.
  public let rows: Int
  /// Sold units by weekday over all series, Monday first, where the dates fall on several weekdays
  /// and the file is not already summed: how a part of a week takes its share.
  public let unitsByWeekday: [Double]?

  /// The record of a sales file, or of several.
  public init(
    calendar: BucketCalendar, series: [SalesSeries], firstDay: Day, lastDay: Day, isSummed: Bool,
    rows: Int, unitsByWeekday: [Double]?
  ) {
    self.calendar = calendar
    self.series = series
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.isSummed = isSummed
    self.rows = rows
    self.unitsByWeekday = unitsByWeekday
  }
}

/// The sales of one series by bucket.
public struct SalesSeries: Sendable {
  /// What the series is of.
  public let key: SeriesKey
  /// The number of the bucket of `sold[0]`, the first with a row.
  public let firstBucket: Int
  /// Units sold in each bucket, returns not netted, oldest first; up to the bucket of the last row.
  public var sold: ContiguousArray<Float>
  /// Units returned (as a positive number) by bucket; empty where there was none.
  public var returned: [Int: Float]
  /// Buckets whose demand is not known (an empty or unreadable quantity, or `in_stock` false all the
  /// time), and those for which what was sold is a lower bound (false for a part of it).
  public var unknown: Set<Int>
  public var lowerBound: Set<Int>
  /// Buckets with a promotion, and the share of the units in it sold on promotion.
  public var promoted: [Int: Float]
  /// Money per unit in each bucket, from `firstBucket` on, the mean over its units (over its rows where
  /// nothing was sold); 0 where no row has a price. Empty where the price never changes.
  public var prices: ContiguousArray<Float>
  /// Revenue, where the rows have a price: sum of quantity x price, in the run's currency.
  public var revenue: Double
  /// The latest price above zero seen, where the rows have one.
  public var lastPrice: Double?
  /// The largest order lines, largest first, at most four, where rows have an `order_id`.
  public var largestLines: [OrderLine]
  /// The largest lines that came back, likewise; their quantities as positive numbers.
  public var largestReturns: [OrderLine]
  /// The number of lines with a quantity above zero, and the sums of quantity and its square over
  /// them.
  public var lines: Int
  public var lineSum: Double
  public var lineSumOfSquares: Double
  /// Where the first row stands: an index into the names of the files read, and the line.
  public let firstFile: Int
  public let firstLine: Int

  /// A series with nothing sold yet.
  public init(key: SeriesKey, firstBucket: Int, firstFile: Int, firstLine: Int) {
    self.key = key
    self.firstBucket = firstBucket
    self.firstFile = firstFile
    self.firstLine = firstLine
    sold = []
    returned = [:]
    unknown = []
    lowerBound = []
    promoted = [:]
    prices = []
    revenue = 0
    lastPrice = nil
    largestLines = []
    largestReturns = []
    lines = 0
    lineSum = 0
    lineSumOfSquares = 0
  }
}

/// One line of an order, or of a return: a candidate for a one-off bulk order, or its cancellation.
public struct OrderLine: Sendable, Hashable, Codable {
  /// Units, > 0.
  public let quantity: Double
  /// The day of the sale.
  public let day: Day
  /// The order, as written.
  public let orderID: String
  /// The customer, empty where not given.
  public let customer: String
  /// The index of the file and the line in it.
  public let file: Int
  public let line: Int

  /// A line of an order.
  public init(
    quantity: Double, day: Day, orderID: String, customer: String, file: Int, line: Int
  ) {
    self.quantity = quantity
    self.day = day
    self.orderID = orderID
    self.customer = customer
    self.file = file
    self.line = line
  }
}
