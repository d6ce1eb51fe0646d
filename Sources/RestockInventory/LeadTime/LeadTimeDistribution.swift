public import RestockNumerics

/// The distribution of a lead time, in one of the forms that are tried.
public enum LeadTimeDistribution: Sendable, Hashable {
  /// The times seen, each with its probability.
  case empirical(LeadTime)
  case gamma(Gamma)
  case lognormal(LogNormal)
  /// Two lognormal humps, the first of the given weight, 0...1.
  case twoHumps(weight: Double, LogNormal, LogNormal)

  /// The forms.
  public enum Form: String, Sendable, Hashable, CaseIterable {
    case empirical
    case gamma
    case lognormal
    case twoHumps = "two-humps"
  }

  /// The form of it.
  public var form: Form {
    switch self {
    case .empirical: .empirical
    case .gamma: .gamma
    case .lognormal: .lognormal
    case .twoHumps: .twoHumps
    }
  }

  /// The form fitted to the points of a lead time by maximum likelihood, each point counting by its
  /// probability; empirical where all points are alike.
  ///
  /// The gamma's shape is Minka's (2002) closed approximation to the maximum, within 1.5 % of it;
  /// the two humps are found by expectation and maximisation in 40 rounds. A lead time below half a
  /// day counts as half a day.
  public init(_ form: Form, fittedTo leadTime: LeadTime) {
    let log = leadTime.logMoments
    guard form != .empirical, log.variance > 1e-8 else {
      self = .empirical(leadTime)
      return
    }
    switch form {
    case .empirical: self = .empirical(leadTime)
    case .gamma:
      // s = ln E[x] - E[ln x] > 0; shape about (3 - s + sqrt((s - 3)^2 + 24 s)) / (12 s).
      let mean = leadTime.mean
      let s = max(1e-9, mean.logarithm - log.mean)
      let shape = (3 - s + ((s - 3) * (s - 3) + 24 * s).squareRoot()) / (12 * s)
      self = .gamma(Gamma(shape: shape, scale: mean / shape))
    case .lognormal:
      self = .lognormal(
        LogNormal(logMean: log.mean, logStandardDeviation: log.variance.squareRoot()))
    case .twoHumps: self = fittedHumps(to: leadTime, log.mean, log.variance.squareRoot())
    }
  }

  /// The mean, in days.
  public var mean: Double {
    switch self {
    case .empirical(let d): d.mean
    case .gamma(let d): d.mean
    case .lognormal(let d): d.mean
    case .twoHumps(let weight, let a, let b): weight * a.mean + (1 - weight) * b.mean
    }
  }

  /// The standard deviation, in days.
  public var standardDeviation: Double {
    switch self {
    case .empirical(let d): return d.standardDeviation
    case .gamma(let d): return d.standardDeviation
    case .lognormal(let d): return d.standardDeviation
    case .twoHumps(let weight, let a, let b):
      let between = a.mean - b.mean
      let variance =
        weight * a.standardDeviation * a.standardDeviation
        + (1 - weight) * b.standardDeviation * b.standardDeviation
        + weight * (1 - weight) * between * between
      return variance.squareRoot()
    }
  }

  /// The days that are enough with this probability, 0 < p < 1.
  public func quantile(_ probability: Double) -> Double {
    switch self {
    case .empirical(let d): return d.quantile(probability)
    case .gamma(let d): return d.quantile(probability)
    case .lognormal(let d): return d.quantile(probability)
    case .twoHumps(let weight, let a, let b):
      var low = min(a.quantile(probability), b.quantile(probability))
      var high = max(a.quantile(probability), b.quantile(probability))
      while high - low > 1e-9 * high {
        let middle = 0.5 * (low + high)
        let below =
          weight * a.cumulativeProbability(middle)
          + (1 - weight) * b.cumulativeProbability(middle)
        if below >= probability { high = middle } else { low = middle }
      }
      return high
    }
  }

  /// The lead time as at most `count` points of its mean and standard deviation.
  public func points(_ count: Int) -> LeadTime {
    if case .empirical(let leadTime) = self { return leadTime.sliced().condensed(to: count) }
    let middles = (0..<100).map { quantile((Double($0) + 0.5) / 100) }
    let grid = LeadTime(days: middles, weights: Array(repeating: 1, count: middles.count))
    // The middles of slices fall short of the upper tail's mean.
    return grid.scaled(by: mean / grid.mean).condensed(to: count)
  }
}

/// Two lognormal humps by expectation and maximisation, started a standard deviation either side of
/// the mean of the logarithm.
private func fittedHumps(
  to leadTime: LeadTime, _ mean: Double, _ spread: Double
) -> LeadTimeDistribution {
  let logs = leadTime.days.map { max($0, LeadTime.leastDays).logarithm }
  // A hump narrower than 2 % of its days would be a single time seen.
  let narrowest = 0.02
  var weight = 0.5
  var first = Normal(mean: mean - spread, standardDeviation: max(narrowest, 0.6 * spread))
  var second = Normal(mean: mean + spread, standardDeviation: max(narrowest, 0.6 * spread))
  for _ in 0..<40 {
    var sums = (weight: 0.0, first: 0.0, second: 0.0)
    var squares = (first: 0.0, second: 0.0)
    for (x, p) in zip(logs, leadTime.probabilities) {
      let a = weight * first.density(x)
      let b = (1 - weight) * second.density(x)
      let share = a + b > 0 ? a / (a + b) : (x < 0.5 * (first.mean + second.mean) ? 1 : 0)
      sums.weight += p * share
      sums.first += p * share * x
      sums.second += p * (1 - share) * x
      squares.first += p * share * x * x
      squares.second += p * (1 - share) * x * x
    }
    let rest = 1 - sums.weight
    guard sums.weight > 1e-6, rest > 1e-6 else { break }
    func hump(_ sum: Double, _ square: Double, _ total: Double) -> Normal {
      let center = sum / total
      let variance = max(narrowest * narrowest, square / total - center * center)
      return Normal(mean: center, standardDeviation: variance.squareRoot())
    }
    weight = sums.weight
    first = hump(sums.first, squares.first, sums.weight)
    second = hump(sums.second, squares.second, rest)
  }
  func lognormal(_ hump: Normal) -> LogNormal {
    LogNormal(logMean: hump.mean, logStandardDeviation: hump.standardDeviation)
  }
  return .twoHumps(weight: weight, lognormal(first), lognormal(second))
}
