import RestockPlanning

/// What an evaluation says in a terminal: which model is best for which items, and by how much.
struct EvaluationSummary {
  private let result: EvaluationResult
  private let models: [String]

  /// Groups listed at most.
  private static let most = 24

  init(_ result: EvaluationResult, models: [String]) {
    self.result = result
    self.models = models
  }

  /// The lines to print: the scaled root mean squared error, since it is the mean that stock needs
  /// (the least absolute error of rare demand is a forecast of nothing).
  func lines() -> [String] {
    var groups: [(group: AccuracyGroup, rows: [AccuracyRow])] = []
    for row in result.rows {
      if case .step = row.group { continue }
      if groups.last?.group == row.group {
        groups[groups.count - 1].rows.append(row)
      } else {
        groups.append((row.group, [row]))
      }
    }
    var table = [["group", "series"] + models + ["best", "ahead of next"]]
    for (group, rows) in groups.prefix(Self.most) {
      let errors = rows.map { $0.measures.rmsse }
      let ranked = errors.indices.filter { errors[$0] != nil }
        .sorted { ((errors[$0] ?? 0), $0) < ((errors[$1] ?? 0), $1) }
      var ahead = ""
      if ranked.count > 1, let best = errors[ranked[0]], let next = errors[ranked[1]], next > 0 {
        ahead = "\((100 * (1 - best / next)).withDecimals(1)) %"
      }
      table.append(
        [group.description, String(rows.first?.series ?? 0)]
          + errors.map { $0.map { $0.withDecimals(3) } ?? "" }
          + [ranked.first.map { rows[$0].model } ?? "", ahead])
    }
    var lines = ["The error of each model (RMSSE: 1 is as far off as demand moves by itself)", ""]
    lines +=
      TextTable(table, rightAligned: Set(1..<models.count + 2).union([models.count + 3]))
      .lines
    if groups.count > Self.most { lines.append("  and \(groups.count - Self.most) more groups") }
    return lines
  }
}
