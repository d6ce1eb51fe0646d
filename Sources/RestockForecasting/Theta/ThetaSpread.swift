/// The variance of totals under a Theta model.
///
/// The model is linear in the values it takes in, so, going back from the end of the window, the
/// sensitivities of the total to level, mean and slope give each innovation's share in it. The error of
/// estimation comes on top: that of alpha and of the share of the line, and that of the seasonal
/// values, which are means over few seasons. statsforecast simulates 200 paths at the estimates.
struct ThetaSpread {
  /// A future period on the path of the forecasts.
  private struct Period {
    let decay: Double
    /// The line's part in the forecast, at a share of 1, and its derivative with respect to alpha.
    let line: Double
    let lineByAlpha: Double
  }

  private let state: ThetaState
  private let error: ThetaEstimationError
  private var periods: [Period] = []

  init(_ state: ThetaState, error: ThetaEstimationError, horizon: Int) {
    self.state = state
    self.error = error
    periods.reserveCapacity(horizon)
    var path = state
    for _ in 0..<max(0, horizon) {
      periods.append(
        Period(decay: path.decay, line: path.lineTerm, lineByAlpha: path.lineTermByAlpha))
      path.append(path.forecast)
    }
  }

  /// The variance of the sum of the coming values out of season, the value of period i counting
  /// `own[i]` times and for a share `shares[i]` of the period, over that of an innovation. Periods in
  /// the same phase, i modulo `seasonLength`, share the error of their seasonal value.
  func variance(
    shares: ContiguousArray<Double>, own: ContiguousArray<Double>, seasonLength: Int,
    errorVariance: Double
  ) -> Double {
    let alpha = state.alpha
    let lineShare = state.lineShare
    let isDynamic = state.kind.isDynamic
    var toLevel = 0.0
    var toMean = 0.0
    var toSlope = 0.0
    var toAlpha = 0.0
    var toShare = 0.0
    var sum = 0.0
    var toSeasonal = ContiguousArray<Double>(repeating: 0, count: seasonLength)
    for i in periods.indices.reversed() {
      let period = periods[i]
      let n = Double(state.count + i)
      // How a value enters the mean and the slope.
      let meanWeight = isDynamic ? 1 / (n + 1) : 0
      let slopeWeight = isDynamic ? 6 / ((n + 1) * (n + 2)) : 0
      let carried = alpha * toLevel + meanWeight * toMean + slopeWeight * toSlope
      let squares: Double = shares[i] * own[i] * (own[i] + 2 * carried) + carried * carried
      sum += squares + errorVariance * error.alpha * toLevel * toLevel
      let toValue = shares[i] * own[i] + carried
      toAlpha += lineShare * (toLevel * period.line + toValue * period.lineByAlpha)
      toShare += toValue * period.line
      toSeasonal[i % seasonLength] += shares[i] * own[i]
      toLevel = (1 - alpha) * toLevel + toValue
      guard isDynamic else { continue }
      let fromSlope = (1 - (1 - alpha) * period.decay) / alpha - period.decay * (n + 1) / 2
      toMean = toValue * lineShare * period.decay + toMean * n / (n + 1) - toSlope * slopeWeight
      toSlope = toValue * lineShare * fromSlope + toSlope * (n - 1) / (n + 2)
    }
    toAlpha += toLevel * error.levelByAlpha
    sum += error.alpha * toAlpha * toAlpha + error.share * toShare * toShare
    sum += 2 * error.alphaShare * toAlpha * toShare
    for exposure in toSeasonal { sum += error.season * exposure * exposure }
    return max(0, sum)
  }
}
