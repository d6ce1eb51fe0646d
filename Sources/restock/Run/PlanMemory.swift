import FoundationEssentials
import RestockPlanning
import RestockRecords
import RestockReport

#if Ledger
import RestockLedger
#endif

/// What a run of plan remembers: the earlier plan that it is held against, and the store that it goes
/// to.
struct PlanMemory {
  private let options: MemoryOptions
  /// The plan to compare with; nil where none was asked for, or there is none yet.
  let earlier: EarlierPlan?
  #if Ledger
  private let ledger: Ledger?
  private let earlierRun: Int?
  #endif

  /// Opens the store and reads the earlier plan, before anything is computed or written.
  init(_ options: MemoryOptions, asOf: Day) throws {
    self.options = options
    #if Ledger
    let ledger = try options.store.map { path in try Self.checked { try Ledger(at: path) } }
    self.ledger = ledger
    guard options.compare == "last" else {
      earlier = try Self.plan(inFolder: options.compare)
      earlierRun = nil
      return
    }
    let last = try Self.checked { try ledger?.lastRun(before: Int(asOf.number)) }
    earlierRun = last?.run.number
    earlier = try last.map { run, saved in
      let place = "\(options.store ?? ""), run \(run.number)"
      let plan = try SavedPlanFile.plan(saved, from: place)
      return EarlierPlan(plan.plan, rules: plan.rules)
    }
    if last == nil {
      Terminal.say("note: \(options.store ?? "") has no run before this one's today yet")
    }
    #else
    guard options.store == nil else {
      throw CommandError(
        "--store: this restock was built without the store\n"
          + "  build it with: swift build -c release --traits Ledger")
    }
    earlier = try Self.plan(inFolder: options.compare)
    #endif
  }

  private static func plan(inFolder folder: String?) throws -> EarlierPlan? {
    try folder.map {
      let saved = try SavedPlanFile.read(from: $0)
      return EarlierPlan(saved.plan, rules: saved.rules)
    }
  }

  /// Keeps a run in the store, where there is one.
  func keep(_ plan: Plan, saved: SavedPlan, seed: UInt64, folder: String) throws {
    #if Ledger
    guard let ledger else { return }
    let asOf = plan.calendar.asOf
    let orders = plan.recommendations.filter { $0.orderQuantity > 0 }
    let values = orders.compactMap(\.orderValue)
    let run = LedgerRun(
      recordedAt: Date().formatted(.iso8601), asOf: asOf.text(in: plan.calendar),
      asOfNumber: Int(asOf.number), version: Version.current, seed: seed,
      options: ConfigurationFile.optionsOfRun().joined(separator: " "), folder: folder,
      items: plan.recommendations.count, orders: orders.count,
      orderValue: values.isEmpty ? nil : values.reduce(0, +),
      overrides: plan.recommendations.reduce(0) { $0 + $1.overrides.count })
    do {
      try ledger.add(run, plan: plan, saved: saved.bytes(), comparedWith: earlierRun)
    } catch {
      throw CommandError("\(error)\n  the plan is in \(folder), but not in the store")
    }
    #endif
  }

  #if Ledger
  /// The result of something done with the store, its errors those of a command.
  private static func checked<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as LedgerError {
      throw CommandError("\(error)")
    }
  }
  #endif
}
