/// The method of Teunter, Syntetos and Babai (TSB) for rare and dying demand: the smoothed size of a
/// demand times the smoothed probability of one.
///
/// The probability is updated in every period, so that the forecast of an item without demand decays
/// where Croston's stays. Both start with the first of their kind: the size of the first demand, and
/// 1 or 0 for whether the first period had one.
///
/// Source: Teunter, Syntetos and Babai (2011), Intermittent demand: linking forecasting to inventory
/// obsolescence, doi:10.1016/j.ejor.2011.05.018. With given weights as statsforecast's TSB.
public struct TeunterSyntetosBabai: ForecastModel {
  /// The smoothing weights of size and probability, 0...1.
  public struct Weights: Sendable, Hashable {
    public let size: Double
    public let probability: Double

    /// Two weights, each in 0...1.
    public init(size: Double, probability: Double) {
      precondition(size >= 0 && size <= 1 && probability >= 0 && probability <= 1, "0...1")
      self.size = size
      self.probability = probability
    }
  }

  /// Given weights; nil for those of a lattice with the least squared one-step error.
  public let weights: Weights?

  public init(weights: Weights? = nil) {
    self.weights = weights
  }

  /// - Throws: `tooShort` where no period is known. Without any demand the rate is 0.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedTeunterSyntetosBabai {
    try series.requireKnown(1)
    let values = series.knownLevels()
    var fitted = FittedTeunterSyntetosBabai(
      weights: weights ?? leastSquaresWeights(values), values: values,
      futureIndex: FutureIndex(after: series), isWholeUnits: series.isWholeUnits)
    fitted.smooth(values)
    return fitted
  }
}

/// The best of 4 x 4 weights, eight in the lanes of a pass.
private func leastSquaresWeights(
  _ demand: ContiguousArray<Double>
) -> TeunterSyntetosBabai.Weights {
  var scale = 0.0
  for value in demand { scale = max(scale, value) }
  guard scale > 0, let first = demand.first(where: { $0 > 0 }) else {
    return TeunterSyntetosBabai.Weights(size: 0.1, probability: 0.1)
  }
  let sizeWeights: SIMD8<Double> = [0.05, 0.1, 0.2, 0.3, 0.05, 0.1, 0.2, 0.3]
  let probabilityWeights: [SIMD8<Double>] = [
    [0.02, 0.02, 0.02, 0.02, 0.05, 0.05, 0.05, 0.05],
    [0.1, 0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.2],
  ]
  var best = (sum: Double.infinity, size: 0.1, probability: 0.1)
  for weights in probabilityWeights {
    var size = SIMD8<Double>(repeating: first / scale)
    var probability = SIMD8<Double>(repeating: demand[0] > 0 ? 1 : 0)
    var sums = SIMD8<Double>.zero
    var hasBegun = demand[0] > 0
    for value in demand.dropFirst() {
      let innovation = value / scale - size * probability
      sums += innovation * innovation
      if value > 0 {
        if hasBegun { size += sizeWeights * (value / scale - size) }
        hasBegun = true
        probability += weights * (1 - probability)
      } else {
        probability -= weights * probability
      }
    }
    for lane in 0..<8 where sums[lane] < best.sum {
      best = (sums[lane], sizeWeights[lane], weights[lane])
    }
  }
  return TeunterSyntetosBabai.Weights(size: best.size, probability: best.probability)
}
