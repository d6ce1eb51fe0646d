internal import RestockRecords

/// Which items succeed which: an old item that has a successor is not ordered, and its history is
/// that of the successor too.
struct Successions {
  private let predecessors: [String: String]
  /// SKUs that another item succeeds.
  let superseded: Set<String>

  init(_ catalogue: Catalogue) {
    var predecessors: [String: String] = [:]
    for item in catalogue.items.values where !item.successorOf.isEmpty {
      if item.successorOf != item.sku { predecessors[item.sku] = item.successorOf }
    }
    self.predecessors = predecessors
    superseded = Set(predecessors.values)
  }

  /// The items that others succeed, by the successor: their stock serves the successor's demand.
  var counted: [String: [CountedItem]] {
    predecessors.mapValues { [CountedItem(sku: $0, units: 1, kind: .predecessor)] }
  }

  /// The item that `key`'s succeeds, at the same location.
  func predecessor(of key: SeriesKey) -> SeriesKey? {
    predecessors[key.sku].map {
      SeriesKey(sku: $0, location: key.location, channel: key.channel)
    }
  }

  /// The histories, those of successors with that of the item before them added: what sold as the
  /// old item is demand for the new one.
  func extended(_ histories: [ItemHistory]) -> [ItemHistory] {
    guard !predecessors.isEmpty else { return histories }
    var index: [SeriesKey: Int] = [:]
    for (i, history) in histories.enumerated() { index[history.key] = i }
    return histories.map { history in
      guard let old = predecessor(of: history.key).flatMap({ index[$0] }) else { return history }
      return history.added(to: histories[old].handingOver(at: history.firstBucket))
    }
  }
}

extension ItemHistory {
  /// The history of an item that another succeeds from a bucket on: that it is out of stock from then
  /// on hides no demand, which the successor meets.
  fileprivate func handingOver(at bucket: Int) -> Self {
    let end = bucket - firstBucket
    guard let isKnown, end < demand.count else { return self }
    var known = isKnown
    for t in max(0, end)..<demand.count { known[t] = true }
    return Self(
      key: key, firstBucket: firstBucket, demand: demand,
      isKnown: known.contains(false) ? known : nil,
      soldWhileOut: soldWhileOut.filter { $0.key < end },
      outages: outages.filter { $0.key < end }, promotedShare: promotedShare, prices: prices,
      bulkOrders: bulkOrders, meanPrice: meanPrice)
  }

  /// The demand of `older`, each unit of it as so many, and of this item together, as this item's.
  func added(to older: Self, times factor: Double = 1) -> Self {
    let first = min(firstBucket, older.firstBucket)
    let end = endBucket
    guard first < end else { return self }
    var sum = ContiguousArray<Double>(repeating: 0, count: end - first)
    var known = ContiguousArray<Bool>(repeating: true, count: end - first)
    // A period in which both were sold is unknown when either is.
    for (part, factor) in [(older, factor), (self, 1)] {
      for i in part.demand.indices {
        let t = part.firstBucket + i - first
        guard sum.indices.contains(t) else { continue }
        sum[t] += factor * part.demand[i]
        if part.isKnown?[i] == false { known[t] = false }
      }
    }
    for t in sum.indices where !known[t] { sum[t] = 0 }
    var soldWhileOut: [Int: Double] = [:]
    for (place, units) in self.soldWhileOut { soldWhileOut[place + firstBucket - first] = units }
    var outages: [Int: Outage] = [:]
    for (place, outage) in self.outages { outages[place + firstBucket - first] = outage }
    return Self(
      key: key, firstBucket: first, demand: sum, isKnown: known.contains(false) ? known : nil,
      soldWhileOut: soldWhileOut, outages: outages,
      promotedShare: promotedShare.merging(older.promotedShare) { own, _ in own },
      prices: prices.isEmpty
        ? [] : ContiguousArray(repeating: 0, count: firstBucket - first) + prices,
      bulkOrders: bulkOrders, meanPrice: meanPrice)
  }
}
