internal import RestockForecasting
internal import RestockInventory
internal import RestockRecords

extension ServiceObjective {
  /// What has not sold for so long, or in all its time only once, is covered by its mean demand, that
  /// fades, and no safety stock, unless the items file asks for more.
  static let meanDemand = Self.cover(Duration(0, .days))
}

extension RunCalendar {
  /// Whether the history of an item says too little for a safety stock, as of this calendar.
  func saysLittle(_ history: ItemHistory, _ forecast: some FittedModel) -> Bool {
    isDormant(history, forecast) || hasSoldOnce(history)
  }

  /// Whether it has not sold for so long, or is nine times in ten off sale by the silence at its pace: the
  /// few units that it might still ask for would have a fill rate hold what it asked for in its best weeks.
  func isDormant(_ history: ItemHistory, _ forecast: some FittedModel) -> Bool {
    forecast.aliveProbability < 0.1
      || history.isDormant(before: firstForecastBucket, periodDays: buckets.meanDays)
  }

  func hasSoldOnce(_ history: ItemHistory) -> Bool {
    history.hasSoldOnce(before: firstForecastBucket)
  }
}

extension PlanSettings {
  /// The target of an item: its own, the run's, or its class's. The balance of costs needs both
  /// costs; where one is not known the class's target stands in, and `lacksCost` says so.
  func target(
    of item: ItemRecord?, abc: ABCClass?, supply: SupplyPlan
  ) -> (target: ServiceObjective, lacksCost: Bool) {
    let ofClass = serviceByClass[abc ?? .c] ?? .fill(0.95)
    let asked = item?.service.flatMap { ServiceObjective($0) } ?? service ?? ofClass
    guard asked == .cost, (supply.shortageCost ?? 0) <= 0 || supply.holdingCostPerDay == nil else {
      return (asked, false)
    }
    return (ofClass == .cost ? .fill(0.95) : ofClass, true)
  }
}
