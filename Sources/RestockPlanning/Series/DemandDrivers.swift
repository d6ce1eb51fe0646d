internal import RestockForecasting
internal import RestockNumerics
internal import RestockRecords

/// What promotions and prices do to the demand of a run's items: learned from all items together, by
/// category and item (`PooledEffects`), from the columns `promotion` and `price` of the sales.
///
/// A period counts as promoted by the share of its units that were. Prices count where sales are already
/// summed: those of single transactions tell who bought (a large order is cheaper), and nobody knows them
/// beforehand. Rows of periods to come, without a quantity, say what is planned. Where no item has such
/// rows with a promotion, the plan is not known, and an item is taken to be promoted in future as much as
/// in the last year; where an item's price to come is not known, it is taken to be what it was on average
/// lately.
struct DemandDrivers {
  private let effects: PooledEffects?
  /// The place of each history in `effects`.
  private let places: [SeriesKey: Int]
  private let groups: [String: Int]
  private let catalogue: Catalogue
  private let knowsPlan: Bool

  /// Periods of the past whose promotions, and whose prices, stand for those of the future.
  private static let promotionLookBack = 52
  private static let priceLookBack = 8

  /// - Parameters:
  ///   - histories: Of all items of the run.
  ///   - catalogue: Their categories.
  ///   - threads: At most this many; the result does not depend on it.
  ///   - index: What multiplies the demand of an item besides: season and events.
  init(
    _ histories: [ItemHistory], catalogue: Catalogue, threads: Int,
    index: (ItemHistory) -> ContiguousArray<Double>?
  ) {
    self.catalogue = catalogue
    var groups: [String: Int] = [:]
    var places: [SeriesKey: Int] = [:]
    var members: [PooledEffects.Member] = []
    var knowsPlan = false
    for history in histories where Self.hasDrivers(history) {
      knowsPlan = knowsPlan || history.promotedShare.contains { $0.key >= history.endBucket }
      let count = history.demand.count
      let drivers = [
        Self.promotions(of: history, count: count), Self.logPrices(of: history, count: count),
      ]
      guard drivers.contains(where: { $0.contains { $0 != 0 } }) else { continue }
      let category = catalogue.items[history.key.sku]?.category ?? ""
      let group = groups[category] ?? groups.count
      groups[category] = group
      places[history.key] = members.count
      members.append(
        PooledEffects.Member(
          demand: history.demand, isKnown: history.isKnown, index: index(history),
          drivers: drivers, group: group))
    }
    self.groups = groups
    self.places = places
    self.knowsPlan = knowsPlan
    effects =
      members.isEmpty
      ? nil : PooledEffects(members, priors: [.promotion, .price], threads: threads)
  }

  /// Whether no item was ever promoted, nor had its price changed.
  var isEmpty: Bool { effects == nil }

  private static func hasDrivers(_ history: ItemHistory) -> Bool {
    !history.promotedShare.isEmpty || !history.prices.isEmpty
  }

  /// The share of each period, from the start of the history on, that is promoted.
  private static func promotions(of history: ItemHistory, count: Int) -> ContiguousArray<Double> {
    var values = ContiguousArray<Double>(repeating: 0, count: count)
    for (bucket, share) in history.promotedShare {
      let t = bucket - history.firstBucket
      if values.indices.contains(t) { values[t] = share }
    }
    return values
  }

  /// The logarithm of the price of each period over the mean of the history; where no row has one, that
  /// of the period before, and in future the mean of the last eight.
  private static func logPrices(of history: ItemHistory, count: Int) -> ContiguousArray<Double> {
    var values = ContiguousArray<Double>(repeating: 0, count: count)
    let n = min(count, history.demand.count)
    let prices = history.prices
    guard let first = prices.prefix(n).firstIndex(where: { $0 > 0 }) else { return values }
    var last = Double(prices[first]).logarithm
    var mean = 0.0
    for t in 0..<n {
      if t < prices.count, prices[t] > 0 {
        last = Double(prices[t]).logarithm
      }
      values[t] = last
      mean += last / Double(n)
    }
    let recent = values[max(0, n - priceLookBack)..<n]
    let usual = recent.reduce(0, +) / Double(recent.count)
    for t in n..<max(n, count) {
      let isKnown = t < prices.count && prices[t] > 0
      values[t] = isKnown ? Double(prices[t]).logarithm : usual
    }
    for t in values.indices { values[t] -= mean }
    return values
  }

  /// The multipliers of an item from the start of its history on; nil where it has none.
  func multipliers(of history: ItemHistory, count: Int) -> ContiguousArray<Double>? {
    guard let effects, Self.hasDrivers(history) else { return nil }
    let own: [Double]
    if let place = places[history.key] {
      own = effects.items[place]
    } else {
      let category = catalogue.items[history.key.sku]?.category ?? ""
      own = groups[category].map { effects.groups[$0] } ?? effects.all
    }
    var values = Self.promotions(of: history, count: count)
    for t in values.indices {
      values[t] = PooledEffects.multiplier([values[t]], effects: [own[0]])
    }
    let n = min(history.demand.count, count)
    if !knowsPlan && n > 0 {
      let last = values[max(0, n - Self.promotionLookBack)..<n]
      let usual = last.reduce(0, +) / Double(last.count)
      for t in n..<count { values[t] = usual }
    }
    if !history.prices.isEmpty {
      let prices = Self.logPrices(of: history, count: count)
      for t in values.indices {
        values[t] *= PooledEffects.multiplier([prices[t]], effects: [own[1]])
      }
    }
    return values.contains { $0 != 1 } ? values : nil
  }

  /// The same as columns of a regression; those that never change are left out.
  static func columns(of history: ItemHistory, count: Int) -> [RegressorColumn] {
    [
      RegressorColumn(name: "promotion", values: promotions(of: history, count: count)),
      RegressorColumn(name: "price", values: logPrices(of: history, count: count)),
    ].filter { column in column.values.prefix(history.demand.count).contains { $0 != 0 } }
  }
}
