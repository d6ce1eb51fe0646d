public import RestockInventory
internal import RestockRecords

/// A plan that was made earlier, to hold this one against.
public struct EarlierPlan: Sendable {
  public let plan: Plan
  public let rules: OrderRules
  let places: [SeriesKey: Int]

  /// A plan, with the rules by which it was made.
  public init(_ plan: Plan, rules: OrderRules) {
    self.plan = plan
    self.rules = rules
    places = Dictionary(
      plan.recommendations.enumerated().map { ($0.element.key, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What it said of an item.
  func recommendation(of key: SeriesKey) -> Recommendation? {
    places[key].map { plan.recommendations[$0] }
  }
}

/// The settings of a run that decide what levels mean and how orders are made of them, beside what each
/// item's recommendation holds itself.
public struct OrderRules: Sendable, Hashable, Codable {
  public let policy: ReplenishmentPolicy
  public let orderCover: Duration
  public let unmet: UnmetDemand

  /// The rules of a run.
  public init(_ settings: PlanSettings) {
    policy = settings.policy
    orderCover = settings.orderCover
    unmet = settings.unmet
  }
}

extension PlanSettings {
  /// The same settings under other rules.
  func following(_ rules: OrderRules) -> Self {
    var settings = self
    settings.policy = rules.policy
    settings.orderCover = rules.orderCover
    settings.unmet = rules.unmet
    return settings
  }
}
