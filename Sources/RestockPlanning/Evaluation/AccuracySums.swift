internal import RestockForecasting

/// The accuracy of one model over a group of series, as far as it has been summed.
///
/// A measure is averaged over a series' horizon, then over its origins, then over series: each origin
/// comes with its weight, the inverse of the number of origins of its series.
struct AccuracySums: Sendable, Codable {
  /// A weighted mean under way.
  private struct Mean: Codable {
    var sum = 0.0
    var weight = 0.0

    mutating func add(_ value: Double, _ weight: Double) {
      sum += weight * value
      self.weight += weight
    }

    mutating func add(_ other: Self) {
      sum += other.sum
      weight += other.weight
    }

    var value: Double? { weight > 0 ? sum / weight : nil }
  }

  /// The weights of one origin of a series.
  struct Weights {
    /// One over the origins at which the series is scored.
    let all: Double
    /// One over those at which its scale is not 0.
    let scaled: Double
  }

  private var symmetricPercentage = Mean()
  private var points = Mean()
  private var scaledAbsolute = Mean()
  private var rootScaledSquared = Mean()
  private var scaledInterval = Mean()
  private var scaledPinball: [Mean]
  private var coverage: [Mean]
  private var absolute = 0.0
  private var signed = 0.0
  private var actual = 0.0

  /// Nothing yet.
  init(probabilities count: Int) {
    scaledPinball = Array(repeating: Mean(), count: count)
    coverage = scaledPinball
  }

  /// Adds the errors of one series at one origin.
  mutating func add(_ errors: ForecastErrors, scale: AccuracyScale, weights: Weights) {
    let n = errors.points
    guard n > 0 else { return }
    symmetricPercentage.add(errors.symmetricPercentage / n, weights.all)
    points.add(errors.symmetricPercentage / n, n)
    absolute += errors.absolute
    signed += errors.signed
    actual += errors.actual
    for i in coverage.indices { coverage[i].add(errors.coverage[i] / n, weights.all) }
    let unit = scale.meanAbsoluteChange
    let squaredUnit = scale.meanSquaredChange
    guard unit > 0, squaredUnit > 0 else { return }
    scaledAbsolute.add(errors.absolute / n / unit, weights.scaled)
    rootScaledSquared.add((errors.squared / n / squaredUnit).squareRoot(), weights.scaled)
    scaledInterval.add(errors.interval / n / unit, weights.scaled)
    for i in scaledPinball.indices {
      scaledPinball[i].add(errors.pinball[i] / n / unit, weights.scaled)
    }
  }

  /// Adds the sums of other series.
  mutating func add(_ other: Self) {
    symmetricPercentage.add(other.symmetricPercentage)
    points.add(other.points)
    scaledAbsolute.add(other.scaledAbsolute)
    rootScaledSquared.add(other.rootScaledSquared)
    scaledInterval.add(other.scaledInterval)
    absolute += other.absolute
    signed += other.signed
    actual += other.actual
    for i in coverage.indices {
      coverage[i].add(other.coverage[i])
      scaledPinball[i].add(other.scaledPinball[i])
    }
  }

  /// The series scored.
  var series: Int { Int(symmetricPercentage.weight.rounded()) }
  /// The series whose scale is not 0.
  var scaledSeries: Int { Int(scaledAbsolute.weight.rounded()) }

  /// The measures.
  ///
  /// - Parameters:
  ///   - yardstick: The sums of Naive 2 over the same series.
  ///   - probabilities: The places of the probabilities that were asked for.
  /// - Returns: Nil where a measure has no series.
  func measures(against yardstick: Self, probabilities: Range<Int>) -> GroupAccuracy {
    var relative: Double?
    if let own = symmetricPercentage.value, let ownScaled = scaledAbsolute.value,
      let other = yardstick.symmetricPercentage.value,
      let otherScaled = yardstick.scaledAbsolute.value, other > 0, otherScaled > 0
    {
      relative = 0.5 * (own / other + ownScaled / otherScaled)
    }
    return GroupAccuracy(
      smape: symmetricPercentage.value, smapeOverPoints: points.value, mase: scaledAbsolute.value,
      rmsse: rootScaledSquared.value, wape: actual > 0 ? absolute / actual : nil,
      bias: actual > 0 ? signed / actual : nil,
      scaledPinball: scaledPinball[probabilities].map(\.value),
      coverage: coverage[probabilities].map(\.value),
      msis: probabilities.isEmpty ? nil : scaledInterval.value, owa: relative)
  }
}
