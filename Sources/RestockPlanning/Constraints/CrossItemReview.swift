internal import RestockRecords

/// What is decided once all items are: across locations, suppliers and money.
///
/// In this order: stock elsewhere before purchases (transfers, substitutes), a lower price, joint
/// orders of a supplier, what it asks of an order as a whole, and the budget.
struct CrossItemReview {
  let catalogue: Catalogue
  let settings: PlanSettings
  let calendar: RunCalendar

  /// What came of it, beside the changed recommendations.
  struct Outcome {
    var transfers: [Transfer] = []
    var leftOut: [LeftOutOrder] = []
    var findings: [Finding] = []
  }

  /// Whether an item's order may be weighed against others', so that its prospect is needed.
  static func weighs(
    _ supplier: SupplierRecord?, isOrdered: Bool, settings: PlanSettings
  ) -> Bool {
    if isOrdered, settings.budget != nil { return true }
    guard let supplier else { return false }
    return (supplier.minimumOrderValue ?? 0) > 0 || supplier.containerWeight != nil
      || supplier.containerVolume != nil || (supplier.deliveryCost ?? 0) > 0
  }

  /// Reviews the recommendations, in place.
  func apply(to items: inout [Recommendation]) -> Outcome {
    var outcome = Outcome()
    outcome.transfers = TransferPlan(catalogue: catalogue, calendar: calendar).apply(to: &items)
    let steps = OrderSteps(calendar: calendar)
    for i in items.indices where items[i].derivation?.isBelow == true && !items[i].isFixed {
      steps.noteMaximum(of: &items[i])
      steps.noteRounding(of: &items[i])
      steps.takePriceBreak(of: &items[i])
    }
    let requirements = SupplierRequirements(
      catalogue: catalogue, settings: settings, calendar: calendar)
    let joint = JointOrders(catalogue: catalogue, settings: settings, calendar: calendar)
    for (supplier, members) in membersOfDemanding(items) {
      if let finding = joint.apply(to: supplier, members: members, items: &items) {
        outcome.findings.append(finding)
      }
      outcome.findings += requirements.apply(to: supplier, members: members, items: &items)
    }
    if let budget = settings.budget {
      let result = BudgetAllocation(
        settings: settings, calendar: calendar, requirements: requirements
      ).apply(budget, to: &items)
      outcome.leftOut = result.leftOut
      outcome.findings += result.findings
    }
    return outcome
  }

  /// The items of each supplier that asks something of an order as a whole, by supplier.
  private func membersOfDemanding(_ items: [Recommendation]) -> [(String, [Int])] {
    var unbudgeted = settings
    unbudgeted.budget = nil
    let demanding = Set(
      catalogue.suppliers.values.filter {
        Self.weighs($0, isOrdered: true, settings: unbudgeted)
      }.map(\.supplier))
    guard !demanding.isEmpty else { return [] }
    var members: [String: [Int]] = [:]
    for i in items.indices where demanding.contains(items[i].supplier) {
      members[items[i].supplier, default: []].append(i)
    }
    return members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
