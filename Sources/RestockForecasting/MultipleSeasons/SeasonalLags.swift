internal import Glibc
internal import RestockNumerics

/// A regression of demand on what it was an hour, a day and a week before and at their neighbours: an
/// autoregression with lags around each of several seasons, not differenced.
///
/// The lags are 1, 2, 3, then for each season its length, one less and one more, and twice its length, as
/// far as half the series reaches; a trace of ridge keeps lags that say the same apart. Of logarithms where
/// they fit the seasons better (`SeveralSeasons`).
///
/// Source: Box and Jenkins (1970), *Time Series Analysis*, chapter 9, for the lags of multiplied-out
/// seasonal models; here each has a coefficient of its own.
public struct SeasonalLags: ForecastModel {
  /// The model.
  public init() {}

  /// - Throws: `missing` where the series has not two whole seasons of any length; `tooShort` where it
  ///   has fewer periods than twice the coefficients beyond the longest lag.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedSeasonalLags {
    try series.requireKnown(8)
    guard let seasons = SeveralSeasons(series) else {
      throw FitError(.missing("season, twice over"))
    }
    return try FittedSeasonalLags(series, seasons)
  }
}

/// A regression on seasonal lags with the end of the history that it goes on from.
public struct FittedSeasonalLags: StructuralModel {
  private let lags: [Int]
  private let coefficients: [Double]
  private let constant: Double
  private let isLogarithmic: Bool
  private let scale: Double
  private let bounds: ClosedRange<Double>
  /// The last values on the scale of the model, as many as the longest lag: a ring, the oldest at `next`.
  private var recent: ContiguousArray<Double>
  private var next = 0
  private var errorVariance: Double
  private var errorCount: Double
  private var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(_ series: DemandSeries, _ seasons: SeveralSeasons) throws(FitError) {
    isLogarithmic = seasons.isMultiplicative
    scale = seasons.scale
    var values = series.levels()
    values.removeFirst(values.firstIndex { !$0.isNaN } ?? 0)
    for t in values.indices where !values[t].isNaN {
      let scaled = values[t] / seasons.scale
      values[t] = seasons.isMultiplicative ? log(scaled) : scaled
    }
    interpolateUnknown(&values)
    let n = values.count
    var lags: Set<Int> = [1, 2, 3]
    for length in seasons.decomposition.seasonLengths {
      lags.formUnion([length - 1, length, length + 1, 2 * length])
    }
    let ordered = lags.filter { $0 >= 1 && 2 * $0 <= n }.sorted()
    let first = ordered.last ?? 1
    let count = ordered.count
    guard n - first >= 2 * (count + 1) else {
      throw FitError(.tooShort(needed: first + 2 * (count + 1), got: n))
    }
    // About the mean of each column over the periods that are regressed.
    let rows = Double(n - first)
    var means = [Double](repeating: 0, count: count)
    var mean = 0.0
    for t in first..<n {
      mean += values[t] / rows
      for (i, lag) in ordered.enumerated() { means[i] += values[t - lag] / rows }
    }
    var gram = Matrix(rows: count, columns: count)
    var products = [Double](repeating: 0, count: count)
    var square = 0.0
    for t in first..<n {
      let own = values[t] - mean
      square += own * own
      for i in 0..<count {
        let x = values[t - ordered[i]] - means[i]
        products[i] += x * own
        for j in 0...i { gram[i, j] += x * (values[t - ordered[j]] - means[j]) }
      }
    }
    let ridge = 1e-5 * square + 1e-12 * rows
    for i in 0..<count { gram[i, i] += ridge }
    guard let factor = try? Cholesky(gram) else { throw FitError(.noConvergence) }
    let solution = factor.solve(products)
    var sum = 0.0
    for t in first..<n {
      var error = values[t] - mean
      for i in 0..<count { error -= solution[i] * (values[t - ordered[i]] - means[i]) }
      sum += error * error
    }
    self.lags = ordered
    coefficients = solution
    constant = zip(solution, means).reduce(mean) { $0 - $1.0 * $1.1 }
    recent = ContiguousArray(values.suffix(first))
    let low = values.min() ?? 0
    let high = values.max() ?? 0
    // Lags that add up to more than one run away, into what the history has not seen.
    let room = 0.25 * (high - low)
    bounds = low - room...high + (isLogarithmic ? min(room, 0.3) : room)
    errorCount = rows
    errorVariance = sum / max(1, rows - Double(count + 1))
    futureIndex = FutureIndex(after: series)
    isWholeUnits = series.isWholeUnits
  }

  public var summary: String {
    "regression on lags \(lags.map(String.init).joined(separator: ","))"
      + (isLogarithmic ? " of logarithms" : "")
  }

  /// The value after those of the ring `past` whose oldest is at `next`.
  private func value(after past: ContiguousArray<Double>, _ next: Int) -> Double {
    var value = constant
    for (lag, coefficient) in zip(lags, coefficients) {
      let place = next - lag
      value += coefficient * past[place < 0 ? place + past.count : place]
    }
    return min(max(value, bounds.lowerBound), bounds.upperBound)
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var past = recent
    var place = next
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for step in stride(from: 1, through: horizon, by: 1) {
      let value = value(after: past, place)
      past[place] = value
      place = place + 1 == past.count ? 0 : place + 1
      means.append(scale * (isLogarithmic ? exp(value) : max(0, value)) * futureIndex[step])
    }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double {
    var response = ContiguousArray<Double>()
    var unit = ContiguousArray<Double>()
    let means = isLogarithmic ? means(horizon: window.horizon) : []
    for step in stride(from: 1, through: window.horizon, by: 1) {
      var value = 0.0
      for (lag, coefficient) in zip(lags, coefficients) where lag <= step {
        value += coefficient * (lag == step ? 1 : response[step - lag - 1])
      }
      response.append(value)
      unit.append(isLogarithmic ? means[step - 1] : scale * futureIndex[step])
    }
    return errorVariance * ImpulseResponse(values: response).varianceRatio(over: window, unit: unit)
  }

  public mutating func update(_ demand: Double?) {
    let forecast = value(after: recent, next)
    var value = forecast
    if let demand {
      let scaled = demand / futureIndex[1] / scale
      value = isLogarithmic ? log(max(scaled, exp(bounds.lowerBound))) : scaled
      errorCount += 1
      errorVariance += ((value - forecast) * (value - forecast) - errorVariance) / errorCount
    }
    recent[next] = value
    next = next + 1 == recent.count ? 0 : next + 1
    futureIndex.advance()
  }
}
