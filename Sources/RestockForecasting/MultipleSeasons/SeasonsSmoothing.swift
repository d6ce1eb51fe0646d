internal import Glibc
internal import RestockNumerics

/// Exponential smoothing of a level and several seasons, with an error that carries over: Taylor's double
/// seasonal method.
///
/// Where one season is a weekly one and another a daily one, each period moves the level, its hour of the
/// day and its hour of the week; what is left over in one hour is still there, in part, in the next. Of
/// logarithms where they fit better (`SeveralSeasons`), from whose seasons it starts. The weights minimise
/// squared one-step errors.
///
/// Source: Taylor (2003), Short-term electricity demand forecasting using double seasonal exponential
/// smoothing, doi:10.1057/palgrave.jors.2601589, and (2010), Triple seasonal methods for short-term
/// electricity demand forecasting, doi:10.1016/j.ejor.2009.10.003.
public struct SeasonsSmoothing: ForecastModel {
  /// The model.
  public init() {}

  /// - Throws: `missing` where the series has not two whole seasons of any length.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedSeasonsSmoothing {
    try series.requireKnown(4)
    guard let seasons = SeveralSeasons(series) else {
      throw FitError(.missing("season, twice over"))
    }
    return FittedSeasonsSmoothing(series, seasons)
  }
}

/// The search for the weights: steps along each in both directions, eight candidates at once.
struct SeasonsFitter {
  typealias Lanes = SIMD8<Double>

  /// Demand over its scale, or the logarithm of that; NaN where it is unknown.
  let values: ContiguousArray<Double>
  let start: SeasonsState<Double>

  init(_ levels: ContiguousArray<Double>, _ seasons: SeveralSeasons) {
    let parts = seasons.decomposition
    values = ContiguousArray(
      levels.lazy.map { value in
        let scaled = value / seasons.scale
        return seasons.isMultiplicative && !value.isNaN ? log(scaled) : scaled
      })
    var seasonal = ContiguousArray<Double>()
    var offsets: [Int] = []
    for (own, length) in zip(parts.seasons, parts.seasonLengths) {
      offsets.append(seasonal.count)
      seasonal += own.prefix(length)
    }
    start = SeasonsState(
      level: parts.trend[0], seasonal: seasonal, offsets: offsets, lengths: parts.seasonLengths,
      phases: offsets.map { _ in 0 }, error: 0)
  }

  func weights() -> SeasonsWeights<Double> {
    let count = start.lengths.count
    var best = SeasonsWeights(
      alpha: 0.05, gammas: Array(repeating: 0.1, count: count), carry: 0.6)
    var least = Double.infinity
    func tryAll(_ candidates: [SeasonsWeights<Double>]) {
      for first in stride(from: 0, to: candidates.count, by: 8) {
        let batch = Array(candidates[first..<min(first + 8, candidates.count)])
        let sums = sumsOfSquares(batch)
        for (lane, candidate) in batch.enumerated() where sums[lane] < least {
          least = sums[lane]
          best = candidate
        }
      }
    }
    var lattice: [SeasonsWeights<Double>] = []
    for alpha in [0.01, 0.1] {
      for gamma in [0.03, 0.2] {
        for carry in [0.3, 0.8] {
          lattice.append(
            SeasonsWeights(
              alpha: alpha, gammas: Array(repeating: gamma, count: count), carry: carry))
        }
      }
    }
    tryAll(lattice)
    var step = 0.1
    for _ in 0..<14 where least > 0 {
      let before = least
      tryAll(neighbours(of: best, step: step))
      if least > before * (1 - 1e-3) { step *= 0.5 }
    }
    return best
  }

  private func neighbours(
    of center: SeasonsWeights<Double>, step: Double
  ) -> [SeasonsWeights<Double>] {
    var result: [SeasonsWeights<Double>] = []
    for sign in [1.0, -1] {
      var moved = center
      moved.alpha = min(max(center.alpha + 0.5 * sign * step, 0), 1)
      result.append(moved)
      moved = center
      moved.carry = min(max(center.carry + sign * step, 0), 0.98)
      result.append(moved)
      for i in center.gammas.indices {
        moved = center
        moved.gammas[i] = min(max(center.gammas[i] + sign * step, 0), 1)
        result.append(moved)
      }
    }
    return result
  }

  /// Squared one-step errors of up to eight candidates.
  private func sumsOfSquares(_ candidates: [SeasonsWeights<Double>]) -> Lanes {
    var weights = SeasonsWeights(
      alpha: Lanes.zero, gammas: start.lengths.map { _ in Lanes.zero }, carry: Lanes.zero)
    for (lane, candidate) in candidates.enumerated() {
      weights.alpha[lane] = candidate.alpha
      weights.carry[lane] = candidate.carry
      for i in candidate.gammas.indices { weights.gammas[i][lane] = candidate.gammas[i] }
    }
    var state = SeasonsState<Lanes>(
      level: Lanes(repeating: start.level),
      seasonal: ContiguousArray(start.seasonal.map { Lanes(repeating: $0) }),
      offsets: start.offsets, lengths: start.lengths, phases: start.phases, error: .zero)
    var sums = Lanes.zero
    for value in values {
      let expected = weights.carry * state.error
      guard !value.isNaN else {
        state.advance(expected, weights)
        continue
      }
      let error: Lanes = value - state.base
      let innovation: Lanes = error - expected
      state.advance(error, weights)
      sums += innovation * innovation
    }
    return sums
  }
}

/// The smoothing of several seasons at the end of the history.
public struct FittedSeasonsSmoothing: StructuralModel {
  private let weights: SeasonsWeights<Double>
  private var state: SeasonsState<Double>
  private let isLogarithmic: Bool
  private let scale: Double
  /// As far beyond the range of the history as that is wide, on the scale of the model.
  private let bounds: ClosedRange<Double>
  private var errorVariance: Double
  private var errorCount: Double
  private var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(_ series: DemandSeries, _ seasons: SeveralSeasons) {
    let fitter = SeasonsFitter(series.levels(), seasons)
    weights = fitter.weights()
    state = fitter.start
    isLogarithmic = seasons.isMultiplicative
    scale = seasons.scale
    errorVariance = 0
    errorCount = 0
    futureIndex = FutureIndex(after: series)
    isWholeUnits = series.isWholeUnits
    var low = Double.infinity
    var high = -Double.infinity
    var sum = 0.0
    for value in fitter.values {
      let expected = weights.carry * state.error
      guard !value.isNaN else {
        state.advance(expected, weights)
        continue
      }
      let error = value - state.base
      state.advance(error, weights)
      sum += (error - expected) * (error - expected)
      errorCount += 1
      low = min(low, value)
      high = max(high, value)
    }
    bounds = low - (high - low)...high + (isLogarithmic ? min(high - low, 1) : high - low)
    // The level and about a third of the seasons, which are smoothed, are estimated as well.
    let estimated = 3 + Double(state.seasonal.count) / 3
    errorVariance = sum / max(1, errorCount - estimated, errorCount / 2)
  }

  public var summary: String {
    let seasons = zip(state.lengths, weights.gammas)
      .map { "\($0):\(twoDecimals($1))" }.joined(separator: ", ")
    return "smoothing of seasons(\(seasons), alpha=\(twoDecimals(weights.alpha)), "
      + "carry=\(twoDecimals(weights.carry))\(isLogarithmic ? ", logarithms" : ""))"
  }

  /// Demand at index 1 from a value on the scale of the model.
  private func demand(_ value: Double) -> Double {
    let bounded = min(max(value, bounds.lowerBound), bounds.upperBound)
    return scale * (isLogarithmic ? exp(bounded) : max(0, bounded))
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var path = state
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for step in stride(from: 1, through: horizon, by: 1) {
      let error = weights.carry * path.error
      means.append(demand(path.base + error) * futureIndex[step])
      path.advance(error, weights)
    }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double {
    var pulse = state
    pulse.level = 0
    for i in pulse.seasonal.indices { pulse.seasonal[i] = 0 }
    pulse.advance(1, weights)
    var response = ContiguousArray<Double>()
    var unit = ContiguousArray<Double>()
    let means = isLogarithmic ? means(horizon: window.horizon) : []
    for step in stride(from: 1, through: window.horizon, by: 1) {
      let error = weights.carry * pulse.error
      response.append(pulse.base + error)
      pulse.advance(error, weights)
      unit.append(isLogarithmic ? means[step - 1] : scale * futureIndex[step])
    }
    return errorVariance * ImpulseResponse(values: response).varianceRatio(over: window, unit: unit)
  }

  public mutating func update(_ demand: Double?) {
    let expected = weights.carry * state.error
    var error = expected
    if let demand {
      let scaled = demand / futureIndex[1] / scale
      let value = isLogarithmic ? log(max(scaled, exp(bounds.lowerBound))) : scaled
      error = value - state.base
      errorCount += 1
      errorVariance += ((error - expected) * (error - expected) - errorVariance) / errorCount
    }
    state.advance(error, weights)
    futureIndex.advance()
  }
}
