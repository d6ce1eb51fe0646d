internal import RestockNumerics

/// The smoothing weights.
struct ETSWeights: Sendable, Hashable {
  var alpha: Double
  var beta: Double
  var gamma: Double
  var phi: Double
}

/// Runs the filter for one candidate, and keeps in `trace` what the derivatives need.
///
/// `demand` is scaled, NaN where it is unknown. `level`, `trend` and `ring`, whose first element is
/// the first period's, are the starting states, and the last ones afterwards. The result is the index
/// in `ring` of the period after the last.
func runFilter<Trend: ETSTrendComponent, Season: ETSSeasonalComponent>(
  _: Trend.Type, _: Season.Type, demand: UnsafeMutableBufferPointer<Double>, weights: ETSWeights,
  level: inout Double, trend: inout Double, ring: UnsafeMutableBufferPointer<Double>,
  trace: ETSTrace
) -> Int {
  var l = level
  var b = trend
  var phase = 0
  for t in demand.indices {
    let y = demand[t]
    trace.slope[t] = b
    if Trend.isDamped { b *= weights.phi }
    let base = Trend.isPresent ? l + b : l
    let seasonal = Season.seasonal == .none ? 0 : ring[phase]
    let forecast: Double
    switch Season.seasonal {
    case .none: forecast = base
    case .additive: forecast = base + seasonal
    case .multiplicative: forecast = base * seasonal
    }
    trace.base[t] = base
    trace.seasonal[t] = seasonal
    trace.forecast[t] = forecast
    if y.isNaN {
      trace.innovation[t] = 0
      l = base
    } else {
      let innovation = y - forecast
      trace.innovation[t] = innovation
      if Season.seasonal == .multiplicative {
        let relative = y / forecast - 1
        l = base + weights.alpha * base * relative
        if Trend.isPresent { b += weights.beta * base * relative }
        ring[phase] = seasonal + weights.gamma * seasonal * relative
      } else {
        l = base + weights.alpha * innovation
        if Trend.isPresent { b += weights.beta * innovation }
        if Season.seasonal == .additive { ring[phase] = seasonal + weights.gamma * innovation }
      }
    }
    if Season.seasonal != .none {
      phase += 1
      if phase == ring.count { phase = 0 }
    }
  }
  level = l
  trend = b
  return phase
}

extension ETSWorkspace {
  /// The filter for `form` from the given states and from `ring`, chosen once.
  borrowing func filter(
    _ form: ETSForm, weights: ETSWeights, level: inout Double, trend: inout Double
  ) -> Int {
    switch form.trend {
    case .none: filter(NoTrendComponent.self, form, weights, &level, &trend)
    case .additive: filter(AdditiveTrendComponent.self, form, weights, &level, &trend)
    case .additiveDamped: filter(DampedTrendComponent.self, form, weights, &level, &trend)
    }
  }

  private borrowing func filter<Trend: ETSTrendComponent>(
    _ type: Trend.Type, _ form: ETSForm, _ weights: ETSWeights, _ level: inout Double,
    _ trend: inout Double
  ) -> Int {
    switch form.seasonal {
    case .none:
      runFilter(
        type, NoSeasonComponent.self, demand: demand, weights: weights, level: &level,
        trend: &trend, ring: ring, trace: trace)
    case .additive:
      runFilter(
        type, AdditiveSeasonComponent.self, demand: demand, weights: weights, level: &level,
        trend: &trend, ring: ring, trace: trace)
    case .multiplicative:
      runFilter(
        type, MultiplicativeSeasonComponent.self, demand: demand, weights: weights, level: &level,
        trend: &trend, ring: ring, trace: trace)
    }
  }

  /// The sum of squared errors of the filtered series and the sum of log f, as a pass in lanes has
  /// them for eight candidates.
  borrowing func traceSums(
    _ error: ETSForm.ErrorTerm
  ) -> (sumOfSquares: Double, logForecasts: Double) {
    var sum = 0.0
    guard error == .multiplicative else {
      for t in 0..<periods { sum += trace.innovation[t] * trace.innovation[t] }
      return (sum, 0)
    }
    var product = 1.0
    var logForecasts = 0.0
    for t in 0..<periods {
      if !demand[t].isNaN {
        let forecast = trace.forecast[t]
        guard forecast > 0 else { return (sum, .infinity) }
        let relative = trace.innovation[t] / forecast
        sum += relative * relative
        product *= forecast
      }
      if t & 7 == 7 {
        logForecasts += product.logarithm
        product = 1
      }
    }
    return (sum, logForecasts + product.logarithm)
  }
}
