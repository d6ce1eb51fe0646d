internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics

/// What the levels of a decision deliver in the long run, and the stock that comes with it: the service
/// of the position averaged over where reviews leave it, at the order-up-to level or further down
/// towards the reorder point.
struct ExpectedService {
  /// The probability that a review period passes without a stock-out.
  let cycleService: Double
  /// The share of units served from stock.
  let fillRate: Double
  /// Mean stock on hand, units: that of the arrival and that of the end of a review period, halved.
  let stock: Double

  /// The service of a reorder point with positions above it.
  init(_ cycle: ReplenishmentCycle, _ position: ReviewedPosition, reorderPoint: Double) {
    // A mean of probabilities may round to above 1.
    cycleService = min(
      1, position.average(reorderPoint: reorderPoint, of: cycle.expectedCycleService))
    fillRate = min(1, position.average(reorderPoint: reorderPoint, of: cycle.expectedFillRate))
    let atArrival = cycle.leadTimeDemand
    let atEnd = cycle.protectionDemand
    stock = position.average(reorderPoint: reorderPoint) { level in
      let first = level - atArrival.mean + atArrival.loss(level)
      let last = level - atEnd.mean + atEnd.loss(level)
      return max(0, 0.5 * (first + last))
    }
  }
}

extension ReviewPolicy {
  /// Where reviews leave the position, above the reorder point; as it is, where that is more than any
  /// order of the policy leads to: an item that has more delivers more.
  func reviewedPosition(
    of decision: ReviewDecision, forecast: some FittedModel, supply: SupplyPlan
  ) -> ReviewedPosition {
    if decision.order.quantity == 0, decision.effectivePosition > decision.orderUpTo {
      return ReviewedPosition(at: decision.effectivePosition - decision.reorderPoint)
    }
    return longRunPosition(of: decision, forecast: forecast, supply: supply)
  }

  private func longRunPosition(
    of decision: ReviewDecision, forecast: some FittedModel, supply: SupplyPlan
  ) -> ReviewedPosition {
    let arrival = decision.protection.arrival
    func demand(_ days: Double) -> DemandDistribution {
      forecast.total(over: calendar.window(fromDay: arrival, toDay: arrival + days))
    }
    if let lot = decision.fixedLot {
      // (s,Q) is watched from day to day, and orders as many lots as bring the position above s.
      let pack = supply.packSize ?? 1
      let quantity = (max(lot, supply.minimumOrderQuantity ?? 0) / pack).rounded(.up) * pack
      return ReviewedPosition(
        lot: min(1, quantity), demand: demand(1), ordersAtReorderPoint: decision.reorderPoint > 0,
        pack: quantity)
    }
    let lot = decision.orderUpTo - decision.reorderPoint
    let minimum = supply.minimumOrderQuantity ?? 0
    let pack = supply.packSize ?? 1
    let isExact = lot <= 0 && minimum <= 1 && pack <= 1 && decision.maximum == nil
    return ReviewedPosition(
      lot: lot, demand: isExact ? .point(0) : demand(decision.reviewDays),
      greatest: decision.maximum.map { $0 + decision.effectivePosition - decision.reorderPoint },
      minimum: minimum, pack: pack)
  }

  /// What other targets would deliver in the long run, and the stock that they would need, all else the
  /// same.
  func tradeOff(
    beside decision: ReviewDecision, forecast: some FittedModel, supply: SupplyPlan
  ) -> [TradeOffPoint] {
    let position = longRunPosition(of: decision, forecast: forecast, supply: supply)
    return TradeOffPoint.probabilities.map { probability in
      let isCycle = if case .cycle = settings.service { true } else { false }
      let level = decision.cycle.reorderLevel(
        for: isCycle ? .cycleService(probability) : .fillRate(probability))
      let service = ExpectedService(decision.cycle, position, reorderPoint: level)
      return TradeOffPoint(
        target: isCycle ? .cycle(probability) : .fill(probability),
        cycleService: service.cycleService, fillRate: service.fillRate, stock: service.stock,
        stockValue: supply.unitCost.map { $0 * service.stock })
    }
  }
}
