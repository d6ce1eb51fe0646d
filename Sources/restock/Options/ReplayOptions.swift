import ArgumentParser
import RestockPlanning
import RestockRecords

/// What is replayed.
struct ReplayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The last periods of the history to replay (default: a year, at most a third of the longest "
        + "history).", valueName: "n"))
  var periods: Int?

  @Option(
    help: ArgumentHelp(
      "Policies side by side, the first the one that others are compared to: any of "
        + "\(Self.names.joined(separator: ", ")); with a target of its own in brackets, as "
        + "order-up-to(fill:0.98) (default: --policy, order-up-to and the last three).",
      valueName: "name,name"))
  var policies: String?

  @Option(
    help: ArgumentHelp(
      "Periods from one choice of the models to the next; more is faster, as forecasts then only "
        + "take in what was sold.", valueName: "n"))
  var refitEvery = 1

  @Option(
    help: ArgumentHelp(
      "How long orders take, alike for all policies: sampled (drawn from the lead times learned), "
        + "actual (as the receipts of the time say, drawn where none does) or mean.",
      valueName: "what"))
  var leadTimes = ReplaySettings.LeadTimes.sampled.rawValue

  private static var names: [String] {
    ReplenishmentPolicy.allCases.map(\.rawValue) + ReplayPolicy.baselines.map(\.name)
  }

  func validate() throws {
    for (name, value) in [("--periods", periods), ("--refit-every", refitEvery)] {
      if let value, !(1...10_000).contains(value) {
        throw ValidationError("\(name) \(value): expected 1 to 10000 periods")
      }
    }
    guard ReplaySettings.LeadTimes(rawValue: leadTimes) != nil else {
      throw ValidationError("--lead-times '\(leadTimes)': expected sampled, actual or mean")
    }
    _ = try named()
  }

  /// What to replay on these inputs.
  func replay(of inputs: PlanInputs, settings: PlanSettings) throws -> ReplaySettings {
    let named = try named()
    let hasTypedLevels = inputs.sales.series.contains { series in
      let item = inputs.catalogue.items[series.key.sku]
      return item?.minimum != nil && item?.maximum != nil
    }
    if let typed = named?.first(where: { $0.rule == .typed }), !hasTypedLevels {
      throw CommandError("--policies \(typed.name): no item has min and max in an items file")
    }
    if let policy = named?.first(where: { $0.objective == .cost }), settings.shortageCost == nil {
      throw CommandError("--policies \(policy.name) needs --shortage-cost, money per unit short")
    }
    var defaults = [ReplayPolicy(settings.policy.rawValue, .plan(settings.policy, nil))]
    if settings.policy != .orderUpTo {
      defaults.append(
        ReplayPolicy(ReplenishmentPolicy.orderUpTo.rawValue, .plan(.orderUpTo, nil)))
    }
    var replay = ReplaySettings(
      periods: periods ?? Self.defaultPeriods(inputs, settings: settings),
      policies: named ?? defaults + ReplayPolicy.baselines)
    replay.refitEvery = refitEvery
    replay.leadTimes = ReplaySettings.LeadTimes(rawValue: leadTimes) ?? .sampled
    return replay
  }

  /// A year, at most a third of the longest history, at least a period.
  private static func defaultPeriods(_ inputs: PlanInputs, settings: PlanSettings) -> Int {
    let buckets = inputs.sales.calendar
    let year = buckets.size == .step ? 52 : Int((365 / buckets.meanDays).rounded())
    let end = RunCalendar(inputs, settings: settings).firstForecastBucket
    let longest = end - (inputs.sales.series.map(\.firstBucket).min() ?? end)
    return max(1, min(year, longest / 3))
  }

  /// The policies asked for, in the order given.
  private func named() throws -> [ReplayPolicy]? {
    guard let policies else { return nil }
    var named: [ReplayPolicy] = []
    for part in policies.split(separator: ",", omittingEmptySubsequences: false) {
      let policy = try Self.policy(part.filter { $0 != " " })
      guard !named.contains(where: { $0.name == policy.name }) else {
        throw ValidationError("--policies: '\(policy.name)' is named twice")
      }
      named.append(policy)
    }
    return named
  }

  /// Reads `order-up-to` or `order-up-to(fill:0.98)`.
  private static func policy(_ text: String) throws -> ReplayPolicy {
    let name = String(text.prefix { $0 != "(" })
    var objective: ServiceObjective?
    if name.count < text.count {
      objective =
        text.last == ")" ? ServiceObjective(String(text.dropFirst(name.count + 1).dropLast())) : nil
      guard objective != nil else {
        throw ValidationError(
          "--policies '\(text)': expected a target in the brackets, as cycle:0.95, fill:0.98, cost "
            + "or cover:21d")
      }
    }
    if let policy = ReplenishmentPolicy(rawValue: name) {
      return ReplayPolicy(text, .plan(policy, objective))
    }
    guard let baseline = ReplayPolicy.baselines.first(where: { $0.name == name }) else {
      throw ValidationError(
        "--policies '\(text)': expected any of \(names.joined(separator: ", "))")
    }
    guard objective != nil else { return baseline }
    guard case .normal = baseline.rule else {
      throw ValidationError("--policies '\(text)': \(name) has no target")
    }
    return ReplayPolicy(text, .normal(objective))
  }
}

extension ReplayPolicy {
  /// The target of its own, nil where it takes the run's or has none.
  fileprivate var objective: ServiceObjective? {
    switch rule {
    case .plan(_, let objective), .normal(let objective): objective
    case .velocity, .typed: nil
    }
  }
}
