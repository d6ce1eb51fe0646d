/// A sum of money spent on several items, each bought in one of several quantities, where the next
/// step returns most per unit of money.
///
/// The quantities that an item can be bought in, minimum orders and packs included, are points of cost
/// and value; those below the upper hull of the points are left out, so that the return of the steps
/// from one to the next falls. The step of the highest return is taken first, whosever it is. One
/// that no longer fits is passed over with the later ones of its item. Items of a group with a least
/// joint cost (a supplier's minimum order) begin with the best steps that together reach it, as one
/// step.
///
/// More money never buys less value: at the first step that the larger sum takes and the smaller does
/// not, all that the smaller can still buy costs less than the step and returns less per unit of
/// money.
///
/// Source: Sinha and Zoltners (1979), The multiple-choice knapsack problem,
/// doi:10.1287/opre.27.3.503: the greedy solution of its linear relaxation, kept whole.
public struct BudgetedChoices: Sendable, Hashable {
  /// A quantity that an item can be bought in.
  public struct Choice: Sendable, Hashable {
    /// Money, >= 0.
    public let cost: Double
    /// In any unit, the same for all items.
    public let value: Double

    /// A choice.
    public init(cost: Double, value: Double) {
      self.cost = cost
      self.value = value
    }
  }

  /// An item.
  public struct Item: Sendable, Hashable {
    /// What it can be bought in, besides not at all.
    public let choices: [Choice]
    /// The number of its group in `leastCosts`, nil without.
    public let group: Int?

    /// An item.
    public init(choices: [Choice], group: Int? = nil) {
      self.choices = choices
      self.group = group
    }
  }

  /// The index of the choice of each item, nil where it is not bought.
  public let chosen: [Int?]
  /// Money.
  public let spend: Double
  public let value: Double

  /// From one choice of an item to a dearer one.
  private struct Step {
    let item: Int
    let choice: Int
    let cost: Double
    let value: Double

    var score: Double { cost > 0 ? value / cost : .infinity }
  }

  /// Steps taken together or not at all.
  private struct Bundle {
    let steps: [Step]
    /// Value per unit of money.
    let score: Double
    let group: Int?
    /// Whether a group begins with it.
    let opensGroup: Bool

    var cost: Double { steps.reduce(0) { $0 + $1.cost } }
  }

  /// Spends up to `budget`.
  ///
  /// - Parameters:
  ///   - items: Of equal scores the earlier is bought first.
  ///   - leastCosts: For each group, what its items together must cost where any is bought.
  ///   - budget: Money, >= 0.
  public init(items: [Item], leastCosts: [Double] = [], budget: Double) {
    precondition(budget >= 0, "budget \(budget)")
    var grouped = leastCosts.map { _ in [Step]() }
    var bundles: [Bundle] = []
    for (i, item) in items.enumerated() {
      let steps = Self.steps(of: item.choices, item: i)
      if let group = item.group, leastCosts[group] > 0 {
        grouped[group] += steps
      } else {
        bundles += steps.map {
          Bundle(steps: [$0], score: $0.score, group: nil, opensGroup: false)
        }
      }
    }
    for (group, steps) in grouped.enumerated() {
      bundles += Self.bundles(of: steps, group: group, leastCost: leastCosts[group])
    }
    bundles.sort { left, right in
      if left.score != right.score { return left.score > right.score }
      if left.opensGroup != right.opensGroup { return left.opensGroup }
      let (a, b) = (left.steps[0], right.steps[0])
      return (a.item, a.choice) < (b.item, b.choice)
    }
    var chosen = [Int?](repeating: nil, count: items.count)
    var isClosed = [Bool](repeating: false, count: items.count)
    var isOpen = [Bool](repeating: false, count: leastCosts.count)
    var spend = 0.0
    var value = 0.0
    for bundle in bundles {
      let isReady = bundle.group.map { isOpen[$0] || bundle.opensGroup } ?? true
      guard isReady, !bundle.steps.contains(where: { isClosed[$0.item] }),
        spend + bundle.cost <= budget * (1 + 1e-12)
      else {
        for step in bundle.steps { isClosed[step.item] = true }
        continue
      }
      for step in bundle.steps {
        chosen[step.item] = step.choice
        value += step.value
      }
      spend += bundle.cost
      if let group = bundle.group { isOpen[group] = true }
    }
    self.chosen = chosen
    self.spend = spend
    self.value = value
  }

  /// The steps of a group, the best that together reach its least cost as one; none where all of
  /// them do not.
  private static func bundles(of steps: [Step], group: Int, leastCost: Double) -> [Bundle] {
    let sorted = steps.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      return (left.item, left.choice) < (right.item, right.choice)
    }
    var cost = 0.0
    var count = 0
    while cost < leastCost * (1 - 1e-12) {
      guard count < sorted.count else { return [] }
      cost += sorted[count].cost
      count += 1
    }
    guard count > 0 else { return [] }
    let value = sorted[..<count].reduce(0) { $0 + $1.value }
    // Never below the steps after it but by rounding.
    let score = cost > 0 ? max(value / cost, sorted[count - 1].score) : .infinity
    return [Bundle(steps: Array(sorted[..<count]), score: score, group: group, opensGroup: true)]
      + sorted[count...].map {
        Bundle(steps: [$0], score: min($0.score, score), group: group, opensGroup: false)
      }
  }

  /// The steps along the upper hull of an item's choices, of falling return.
  private static func steps(of choices: [Choice], item: Int) -> [Step] {
    let sorted = choices.indices.sorted { a, b in
      let (x, y) = (choices[a], choices[b])
      if x.cost != y.cost { return x.cost < y.cost }
      return x.value != y.value ? x.value > y.value : a < b
    }
    var hull: [(cost: Double, value: Double, choice: Int?)] = [(0, 0, nil)]
    for i in sorted {
      let point = choices[i]
      // Dearer and worth less than a choice before it.
      if point.value < hull[hull.count - 1].value { continue }
      if point.cost <= hull[hull.count - 1].cost, hull.count > 1 { continue }
      while hull.count > 1 {
        let (a, b) = (hull[hull.count - 2], hull[hull.count - 1])
        let before = (b.value - a.value) * (point.cost - b.cost)
        let after = (point.value - b.value) * (b.cost - a.cost)
        if before > after { break }
        hull.removeLast()
      }
      hull.append((point.cost, point.value, i))
    }
    return zip(hull, hull.dropFirst()).compactMap { from, to in
      to.choice.map {
        Step(item: item, choice: $0, cost: to.cost - from.cost, value: to.value - from.value)
      }
    }
  }
}
