public import RestockForecasting
public import RestockInventory
internal import RestockNumerics
public import RestockRecords

/// Replays the last periods of a history under several policies side by side, each seeing only what
/// was known at the time.
///
/// At the start of each period that is a review of an item, every policy sees its own stock and
/// orders, the forecast made then, and the lead times that the receipts told by then; it orders, and
/// lives through the period's demand. Lead times vary as the distribution learned from all receipts
/// says, the same draw for all policies, or are its mean. All policies begin alike: with the mean
/// demand of a period on hand, and of each further period of the lead time on the way. The periods
/// until an order placed at the start has come are lived through but not measured.
///
/// In a period whose demand is not known the stock lives through the item's mean of its last eight
/// known periods, and nothing is measured.
public struct PolicyReplay: Sendable {
  /// The measures of each item under each policy, in the order of the histories: `[policy][item]`.
  public let measures: [[ReplayMeasures]]
  public let policies: [ReplayPolicy]
  public let keys: [SeriesKey]
  /// The classes at the start of the replay.
  public let abc: [ABCClass]
  public let patterns: [DemandPattern?]
  /// Orders, in the order of time, then of items; those of each policy.
  public let orders: [[SimulatedOrder]]
  public let findings: [Finding]
  /// The first day replayed and the number of periods.
  public let firstDay: Day
  public let periods: Int
  private let draws: Int
  private let seed: UInt64

  /// An order that a policy placed in the replay.
  public struct SimulatedOrder: Sendable, Hashable {
    public let key: SeriesKey
    public let ordered: Day
    /// The day on which it came, or would have come after the replay's end.
    public let received: Day
    public let quantity: Double
  }

  /// Replays.
  ///
  /// - Parameters:
  ///   - inputs: Sales, items, suppliers, receipts; stock is not used, as that of the past is unknown.
  ///   - settings: As for a plan; the policy and the target come from `replay`'s policies.
  ///   - replay: What is tried.
  ///   - observer: Hears of each item and period done.
  public init(
    _ inputs: PlanInputs, settings: PlanSettings, replay: ReplaySettings,
    observer: Planner.Observer = Planner.Observer()
  ) {
    let run = ReplayRun(inputs, settings: settings, replay: replay, observer: observer)
    measures = run.measures
    policies = run.policies
    keys = run.histories.map(\.key)
    abc = run.abc
    patterns = run.patterns
    orders = run.orders
    findings = run.findings
    firstDay = run.firstDay
    periods = run.periods
    draws = replay.bootstrapDraws
    seed = settings.seed
  }

  /// Units and pieces of work: items times periods, for a progress line.
  public static func work(items: Int, periods: Int) -> Int { items * periods }

  /// A row of the results.
  public struct Row: Sendable {
    public let policy: String
    /// `overall`, an ABC class, or a demand pattern.
    public let group: String
    public let measures: ReplayMeasures
    /// The cost over that of the first policy; zero for itself.
    public let costDifference: PairedDifference
  }

  /// The results by policy: overall, by ABC class, by demand pattern; groups without items are left
  /// out.
  public func rows() -> [Row] {
    var groups: [(name: String, items: [Int])] = [("overall", Array(keys.indices))]
    for abcClass in ABCClass.allCases {
      groups.append((abcClass.rawValue, keys.indices.filter { abc[$0] == abcClass }))
    }
    for pattern in DemandPattern.allCases {
      groups.append((pattern.rawValue, keys.indices.filter { patterns[$0] == pattern }))
    }
    return policies.indices.flatMap { policy in
      groups.compactMap { group in
        let items = group.items.filter { measures[policy][$0].days > 0 }
        guard !items.isEmpty else { return nil }
        var sum = ReplayMeasures()
        for i in items { sum.add(measures[policy][i]) }
        let difference = PairedDifference(
          of: items.map { measures[policy][$0].cost - measures[0][$0].cost }, draws: draws,
          seed: seed)
        return Row(
          policy: policies[policy].name, group: group.name, measures: sum,
          costDifference: difference)
      }
    }
  }
}
