internal import RestockForecasting
package import RestockPlanning
internal import RestockRecords

/// What is expected to be in stock, day by day, at mean demand: what is available now, less demand,
/// plus what comes.
///
/// Demand that finds no stock waits, so the line may fall below zero: by so much is it short.
package struct StockProjection: Sendable {
  /// Days after as-of and units, in time order; two points on one day are a receipt.
  package let points: [Point]

  /// A moment of the projection.
  package struct Point: Sendable, Hashable {
    package let day: Double
    package let units: Double

    /// So many units, so many days after as-of.
    package init(day: Double, units: Double) {
      self.day = day
      self.units = units
    }
  }

  /// The projection of an item.
  ///
  /// - Parameters:
  ///   - available: Units that can be sold now.
  ///   - receipts: What comes, and when, in any order.
  ///   - forecast: The mean demand of each period; beyond the last one its pace goes on.
  ///   - calendar: Where days lie in the periods.
  ///   - days: How far to go, days after as-of, > 0.
  package init(
    available: Double, receipts: [Point], forecast: ItemForecast, calendar: RunCalendar,
    days: Double
  ) {
    let receipts = receipts.filter { $0.day <= days }
    let start = calendar.position(daysAfterAsOf: 0)
    // Demand from as-of to a day: whole periods, and the part of the last by its share.
    func demand(_ day: Double) -> Double {
      Self.sum(forecast.means, through: calendar.position(daysAfterAsOf: day))
        - Self.sum(forecast.means, through: start)
    }
    let periodEnds = forecast.means.indices.map {
      Double(calendar.buckets.firstDay(of: forecast.firstBucket + $0 + 1) - calendar.asOf)
    }
    var stops = Set(periodEnds.filter { $0 > 0 && $0 < days })
    stops.formUnion(receipts.map(\.day))
    stops.formUnion([0, days])
    var received = 0.0
    var points: [Point] = []
    for day in stops.sorted() {
      let before = available + received - demand(day)
      points.append(Point(day: day, units: before))
      let here = receipts.reduce(0) { $1.day == day ? $0 + $1.units : $0 }
      if here > 0 {
        received += here
        points.append(Point(day: day, units: before + here))
      }
    }
    self.points = points
  }

  /// Mean demand of the periods from 0 to `position`, a part of a period by its share.
  private static func sum(_ means: ContiguousArray<Double>, through position: Double) -> Double {
    let whole = min(Int(position.rounded(.down)), means.count)
    let pace = whole < means.count ? means[whole] : means.last ?? 0
    return means.prefix(whole).reduce(0, +) + pace * (position - Double(whole))
  }
}
