internal import RestockInventory
internal import RestockRecords

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
