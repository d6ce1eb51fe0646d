internal import RestockInventory
internal import RestockRecords

/// The ABC and XYZ classes of items.
struct ItemClasses {
  let abc: [ABCClass]
  let xyz: [XYZClass]

  /// Classifies items by their last year's revenue where most items that sell have a price, else by
  /// cost where most have one, else by units; an item without the price or cost that the others
  /// have counts with their mean.
  init(_ histories: [ItemHistory], catalogue: Catalogue, calendar: BucketCalendar) {
    let year = Self.periodsOfYear(in: calendar)
    var units: [Double] = []
    var prices: [Double?] = []
    var costs: [Double?] = []
    xyz = histories.map { Self.xyz(of: $0, year: year) }
    for history in histories {
      units.append(history.recentDemand(buckets: year).units)
      prices.append(history.meanPrice ?? catalogue.items[history.key.sku]?.price)
      costs.append(catalogue.terms[history.key.sku]?.first?.unitCost)
    }
    func values(_ worth: [Double?]) -> [Double]? {
      let selling = units.indices.filter { units[$0] > 0 }
      let priced = selling.filter { worth[$0] != nil }
      guard !priced.isEmpty, 2 * priced.count >= selling.count else { return nil }
      let mean = priced.reduce(0) { $0 + (worth[$1] ?? 0) } / Double(priced.count)
      return units.indices.map { units[$0] * (worth[$0] ?? mean) }
    }
    abc = ABCClass.classify(values: values(prices) ?? values(costs) ?? units)
  }

  /// The periods of a year; 52 on steps.
  static func periodsOfYear(in calendar: BucketCalendar) -> Int {
    max(1, Int((calendar.size == .step ? 52 : 365.25 / calendar.meanDays).rounded()))
  }

  private static func xyz(of history: ItemHistory, year: Int) -> XYZClass {
    var count = 0.0
    var sum = 0.0
    var squares = 0.0
    for i in history.demand.indices.suffix(year) where history.isKnown?[i] != false {
      count += 1
      sum += history.demand[i]
      squares += history.demand[i] * history.demand[i]
    }
    guard count > 0 else { return .z }
    let mean = sum / count
    let variance = max(0, squares / count - mean * mean)
    return XYZClass.classify(mean: mean, standardDeviation: variance.squareRoot())
  }
}
