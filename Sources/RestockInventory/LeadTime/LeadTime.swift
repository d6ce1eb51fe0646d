/// How long a supplier takes, as probabilities of days: what every computation of protection demand
/// mixes over.
public struct LeadTime: Sendable, Hashable, Codable {
  /// The possible lead times in days, ascending, each >= 0, not necessarily whole.
  public let days: [Double]
  /// The probability of each; they sum to 1.
  public let probabilities: [Double]

  /// A lead time by its possible values.
  ///
  /// - Parameters:
  ///   - days: Ascending, not negative, finite.
  ///   - weights: One for each, not negative, with a positive sum; normalised here.
  public init(days: [Double], weights: [Double]) {
    precondition(days.count == weights.count && !days.isEmpty, "\(days.count), \(weights.count)")
    precondition(days.allSatisfy { $0 >= 0 && $0.isFinite }, "days \(days)")
    let total = weights.reduce(0, +)
    precondition(total > 0 && weights.allSatisfy { $0 >= 0 }, "weights \(weights)")
    self.days = days
    probabilities = weights.map { $0 / total }
  }

  /// A lead time that is always the same.
  public init(always days: Double) {
    self.init(days: [days], weights: [1])
  }

  /// The mean, in days.
  public var mean: Double {
    zip(days, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The standard deviation, in days.
  public var standardDeviation: Double {
    let center = mean
    let variance = zip(days, probabilities).reduce(0) {
      $0 + ($1.0 - center) * ($1.0 - center) * $1.1
    }
    return variance.squareRoot()
  }

  /// The smallest possible value with at least this probability at or below it.
  public func quantile(_ probability: Double) -> Double {
    var sum = 0.0
    for (day, p) in zip(days, probabilities) {
      sum += p
      if sum >= probability - 1e-12 { return day }
    }
    return days[days.count - 1]
  }

  /// The mean time still to wait for an order that has waited `age` days, at least one day.
  ///
  /// Beyond the longest lead time known nothing says how long; then it is the time from the mean to
  /// that longest one, as an order so late belongs to none of those seen.
  ///
  /// - Parameter age: Days since the order, >= 0.
  /// - Returns: Days, at least 1.
  public func meanRemaining(after age: Double) -> Double {
    var weight = 0.0
    var sum = 0.0
    for (day, p) in zip(days, probabilities) where day > age {
      weight += p
      sum += p * (day - age)
    }
    return max(1, weight > 0 ? sum / weight : days[days.count - 1] - mean)
  }

  /// The same lead time with nothing longer than `longest` days.
  public func limited(to longest: Double) -> LeadTime {
    guard let last = days.last, last > longest else { return self }
    return LeadTime(days: days.map { min($0, longest) }, weights: probabilities)
  }
}
