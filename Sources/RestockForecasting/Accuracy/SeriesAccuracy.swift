public import RestockNumerics

/// How a forecast of one series did from one origin, over its horizon; the sums that the measures of
/// many series are made of.
///
/// Periods whose actual demand is not known are left out.
public struct SeriesAccuracy: Sendable, Hashable {
  /// Periods scored.
  public private(set) var count = 0
  /// Over the periods: sum of the symmetric percentage errors.
  public private(set) var symmetricPercentage = 0.0
  /// Sums over the periods, units: |y - f|, f - y, y; and units squared.
  public private(set) var absoluteError = 0.0
  public private(set) var error = 0.0
  public private(set) var demand = 0.0
  public private(set) var squaredError = 0.0
  /// For each level: the sum of pinball losses (units) and of coverages.
  public private(set) var pinball: [Double]
  public private(set) var coverage: [Double]
  /// The sum of the interval scores of the central 95 % interval, units.
  public private(set) var intervalScore = 0.0
  /// The levels of `pinball` and `coverage`.
  public let levels: [Double]
  /// What the errors are divided by.
  public let scale: AccuracyScale

  /// No period yet, of a series with this scale.
  ///
  /// - Parameters:
  ///   - scale: Of the history before the origin.
  ///   - levels: Of the quantiles that are scored, each in 0..<1 above 0; empty for means only.
  public init(scale: AccuracyScale, levels: [Double] = []) {
    precondition(levels.allSatisfy { $0 > 0 && $0 < 1 }, "levels \(levels)")
    self.scale = scale
    self.levels = levels
    pinball = [Double](repeating: 0, count: levels.count)
    coverage = pinball
  }

  /// Scores the forecast of one period: its mean, and its distribution where quantiles are asked for.
  public mutating func add(
    actual: Double, mean: Double, distribution: DemandDistribution? = nil
  ) {
    count += 1
    symmetricPercentage += AccuracyMeasures.symmetricPercentageError(
      actual: actual, forecast: mean)
    absoluteError += abs(actual - mean)
    error += mean - actual
    demand += actual
    squaredError += (actual - mean) * (actual - mean)
    guard let distribution, !levels.isEmpty else { return }
    let upTo = distribution.cumulativeProbability(actual)
    let before = distribution.isWholeUnits ? distribution.cumulativeProbability(actual - 1) : upTo
    // Nothing is below zero, and rare demand in parts of units has a probability of it.
    let below = actual <= 0 ? 0 : before
    for (i, level) in levels.enumerated() {
      pinball[i] += AccuracyMeasures.pinballLoss(
        actual: actual, quantile: distribution.quantile(level), level: level)
      coverage[i] += AccuracyMeasures.randomisedCoverage(level: level, below: below, upTo: upTo)
    }
    intervalScore += AccuracyMeasures.intervalScore(
      actual: actual, lower: distribution.quantile(0.025), upper: distribution.quantile(0.975),
      alpha: 0.05)
  }

  /// The symmetric mean absolute percentage error, 0...200.
  public var symmetricMeanAbsolutePercentageError: Double {
    count > 0 ? symmetricPercentage / Double(count) : 0
  }

  /// The mean absolute scaled error; nil where the scale is 0.
  public var meanAbsoluteScaledError: Double? { scaled(absoluteError) }

  /// The root mean squared scaled error; nil where the scale is 0.
  public var rootMeanSquaredScaledError: Double? {
    guard scale.meanSquaredChange > 0, count > 0 else { return nil }
    return (squaredError / Double(count) / scale.meanSquaredChange).squareRoot()
  }

  /// The mean scaled interval score of the 95 % interval; nil where the scale is 0.
  public var meanScaledIntervalScore: Double? { scaled(intervalScore) }

  /// The scaled pinball loss at `levels[place]`; nil where the scale is 0.
  public func scaledPinballLoss(_ place: Int) -> Double? { scaled(pinball[place]) }

  private func scaled(_ sum: Double) -> Double? {
    guard scale.meanAbsoluteChange > 0, count > 0 else { return nil }
    return sum / Double(count) / scale.meanAbsoluteChange
  }
}
