/// What comes back of an innovation in the periods after it, under a linear model: the coefficients of
/// its moving-average form, by which the variances of totals follow.
struct ImpulseResponse: Sendable, Hashable {
  /// The share of an innovation in period t that is in the demand of period t + k + 1.
  let values: ContiguousArray<Double>

  /// The variance of the total over a window, over that of an innovation.
  ///
  /// An innovation of period i has its own share of the window and, through the response, shares of the
  /// periods after it; a part of a period takes its share of the period's own noise.
  ///
  /// - Parameters:
  ///   - window: With a horizon of at most one more than the response has values.
  ///   - unit: What an innovation is multiplied by in each period of the window: the index, or in
  ///     logarithms, to first order, the forecast.
  /// - Returns: Innovation variances.
  func varianceRatio(over window: ForecastWindow, unit: ContiguousArray<Double>) -> Double {
    let horizon = window.horizon
    var sum = 0.0
    for i in 0..<horizon {
      var carried = 0.0
      for j in i + 1..<max(i + 1, horizon) {
        carried += window.shares[j] * unit[j] * values[j - i - 1]
      }
      sum += window.shares[i] * unit[i] * (unit[i] + 2 * carried) + carried * carried
    }
    return sum
  }
}
