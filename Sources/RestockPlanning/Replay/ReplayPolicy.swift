internal import RestockInventory

/// A way of ordering that a replay tries.
public struct ReplayPolicy: Sendable, Hashable {
  /// The name in the results.
  public let name: String
  public let rule: Rule

  /// How an order comes about.
  public enum Rule: Sendable, Hashable {
    /// The plan's own decision, by a policy; nil objective takes what the plan would.
    case plan(ReplenishmentPolicy, ServiceObjective?)
    /// What shops' spreadsheets do: units sold a day over the last 30 days, times the lead time, plus
    /// a minimum (the typed one, else the sales of one review period); reviewed periodically, ordered
    /// up to that level.
    case velocity
    /// Mean and standard deviation of the last 13 periods, order up to mean (L + R) + z sd
    /// sqrt(L + R), z the normal quantile of the target.
    case normal(ServiceObjective?)
    /// The planner's own minimum and maximum: below the minimum, order up to the maximum.
    case typed
  }

  /// A policy under a name.
  public init(_ name: String, _ rule: Rule) {
    self.name = name
    self.rule = rule
  }

  /// The baselines that are always there, the typed one last; it stands only where the items file has
  /// minimum and maximum.
  public static let baselines = [
    ReplayPolicy("velocity", .velocity), ReplayPolicy("z-sigma-sqrt-l", .normal(nil)),
    ReplayPolicy("typed-min-max", .typed),
  ]
}

/// What a replay is asked to do.
public struct ReplaySettings: Sendable {
  /// The last periods of the history that are replayed.
  public var periods: Int
  /// The policies side by side; differences are to the first.
  public var policies: [ReplayPolicy]
  /// How long orders take, the same for every policy.
  public var leadTimes = LeadTimes.sampled
  /// Reviews from one choice and fit of the models to the next; in between they are updated.
  public var refitEvery = 1
  /// Draws of the bootstrap over items.
  public var bootstrapDraws = 1000

  /// Where the lead times of a replay come from.
  public enum LeadTimes: String, Sendable, Hashable, CaseIterable {
    /// Drawn from the distribution that receipts and files give.
    case sampled
    /// That of the supplier's order, of the item where it has any, placed nearest to the day, by the
    /// receipts; drawn where there are none.
    case actual
    /// Always the mean.
    case mean
  }

  /// A replay of the last `periods` periods, at least 1.
  public init(periods: Int, policies: [ReplayPolicy]) {
    precondition(periods >= 1 && !policies.isEmpty, "\(periods) periods")
    self.periods = periods
    self.policies = policies
  }
}
