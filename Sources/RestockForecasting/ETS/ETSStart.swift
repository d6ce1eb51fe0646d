/// Starting states by decomposition and regression: where the search begins.
struct ETSStart {
  /// The level before the first period where there is a trend, and the trend.
  let level: Double
  let trend: Double
  /// The level where there is no trend, and where the trend leads below zero.
  let flatLevel: Double
  /// The seasonal states of the first season; empty without one.
  let seasonal: ContiguousArray<Double>

  /// The line through the first max(10, 2 `seasonLength`) known values of `demand`, taken out of
  /// its season.
  ///
  /// - Parameters:
  ///   - demand: Scaled; NaN where it is unknown; at least one value known.
  ///   - season: The season, nil for a form without one.
  ///   - seasonLength: Periods.
  init(_ demand: ContiguousArray<Double>, season: SeasonalDecomposition?, seasonLength: Int) {
    let wanted = max(10, 2 * seasonLength)
    var count = 0.0
    var sumOfTimes = 0.0
    var sumOfSquares = 0.0
    var sum = 0.0
    var product = 0.0
    for t in demand.indices where !demand[t].isNaN && count < Double(wanted) {
      var y = demand[t]
      if let season {
        let value = season.values[t % seasonLength]
        y = season.isMultiplicative ? y / max(value, 1e-3) : y - value
      }
      let time = Double(t)
      count += 1
      sumOfTimes += time
      sumOfSquares += time * time
      sum += y
      product += time * y
    }
    let spread = sumOfSquares - sumOfTimes * sumOfTimes / count
    trend = spread > 0 ? (product - sumOfTimes * sum / count) / spread : 0
    flatLevel = sum / count
    level = flatLevel - trend * (sumOfTimes / count + 1)
    seasonal = season?.values ?? []
  }
}
