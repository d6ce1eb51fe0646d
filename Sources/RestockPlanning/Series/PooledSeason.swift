internal import RestockForecasting
internal import RestockRecords

/// The season that the items of a run share: of all of them, of their category, of their location,
/// and how strongly an item follows it.
struct PooledSeason {
  private let pooled: PooledSeasonalIndex?
  private let axis: SeasonAxis
  private let groups: [String: Int]
  private let locations: [String: Int]
  private let items: [String: Int]
  private let catalogue: Catalogue

  /// Estimates the season of the histories, as far as they last for one and a half years.
  init(
    _ histories: [ItemHistory], catalogue: Catalogue, calendar: RunCalendar, horizon: Int,
    threads: Int
  ) {
    self.catalogue = catalogue
    let first = histories.map(\.firstBucket).min() ?? 0
    let end = (histories.map(\.endBucket).max() ?? 0) + horizon
    // Data on steps has no year.
    let hasYear = calendar.buckets.size != .step && calendar.buckets.size != .year
    axis = SeasonAxis(
      buckets: first..<(hasYear ? max(first, end) : first), calendar: calendar.buckets)
    var groups: [String: Int] = [:]
    var locations: [String: Int] = [:]
    var items: [String: Int] = [:]
    var members: [PooledSeasonalIndex.Member] = []
    members.reserveCapacity(hasYear ? histories.count : 0)
    for history in histories where hasYear {
      let category = catalogue.items[history.key.sku]?.category ?? ""
      let group = groups[category] ?? groups.count
      groups[category] = group
      let location = locations[history.key.location] ?? locations.count
      locations[history.key.location] = location
      let item = items[history.key.sku] ?? items.count
      items[history.key.sku] = item
      members.append(
        PooledSeasonalIndex.Member(
          demand: history.demand, isKnown: history.isKnown, start: history.firstBucket - first,
          group: group, location: location, item: item))
    }
    self.groups = groups
    self.locations = locations
    self.items = items
    pooled =
      members.isEmpty
      ? nil
      : PooledSeasonalIndex(
        members: members, phases: axis.phases, phaseCount: axis.phaseCount, threads: threads)
  }

  /// The multipliers of an item from the start of its history on; nil where there is no season.
  func index(of history: ItemHistory, count: Int) -> ContiguousArray<Double>? {
    guard let pooled, !pooled.isFlat else { return nil }
    let category = catalogue.items[history.key.sku]?.category ?? ""
    let index = pooled.index(
      group: groups[category] ?? 0, location: locations[history.key.location] ?? 0,
      item: items[history.key.sku], from: history.firstBucket - axis.firstBucket)
    return index.map { ContiguousArray($0.prefix(count)) }
  }
}
