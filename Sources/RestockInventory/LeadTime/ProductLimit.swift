/// The distribution of a set of orders' lead times, with orders that are still open, or that a file
/// of receipts cannot hold yet, corrected for, and with a prior distribution that counts for some
/// orders beside them.
///
/// Open orders are right-censored: the estimate is that of Kaplan and Meier (1958,
/// doi:10.1080/01621459.1958.10501452), each order with a weight. The prior's points enter as
/// further receipts; the censored weight then moves to what came later, own or prior, which is the
/// posterior mean under a Dirichlet process (Susarla and Van Ryzin 1976,
/// doi:10.1080/01621459.1976.10480966). What is left beyond all receipts lies at the longest time
/// seen (Efron 1967).
///
/// A file that lists receipts only leaves out the orders that took longer than from their day to its
/// end: right truncation. The estimate then is the product limit in reverse time (Lynden-Bell 1971,
/// doi:10.1093/mnras/155.1.95): at each lead time x the share of the orders of x, among those of at
/// most x that would be listed had they taken x. The prior's points would always be listed, and so
/// would one order's worth of the plain shares: without it a single short order that could not have
/// been longer would leave no probability for any shorter.
struct ProductLimit {
  private var points: [Point] = []

  private struct Point {
    let days: Double
    let isOpen: Bool
    let limit: Double
    let weight: Double
  }

  /// Adds an order with a weight, > 0.
  mutating func add(days: Double, isOpen: Bool, limit: Double?, weight: Double) {
    points.append(Point(days: days, isOpen: isOpen, limit: limit ?? .infinity, weight: weight))
  }

  /// Adds a prior distribution that counts for `weight` orders.
  mutating func add(_ prior: LeadTime, weight: Double) {
    for (days, probability) in zip(prior.days, prior.probabilities) {
      let share = weight * probability
      if share > 0 { add(days: days, isOpen: false, limit: nil, weight: share) }
    }
  }

  /// The distribution, nil without a receipt.
  func distribution() -> LeadTime? {
    guard points.contains(where: { !$0.isOpen }) else { return nil }
    return points.contains { $0.limit.isFinite } ? truncated() : censored()
  }

  private func censored() -> LeadTime {
    // On the same day receipts come before those still open.
    let ordered = points.sorted { ($0.days, $0.isOpen ? 1 : 0) < ($1.days, $1.isOpen ? 1 : 0) }
    var atRisk = ordered.reduce(0) { $0 + $1.weight }
    var surviving = 1.0
    var steps = Steps()
    for point in ordered {
      if !point.isOpen {
        let share = surviving * min(1, point.weight / atRisk)
        steps.add(point.days, share)
        surviving -= share
      }
      atRisk -= point.weight
    }
    if surviving > 1e-12, let last = ordered.last { steps.add(last.days, surviving) }
    return LeadTime(days: steps.days, weights: steps.weights)
  }

  private func truncated() -> LeadTime {
    let receipts = points.filter { !$0.isOpen }.sorted { $0.days < $1.days }
    let limits = receipts.filter { $0.limit.isFinite }.sorted { $0.limit > $1.limit }
    // Going down from the longest: the weight of orders of at most x days, less that of those whose
    // limit is below x.
    var atMost = receipts.reduce(0) { $0 + $1.weight }
    var unlisted = limits.reduce(0) { $0 + $1.weight }
    let plain = 1 / Double(max(1, limits.count))
    var nextLimit = 0
    var below = 1.0
    var days: [Double] = []
    var weights: [Double] = []
    var end = receipts.count
    while end > 0 {
      let x = receipts[end - 1].days
      var start = end
      var came = 0.0
      while start > 0, receipts[start - 1].days == x {
        start -= 1
        came += receipts[start].weight
      }
      while nextLimit < limits.count, limits[nextLimit].limit >= x {
        unlisted -= limits[nextLimit].weight
        nextLimit += 1
      }
      let atRisk = max(atMost - max(0, unlisted), came) + plain * atMost
      let share = start == 0 ? below : below * min(1, came * (1 + plain) / atRisk)
      days.append(x)
      weights.append(share)
      below -= share
      atMost -= came
      end = start
    }
    return LeadTime(days: days.reversed(), weights: weights.reversed())
  }

  /// Ascending points with their weights, equal ones joined.
  private struct Steps {
    var days: [Double] = []
    var weights: [Double] = []

    mutating func add(_ day: Double, _ weight: Double) {
      if days.last == day {
        weights[weights.count - 1] += weight
      } else {
        days.append(day)
        weights.append(weight)
      }
    }
  }
}
