/// A smoothed count at the end of the history.
public struct FittedNegativeBinomialSmoothing: StructuralModel {
  private var mean: DiscountedMean
  /// The variance of a period's demand over its mean, >= 1.
  public let dispersion: Double
  private var futureIndex: FutureIndex

  init(mean: DiscountedMean, dispersion: Double, futureIndex: FutureIndex) {
    self.mean = mean
    self.dispersion = dispersion
    self.futureIndex = futureIndex
  }

  public var isWholeUnits: Bool { true }

  /// The smoothing weight.
  public var alpha: Double { mean.alpha }

  public var summary: String {
    dispersion > 1
      ? "negative binomial(alpha=\(twoDecimals(alpha)), variance/mean=\(twoDecimals(dispersion)))"
      : "Poisson(alpha=\(twoDecimals(alpha)))"
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for i in 0..<horizon { means.append(mean.level * futureIndex[i + 1]) }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double {
    var exposure = 0.0
    for i in window.shares.indices { exposure += window.shares[i] * futureIndex[i + 1] }
    return dispersion * mean.level * exposure * (1 + exposure * mean.levelVarianceRatio)
  }

  public mutating func update(_ demand: Double?) {
    mean.advance(demand, index: futureIndex[1])
    futureIndex.advance()
  }
}
