internal import RestockForecasting
internal import RestockInventory
internal import RestockRecords

extension ItemPlanner {
  /// The terms on which to buy an item, chosen among its suppliers where it has several.
  func supply(
    for facts: Facts, forecast: some FittedModel, demandPerPeriod: Double
  ) -> SupplyPlan {
    let sku = facts.key.sku
    guard supplies.hasChoice(of: sku) else { return supplies.supply(of: sku) }
    let item = catalogue.items[sku]
    let (offers, hasPreferred) = supplies.offers(of: sku)
    let comparison = SupplierComparison(
      policy: ReviewPolicy(calendar: calendar, settings: settings), positions: positions,
      key: facts.key, item: item,
      objective: { settings.target(of: item, abc: facts.abc, supply: $0).target },
      unmet: item?.unmet.flatMap { UnmetDemand(rawValue: $0) } ?? settings.unmet,
      price: item?.price ?? facts.history?.meanPrice,
      demandPerDay: demandPerPeriod / calendar.buckets.meanDays)
    return comparison.choose(among: offers, hasPreferred: hasPreferred, forecast: forecast)
  }
}
