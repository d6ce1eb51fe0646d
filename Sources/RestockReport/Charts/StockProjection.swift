internal import RestockForecasting
internal import RestockPlanning
internal import RestockRecords

/// What is expected to be in stock, day by day, at mean demand: what is available now, less demand,
/// plus what is on the way.
///
/// Demand that finds no stock waits, so the line may fall below zero: by so much is it short.
struct StockProjection: Sendable {
  /// Days after as-of and units, in time order; two points on one day are a receipt.
  let points: [(day: Double, units: Double)]

  /// The projection of an item.
  ///
  /// - Parameters:
  ///   - item: Its position is the start.
  ///   - forecast: The mean demand of each period.
  ///   - calendar: Where days lie in the periods.
  ///   - days: How far to go, days after as-of.
  ///   - includesOrder: Whether what is recommended comes too.
  init(
    of item: Recommendation, forecast: ItemForecast, calendar: RunCalendar, days: Double,
    includesOrder: Bool
  ) {
    var receipts = item.position.incoming.map { (day: $0.daysAhead, units: $0.quantity) }
    if includesOrder, item.orderQuantity > 0, let receipt = item.expectedReceipt {
      receipts.append((day: Double(receipt - calendar.asOf), units: item.orderQuantity))
    }
    receipts = receipts.filter { $0.day <= days }.sorted { $0.day < $1.day }
    let bucketEnds = forecast.means.indices.map {
      Double(calendar.buckets.firstDay(of: forecast.firstBucket + $0 + 1) - calendar.asOf)
    }
    let start = calendar.position(daysAfterAsOf: 0)
    // Demand from as-of to a day: whole periods, and the part of the last by its share.
    func demand(_ day: Double) -> Double {
      Self.sum(forecast.means, through: calendar.position(daysAfterAsOf: day))
        - Self.sum(forecast.means, through: start)
    }
    var stops = Set(bucketEnds.filter { $0 > 0 && $0 < days })
    stops.formUnion(receipts.map(\.day))
    stops.formUnion([0, days])
    var received = 0.0
    var points: [(day: Double, units: Double)] = []
    for day in stops.sorted() {
      let before = item.position.available + received - demand(day)
      points.append((day, before))
      let here = receipts.reduce(0) { $1.day == day ? $0 + $1.units : $0 }
      if here > 0 {
        received += here
        points.append((day, before + here))
      }
    }
    self.points = points
  }

  /// Mean demand of the periods 0 to `position`, a part of a period by its share; beyond the last
  /// period, at its pace.
  private static func sum(_ means: ContiguousArray<Double>, through position: Double) -> Double {
    let whole = Int(position.rounded(.down))
    var sum = means.prefix(whole).reduce(0, +)
    let pace = whole < means.count ? means[whole] : means.last ?? 0
    sum += pace * (position - Double(min(whole, means.count)))
    return sum
  }
}
