internal import RestockInventory
internal import RestockRecords

/// What Restock says of an item by itself, without the planner's overrides.
public struct OwnAdvice: Sendable, Hashable, Codable {
  /// Units.
  public let orderQuantity: Double
  public let safetyStock: Double
  public let reorderPoint: Double
  public let protectionDemand: Double
  /// The mean, in days.
  public let leadTimeDays: Double
  public let target: ServiceObjective?

  init(_ recommendation: Recommendation) {
    orderQuantity = recommendation.orderQuantity
    safetyStock = recommendation.levels.safetyStock
    reorderPoint = recommendation.levels.reorderPoint
    protectionDemand = recommendation.protectionDemand
    leadTimeDays = recommendation.supply?.leadTime.mean ?? 0
    target = recommendation.target
  }
}

extension Recommendation {
  /// The recommendation as the planner decided it, beside what it would have been.
  ///
  /// - Parameters:
  ///   - overrides: The decisions that led to this one; not empty.
  ///   - own: The recommendation without them.
  /// - Returns: The same with the flag, the reason and what it would have been.
  func overridden(by overrides: [Override], insteadOf own: Recommendation) -> Recommendation {
    var result = self
    result.overrides = overrides
    result.own = OwnAdvice(own)
    result.flags.append(.overridden)
    for override in overrides {
      result.reason += "; override: \(override)"
      if let until = override.record.until { result.reason += " until \(until.iso)" }
      if !override.record.reason.isEmpty { result.reason += " (\(override.record.reason))" }
    }
    result.reason += ": order \(orderQuantity.asUnits)"
    result.reason +=
      orderQuantity == own.orderQuantity
      ? ", the same without it" : " instead of \(own.orderQuantity.asUnits)"
    if levels.reorderPoint != own.levels.reorderPoint {
      result.reason += "; reorder point without it \(own.levels.reorderPoint.asUnits)"
    }
    return result
  }
}
