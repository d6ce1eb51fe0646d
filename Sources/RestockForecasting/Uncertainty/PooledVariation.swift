internal import RestockNumerics

/// The variation of counts that goes with their mean rather than with its root: a level or a season that is
/// off by some share of itself.
///
/// The total m of a count has the variance r m (1 + H / 12) + b m^2, of which r is the item's own
/// (`SeriesDispersion`). An item can't tell b, which is the same for a mean of one and of fifty; its like
/// can. The squared errors of past totals less the first part, over m^2, are averaged by pattern
/// with the weights (m^2 / v)^2, which is what each tells of b, and each capped at 36 v. A pattern
/// leans on all, and all on none, by 40 errors as telling as those of a count with v = m^2. It is one b for
/// windows of all lengths: a negative binomial whose mean grows with the length is then larger at every
/// quantile.
///
/// Source: the two parts are the variances of the negative binomials 1 and 2 of Cameron and Trivedi (1986),
/// Econometric models based on count data, doi:10.1002/jae.3950010104; their sum and its pooling are ours.
public struct PooledVariation: Sendable, Hashable {
  private let byPattern: [DemandPattern: Double]

  /// Errors counted at most for a pattern and length.
  private static let enough = 12_000

  /// Learns from the past totals of `members`.
  ///
  /// - Parameters:
  ///   - members: Models chosen for the series.
  ///   - threads: At most this many; the result does not depend on it.
  public init(_ members: [SelectedModel], threads: Int = 1) {
    let patterns = DemandPattern.allCases
    let places = WindowLengths.counts.periods.count
    let own = parallelMap(count: patterns.count, threads: threads, chunk: 1) { p in
      var errors = VariationErrors()
      for place in 0..<places {
        PastTotals(
          members, place: place, pattern: patterns[p], isSmallCount: true, enough: Self.enough
        ).visit { errors.append($0.total, weight: $0.weight) }
      }
      return errors
    }
    var all = VariationErrors()
    for errors in own { all.append(errors) }
    let common = all.fit(prior: 0)
    byPattern = Dictionary(
      uniqueKeysWithValues: zip(patterns, own.map { $0.fit(prior: common) }))
  }

  /// The squared coefficient of variation b of a pattern.
  public func variation(_ pattern: DemandPattern) -> Double { byPattern[pattern] ?? 0 }
}

/// Squared errors of past totals of counts, beside the variance by each item's own ratio.
private struct VariationErrors {
  private struct Observation {
    let squaredMean: Double
    let squaredError: Double
    let ownVariance: Double
    let weight: Double
  }

  private var observations: [Observation] = []

  /// The cap on a squared error, in variances.
  private static let cap = 36.0
  /// Errors' worth of the prior.
  private static let priorEvidence = 40.0
  /// The largest variation believed: a standard deviation of one and a half times the mean.
  private static let largest = 2.0

  mutating func append(_ total: OriginTotals.Total, weight: Double) {
    let mean = Double(total.forecast)
    guard mean > 1e-6 else { return }
    let error = Double(total.actual) - mean
    observations.append(
      Observation(
        squaredMean: mean * mean, squaredError: error * error,
        ownVariance: Double(total.standardDeviation) * Double(total.standardDeviation),
        weight: weight))
  }

  mutating func append(_ other: Self) { observations.append(contentsOf: other.observations) }

  /// The weighted mean, of which the weights and the caps depend on the outcome: by repetition.
  func fit(prior: Double) -> Double {
    var variation = prior
    for _ in 0..<6 {
      var sum = Self.priorEvidence * prior
      var evidence = Self.priorEvidence
      for observation in observations {
        let variance = observation.ownVariance + variation * observation.squaredMean
        let information = observation.squaredMean / variance
        let weight = observation.weight * information * information
        let error = min(observation.squaredError, Self.cap * variance)
        sum += weight * (error - observation.ownVariance) / observation.squaredMean
        evidence += weight
      }
      variation = min(max(0, sum / evidence), Self.largest)
    }
    return variation
  }
}
