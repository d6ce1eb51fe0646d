internal import RestockForecasting

/// Sums of the errors of a forecast over one or more periods.
struct ForecastErrors {
  /// Periods scored.
  private(set) var points = 0.0
  /// The sum of 200 |y - f| / (|y| + |f|), 0 where both are 0.
  private(set) var symmetricPercentage = 0.0
  private(set) var absolute = 0.0
  private(set) var squared = 0.0
  /// The sum of f - y.
  private(set) var signed = 0.0
  private(set) var actual = 0.0
  /// Pinball losses and coverage, for each probability.
  private(set) var pinball: [Double]
  private(set) var coverage: [Double]
  /// The sum of interval scores.
  private(set) var interval = 0.0

  /// No errors yet.
  init(probabilities count: Int) {
    pinball = Array(repeating: 0, count: count)
    coverage = pinball
  }

  /// Takes everything out again.
  mutating func reset() {
    points = 0
    symmetricPercentage = 0
    absolute = 0
    squared = 0
    signed = 0
    actual = 0
    interval = 0
    for i in pinball.indices {
      pinball[i] = 0
      coverage[i] = 0
    }
  }

  /// Adds the error of a mean.
  mutating func add(actual y: Double, mean f: Double) {
    let error = abs(f - y)
    points += 1
    symmetricPercentage += AccuracyMeasures.symmetricPercentageError(actual: y, forecast: f)
    absolute += error
    squared += error * error
    signed += f - y
    actual += y
  }

  /// Adds the pinball loss of a quantile.
  mutating func addQuantile(
    _ place: Int, level: Double, quantile: Double, actual y: Double
  ) {
    pinball[place] += AccuracyMeasures.pinballLoss(actual: y, quantile: quantile, level: level)
  }

  /// Adds the coverage of a quantile: of counts the randomised one, where `below` is the probability
  /// of less than what came; of other quantities it is that of no more, as `upTo` is.
  mutating func addCoverage(_ place: Int, level: Double, below: Double, upTo: Double) {
    coverage[place] += AccuracyMeasures.randomisedCoverage(level: level, below: below, upTo: upTo)
  }

  /// Adds the score of the central interval that misses with probability `miss`.
  mutating func addInterval(lower: Double, upper: Double, miss: Double, actual y: Double) {
    interval += AccuracyMeasures.intervalScore(actual: y, lower: lower, upper: upper, alpha: miss)
  }

  /// Adds the errors of other periods.
  mutating func add(_ other: Self) {
    points += other.points
    symmetricPercentage += other.symmetricPercentage
    absolute += other.absolute
    squared += other.squared
    signed += other.signed
    actual += other.actual
    interval += other.interval
    for i in pinball.indices {
      pinball[i] += other.pinball[i]
      coverage[i] += other.coverage[i]
    }
  }
}
