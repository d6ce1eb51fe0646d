public import RestockRecords

/// The demand of one item as it was, period by period: what the models learn from.
public struct ItemHistory: Sendable, Codable {
  public let key: SeriesKey
  /// The number of the bucket of `demand[0]`.
  public let firstBucket: Int
  /// Units in each bucket, oldest first, to the last complete one before as-of; 0 where unknown.
  public let demand: ContiguousArray<Double>
  /// Whether the demand of a bucket is known; nil where all are.
  public let isKnown: ContiguousArray<Bool>?
  /// The places of `demand` in which the item was out of stock, all the time or for a part of it, and
  /// what was sold then: a lower bound of demand.
  public let soldWhileOut: [Int: Double]
  /// Of those places, the ones of which the stock history tells by days how long the item was out.
  public let outages: [Int: Outage]
  /// The share of each bucket's units sold on promotion; empty where none was.
  public let promotedShare: [Int: Double]
  /// Money per unit in each bucket from the first of the history on, those to come as well where sales
  /// rows say; 0 where it is not known. Empty where the price never changes, and where sales are single
  /// transactions, whose prices tell who bought rather than what was asked.
  public let prices: ContiguousArray<Float>
  /// One-off bulk orders found among the order lines.
  public let bulkOrders: [BulkOrder]
  /// Money per unit: the mean of what was paid, where the sales say.
  public let meanPrice: Double?

  /// The history of an item.
  public init(
    key: SeriesKey, firstBucket: Int, demand: ContiguousArray<Double>,
    isKnown: ContiguousArray<Bool>? = nil, soldWhileOut: [Int: Double] = [:],
    outages: [Int: Outage] = [:], promotedShare: [Int: Double] = [:],
    prices: ContiguousArray<Float> = [],
    bulkOrders: [BulkOrder] = [], meanPrice: Double? = nil
  ) {
    self.key = key
    self.firstBucket = firstBucket
    self.demand = demand
    self.isKnown = isKnown
    self.soldWhileOut = soldWhileOut
    self.outages = outages
    self.promotedShare = promotedShare
    self.prices = prices
    self.bulkOrders = bulkOrders
    self.meanPrice = meanPrice
  }

  /// The history without single order lines and promotions, and, where `keepingDemand` is false, without
  /// its periods.
  func summed(keepingDemand: Bool) -> Self {
    Self(
      key: key, firstBucket: keepingDemand ? firstBucket : endBucket,
      demand: keepingDemand ? demand : [], isKnown: keepingDemand ? isKnown : nil,
      meanPrice: meanPrice)
  }

  /// The number of the first bucket after the history.
  public var endBucket: Int { firstBucket + demand.count }

  /// The first `count` periods, 0 at least and all at most.
  func prefix(_ count: Int) -> Self {
    let count = max(0, min(count, demand.count))
    return Self(
      key: key, firstBucket: firstBucket, demand: ContiguousArray(demand.prefix(count)),
      isKnown: isKnown.map { ContiguousArray($0.prefix(count)) },
      soldWhileOut: soldWhileOut.filter { $0.key < count },
      outages: outages.filter { $0.key < count }, promotedShare: promotedShare, prices: prices,
      bulkOrders: bulkOrders, meanPrice: meanPrice)
  }

  /// Units in the last `count` known buckets, and how many of them there are.
  public func recentDemand(buckets count: Int) -> (units: Double, knownBuckets: Int) {
    var units = 0.0
    var known = 0
    for i in demand.indices.suffix(count) where isKnown?[i] != false {
      units += demand[i]
      known += 1
    }
    return (units, known)
  }

  /// Buckets since the last one with demand, nil where there never was any.
  public var bucketsSinceDemand: Int? {
    demand.lastIndex { $0 > 0 }.map { demand.count - 1 - $0 }
  }
}

/// An order line far beyond the item's others whose like has not come before or since.
public struct BulkOrder: Sendable, Hashable, Codable {
  public let line: OrderLine
  /// Units a period with the order and without it, over the item's history.
  public let rateWith: Double
  public let rateWithout: Double
}
