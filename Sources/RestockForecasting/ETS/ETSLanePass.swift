internal import RestockNumerics

/// Eight candidates: their weights and starting states.
struct ETSCandidates {
  var alpha: ETSLanes
  var beta: ETSLanes
  var gamma: ETSLanes
  var phi: ETSLanes
  var level: ETSLanes
  var trend: ETSLanes
}

/// What a pass sums up for eight candidates.
struct ETSLaneSums {
  /// The sum of squared errors: innovations, relative ones for a multiplicative error.
  var sumOfSquares: ETSLanes
  /// The sum of log f over the known periods; 0 for an additive error. Infinite where a forecast
  /// was not positive.
  var logForecasts: ETSLanes
}

/// Sums of logarithms in lanes: products of mantissas and sums of exponents, so that only one
/// logarithm a lane is taken at the end.
struct LogProduct {
  private var mantissa = ETSLanes(repeating: 1)
  private var exponent = SIMD8<Int64>.zero
  private var signs = SIMD8<UInt64>.zero

  /// Takes in a factor between 1e-38 and 1e38; call `normalize` at least after every eighth.
  @inline(__always)
  mutating func multiply(_ factor: ETSLanes) {
    mantissa *= factor
    signs |= unsafeBitCast(factor, to: SIMD8<UInt64>.self)
  }

  /// Moves the exponents out of the product.
  @inline(__always)
  mutating func normalize() {
    let bits = unsafeBitCast(mantissa, to: SIMD8<UInt64>.self)
    exponent &+= unsafeBitCast((bits &>> 52) & 0x7FF, to: SIMD8<Int64>.self) &- 1023
    let kept = (bits & 0xF_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000
    mantissa = unsafeBitCast(kept, to: ETSLanes.self)
  }

  /// The sum of the logarithms, infinite in a lane where a factor was negative.
  var logarithm: ETSLanes {
    var sum = ETSLanes.zero
    for lane in 0..<8 {
      let isPositive = signs[lane] >> 63 == 0 && mantissa[lane] > 0
      sum[lane] =
        isPositive
        ? mantissa[lane].logarithm + Double(exponent[lane]) * 0.693_147_180_559_945_3 : .infinity
    }
    return sum
  }
}

/// Runs the filter for eight candidates over the whole series.
///
/// The updates are those of the innovations form: l' = l + phi b + alpha e, b' = phi b + beta e,
/// s' = s + gamma e, with e / s and e / l in place of e for a multiplicative season. The error term
/// does not change the filter, only what is summed. An unknown period moves the states on without
/// an innovation. `demand` is scaled, NaN where it is unknown; `ring` has the seasonal starts of the
/// candidates and is overwritten.
func runLanes<Error: ETSErrorComponent, Trend: ETSTrendComponent, Season: ETSSeasonalComponent>(
  _: Error.Type, _: Trend.Type, _: Season.Type, demand: UnsafeMutableBufferPointer<Double>,
  candidates: ETSCandidates, ring: UnsafeMutableBufferPointer<ETSLanes>
) -> ETSLaneSums {
  let alpha = candidates.alpha
  let beta = candidates.beta
  let gamma = candidates.gamma
  let phi = candidates.phi
  var level = candidates.level
  var trend = candidates.trend
  var sum = ETSLanes.zero
  var product = LogProduct()
  var phase = 0
  for t in demand.indices {
    let y = demand[t]
    if Trend.isDamped { trend *= phi }
    let base: ETSLanes = Trend.isPresent ? level + trend : level
    if y.isNaN {
      level = base
    } else {
      let seasonal: ETSLanes = Season.seasonal == .none ? .zero : ring[phase]
      if Season.seasonal == .multiplicative {
        let forecast: ETSLanes = base * seasonal
        let relative: ETSLanes = y / forecast - 1
        let shock: ETSLanes = base * relative
        sum += relative * relative
        product.multiply(forecast)
        level = base + alpha * shock
        if Trend.isPresent { trend += beta * shock }
        ring[phase] = seasonal + gamma * (seasonal * relative)
      } else {
        let forecast: ETSLanes = Season.seasonal == .none ? base : base + seasonal
        let innovation: ETSLanes = y - forecast
        if Error.term == .multiplicative {
          let relative: ETSLanes = innovation / forecast
          sum += relative * relative
          product.multiply(forecast)
        } else {
          sum += innovation * innovation
        }
        level = base + alpha * innovation
        if Trend.isPresent { trend += beta * innovation }
        if Season.seasonal == .additive { ring[phase] = seasonal + gamma * innovation }
      }
    }
    if Error.term == .multiplicative && t & 7 == 7 { product.normalize() }
    if Season.seasonal != .none {
      phase += 1
      if phase == ring.count { phase = 0 }
    }
  }
  return ETSLaneSums(
    sumOfSquares: sum, logForecasts: Error.term == .multiplicative ? product.logarithm : .zero)
}

extension ETSWorkspace {
  /// The pass for `form`, chosen once.
  borrowing func lanes(_ form: ETSForm, _ candidates: ETSCandidates) -> ETSLaneSums {
    switch form.error {
    case .additive: lanes(AdditiveErrorComponent.self, form, candidates)
    case .multiplicative: lanes(MultiplicativeErrorComponent.self, form, candidates)
    }
  }

  private borrowing func lanes<Error: ETSErrorComponent>(
    _ error: Error.Type, _ form: ETSForm, _ candidates: ETSCandidates
  ) -> ETSLaneSums {
    switch form.trend {
    case .none: lanes(error, NoTrendComponent.self, form, candidates)
    case .additive: lanes(error, AdditiveTrendComponent.self, form, candidates)
    case .additiveDamped: lanes(error, DampedTrendComponent.self, form, candidates)
    }
  }

  private borrowing func lanes<Error: ETSErrorComponent, Trend: ETSTrendComponent>(
    _ error: Error.Type, _ trend: Trend.Type, _ form: ETSForm, _ candidates: ETSCandidates
  ) -> ETSLaneSums {
    switch form.seasonal {
    case .none:
      runLanes(
        error, trend, NoSeasonComponent.self, demand: demand, candidates: candidates, ring: laneRing
      )
    case .additive:
      runLanes(
        error, trend, AdditiveSeasonComponent.self, demand: demand, candidates: candidates,
        ring: laneRing)
    case .multiplicative:
      runLanes(
        error, trend, MultiplicativeSeasonComponent.self, demand: demand, candidates: candidates,
        ring: laneRing)
    }
  }
}
