internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics

/// What would be ordered under another service target or another lead time, all else the same (and
/// were ordering not blocked).
public struct OrderAlternative: Sendable, Hashable {
  public let change: Change
  public let reorderPoint: Double
  public let safetyStock: Double
  public let orderQuantity: Double

  /// What differs from the recommendation.
  public enum Change: Sendable, Hashable {
    case service(ServiceObjective)
    /// Every lead time multiplied by `factor`; `days` is their mean then.
    case leadTime(factor: Double, days: Double)
  }

  /// The service targets tried, as probabilities of the item's own kind of target.
  static let services = [0.90, 0.95, 0.98, 0.99]
  /// The factors on the lead time tried.
  static let leadTimeFactors = [0.5, 1.5]
}

extension ReviewPolicy {
  /// The decisions that other service targets and lead times would lead to.
  func alternatives(
    forecast: some FittedModel, supply: SupplyPlan, position: InventoryPosition,
    objective: ServiceObjective, unmet: UnmetDemand, typed: (minimum: Double?, maximum: Double?)
  ) -> [OrderAlternative] {
    func alternative(
      _ change: OrderAlternative.Change, _ objective: ServiceObjective, _ supply: SupplyPlan
    ) -> OrderAlternative {
      let decision = decide(
        forecast: forecast, supply: supply, position: position, objective: objective,
        unmet: unmet, typed: typed)
      return OrderAlternative(
        change: change, reorderPoint: decision.reorderPoint,
        safetyStock: decision.reorderPoint - decision.protection.total.mean.rounded(decimals: 2),
        orderQuantity: decision.order.quantity)
    }
    var alternatives: [OrderAlternative] = []
    for probability in OrderAlternative.services {
      let other: ServiceObjective
      if case .cycle = objective { other = .cycle(probability) } else { other = .fill(probability) }
      if other != objective { alternatives.append(alternative(.service(other), other, supply)) }
    }
    for factor in OrderAlternative.leadTimeFactors {
      let scaled = supply.scalingLeadTime(by: factor)
      alternatives.append(
        alternative(
          .leadTime(factor: factor, days: scaled.leadTime.mean), objective, scaled))
    }
    return alternatives
  }
}
