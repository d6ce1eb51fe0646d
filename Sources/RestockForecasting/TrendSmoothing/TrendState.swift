/// The smoothing weights of a level, a trend and a season, all in 0...1.
struct TrendWeights: Sendable, Hashable {
  var alpha: Double
  /// Of the trend, over alpha: beta = alpha u keeps the trend no quicker than the level.
  var trendShare: Double
  /// Of the season, over 1 - alpha.
  var seasonShare: Double
  /// The damping of the trend.
  var phi: Double

  var beta: Double { alpha * trendShare }
  var gamma: Double { (1 - alpha) * seasonShare }
}

/// Level, trend and season of the Holt-Winters method, by its error-correction form.
///
///     forecast = level + phi trend + season
///     level += phi trend + alpha e,  trend = phi trend + beta e,  season += gamma e
///
/// With a season of factors the forecast is (level + phi trend) season, level and trend take e / season
/// for e, and the season e / (level + phi trend).
struct TrendState: Sendable, Hashable {
  var level: Double
  var trend: Double
  /// One addend, or one factor, a phase; empty without a season.
  var season: ContiguousArray<Double>
  /// The phase of the next period.
  var phase: Int
  /// Whether the season is of factors.
  let isMultiplicative: Bool

  /// The least level that a factor changes by the share of; a hundredth of the mean of demand.
  var leastLevel = 0.01

  /// The least factor.
  static let leastFactor = 0.01

  /// Takes in the next period; returns its error, 0 where its demand is not known, over the factor where
  /// the season has factors.
  mutating func advance(_ demand: Double?, _ weights: TrendWeights) -> Double {
    let damped = weights.phi * trend
    let base = level + damped
    level = base
    trend = damped
    defer {
      if !season.isEmpty { phase = phase + 1 == season.count ? 0 : phase + 1 }
    }
    guard let demand else { return 0 }
    let own = season.isEmpty ? (isMultiplicative ? 1 : 0) : season[phase]
    let innovation = isMultiplicative ? (demand - base * own) / own : demand - base - own
    level += weights.alpha * innovation
    trend += weights.beta * innovation
    if !season.isEmpty {
      // A change of a factor goes by the level, which may be anything by then.
      let change =
        isMultiplicative
        ? max(-0.5, min(0.5, innovation * own / max(abs(base), leastLevel))) : innovation
      season[phase] = own + weights.gamma * change
      if isMultiplicative { season[phase] = max(season[phase], Self.leastFactor) }
    }
    return innovation
  }
}

/// The same in eight lanes, one candidate of weights in each; returns the sums of squared errors.
///
/// `season` is scratch for the lanes' seasons.
func smoothTrend(
  _ values: borrowing ContiguousArray<Double>, isKnown: ContiguousArray<Bool>?,
  from start: TrendState,
  _ weights: LaneWeights, season: inout ContiguousArray<SIMD8<Double>>
) -> SIMD8<Double> {
  typealias Lanes = SIMD8<Double>
  let alpha = weights.alpha
  let beta = weights.alpha * weights.trendShare
  let gamma = (1 - weights.alpha) * weights.seasonShare
  let phi = weights.phi
  var level = Lanes(repeating: start.level)
  var trend = Lanes(repeating: start.trend)
  var sums = Lanes.zero
  let length = start.season.count
  if length == 0 {
    for t in values.indices {
      let damped = phi * trend
      let expected = level + damped
      guard isKnown?[t] != false else {
        level = expected
        trend = damped
        continue
      }
      let innovation = values[t] - expected
      level = expected + alpha * innovation
      trend = damped + beta * innovation
      sums += innovation * innovation
    }
    return sums
  }
  season.removeAll(keepingCapacity: true)
  for value in start.season { season.append(Lanes(repeating: value)) }
  if start.isMultiplicative { return smoothFactors(values, isKnown, from: start, weights, &season) }
  var phase = start.phase
  for t in values.indices {
    let damped = phi * trend
    let expected = level + damped
    if isKnown?[t] != false {
      let seasonal = season[phase]
      let innovation = values[t] - expected - seasonal
      level = expected + alpha * innovation
      trend = damped + beta * innovation
      season[phase] = seasonal + gamma * innovation
      sums += innovation * innovation
    } else {
      level = expected
      trend = damped
    }
    phase = phase + 1 == length ? 0 : phase + 1
  }
  return sums
}

/// The same with a season of factors, which `season` holds.
private func smoothFactors(
  _ values: borrowing ContiguousArray<Double>, _ isKnown: ContiguousArray<Bool>?,
  from start: TrendState, _ weights: LaneWeights, _ season: inout ContiguousArray<SIMD8<Double>>
) -> SIMD8<Double> {
  typealias Lanes = SIMD8<Double>
  let alpha = weights.alpha
  let beta = weights.alpha * weights.trendShare
  let gamma = (1 - weights.alpha) * weights.seasonShare
  let phi = weights.phi
  let leastFactor = Lanes(repeating: TrendState.leastFactor)
  let leastLevel = Lanes(repeating: start.leastLevel)
  let most = Lanes(repeating: 0.5)
  var level = Lanes(repeating: start.level)
  var trend = Lanes(repeating: start.trend)
  var sums = Lanes.zero
  var phase = start.phase
  for t in values.indices {
    trend *= phi
    level += trend
    if isKnown?[t] != false {
      let seasonal = season[phase]
      let innovation: Lanes = values[t] - level * seasonal
      let own: Lanes = innovation / seasonal
      let size: Lanes = pointwiseMax(level, -level)
      let change: Lanes = innovation / pointwiseMax(size, leastLevel)
      let moved: Lanes = seasonal + gamma * pointwiseMin(pointwiseMax(change, -most), most)
      season[phase] = pointwiseMax(moved, leastFactor)
      level += alpha * own
      trend += beta * own
      sums += innovation * innovation
    }
    phase = phase + 1 == season.count ? 0 : phase + 1
  }
  return sums
}

/// Eight candidates of weights.
struct LaneWeights {
  var alpha = SIMD8<Double>.zero
  var trendShare = SIMD8<Double>.zero
  var seasonShare = SIMD8<Double>.zero
  var phi = SIMD8<Double>(repeating: 1)

  subscript(lane: Int) -> TrendWeights {
    get {
      TrendWeights(
        alpha: alpha[lane], trendShare: trendShare[lane], seasonShare: seasonShare[lane],
        phi: phi[lane])
    }
    set {
      alpha[lane] = newValue.alpha
      trendShare[lane] = newValue.trendShare
      seasonShare[lane] = newValue.seasonShare
      phi[lane] = newValue.phi
    }
  }
}
