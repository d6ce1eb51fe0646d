internal import Glibc
internal import RestockNumerics

/// An autoregression with the end of the history that its forecasts go on from.
public struct FittedAutoregression: StructuralModel {
  private let regression: LagRegression
  /// The coefficients of the regression multiplied out with the differences: demand (or its logarithm)
  /// is the constant plus the sum over past values, the last first.
  private let weights: ContiguousArray<Double>
  private let isLogarithmic: Bool
  /// The last values, oldest first, as many as `weights`.
  private var recent: ContiguousArray<Double>
  /// Bounds of what is forecast: as far beyond the range of the history as that is wide, and at most
  /// three times the greatest demand, all of which an unstable regression would leave.
  private let bounds: ClosedRange<Double>
  /// The variance of a one-step error: of the logarithm, or units squared.
  public private(set) var errorVariance: Double
  private var errorCount: Int
  public private(set) var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(_ series: DemandSeries) {
    let differenced = DifferencedSeries(series)
    let regression = LagRegression(
      differenced.differences, seasonLength: differenced.seasonLength)
    self.regression = regression
    isLogarithmic = differenced.isLogarithmic
    // 1 - phi(L) (1 - L^m)(1 - L), as weights of past values.
    var polynomial = [Double](repeating: 0, count: (regression.lags.max() ?? 0) + 1)
    polynomial[0] = 1
    for (lag, coefficient) in zip(regression.lags, regression.coefficients) {
      polynomial[lag] -= coefficient
    }
    if differenced.isDifferenced { polynomial = Self.product(polynomial, [1, -1]) }
    if differenced.seasonLength > 1 {
      var season = [Double](repeating: 0, count: differenced.seasonLength + 1)
      season[0] = 1
      season[differenced.seasonLength] = -1
      polynomial = Self.product(polynomial, season)
    }
    weights = ContiguousArray(polynomial.dropFirst().map { -$0 })
    recent = ContiguousArray(differenced.values.suffix(weights.count))
    let low = differenced.values.min() ?? 0
    let high = differenced.values.max() ?? 0
    let width = max(high - low, 1e-9 * max(abs(low), abs(high)))
    let room = isLogarithmic ? min(width, log(3)) : width
    bounds = low - width...high + room
    errorVariance = regression.errorVariance
    errorCount = regression.errorCount
    futureIndex = FutureIndex(after: series)
    isWholeUnits = series.isWholeUnits
  }

  private static func product(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: a.count + b.count - 1)
    for i in a.indices {
      for j in b.indices { result[i + j] += a[i] * b[j] }
    }
    return result
  }

  public var summary: String {
    let lags = regression.lags.map(String.init).joined(separator: ",")
    return "autoregression of \(isLogarithmic ? "logarithms" : "demand"), lags \(lags)"
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var past = recent
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for step in stride(from: 1, through: horizon, by: 1) {
      let value = next(past)
      past.append(value)
      means.append(max(0, isLogarithmic ? exp(value) : value) * futureIndex[step])
    }
    return means
  }

  /// The next value on the scale of the model.
  private func next(_ past: ContiguousArray<Double>) -> Double {
    var value = regression.constant
    let end = past.count - 1
    for lag in weights.indices where lag <= end { value += weights[lag] * past[end - lag] }
    return min(max(value, bounds.lowerBound), bounds.upperBound)
  }

  /// The variance of a total: each innovation's share in it by the impulse response of the model; in
  /// logarithms to first order around the forecasts.
  public func variance(over window: ForecastWindow) -> Double {
    let means = means(horizon: window.horizon)
    var response = ContiguousArray<Double>()
    response.reserveCapacity(window.horizon)
    for step in means.indices {
      var value = step == 0 ? 1.0 : 0
      for lag in weights.indices where lag < step {
        value += weights[lag] * response[step - 1 - lag]
      }
      response.append(value)
    }
    var sum = 0.0
    for i in means.indices {
      let own = isLogarithmic ? means[i] : futureIndex[i + 1]
      var carried = 0.0
      for j in i + 1..<max(i + 1, means.count) {
        let unit = isLogarithmic ? means[j] : futureIndex[j + 1]
        carried += window.shares[j] * unit * response[j - i]
      }
      sum += window.shares[i] * own * (own + 2 * carried) + carried * carried
    }
    return errorVariance * sum
  }

  public mutating func update(_ demand: Double?) {
    let forecast = next(recent)
    var value = forecast
    if let demand {
      let level = demand / futureIndex[1]
      value = isLogarithmic ? log(max(level, exp(bounds.lowerBound))) : level
      errorCount += 1
      let innovation = value - forecast
      errorVariance += (innovation * innovation - errorVariance) / Double(errorCount)
    }
    if !recent.isEmpty {
      recent.removeFirst()
      recent.append(value)
    }
    futureIndex.advance()
  }
}
