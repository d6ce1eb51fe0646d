internal import RestockNumerics

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
    if error > 0 { symmetricPercentage += 200 * error / (abs(y) + abs(f)) }
    absolute += error
    squared += error * error
    signed += f - y
    actual += y
  }

  /// Adds the pinball loss of a quantile and whether it covers.
  ///
  /// Source: Koenker and Bassett (1978), Regression quantiles, Econometrica 46, 33-50.
  mutating func addQuantile(
    _ place: Int, _ probability: Double, _ quantile: Double, actual y: Double
  ) {
    pinball[place] +=
      y >= quantile ? probability * (y - quantile) : (1 - probability) * (quantile - y)
  }

  /// Adds the coverage of a quantile: 1 where it is not below what came, for counts by chance.
  ///
  /// A count's quantile covers more than its probability, so that the share covered of a perfect
  /// forecast is above it. The randomised coverage of it is (q - F(y - 1)) / (F(y) - F(y - 1)) within
  /// 0...1, whose mean is q where the forecast is right.
  ///
  /// Source: Czado, Gneiting and Held (2009), Predictive model assessment for count data, Biometrics
  /// 65, 1254-1261, doi:10.1111/j.1541-0420.2009.01191.x, section 2.1.
  mutating func addCoverage(
    _ place: Int, _ probability: Double, below: Double, upTo: Double
  ) {
    let mass = upTo - below
    if mass > 0 {
      coverage[place] += max(0, min(1, (probability - below) / mass))
    } else {
      coverage[place] += probability >= upTo ? 1 : 0
    }
  }

  /// Adds the coverage of a quantile of a quantity that is not counted.
  mutating func addCoverage(_ place: Int, quantile: Double, actual y: Double) {
    if y <= quantile { coverage[place] += 1 }
  }

  /// Adds the score of the central interval that misses with probability `miss`.
  ///
  /// Source: Gneiting and Raftery (2007), Strictly proper scoring rules, Journal of the American
  /// Statistical Association 102, 359-378, equation 43.
  mutating func addInterval(lower: Double, upper: Double, miss: Double, actual y: Double) {
    interval += upper - lower + 2 / miss * (max(0, lower - y) + max(0, y - upper))
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
