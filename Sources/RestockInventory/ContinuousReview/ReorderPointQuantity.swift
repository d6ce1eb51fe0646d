public import RestockNumerics

/// The (r, Q) policy under continuous review with backorders: at position r, Q units are ordered.
///
/// The position is uniform over r...r + Q, so that the cost is (K D + the integral of G over it) / Q
/// with G(y) the newsvendor cost of the demand over the lead time.
///
/// Source: Zheng (1992), On properties of stochastic inventory systems, doi:10.1287/mnsc.38.1.87;
/// Snyder and Shen (2019), section 5.2.
public struct ReorderPointQuantity: Sendable, Hashable {
  /// K, money per order, > 0.
  public let fixedCost: Double
  /// h and p, money per unit and unit of time.
  public let costs: Newsvendor
  /// D, units per unit of time, > 0.
  public let demandRate: Double
  /// Demand over the lead time.
  public let leadTimeDemand: Normal

  /// A problem of normal demand.
  ///
  /// - Parameters:
  ///   - fixedCost: K, money per order, > 0.
  ///   - costs: h and p.
  ///   - demandRate: D, units per unit of time, > 0.
  ///   - demandStandardDeviation: Units per root of the unit of time, > 0.
  ///   - leadTime: Units of time, > 0.
  public init(
    fixedCost: Double, costs: Newsvendor, demandRate: Double, demandStandardDeviation: Double,
    leadTime: Double
  ) {
    precondition(
      fixedCost > 0 && demandRate > 0 && demandStandardDeviation > 0 && leadTime > 0,
      "\(fixedCost), \(demandRate), \(demandStandardDeviation), \(leadTime)")
    self.fixedCost = fixedCost
    self.costs = costs
    self.demandRate = demandRate
    leadTimeDemand = Normal(
      mean: demandRate * leadTime,
      standardDeviation: demandStandardDeviation * leadTime.squareRoot())
  }

  /// A policy.
  public struct Policy: Sendable, Hashable {
    /// r, units.
    public let reorderPoint: Double
    /// Q, units.
    public let orderQuantity: Double

    public init(reorderPoint: Double, orderQuantity: Double) {
      self.reorderPoint = reorderPoint
      self.orderQuantity = orderQuantity
    }
  }

  /// The expected cost of a policy, money per unit of time.
  public func cost(of policy: Policy) -> Double {
    let end = policy.reorderPoint + policy.orderQuantity
    let area = integral(from: policy.reorderPoint, to: end)
    return (fixedCost * demandRate + area) / policy.orderQuantity
  }

  /// The integral of G, by the second-order loss.
  private func integral(from start: Double, to end: Double) -> Double {
    let demand = leadTimeDemand
    let a = start - demand.mean
    let b = end - demand.mean
    let holding = 0.5 * costs.holdingCost * (b - a) * (b + a)
    let both = costs.holdingCost + costs.stockoutCost
    return holding + both * (demand.secondOrderLoss(start) - demand.secondOrderLoss(end))
  }

  /// The best reorder point for a quantity: where G(r) = G(r + Q).
  public func bestReorderPoint(quantity: Double) -> Double {
    let peak = costs.bestLevel(demand: leadTimeDemand)
    // G(r + Q) - G(r) rises with r; it is below 0 at peak - Q and above at the peak.
    return root(from: peak - quantity, to: peak, precision: 1e-13) { r in
      costs.cost(at: r + quantity, demand: leadTimeDemand)
        - costs.cost(at: r, demand: leadTimeDemand)
    }
  }

  /// The policy of least cost: G(r) = G(r + Q) = the cost itself.
  public func best() -> Policy {
    // With r(Q) the best for Q, Q G(r(Q)) less the cost of a cycle rises with Q.
    func excess(_ quantity: Double) -> Double {
      let r = bestReorderPoint(quantity: quantity)
      let level = costs.cost(at: r, demand: leadTimeDemand)
      return quantity * level - fixedCost * demandRate - integral(from: r, to: r + quantity)
    }
    var low = backorderQuantity
    var high = low
    while excess(high) < 0 { high *= 1.5 }
    while low > 0, excess(low) > 0 { low *= 0.5 }
    let quantity = root(from: low, to: high, precision: 1e-10, of: excess)
    return Policy(
      reorderPoint: bestReorderPoint(quantity: quantity), orderQuantity: quantity)
  }

  /// The economic order quantity with planned backorders, which ignores the spread of demand.
  private var backorderQuantity: Double {
    PlannedBackorders(
      EconomicOrderQuantity(
        fixedCost: fixedCost, holdingCost: costs.holdingCost, demandRate: demandRate),
      stockoutCost: costs.stockoutCost
    ).orderQuantity
  }

  /// The economic order quantity, and the best reorder point as if each order were for one span.
  public func economicQuantityPlusSafetyStock() -> Policy {
    Policy(
      reorderPoint: costs.bestLevel(demand: leadTimeDemand),
      orderQuantity: EconomicOrderQuantity(
        fixedCost: fixedCost, holdingCost: costs.holdingCost, demandRate: demandRate
      ).quantity)
  }

  /// The quantity with planned backorders, and the best reorder point for it: never more than an
  /// eighth above the least cost (Zheng 1992).
  public func economicQuantityWithBackorders() -> Policy {
    Policy(
      reorderPoint: bestReorderPoint(quantity: backorderQuantity),
      orderQuantity: backorderQuantity)
  }

  /// The approximation by the expected inventory level, where p is charged per unit short whatever
  /// its wait: Q and r in turn until neither moves.
  ///
  /// Source: Hadley and Whitin (1963), section 4.2; Snyder and Shen (2019), section 5.3.1.
  ///
  /// - Returns: The policy and its approximate cost; nil where a unit short is so cheap against the
  ///   stock of an order that no reorder point is best.
  public func expectedInventoryLevel() -> (policy: Policy, cost: Double)? {
    let h = costs.holdingCost
    let p = costs.stockoutCost
    var quantity = economicQuantityPlusSafetyStock().orderQuantity
    var reorderPoint = leadTimeDemand.mean
    for _ in 0..<500 {
      let share = quantity * h / (p * demandRate)
      guard share > 0 && share < 1 else { return nil }
      let r =
        leadTimeDemand.mean - leadTimeDemand.standardDeviation * Normal.standard.quantile(share)
      let short = leadTimeDemand.loss(r)
      let next = (2 * demandRate * (fixedCost + p * short) / h).squareRoot()
      let isSettled =
        abs(next - quantity) <= 1e-13 * next && abs(r - reorderPoint) <= 1e-13 * max(1, abs(r))
      reorderPoint = r
      quantity = next
      if isSettled { break }
    }
    let short = leadTimeDemand.loss(reorderPoint)
    let stock = reorderPoint - leadTimeDemand.mean + quantity / 2
    let cost = h * stock + demandRate * (fixedCost + p * short) / quantity
    return (Policy(reorderPoint: reorderPoint, orderQuantity: quantity), cost)
  }

  /// The approximation that ignores backorders from r + Q on: Q and r in turn by the losses of
  /// first and second order at r alone.
  ///
  /// Source: Hadley and Whitin (1963), section 4.5; Snyder and Shen (2019), section 5.3.4.
  public func lossFunctionApproximation() -> Policy {
    let h = costs.holdingCost
    let both = h + costs.stockoutCost
    let sigma = leadTimeDemand.standardDeviation
    var quantity = economicQuantityPlusSafetyStock().orderQuantity
    var reorderPoint = 0.0
    for _ in 0..<500 {
      let loss = h * quantity / both
      let z = Normal.standardQuantile(ofLoss: loss / sigma)
      reorderPoint = leadTimeDemand.mean + sigma * z
      let second = leadTimeDemand.secondOrderLoss(reorderPoint)
      let next = (2 * (fixedCost * demandRate + both * second) / h).squareRoot()
      let isSettled = abs(next - quantity) <= 1e-13 * next
      quantity = next
      if isSettled { break }
    }
    return Policy(reorderPoint: reorderPoint, orderQuantity: quantity)
  }
}
