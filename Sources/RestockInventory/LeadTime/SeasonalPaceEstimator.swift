internal import RestockNumerics

/// An order of a supplier that has a season, in days of lead time.
public struct SeasonalOrder: Sendable, Hashable {
  /// Days that the order took outside of the season and within it, >= 0.
  public let outside: Double
  public let inside: Double
  /// The share of the season in the time that an order usually takes from its day on, 0...1: what could
  /// be told when it was placed.
  public let exposure: Double
  /// Orders are compared with others of the same block: those of one supplier within a year about the
  /// season.
  public let block: Int

  /// An order.
  public init(outside: Double, inside: Double, exposure: Double, block: Int) {
    precondition(outside >= 0 && inside >= 0, "\(outside), \(inside) days")
    precondition(exposure >= 0 && exposure <= 1, "exposure \(exposure)")
    self.outside = outside
    self.inside = inside
    self.exposure = exposure
    self.block = block
  }

  /// The days of lead time where a day of the season counts as `pace` days.
  func days(_ pace: Double) -> Double { max(LeadTime.leastDays, outside + pace * inside) }
}

/// At which pace a supplier works in a season, 1 being its usual one, from the orders of earlier ones.
///
/// With the right pace the lead times, a day of the season counted as so many days, do not depend on how
/// much of a season lay before an order when it was placed: the covariance of their logarithms with the
/// exposure, within blocks, is zero. What an order met of the season itself would not do in place of the
/// exposure, as late orders meet more of it. Nothing is assumed of the distribution of lead times, nor
/// that it was the same in all years. Whether a pace fits the orders is told by shuffling them within
/// their blocks, as in `LeadTimeChangeDetector`.
///
/// Source: a moment condition with the exposure as instrument (Davidson and MacKinnon 2004, *Econometric
/// Theory and Methods*, chapter 8).
public struct SeasonalPaceEstimator: Sendable, Hashable {
  /// Orders with the season before them without which nothing is said.
  public let leastExposed: Int
  /// The largest pace that is looked for.
  public let greatest: Double

  /// An estimator.
  ///
  /// - Parameters:
  ///   - leastExposed: At least 1, default 5.
  ///   - greatest: > 1, default 3.
  public init(leastExposed: Int = 5, greatest: Double = 3) {
    precondition(leastExposed >= 1 && greatest > 1, "\(leastExposed), \(greatest)")
    self.leastExposed = leastExposed
    self.greatest = greatest
  }

  /// A pace and what it rests on.
  public struct Estimate: Sendable, Hashable {
    /// Days of lead time a day of the season, 0...`greatest`.
    public let pace: Double
    /// Orders that had the season before them.
    public let exposed: Int
  }

  /// The pace that the orders show; nil where too few of them tell.
  public func pace(of orders: [SeasonalOrder]) -> Estimate? {
    let weights = Self.centered(orders)
    let telling = zip(orders, weights).filter { $1 != 0 }.map(\.0)
    let exposed = telling.count { $0.exposure > 0 }
    guard exposed >= leastExposed,
      telling.count - exposed >= leastExposed || telling.count > 2 * leastExposed
    else { return nil }
    func moment(_ pace: Double) -> Double { Self.moment(orders, weights, pace) }
    var low = 0.0
    var high = greatest
    if moment(low) >= 0 { return Estimate(pace: 0, exposed: exposed) }
    if moment(high) <= 0 { return Estimate(pace: high, exposed: exposed) }
    for _ in 0..<40 {
      let middle = 0.5 * (low + high)
      if moment(middle) < 0 { low = middle } else { high = middle }
    }
    return Estimate(pace: 0.5 * (low + high), exposed: exposed)
  }

  /// The probability of a covariance at least as large where `pace` is right and orders are
  /// exchangeable within their blocks.
  ///
  /// - Parameters:
  ///   - pace: Days of lead time a day of the season, >= 0.
  ///   - orders: The orders.
  ///   - seed: Of the shuffling.
  /// - Returns: A probability, no finer than 1 in 1,000.
  public func pValue(of pace: Double, in orders: [SeasonalOrder], seed: UInt64) -> Double {
    let weights = Self.centered(orders)
    var logs = orders.map { $0.days(pace).logarithm }
    let observed = abs(zip(weights, logs).reduce(0) { $0 + $1.0 * $1.1 })
    let blocks = Dictionary(grouping: orders.indices, by: { orders[$0].block })
      .sorted { $0.key < $1.key }.map(\.value)
    var random = RandomGenerator(seed: seed)
    let shuffles = 999
    var asLarge = 0
    for shuffle in 1...shuffles {
      for block in blocks {
        for i in stride(from: block.count - 1, to: 0, by: -1) {
          logs.swapAt(block[i], block[Int(random.uniform() * Double(i + 1))])
        }
      }
      let sum = abs(zip(weights, logs).reduce(0) { $0 + $1.0 * $1.1 })
      if sum >= observed * (1 - 1e-9) { asLarge += 1 }
      // Clear enough that it is no rare event.
      if asLarge >= 100 { return Double(asLarge) / Double(shuffle) }
    }
    return Double(asLarge + 1) / Double(shuffles + 1)
  }

  private static func moment(
    _ orders: [SeasonalOrder], _ weights: [Double], _ pace: Double
  ) -> Double {
    zip(orders, weights).reduce(0) { $0 + ($1.1 == 0 ? 0 : $1.1 * $1.0.days(pace).logarithm) }
  }

  /// The exposure less its mean in the block.
  private static func centered(_ orders: [SeasonalOrder]) -> [Double] {
    var sums: [Int: (sum: Double, count: Double)] = [:]
    for order in orders {
      sums[order.block, default: (0, 0)].sum += order.exposure
      sums[order.block]?.count += 1
    }
    return orders.map { order in
      let mean = sums[order.block].map { $0.sum / $0.count } ?? 0
      let weight = order.exposure - mean
      return abs(weight) < 1e-12 ? 0 : weight
    }
  }
}
