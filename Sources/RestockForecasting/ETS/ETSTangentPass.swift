/// How the weights depend on the parameters of the first block of derivatives: d alpha, d beta,
/// d gamma and d phi with respect to each of its eight columns.
struct ETSWeightDerivatives {
  var alpha = ETSLanes.zero
  var beta = ETSLanes.zero
  var gamma = ETSLanes.zero
  var phi = ETSLanes.zero

  /// Those of alpha, beta, gamma and phi, by number.
  subscript(weight: Int) -> ETSLanes {
    switch weight {
    case 0: alpha
    case 1: beta
    case 2: gamma
    default: phi
    }
  }
}

/// The derivatives of the one-step forecasts with respect to eight parameters, by the chain rule
/// along the filter that `trace` recorded (forward tangents).
///
/// `injected` says how the weights depend on the columns, nil where no column is a weight. `level`,
/// `trend` and `ring` are the derivatives of the starting states, and of the last ones afterwards.
/// `rows` gets a row for each period, zero where demand is unknown.
@inline(__always)
func runTangents<Trend: ETSTrendComponent, Season: ETSSeasonalComponent>(
  _: Trend.Type, _: Season.Type, demand: UnsafeMutableBufferPointer<Double>, weights: ETSWeights,
  injected: ETSWeightDerivatives?, level: inout ETSLanes,
  trend: inout ETSLanes, ring: UnsafeMutableBufferPointer<ETSLanes>, trace: ETSTrace,
  rows: UnsafeMutableBufferPointer<ETSLanes>
) {
  let (alpha, beta, gamma, phi) = (weights.alpha, weights.beta, weights.gamma, weights.phi)
  var dLevel = level
  var dTrend = trend
  var phase = 0
  for t in demand.indices {
    let y = demand[t]
    if Trend.isDamped {
      dTrend *= phi
      if let injected { dTrend += injected.phi * trace.slope[t] }
    }
    let dBase: ETSLanes = Trend.isPresent ? dLevel + dTrend : dLevel
    if y.isNaN {
      rows[t] = .zero
      dLevel = dBase
    } else if Season.seasonal == .multiplicative {
      let base = trace.base[t]
      let seasonal = trace.seasonal[t]
      let dSeasonal = ring[phase]
      rows[t] = dBase * seasonal + dSeasonal * base
      // With x = e / s and z = e / base: dx = -dBase - y / s^2 ds, dz = -y / base^2 dBase - ds.
      let dShock: ETSLanes = dBase + dSeasonal * (y / (seasonal * seasonal))
      let dRelative: ETSLanes = dSeasonal + dBase * (y / (base * base))
      dLevel = dBase - dShock * alpha
      if Trend.isPresent { dTrend -= dShock * beta }
      var dNext: ETSLanes = dSeasonal - dRelative * gamma
      if let injected {
        let shock = trace.innovation[t] / seasonal
        dLevel += injected.alpha * shock
        if Trend.isPresent { dTrend += injected.beta * shock }
        dNext += injected.gamma * (trace.innovation[t] / base)
      }
      ring[phase] = dNext
    } else {
      let dSeasonal: ETSLanes = Season.seasonal == .none ? .zero : ring[phase]
      let dForecast: ETSLanes = Season.seasonal == .none ? dBase : dBase + dSeasonal
      rows[t] = dForecast
      dLevel = dBase - dForecast * alpha
      if Trend.isPresent { dTrend -= dForecast * beta }
      if let injected {
        let innovation = trace.innovation[t]
        dLevel += injected.alpha * innovation
        if Trend.isPresent { dTrend += injected.beta * innovation }
        if Season.seasonal == .additive {
          let dNext: ETSLanes = dSeasonal - dForecast * gamma
          ring[phase] = dNext + injected.gamma * innovation
        }
      } else if Season.seasonal == .additive {
        ring[phase] = dSeasonal - dForecast * gamma
      }
    }
    if Season.seasonal != .none {
      phase += 1
      if phase == ring.count { phase = 0 }
    }
  }
  level = dLevel
  trend = dTrend
}

extension ETSWorkspace {
  /// Fills `rows` with the derivatives of the forecasts for the columns of `layout`, along the
  /// filter that ran last, and `stateRows` with those of the last states.
  borrowing func tangents(_ form: ETSForm, weights: ETSWeights, layout: ETSLayout) {
    switch form.trend {
    case .none: tangents(NoTrendComponent.self, form, weights, layout)
    case .additive: tangents(AdditiveTrendComponent.self, form, weights, layout)
    case .additiveDamped: tangents(DampedTrendComponent.self, form, weights, layout)
    }
  }

  private borrowing func tangents<Trend: ETSTrendComponent>(
    _ trend: Trend.Type, _ form: ETSForm, _ weights: ETSWeights, _ layout: ETSLayout
  ) {
    switch form.seasonal {
    case .none: tangents(trend, NoSeasonComponent.self, weights, layout)
    case .additive: tangents(trend, AdditiveSeasonComponent.self, weights, layout)
    case .multiplicative: tangents(trend, MultiplicativeSeasonComponent.self, weights, layout)
    }
  }

  private borrowing func tangents<Trend: ETSTrendComponent, Season: ETSSeasonalComponent>(
    _ type: Trend.Type, _ season: Season.Type, _ weights: ETSWeights, _ layout: ETSLayout
  ) {
    for block in 0..<layout.blocks {
      func unit(_ column: Int?) -> ETSLanes {
        var lanes = ETSLanes.zero
        if let column, column / 8 == block { lanes[column % 8] = 1 }
        return lanes
      }
      if let first = layout.firstSeasonal {
        for phase in laneRing.indices {
          laneRing[phase] = unit(phase + 1 < laneRing.count ? first + phase : nil)
        }
      }
      let rows = UnsafeMutableBufferPointer(rebasing: rows[block * periods..<(block + 1) * periods])
      var level = unit(layout.level)
      var trend = unit(layout.trend)
      if block == 0 {
        runTangents(
          type, season, demand: demand, weights: weights,
          injected: layout.weightDerivatives(parameters), level: &level, trend: &trend,
          ring: laneRing, trace: trace, rows: rows)
      } else {
        runTangents(
          type, season, demand: demand, weights: weights, injected: nil, level: &level,
          trend: &trend, ring: laneRing, trace: trace, rows: rows)
      }
      stateRows[block] = level
      stateRows[layout.blocks + block] = trend
      guard layout.firstSeasonal != nil else { continue }
      var phase = periods % laneRing.count
      for i in laneRing.indices {
        stateRows[(2 + i) * layout.blocks + block] = laneRing[phase]
        phase = phase + 1 == laneRing.count ? 0 : phase + 1
      }
    }
  }
}
