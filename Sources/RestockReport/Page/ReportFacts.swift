internal import RestockInventory
internal import RestockPlanning
internal import RestockRecords

/// What the pages of a report say, gathered from a plan once: items by what needs doing about them,
/// and suppliers with their orders.
struct ReportFacts: Sendable {
  let plan: Plan
  /// All items: in the order of the plan where the page embeds all of them, else what is embedded
  /// first.
  let items: [ReportItem]
  /// What is to be ordered, the largest orders first.
  let orders: [ReportItem]
  /// What will likely run out before an order placed now could arrive, the most costly first.
  let runningOut: [ReportItem]
  let openOrders: [(item: ReportItem, advice: OpenOrderAdvice)]
  /// With more on hand than the order-up-to level, or no sales, the most money first.
  let overstocked: [ReportItem]
  let suppliers: [ReportSupplier]
  /// What the planner decided about, in the order of the items.
  let overridden: [ReportItem]
  /// What moved since an earlier plan, with the item where this plan still has it: the most money
  /// first. Empty without an earlier plan.
  let changes: [(change: OrderChange, item: ReportItem?)]
  private let supplierPlaces: [String: Int]
  private let itemPlaces: [SeriesKey: Int]

  /// - Parameters:
  ///   - plan: What was planned.
  ///   - inputs: What it was planned from, for names, prices and receipts.
  ///   - embedded: Items at most whose data the page embeds.
  ///   - threads: Threads that look for drift in lead times.
  init(_ plan: Plan, inputs: PlanInputs, embedded: Int, threads: Int) {
    self.plan = plan
    let forecasts = Dictionary(
      plan.forecasts.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let histories = Dictionary(
      plan.histories.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    items = Self.ordered(plan.recommendations, embedded: embedded).enumerated().map {
      index, recommendation in
      let record = inputs.catalogue.items[recommendation.key.sku]
      let history = histories[recommendation.key]
      return ReportItem(
        index: index, isEmbedded: index < embedded, recommendation: recommendation,
        history: history,
        forecast: forecasts[recommendation.key], description: record?.description ?? "",
        category: record?.category ?? "", price: record?.price ?? history?.meanPrice,
        demandPerDay: recommendation.demandPerPeriod / plan.calendar.buckets.meanDays)
    }
    orders = Self.ranked(items.filter { $0.recommendation.orderQuantity > 0 }) {
      $0.recommendation.orderQuantity * ($0.unitWorth ?? 0)
    }
    runningOut = Self.ranked(items.filter(\.runsOut)) {
      $0.marginPerDay ?? $0.demandPerDay * ($0.unitWorth ?? 0)
    }
    overstocked = Self.ranked(
      items.filter { $0.isDead || $0.recommendation.flags.contains(.overstock) }
    ) {
      ($0.isDead ? $0.recommendation.position.onHand : $0.excess) * ($0.unitWorth ?? 0)
    }
    let itemPlaces = Dictionary(
      items.map { ($0.key, $0.index) }, uniquingKeysWith: { first, _ in first })
    self.itemPlaces = itemPlaces
    let all = items
    openOrders = plan.openOrderAdvice.compactMap { advice in
      itemPlaces[advice.key].map { (item: all[$0], advice: advice) }
    }
    suppliers = ReportSupplier.all(
      of: items, plan: plan, inputs: inputs, threads: threads)
    overridden = items.filter { !$0.recommendation.overrides.isEmpty }
    changes = Self.moved(plan.comparison, items: items)
    supplierPlaces = Dictionary(
      suppliers.map { ($0.key, $0.index) }, uniquingKeysWith: { first, _ in first })
  }

  /// The recommendations as they are, or, where there are too many to embed, those with an order,
  /// a likely stock-out or money in stock before the rest.
  private static func ordered(
    _ recommendations: [Recommendation], embedded: Int
  ) -> [Recommendation] {
    guard recommendations.count > embedded else { return recommendations }
    func rank(_ item: Recommendation) -> (Int, Double) {
      let worth = item.supply?.unitCost ?? 1
      if item.orderQuantity > 0 { return (0, worth * item.orderQuantity) }
      return (item.flags.contains(.urgent) ? 1 : 2, worth * item.position.onHand)
    }
    return recommendations.enumerated().map { (rank: rank($1), offset: $0, item: $1) }.sorted {
      if $0.rank.0 != $1.rank.0 { return $0.rank.0 < $1.rank.0 }
      return $0.rank.1 != $1.rank.1 ? $0.rank.1 > $1.rank.1 : $0.offset < $1.offset
    }.map(\.item)
  }

  private static func moved(
    _ comparison: PlanComparison?, items: [ReportItem]
  ) -> [(change: OrderChange, item: ReportItem?)] {
    guard let comparison else { return [] }
    let byKey = Dictionary(items.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let moved = comparison.changes.filter { $0.orderChange != 0 }.enumerated().map {
      place, change in
      let item = byKey[change.key]
      return (
        change: change, item: item, place: place,
        size: (change.orderChange * (item?.unitWorth ?? 1)).magnitude
      )
    }
    return moved.sorted { ($1.size, $0.place) < ($0.size, $1.place) }
      .map { (change: $0.change, item: $0.item) }
  }

  /// The items whose data a page embeds that embeds so many at most.
  static func embeddedKeys(of plan: Plan, most: Int) -> Set<SeriesKey> {
    Set(ordered(plan.recommendations, embedded: most).prefix(most).map(\.key))
  }

  /// The items that the page embeds.
  var embeddedItems: ArraySlice<ReportItem> { items.prefix(while: \.isEmbedded) }

  /// The items by falling measure, then by more units, then as they were.
  private static func ranked(
    _ items: [ReportItem], by measure: (ReportItem) -> Double
  ) -> [ReportItem] {
    items.map { (item: $0, measure: measure($0)) }.sorted { left, right in
      if left.measure != right.measure { return left.measure > right.measure }
      let (a, b) = (left.item.recommendation, right.item.recommendation)
      if a.orderQuantity != b.orderQuantity { return a.orderQuantity > b.orderQuantity }
      return left.item.index < right.item.index
    }.map(\.item)
  }

  /// The supplier of an item.
  func supplier(of item: ReportItem) -> ReportSupplier? { supplier(item.recommendation.supplier) }

  /// The item of a key; nil where the plan has none.
  func item(_ key: SeriesKey) -> ReportItem? { itemPlaces[key].map { items[$0] } }

  /// The supplier of a key; nil where no item is bought from it.
  func supplier(_ key: String) -> ReportSupplier? { supplierPlaces[key].map { suppliers[$0] } }

  /// The sum of some money over items; nil where none of them has any.
  static func sum(_ items: some Sequence<ReportItem>, _ value: (ReportItem) -> Double?) -> Double? {
    var total: Double?
    for item in items {
      if let value = value(item) { total = (total ?? 0) + value }
    }
    return total
  }
}
