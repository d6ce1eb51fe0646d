internal import RestockNumerics

/// Learns lead times from receipts: of a supplier, leaning on all suppliers, and of an item, leaning
/// on its supplier.
///
/// On the scale of logarithms a supplier has a location, shrunk to that of all orders by the ratio
/// of the variance within suppliers to that between them (empirical Bayes, Morris 1983,
/// doi:10.1080/01621459.1983.10477920; the between variance by moments). The shape about the
/// location is shared: the lead times of all suppliers over their own location. A supplier's prior is
/// the shared shape at its own location; it counts for `priorOrders` beside the supplier's orders in
/// the product-limit estimate, which corrects for open and for unlisted orders. An item's prior is
/// its supplier's distribution. So a supplier of two receipts has its own pace and the spread of the
/// others, and one of two hundred has two humps where it has them.
///
/// The weight of an order halves with every `halfLife`, counted from the supplier's newest order: a
/// supplier that is seldom used is not forgotten. The form of the distribution (the blended estimate
/// itself, a gamma, a lognormal or two humps fitted to it) is the one that foretells receipts left
/// out best.
public struct LeadTimeEstimator: Sendable, Hashable {
  /// Days in which the weight of an order halves; nil weighs all alike.
  public let halfLife: Double?
  /// The number of orders that the prior counts for, of a supplier and of an item.
  public let priorOrders: Double
  public let itemPriorOrders: Double
  /// The number of receipts from which they are believed before a typed lead time.
  public let leastReceipts: Int
  /// The weight of an order from before a change of its supplier's lead time, over that of one since.
  public let weightBeforeChange: Double

  /// An estimator.
  ///
  /// - Parameters:
  ///   - halfLife: Days, > 0, default 180.
  ///   - priorOrders: Orders, >= 0, default 10.
  ///   - itemPriorOrders: Orders, >= 0, default 20.
  ///   - leastReceipts: At least 1, default 5.
  ///   - weightBeforeChange: 0...1, default 0.2.
  public init(
    halfLife: Double? = 180, priorOrders: Double = 10, itemPriorOrders: Double = 20,
    leastReceipts: Int = 5, weightBeforeChange: Double = 0.2
  ) {
    precondition((halfLife ?? 1) > 0 && priorOrders >= 0 && itemPriorOrders >= 0)
    precondition(leastReceipts >= 1 && weightBeforeChange >= 0 && weightBeforeChange <= 1)
    self.halfLife = halfLife
    self.priorOrders = priorOrders
    self.itemPriorOrders = itemPriorOrders
    self.leastReceipts = leastReceipts
    self.weightBeforeChange = weightBeforeChange
  }

  /// What the orders of all suppliers tell, nil where none has been received.
  ///
  /// - Parameters:
  ///   - suppliers: The orders of each supplier.
  ///   - changeAges: For each supplier, the age in days of the first order since a change of its
  ///     lead time, or nil.
  /// - Returns: The pool, or nil.
  public func pool(
    _ suppliers: [[LeadTimeObservation]], changeAges: [Double?]? = nil
  ) -> LeadTimePool? {
    precondition(changeAges.map { $0.count == suppliers.count } ?? true)
    let weighted = suppliers.enumerated().map { i, orders in
      WeightedOrders(orders, estimator: self, changeAge: changeAges?[i] ?? nil)
    }
    return LeadTimePool(weighted, estimator: self)
  }

  /// The product-limit estimate of a set of orders, nil where none has been received.
  public func distribution(of orders: [LeadTimeObservation]) -> LeadTime? {
    WeightedOrders(orders, estimator: self, changeAge: nil).blended(with: nil, weight: 0)
  }

  /// The weight of an order of an age, over that of one just placed.
  func recency(_ age: Double) -> Double {
    halfLife.map { (-age / $0 * 2.0.logarithm).exponential } ?? 1
  }
}

/// Orders with their weights: by age, by the part of the order, and by a change of the lead time.
struct WeightedOrders: Sendable {
  let orders: [LeadTimeObservation]
  let weights: [Double]
  /// The recency of the newest order: what makes the weights count from as-of instead.
  let newestRecency: Double
  let changeAge: Double?

  init(_ orders: [LeadTimeObservation], estimator: LeadTimeEstimator, changeAge: Double?) {
    let newest = orders.reduce(Double.infinity) { min($0, $1.age ?? 0) }
    self.orders = orders
    self.changeAge = changeAge
    newestRecency = orders.isEmpty ? 1 : estimator.recency(newest)
    weights = orders.map { order in
      let age = order.age ?? 0
      let isBefore = changeAge.map { age > $0 } ?? false
      // Never quite nothing, however old.
      return max(1e-6, estimator.recency(age - newest)) * order.share
        * (isBefore ? max(1e-6, estimator.weightBeforeChange) : 1)
    }
  }

  /// The number of orders that have been received at all.
  var receipts: Int {
    Int(orders.reduce(0) { $0 + ($1.isOpen ? 0 : $1.share) }.rounded(.up))
  }

  /// The product-limit estimate with a prior that counts for `weight` orders.
  func blended(with prior: LeadTime?, weight: Double) -> LeadTime? {
    var estimate = ProductLimit()
    add(to: &estimate, scale: 1, weight: 1)
    if let prior, weight > 0 { estimate.add(prior, weight: weight) }
    return estimate.distribution()
  }

  /// Adds the orders to an estimate, their days divided by `scale`.
  func add(to estimate: inout ProductLimit, scale: Double, weight: Double) {
    for (order, w) in zip(orders, weights) {
      estimate.add(
        days: order.days / scale, isOpen: order.isOpen, limit: order.limit.map { $0 / scale },
        weight: w * weight)
    }
  }

  /// The sums over received orders: of weights, of their squares, and the weighted mean and sum of
  /// squares about it of the logarithms; nil where there are fewer than two orders.
  var logScatter: (weight: Double, squares: Double, mean: Double, scatter: Double, count: Int)? {
    var weight = 0.0
    var squares = 0.0
    var sum = 0.0
    var count = 0
    for (order, w) in zip(orders, weights) where !order.isOpen {
      weight += w
      squares += w * w
      sum += w * max(order.days, LeadTime.leastDays).logarithm
      count += 1
    }
    guard count >= 2 else { return nil }
    let mean = sum / weight
    var scatter = 0.0
    for (order, w) in zip(orders, weights) where !order.isOpen {
      let offset = max(order.days, LeadTime.leastDays).logarithm - mean
      scatter += w * offset * offset
    }
    return (weight, squares, mean, scatter, count)
  }
}
