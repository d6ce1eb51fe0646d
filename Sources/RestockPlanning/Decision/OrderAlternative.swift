internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics

/// What would be ordered under another service target or another lead time, all else the same (and
/// were ordering not blocked).
public struct OrderAlternative: Sendable, Hashable, Codable {
  public let change: Change
  public let reorderPoint: Double
  public let safetyStock: Double
  public let orderQuantity: Double

  /// What differs from the recommendation.
  public enum Change: Sendable, Hashable, Codable {
    case service(ServiceObjective)
    /// Every lead time multiplied by `factor`; `days` is their mean then.
    case leadTime(factor: Double, days: Double)
  }

  /// Which items say what other targets and lead times would lead to; it takes about as long as the
  /// decision itself.
  public enum Scope: Sendable, Hashable {
    case none
    /// Items of class A.
    case classA
    case all
  }

  /// The service targets tried, as probabilities of the item's own kind of target.
  static let services = [0.90, 0.95, 0.98, 0.99]
  /// The factors on the lead time tried.
  static let leadTimeFactors = [0.5, 1.5]
  /// Points that hold a lead time tried, of the same mean and standard deviation: fewer than a
  /// decision uses, and enough to compare.
  static let leadTimePoints = 5
}

extension ReviewPolicy {
  /// The decisions that other service targets and lead times would lead to, beside one made.
  func alternatives(
    to decision: ReviewDecision, forecast: some FittedModel, supply: SupplyPlan,
    position: InventoryPosition, objective: ServiceObjective, unmet: UnmetDemand,
    typed: (minimum: Double?, maximum: Double?)
  ) -> [OrderAlternative] {
    func alternative(
      _ change: OrderAlternative.Change, _ objective: ServiceObjective, _ supply: SupplyPlan
    ) -> OrderAlternative {
      let other = decide(
        forecast: forecast, supply: supply, position: position, objective: objective,
        unmet: unmet, typed: typed)
      return OrderAlternative(
        change: change, reorderPoint: other.reorderPoint,
        safetyStock: other.reorderPoint - other.protection.mean.rounded(decimals: 2),
        orderQuantity: other.order.quantity)
    }
    let horizon = Double(supply.daysToOrderDay) + supply.leadTime.mean
    // With an order that comes after the lead time, the position depends on the target too.
    let isPlain = !position.incoming.contains { $0.daysAhead > horizon }
    var alternatives: [OrderAlternative] = []
    for probability in OrderAlternative.services {
      let other: ServiceObjective
      if case .cycle = objective { other = .cycle(probability) } else { other = .fill(probability) }
      guard other != objective else { continue }
      alternatives.append(
        isPlain && typed.minimum == nil
          ? service(other, beside: decision, supply)
          : alternative(.service(other), other, supply))
    }
    for factor in OrderAlternative.leadTimeFactors {
      let scaled = supply.scalingLeadTime(by: factor, points: OrderAlternative.leadTimePoints)
      alternatives.append(
        alternative(.leadTime(factor: factor, days: scaled.leadTime.mean), objective, scaled))
    }
    return alternatives
  }

  /// The decision for another target where that moves the reorder point alone: the demand of the
  /// interval, the lot and the position are the same.
  private func service(
    _ objective: ServiceObjective, beside decision: ReviewDecision, _ supply: SupplyPlan
  ) -> OrderAlternative {
    let target: ServiceTarget
    switch objective {
    case .cycle(let probability): target = .cycleService(probability)
    case .fill(let rate): target = .fillRate(rate)
    case .cost, .cover: preconditionFailure("\(objective) is not tried")
    }
    let reorderPoint = decision.cycle.reorderLevel(for: target)
    let orderUpTo: Double
    switch decision.lot {
    case .none, .economicOrderQuantity, .orderCover:
      orderUpTo = reorderPoint + decision.orderUpTo - decision.reorderPoint
    case .maximum, .cover: orderUpTo = max(reorderPoint, decision.orderUpTo)
    }
    let isBelow =
      settings.policy == .reorderPoint && reorderPoint > 0
      ? decision.effectivePosition <= reorderPoint : decision.effectivePosition < reorderPoint
    let order = OrderQuantity.rounded(
      need: isBelow ? max(0, orderUpTo - decision.effectivePosition) : 0,
      minimum: supply.minimumOrderQuantity ?? 0, pack: supply.orderMultiple,
      maximum: decision.maximum)
    return OrderAlternative(
      change: .service(objective), reorderPoint: reorderPoint,
      safetyStock: reorderPoint - decision.protection.mean.rounded(decimals: 2),
      orderQuantity: order.quantity)
  }
}
