/// A policy played through a given demand, period by period.
///
/// In each period the order that is due is received, then demand is met from stock (what waits
/// first), then the position is reviewed: an order placed at the end of period t is there at the
/// start of period t + lead time + 1. At a position of s or less an order is due.
public struct PolicyTrace: Sendable, Hashable {
  /// When and how much to order.
  public enum Policy: Sendable, Hashable {
    /// (s, Q): Q units, or with `isMultiple` as many times Q as bring the position above s.
    case reorderQuantity(reorderPoint: Double, orderQuantity: Double, isMultiple: Bool)
    /// (s, S): up to S.
    case minMax(reorderPoint: Double, orderUpToLevel: Double)
    /// S, whatever the position.
    case orderUpTo(Double)
  }

  /// One period.
  public struct Period: Sendable, Hashable {
    public let received: Double
    public let demand: Double
    public let servedFromStock: Double
    public let short: Double
    /// On hand, less what waits, at the end.
    public let netInventory: Double
    public let onOrder: Double
    public let ordered: Double
  }

  public let periods: [Period]
  private let isLost: Bool

  /// Plays a policy.
  ///
  /// - Parameters:
  ///   - policy: When and how much.
  ///   - demand: Units of each period, >= 0.
  ///   - leadTime: Periods, >= 0.
  ///   - reviewPeriod: The position is reviewed at the end of every so manieth period.
  ///   - initialInventory: Units at the start; below 0, waiting.
  ///   - unmet: Whether unmet demand waits or is lost.
  public init(
    _ policy: Policy, demand: [Double], leadTime: Int, reviewPeriod: Int = 1,
    initialInventory: Double, unmet: UnmetDemand
  ) {
    precondition(leadTime >= 0 && reviewPeriod >= 1, "\(leadTime), \(reviewPeriod)")
    isLost = unmet == .lost
    // What arrives at the start of each of the next periods.
    var pipeline = [Double](repeating: 0, count: leadTime + 1)
    var net = initialInventory
    var periods: [Period] = []
    for (t, units) in demand.enumerated() {
      let received = pipeline.removeFirst()
      pipeline.append(0)
      net += received
      let served = min(units, max(net, 0))
      let short = units - served
      net -= isLost ? served : units
      let outstanding = pipeline.reduce(0, +)
      var ordered = 0.0
      if (t + 1) % reviewPeriod == 0 {
        ordered = Self.order(policy, position: net + outstanding)
        pipeline[leadTime] += ordered
      }
      periods.append(
        Period(
          received: received, demand: units, servedFromStock: served, short: short,
          netInventory: net, onOrder: outstanding + ordered, ordered: ordered))
    }
    self.periods = periods
  }

  private static func order(_ policy: Policy, position: Double) -> Double {
    switch policy {
    case .reorderQuantity(let reorderPoint, let quantity, let isMultiple):
      guard position <= reorderPoint else { return 0 }
      guard isMultiple else { return quantity }
      // The smallest n with position + n Q > s.
      return quantity * (((reorderPoint - position) / quantity).rounded(.down) + 1)
    case .minMax(let reorderPoint, let level):
      return position <= reorderPoint ? max(0, level - position) : 0
    case .orderUpTo(let level): return max(0, level - position)
    }
  }

  /// The share of units served from stock; nil without demand.
  public var fillRate: Double? {
    let demanded = periods.reduce(0) { $0 + $1.demand }
    return demanded > 0 ? periods.reduce(0) { $0 + $1.servedFromStock } / demanded : nil
  }

  /// Units lost.
  public var lostSales: Double { isLost ? periods.reduce(0) { $0 + $1.short } : 0 }

  /// The share of periods that end with stock on hand.
  public var readyRate: Double {
    Double(periods.count { $0.netInventory > 0 }) / Double(periods.count)
  }

  /// Periods in which some demand found no stock.
  public var periodsWithShortage: Int { periods.count { $0.short > 0 } }

  /// Units on hand at the end of a period, on average.
  public var averageOnHand: Double {
    periods.reduce(0) { $0 + max(0, $1.netInventory) } / Double(periods.count)
  }

  /// Orders placed.
  public var orders: Int { periods.count { $0.ordered > 0 } }
}
