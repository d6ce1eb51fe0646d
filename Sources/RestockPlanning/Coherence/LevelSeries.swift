internal import RestockForecasting
internal import RestockRecords

/// The sums that some series make on the levels asked for.
struct LevelSeries {
  /// An aggregate: where it stands and what it is called.
  struct Name {
    let level: ForecastLevel
    let name: String
  }

  /// Which series add up to which aggregate.
  let hierarchy: SeriesHierarchy
  /// The aggregates, in the hierarchy's order.
  let names: [Name]
  private let end: Int

  /// The levels over some histories, in the order asked for.
  ///
  /// - Throws: `CoherenceError` where a level has nothing, or the histories end at different steps.
  init(
    _ levels: [ForecastLevel], of histories: [ItemHistory], catalogue: Catalogue
  ) throws(CoherenceError) {
    let ends = Set(histories.map(\.endBucket))
    guard ends.count <= 1 else { throw .differentEnds }
    end = ends.first ?? 0
    var names: [Name] = []
    var partitions: [SeriesHierarchy.Level] = []
    for level in levels {
      let own = histories.map { level.name(of: $0.key, in: catalogue) }
      guard own.contains(where: { !$0.isEmpty }) else { throw .nothingOn(level) }
      let sorted = Set(own).sorted()
      let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
      partitions.append(
        SeriesHierarchy.Level(
          aggregateOfSeries: own.map { places[$0] ?? 0 }, aggregates: sorted.count))
      names += sorted.map { Name(level: level, name: $0) }
    }
    hierarchy = SeriesHierarchy(series: histories.count, levels: partitions)
    self.names = names
  }

  /// The histories of the aggregates, up to the bucket `end`: what was not known of a series counts
  /// as its neighbouring periods say.
  func histories(of bottom: [ItemHistory], before end: Int) -> [ItemHistory] {
    let first = bottom.lazy.filter { !$0.demand.isEmpty }.map(\.firstBucket).min() ?? end
    let count = max(0, end - first)
    var sums = [ContiguousArray<Double>](
      repeating: ContiguousArray(repeating: 0, count: count), count: names.count)
    for (i, history) in bottom.enumerated() {
      let demand = history.demandFilled
      let aggregates = zip(hierarchy.levels, hierarchy.offsets).map {
        $0.aggregateOfSeries[i] + $1
      }
      for t in demand.indices {
        let place = history.firstBucket + t - first
        guard place < count else { break }
        for aggregate in aggregates { sums[aggregate][place] += demand[t] }
      }
    }
    return zip(names, sums).map { name, demand in
      // An aggregate begins with its first sale, as an item does.
      let start = demand.firstIndex { $0 > 0 } ?? 0
      return ItemHistory(
        key: SeriesKey(sku: name.name), firstBucket: first + start,
        demand: ContiguousArray(demand[start...]))
    }
  }
}

extension ItemHistory {
  /// The demand, with the mean of the nearest known periods, four on either side, in the place of what
  /// is not known.
  var demandFilled: ContiguousArray<Double> {
    guard let isKnown else { return demand }
    var filled = demand
    for t in filled.indices where !isKnown[t] {
      let before = demand.indices[..<t].reversed().lazy.filter { isKnown[$0] }.prefix(4)
      let after = demand.indices[t...].lazy.filter { isKnown[$0] }.prefix(4)
      let near = Array(before) + Array(after)
      filled[t] = near.isEmpty ? 0 : near.reduce(0) { $0 + demand[$1] } / Double(near.count)
    }
    return filled
  }
}
