internal import RestockNumerics

/// The spread of one series' totals before their probabilities are recalibrated.
///
/// The total m of a small count over H periods has the variance r m (1 + H / 12) + b m^2: r is the item's
/// own ratio of variance to mean, the factor after it the error of a level that is worth a dozen periods,
/// and b the variation that its like show beyond (`PooledVariation`).
/// That of other quantities is the model's own formula times what its like call for.
public struct SeriesDispersion: Sendable, Hashable {
  /// The ratio of variance to mean of a period of a small count.
  private let varianceToMean: Double
  /// The unit in which it is counted.
  private let unit: Double
  /// The squared coefficient of variation that counts have beyond.
  private let variation: Double
  /// For each of `WindowLengths.quantities` the factor on other quantities' own variance.
  private let inflation: [Double]

  /// Errors' worth of "as its like".
  private static let priorEvidence = 10.0
  /// Periods that the level of a count is worth.
  private static let levelPeriods = 12.0

  init(
    inflation like: [Double], variation: Double, varianceToMean: Double, unit: Double,
    totals: OriginTotals?
  ) {
    self.variation = variation
    self.varianceToMean = varianceToMean
    self.unit = unit
    var inflation: [Double] = []
    var factor = 1.0
    for (place, inflationOfLike) in like.enumerated() {
      // Lengths beyond the record keep the factor of the longest that has one.
      if let totals, !totals.isSmallCount, place < totals.totals.count,
        !totals.totals[place].isEmpty
      {
        factor = Self.ownFactor(totals, place: place, inflation: inflationOfLike)
      }
      inflation.append(inflationOfLike * factor)
    }
    self.inflation = inflation
  }

  /// How much more or less the totals of a series vary than those of its like.
  private static func ownFactor(
    _ totals: OriginTotals, place: Int, inflation: Double
  ) -> Double {
    let weight = min(1, totals.spacing / Double(WindowLengths.quantities.periods[place]))
    var sum = priorEvidence
    var evidence = priorEvidence
    for total in totals.totals[place] {
      let error = Double(total.actual) - Double(total.forecast)
      let own = Double(total.standardDeviation)
      let variance = inflation * own * own
      guard variance > 1e-12 else { continue }
      sum += weight * min(error * error / variance, DispersionErrors.cap)
      evidence += weight
    }
    return sum / evidence
  }

  /// The variance of a total of a small count as the item itself tells it, with this mean over a window of
  /// `length` periods from the origin on.
  ///
  /// Its ratio to the mean is at least the unit, as a Poisson's is, and grows with the length: then a
  /// longer total is larger at every quantile, for a negative binomial grows with its mean and with
  /// that ratio.
  static func countVariance(
    mean: Double, length: Double, varianceToMean: Double, unit: Double
  ) -> Double {
    mean * max(unit, varianceToMean) * (1 + length / levelPeriods)
  }

  /// The variance of a total of a small count of this series.
  func countVariance(mean: Double, length: Double) -> Double {
    Self.countVariance(mean: mean, length: length, varianceToMean: varianceToMean, unit: unit)
      + variation * mean * mean
  }

  /// What the model's own variance of a total over `length` periods is multiplied by.
  func inflation(length: Double) -> Double {
    WindowLengths.quantities.interpolate(inflation, at: length)
  }
}
