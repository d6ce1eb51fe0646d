internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics
internal import RestockRecords

extension ItemPlanner {
  /// What ordering the item or not is worth, where that may be weighed against other items; else nil.
  func prospect(
    _ facts: Facts, _ supply: SupplyPlan, _ position: InventoryPosition,
    _ decision: ReviewDecision, _ forecast: some FittedModel, isOrdered: Bool
  ) -> OrderProspect? {
    let isCut = decision.order.quantity < decision.need
    guard
      isCut
        || CrossItemReview.weighs(
          catalogue.suppliers[supply.supplier], isOrdered: isOrdered, settings: settings)
    else { return nil }
    let item = catalogue.items[facts.key.sku]
    let shortage = OrderProspect.shortageCost(
      typed: supply.shortageCost, price: item?.price ?? facts.history?.meanPrice,
      unitCost: supply.unitCost)
    let due = position.incoming.first?.daysAhead ?? .infinity
    func risk(_ next: Double) -> Double {
      guard position.available >= 0 else { return 1 }
      let demand = forecast.total(
        over: calendar.window(fromDay: 0, toDay: min(due, next)))
      return demand.survivalProbability(position.available)
    }
    return OrderProspect(
      protectionDemand: decision.cycle.protectionDemand, shortageCost: shortage.cost,
      shortageCostSource: shortage.source, riskWithOrder: risk(supply.arrivalDays),
      riskWithoutOrder: risk(supply.protectionDays))
  }
}
