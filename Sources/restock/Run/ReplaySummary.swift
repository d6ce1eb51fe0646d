import RestockPlanning
import RestockRecords

/// What a replay says in a terminal: the policies side by side, over all items.
struct ReplaySummary {
  private let replay: PolicyReplay
  private let rows: [PolicyReplay.Row]
  private let calendar: RunCalendar

  /// The summary of a replay and its rows.
  init(_ replay: PolicyReplay, rows: [PolicyReplay.Row], calendar: RunCalendar) {
    self.replay = replay
    self.rows = rows
    self.calendar = calendar
  }

  /// The lines to print.
  func lines() -> [String] {
    let overall = rows.filter { $0.group == "overall" }
    guard let first = overall.first else { return [] }
    var table = [
      [
        "policy", "fill rate", "promised", "cycles served", "average stock", "its value",
        "turnover", "orders", "cost", "over the first", "± 2 s.e.",
      ]
    ]
    for row in overall {
      let measures = row.measures
      let isFirst = row.policy == first.policy
      table.append([
        row.policy, percent(measures.fillRate), percent(measures.promisedFillRate),
        percent(measures.cycleService), whole(measures.averageStock),
        measures.averageStockValue > 0 ? whole(measures.averageStockValue) : "",
        measures.turnover.map { $0.withDecimals(1) } ?? "", String(measures.orders),
        whole(measures.cost),
        isFirst ? "" : whole(row.costDifference.difference),
        isFirst ? "" : whole(2 * row.costDifference.standardError),
      ])
    }
    var lines = [
      "\(replay.periods) periods from \(replay.firstDay.text(in: calendar)) replayed for "
        + "\(first.measures.items) items, \(whole(first.measures.demand)) units of demand measured",
      "",
    ]
    lines += TextTable(table, rightAligned: Set(1..<11)).lines
    return lines + promiseLines(of: first.policy)
  }

  /// What the first policy promised and what it achieved, by group; nothing where it promises nothing.
  private func promiseLines(of policy: String) -> [String] {
    let own = rows.filter { $0.policy == policy && $0.measures.promises > 0 }
    guard !own.isEmpty else { return [] }
    var table = [
      [
        "\(policy) by class", "items", "cycles promised", "served", "fill promised", "achieved",
        "average stock",
      ]
    ]
    for row in own {
      let measures = row.measures
      table.append([
        row.group, String(measures.items), percent(measures.promisedCycleService),
        percent(measures.cycleService), percent(measures.promisedFillRate),
        percent(measures.fillRate), whole(measures.averageStock),
      ])
    }
    return ["", "What was promised, and what was achieved:", ""]
      + TextTable(table, rightAligned: Set(1..<7)).lines
  }

  private func whole(_ value: Double) -> String { value.rounded().asUnits }

  private func percent(_ share: Double?) -> String {
    share.map { "\((100 * $0).withDecimals(1)) %" } ?? ""
  }
}
