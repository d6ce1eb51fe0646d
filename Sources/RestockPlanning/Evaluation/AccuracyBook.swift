internal import RestockForecasting

/// The accuracy of one model by group.
struct AccuracyBook: Sendable, Codable {
  private(set) var overall: AccuracySums
  private(set) var patterns: [DemandPattern: AccuracySums] = [:]
  private(set) var categories: [String: AccuracySums] = [:]
  private(set) var steps: [AccuracySums] = []
  private let empty: AccuracySums

  /// An empty book of sums with so many probabilities.
  init(probabilities count: Int) {
    empty = AccuracySums(probabilities: count)
    overall = empty
  }

  /// Adds the errors of a series over its whole horizon, in each of its groups.
  mutating func add(
    _ errors: ForecastErrors, scale: AccuracyScale, weights: AccuracySums.Weights,
    pattern: DemandPattern, category: String
  ) {
    overall.add(errors, scale: scale, weights: weights)
    patterns[pattern, default: empty].add(errors, scale: scale, weights: weights)
    guard !category.isEmpty else { return }
    categories[category, default: empty].add(errors, scale: scale, weights: weights)
  }

  /// Adds the error of one period.
  mutating func add(
    step: Int, _ errors: ForecastErrors, scale: AccuracyScale, weights: AccuracySums.Weights
  ) {
    while steps.count < step { steps.append(empty) }
    steps[step - 1].add(errors, scale: scale, weights: weights)
  }

  /// Adds the sums of other series.
  mutating func add(_ other: Self) {
    overall.add(other.overall)
    for (pattern, sums) in other.patterns { patterns[pattern, default: empty].add(sums) }
    for (category, sums) in other.categories { categories[category, default: empty].add(sums) }
    while steps.count < other.steps.count { steps.append(empty) }
    for i in other.steps.indices { steps[i].add(other.steps[i]) }
  }

  /// The groups that have series, in the order of results.
  var groups: [AccuracyGroup] {
    let patterns = DemandPattern.allCases.filter { self.patterns[$0] != nil }
    return [.overall] + patterns.map { .pattern($0) }
      + categories.keys.sorted().map { .category($0) }
      + steps.indices.filter { steps[$0].series > 0 }.map { .step($0 + 1) }
  }

  /// The sums of a group.
  subscript(group: AccuracyGroup) -> AccuracySums {
    switch group {
    case .overall: overall
    case .pattern(let pattern): patterns[pattern] ?? empty
    case .category(let name): categories[name] ?? empty
    case .step(let step): steps.indices.contains(step - 1) ? steps[step - 1] : empty
    }
  }
}
