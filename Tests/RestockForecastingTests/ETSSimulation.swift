import RestockForecasting
import RestockNumerics

/// The states of a model of exponential smoothing, moved on by the equations of the book's table 2.3
/// as they stand there: a second implementation, to test against.
struct ETSSimulation {
  let form: ETSForm
  let alpha: Double
  let beta: Double
  let gamma: Double
  let phi: Double
  var level: Double
  var trend: Double
  /// The seasonal states, that of the next period first.
  var seasonal: [Double]

  init(
    _ form: ETSForm, alpha: Double, beta: Double = 0, gamma: Double = 0, phi: Double = 1,
    level: Double, trend: Double = 0, seasonal: [Double] = []
  ) {
    self.form = form
    self.alpha = alpha
    self.beta = beta
    self.gamma = gamma
    self.phi = phi
    self.level = level
    self.trend = trend
    self.seasonal = seasonal
  }

  /// The states of a fitted model.
  init(_ model: FittedETS) {
    self.init(
      model.form, alpha: model.alpha, beta: model.beta, gamma: model.gamma, phi: model.phi,
      level: model.level, trend: model.trend,
      seasonal: Array(model.seasonal[model.phase...]) + Array(model.seasonal[..<model.phase]))
  }

  /// The next value, given its error: units for an additive error, relative for a multiplicative.
  mutating func next(error: Double) -> Double {
    let base = level + phi * trend
    let season = seasonal.first ?? 0
    let forecast = form.seasonal == .multiplicative ? base * season : base + season
    let innovation = form.error == .additive ? error : forecast * error
    let perSeason = form.seasonal == .multiplicative ? innovation / season : innovation
    level = base + alpha * perSeason
    trend = phi * trend + beta * perSeason
    if !seasonal.isEmpty {
      let perBase = form.seasonal == .multiplicative ? innovation / base : innovation
      seasonal.removeFirst()
      seasonal.append(season + gamma * perBase)
    }
    return forecast + innovation
  }

  /// The next `count` values with normal errors.
  mutating func path(
    _ count: Int, standardDeviation: Double, _ random: inout RandomGenerator
  )
    -> [Double]
  {
    (0..<count).map { _ in next(error: standardDeviation * random.standardNormal()) }
  }
}
