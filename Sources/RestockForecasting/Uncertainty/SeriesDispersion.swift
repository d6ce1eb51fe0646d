internal import RestockNumerics

/// The spread of one series' totals: the coefficients of its like and its own factors.
public struct SeriesDispersion: Sendable, Hashable {
  /// For each of `OriginTotals.lengths`: the parts of the variance over the mean m of a count, which
  /// is linear + perRate m / length, and the factor on other quantities' own variance.
  private let linear: [Double]
  private let perRate: [Double]
  private let inflation: [Double]
  /// The largest totals that the series has had.
  private let largest: LargestTotals

  /// Errors' worth of "as its like".
  private static let priorEvidence = 10.0

  init(coefficients: [PooledDispersion.Coefficients], totals: OriginTotals?, largest: LargestTotals)
  {
    var linear: [Double] = []
    var perRate: [Double] = []
    var inflation: [Double] = []
    var factor = 1.0
    for (place, like) in coefficients.enumerated() {
      // Lengths beyond the record keep the factor of the longest that has one.
      if let totals, place < totals.totals.count, !totals.totals[place].isEmpty {
        factor = Self.ownFactor(totals, place: place, like: like)
      }
      // The variance over the mean never falls with the length: then a longer total is larger at every
      // quantile, for a negative binomial grows with its mean and with that ratio.
      let length = Double(OriginTotals.lengths[place])
      linear.append(max((1 + like.linear) * factor, linear.last ?? 0))
      perRate.append(max(like.quadratic * factor * length, perRate.last ?? 0))
      inflation.append(like.inflation * factor)
    }
    self.linear = linear
    self.perRate = perRate
    self.inflation = inflation
    self.largest = largest
  }

  private static func ownFactor(
    _ totals: OriginTotals, place: Int, like: PooledDispersion.Coefficients
  ) -> Double {
    let weight = min(1, totals.spacing / Double(OriginTotals.lengths[place]))
    var sum = priorEvidence
    var evidence = priorEvidence
    for total in totals.totals[place] {
      let mean = Double(total.forecast)
      let error = Double(total.actual) - mean
      let own = Double(total.standardDeviation)
      let variance =
        totals.isSmallCount
        ? mean * (1 + like.linear) + like.quadratic * mean * mean : like.inflation * own * own
      guard variance > 1e-12 else { continue }
      sum += weight * min(error * error / variance, DispersionErrors.cap)
      evidence += weight
    }
    return sum / evidence
  }

  /// The variance of a total of whole units with this mean, over a window of `length` periods from
  /// the origin on.
  ///
  /// Between the lengths learned the coefficients go with the logarithm of the length; a part of a
  /// period takes its share of the period's variance.
  func countVariance(mean: Double, length: Double) -> Double {
    guard length > 0, mean > 0 else { return 0 }
    let rate = mean / length
    return mean * (interpolate(linear, at: length) + interpolate(perRate, at: length) * rate)
  }

  /// The variance of a total, but no more than is possible where no total exceeds `bound`.
  ///
  /// A demand in 0...M of mean m has a variance of at most m (M - m) (Bhatia and Davis 2000,
  /// American Mathematical Monthly 107, 353-357); without the last m, so that the ratio of variance to mean
  /// never falls with the length. A class of items with a few huge orders would otherwise lend each of
  /// them a spread that none has shown.
  func bounded(_ variance: Double, mean: Double, length: Double) -> Double {
    min(variance, mean * bound(mean: mean, length: length))
  }

  /// What a total over so many periods is taken never to exceed: the bound by the largest that the
  /// series has had, at least three times the mean.
  func bound(mean: Double, length: Double) -> Double {
    max(largest.bound(length: length), 3 * mean, 1)
  }

  /// What the model's own variance of a total over `length` periods is multiplied by.
  func inflation(length: Double) -> Double { interpolate(inflation, at: length) }

  private func interpolate(_ values: [Double], at length: Double) -> Double {
    let (place, weight) = OriginTotals.place(of: length)
    guard weight > 0 else { return values[place] }
    return values[place] + weight * (values[place + 1] - values[place])
  }
}
