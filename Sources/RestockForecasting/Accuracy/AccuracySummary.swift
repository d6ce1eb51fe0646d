/// The accuracy of a model over many series: each measure averaged over a series' horizon, then over
/// the series; a series whose scale is 0 is counted, not averaged.
public struct AccuracySummary: Sendable, Hashable {
  /// Series with a scored period, and those among them whose scale is 0.
  public private(set) var series = 0
  public private(set) var withoutScale = 0
  /// The levels of pinball losses and coverages.
  public let levels: [Double]
  private var periods = 0
  private var symmetricPercentage = 0.0
  private var symmetricPercentagePoints = 0.0
  private var scaledAbsolute = 0.0
  private var scaledSquared = 0.0
  private var absoluteError = 0.0
  private var error = 0.0
  private var demand = 0.0
  private var pinball: [Double]
  private var coverage: [Double]
  private var interval = 0.0

  /// No series yet; `levels` as those of the series that will be added.
  public init(levels: [Double] = []) {
    self.levels = levels
    pinball = [Double](repeating: 0, count: levels.count)
    coverage = pinball
  }

  /// Takes in one series, from one origin.
  public mutating func add(_ accuracy: SeriesAccuracy) {
    precondition(accuracy.levels == levels, "levels \(accuracy.levels), \(levels)")
    guard accuracy.count > 0 else { return }
    series += 1
    periods += accuracy.count
    symmetricPercentage += accuracy.symmetricMeanAbsolutePercentageError
    symmetricPercentagePoints += accuracy.symmetricPercentage
    absoluteError += accuracy.absoluteError
    error += accuracy.error
    demand += accuracy.demand
    for i in levels.indices { coverage[i] += accuracy.coverage[i] / Double(accuracy.count) }
    guard let absolute = accuracy.meanAbsoluteScaledError,
      let squared = accuracy.rootMeanSquaredScaledError
    else {
      withoutScale += 1
      return
    }
    scaledAbsolute += absolute
    scaledSquared += squared
    interval += accuracy.meanScaledIntervalScore ?? 0
    for i in levels.indices { pinball[i] += accuracy.scaledPinballLoss(i) ?? 0 }
  }

  private func mean(_ sum: Double, over count: Int) -> Double? {
    count > 0 ? sum / Double(count) : nil
  }

  private var scaledSeries: Int { series - withoutScale }

  /// sMAPE, the mean over series, 0...200; nil without a series (as all that follow).
  public var smape: Double? { mean(symmetricPercentage, over: series) }
  /// sMAPE over all points alike.
  public var smapePoints: Double? { mean(symmetricPercentagePoints, over: periods) }
  /// The mean absolute scaled error.
  public var mase: Double? { mean(scaledAbsolute, over: scaledSeries) }
  /// The root mean squared scaled error.
  public var rmsse: Double? { mean(scaledSquared, over: scaledSeries) }
  /// The mean scaled interval score at 95 %.
  public var msis: Double? { levels.isEmpty ? nil : mean(interval, over: scaledSeries) }
  /// The sum of absolute errors over that of demand; nil where there was none.
  public var wape: Double? { demand > 0 ? absoluteError / demand : nil }
  /// The sum of forecast less demand over the sum of demand; nil where there was none.
  public var bias: Double? { demand > 0 ? error / demand : nil }
  /// The scaled pinball loss at `levels[place]`.
  public func pinball(_ place: Int) -> Double? { mean(pinball[place], over: scaledSeries) }
  /// The coverage of the quantile at `levels[place]`, randomised for counts.
  public func coverage(_ place: Int) -> Double? { mean(coverage[place], over: series) }

  /// The overall weighted average: the mean of the ratios of sMAPE and MASE to those of Naive 2 over
  /// the same series; nil where one of them is not defined.
  ///
  /// Source: Makridakis, Spiliotis and Assimakopoulos (2020), The M4 Competition,
  /// doi:10.1016/j.ijforecast.2019.04.014.
  public func overallWeightedAverage(naive2: AccuracySummary) -> Double? {
    guard let smape, let mase, let base = naive2.smape, let baseScaled = naive2.mase, base > 0,
      baseScaled > 0
    else { return nil }
    return 0.5 * (smape / base + mase / baseScaled)
  }
}
