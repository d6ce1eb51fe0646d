/// The variance of totals under a model of exponential smoothing.
///
/// An innovation e in a period moves the level by alpha e, the trend by beta e and the season by
/// gamma e, so that the total over a window depends linearly on the innovations; going back from its
/// end, the sensitivities of the total to level, trend and seasonal states give each innovation's
/// share. The innovations are uncorrelated, hence the variance is the sum of squared shares times
/// their variances: exact for additive errors. For a multiplicative error the variance of an
/// innovation is that of the error times E[f^2], also exact where the season is not multiplicative;
/// where it is, level and trend are exact within one season and the season's own changes enter to
/// first order. The error of estimation of the states is added, as if it were independent.
///
/// Source: Hyndman, Koehler, Ord and Snyder (2008), *Forecasting with Exponential Smoothing*,
/// section 6.3 (variances of the classes 1 to 3; statsforecast's class 3 is wrong after the first
/// period) and 6.6 (totals over a lead time). A part of a period takes its share of the period's own
/// noise.
struct ETSSpread {
  private let model: FittedETS
  /// Of each future period: the seasonal state, level and trend together, the trend before it, the
  /// variance of the innovation that moves the states.
  private var seasonal: ContiguousArray<Double> = []
  private var base: ContiguousArray<Double> = []
  private var trend: ContiguousArray<Double> = []
  private var innovationVariance: ContiguousArray<Double> = []

  init(_ model: FittedETS, horizon: Int) {
    self.model = model
    seasonal.reserveCapacity(horizon)
    base.reserveCapacity(horizon)
    trend.reserveCapacity(horizon)
    innovationVariance.reserveCapacity(horizon)
    var path = ETSPath(model)
    let isRelative = model.form.error == .multiplicative
    for step in 0..<max(0, horizon) {
      trend.append(path.trend)
      path.advance()
      seasonal.append(path.seasonal)
      base.append(path.base)
      guard isRelative else {
        innovationVariance.append(model.errorVariance)
        continue
      }
      let mean = model.form.seasonal == .multiplicative ? path.base : path.forecast
      var secondMoment = mean * mean
      for earlier in 0..<step {
        let share = response(after: step - earlier)
        secondMoment += share * share * innovationVariance[earlier]
      }
      innovationVariance.append(model.errorVariance * secondMoment)
    }
  }

  /// What of a unit innovation comes back in the mean of the period `steps` later: the book's c_j.
  private func response(after steps: Int) -> Double {
    var trend = 0.0
    if model.beta != 0 {
      let phi = model.phi
      trend = phi == 1 ? Double(steps) : phi * (1 - power(phi, steps)) / (1 - phi)
    }
    let isSameSeason = model.form.seasonal == .additive && steps % model.seasonal.count == 0
    return model.alpha + model.beta * trend + (isSameSeason ? model.gamma : 0)
  }

  /// The mean of the total over `window`, no period below zero.
  func mean(over window: ForecastWindow, index: FutureIndex) -> Double {
    let isMultiplicative = model.form.seasonal == .multiplicative
    var sum = 0.0
    for i in base.indices {
      let forecast = isMultiplicative ? base[i] * seasonal[i] : base[i] + seasonal[i]
      sum += window.shares[i] * max(0, forecast) * index[i + 1]
    }
    return sum
  }

  /// The variance of the total over `window`, units squared.
  func variance(over window: ForecastWindow, index: FutureIndex) -> Double {
    let isMultiplicative = model.form.seasonal == .multiplicative
    var toLevel = 0.0
    var toTrend = 0.0
    var toDamping = 0.0
    var toSeasonal = ContiguousArray<Double>(repeating: 0, count: max(1, model.seasonal.count))
    var sum = 0.0
    for i in base.indices.reversed() {
      let phase = (model.phase + i) % toSeasonal.count
      let share = window.shares[i]
      let own = index[i + 1] * (isMultiplicative ? seasonal[i] : 1)
      var toPhase = toSeasonal[phase]
      if isMultiplicative { toPhase *= base[i] > 0 ? seasonal[i] / base[i] : 0 }
      let carried = model.alpha * toLevel + model.beta * toTrend + model.gamma * toPhase
      let squares: Double = share * own * (own + 2 * carried) + carried * carried
      let uncertain = model.stateError.weightVariance(
        toLevel: toLevel, toTrend: toTrend, toSeasonal: toPhase)
      sum += (squares + model.errorVariance * uncertain) * innovationVariance[i]
      let toDamped: Double = toTrend + toLevel + share * own
      toDamping += toDamped * trend[i]
      toTrend = model.phi * toDamped
      toLevel += share * own
      toSeasonal[phase] += share * index[i + 1] * (isMultiplicative ? base[i] : 1)
    }
    let estimation = model.stateError.variance(
      toLevel: toLevel, toTrend: toTrend, toDamping: toDamping, toSeasonal: toSeasonal)
    return sum + model.errorVariance * estimation
  }
}

/// `base` to a power that is a whole number >= 0.
private func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, square, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
