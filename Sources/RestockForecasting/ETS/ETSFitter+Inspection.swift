extension ETSFitter {
  /// The names of the parameters of `form`, in the order that the functions below take them.
  package borrowing func parameterNames(_ form: ETSForm) -> [String] {
    let layout = ETSLayout(form, seasonLength: seasonLength)
    return (0..<layout.count).map { index in
      switch index {
      case layout.alpha: "alpha"
      case layout.trendShare: "u"
      case layout.seasonalShare: "v"
      case layout.phi: "phi"
      case layout.level: "level"
      case layout.trend: "trend"
      default: "season"
      }
    }
  }

  /// The one-step forecasts of the scaled series by the scalar filter, with parameters in the order
  /// of `parameterNames` (all seasonal starts but the last).
  package borrowing func forecasts(
    _ form: ETSForm, parameters: [Double], lastSeasonal: Double
  ) -> [Double] {
    let layout = ETSLayout(form, seasonLength: seasonLength)
    for i in 0..<layout.count { workspace.parameters[i] = parameters[i] }
    _ = filter(form, layout, lastSeasonal)
    return Array(workspace.trace.forecast)
  }

  /// The derivatives of the one-step forecasts with respect to each parameter: a row a period.
  package borrowing func derivatives(
    _ form: ETSForm, parameters: [Double], lastSeasonal: Double
  ) -> [[Double]] {
    let layout = ETSLayout(form, seasonLength: seasonLength)
    _ = forecasts(form, parameters: parameters, lastSeasonal: lastSeasonal)
    workspace.tangents(form, weights: layout.weights(workspace.parameters), layout: layout)
    return (0..<workspace.periods).map { t in
      (0..<layout.count).map { workspace.rows[$0 / 8 * workspace.periods + t][$0 % 8] }
    }
  }

  /// Half the gradient of the objective over its scale: J'r of the sum of squares, corrected for a
  /// multiplicative error; and the sum of squares.
  package borrowing func gradient(
    _ form: ETSForm, parameters: [Double], lastSeasonal: Double
  ) -> (gradient: [Double], sumOfSquares: Double) {
    let layout = ETSLayout(form, seasonLength: seasonLength)
    _ = derivatives(form, parameters: parameters, lastSeasonal: lastSeasonal)
    let (sumOfSquares, _) = workspace.traceSums(form.error)
    workspace.weighRows(form.error, layout: layout, knownCount: knownCount)
    workspace.normalEquations(layout: layout, sumOfSquares: sumOfSquares)
    return (Array(workspace.gradient[0..<layout.count]), sumOfSquares)
  }

  /// The deviances by the scalar filter and by the pass in lanes, prior included, at the parameters
  /// moved by eight lengths along `step`.
  package borrowing func deviances(
    _ form: ETSForm, parameters: [Double], step: [Double], lastSeasonal: Double
  ) -> (scalar: [Double], lanes: [Double]) {
    let layout = ETSLayout(form, seasonLength: seasonLength)
    var scalar: [Double] = []
    for length in Self.lengths.indices {
      for i in 0..<layout.count {
        workspace.parameters[i] = parameters[i]
        workspace.step[i] = step[i]
      }
      move(layout, Self.lengths[length])
      scalar.append(trace(form, layout, lastSeasonal).penalized)
    }
    for i in 0..<layout.count { workspace.parameters[i] = parameters[i] }
    let lanes = deviances(form, layout, lastSeasonal)
    return (scalar, (0..<8).map { lanes[$0] })
  }
}
