public import RestockNumerics

/// What an (r, Q) policy delivers under continuous review with backorders.
///
/// The position is uniform: over r...r + Q for continuous demand, over r + 1...r + Q in whole units
/// and single orders. Then the mean backorders are (n2(r) - n2(r + Q)) / Q and the share of demand
/// that finds no stock (n(r) - n(r + Q)) / Q, n and n2 being the losses of first and second order
/// of the demand over the lead time.
///
/// Source: Axsater (2015), Inventory Control, 3rd ed., sections 5.3 and 5.4; Zipkin (2000), chapter
/// 6.
public struct ReorderPointQuantityService<Demand: SecondOrderLossDistribution>: Sendable, Hashable {
  /// r, units.
  public let reorderPoint: Double
  /// Q, units, > 0.
  public let orderQuantity: Double
  /// Demand over the lead time.
  public let leadTimeDemand: Demand
  /// Whether demand comes in single whole units.
  public let isWholeUnits: Bool

  /// A policy.
  public init(
    reorderPoint: Double, orderQuantity: Double, leadTimeDemand: Demand, isWholeUnits: Bool
  ) {
    precondition(orderQuantity > 0, "order quantity \(orderQuantity)")
    self.reorderPoint = reorderPoint
    self.orderQuantity = orderQuantity
    self.leadTimeDemand = leadTimeDemand
    self.isWholeUnits = isWholeUnits
  }

  /// The probability of no stock-out between an order and its receipt.
  public var cycleServiceLevel: Double { leadTimeDemand.cumulativeProbability(reorderPoint) }

  /// The share of units served from stock; of the time with stock on hand, too.
  public var fillRate: Double {
    let short =
      leadTimeDemand.loss(reorderPoint) - leadTimeDemand.loss(reorderPoint + orderQuantity)
    return min(max(1 - short / orderQuantity, 0), 1)
  }

  /// Units short at the end of a cycle.
  public var expectedShortagePerCycle: Double { leadTimeDemand.loss(reorderPoint) }

  /// The fill rate as if no cycle began with backorders.
  public var singleCycleFillRate: Double { 1 - expectedShortagePerCycle / orderQuantity }

  /// Units waiting at a time.
  public var expectedBackorders: Double {
    let beyond = leadTimeDemand.secondOrderLoss(reorderPoint + orderQuantity)
    return max(0, leadTimeDemand.secondOrderLoss(reorderPoint) - beyond) / orderQuantity
  }

  /// Units on hand at a time.
  public var expectedOnHand: Double {
    let span = isWholeUnits ? orderQuantity + 1 : orderQuantity
    return reorderPoint + span / 2 - leadTimeDemand.mean + expectedBackorders
  }
}
