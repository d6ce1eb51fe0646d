internal import RestockNumerics

/// Exponential smoothing of one form with its states at the end of the history.
///
/// Forecasts are those of the form: the level, carried on by the trend where the form has one, with
/// the season of the period; times the series' index.
public struct FittedETS: StructuralModel {
  public let form: ETSForm
  /// The weight of an innovation in the level, the trend and the season; 0 where there is none.
  public let alpha: Double
  public let beta: Double
  public let gamma: Double
  /// The damping of the trend; 1 where it is not damped.
  public let phi: Double
  /// Units a period, at index 1.
  public private(set) var level: Double
  /// Units a period, more each period.
  public private(set) var trend: Double
  /// The seasonal states, units or factors; that of the next period is at `phase`.
  public private(set) var seasonal: ContiguousArray<Double>
  public private(set) var phase: Int
  /// The variance of a one-step error: units squared, relative for a multiplicative error. The sum
  /// of squares over known periods less estimated parameters, as in R (statsforecast divides by one
  /// less).
  public private(set) var errorVariance: Double
  /// The error of estimation in the states.
  let stateError: ETSStateError
  /// -n/2 log(sum of squared errors), less the sum of log f for a multiplicative error: the Gaussian
  /// log likelihood but for a constant, as in statsforecast.
  public let logLikelihood: Double
  /// Akaike's criterion corrected for short series, from `logLikelihood`; infinite where the series
  /// is shorter than the form asks.
  public let correctedAkaike: Double
  /// The periods that the variance rests on.
  public private(set) var knownCount: Int
  public private(set) var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  /// The model at `estimate`; without the error of its states where only means are wanted.
  init(
    _ estimate: ETSEstimate, by fitter: borrowing ETSFitter, of series: DemandSeries,
    hasStateError: Bool = true
  ) {
    let scale = fitter.scale
    let n = Double(estimate.knownCount)
    let weights = fitter.weights(estimate)
    let states = fitter.finalStates(estimate)
    let isRelative = estimate.form.error == .multiplicative
    form = estimate.form
    alpha = weights.alpha
    beta = weights.beta
    gamma = weights.gamma
    phi = weights.phi
    level = states.level * scale
    trend = states.trend * scale
    seasonal = states.seasonal
    if estimate.form.seasonal == .additive {
      for i in seasonal.indices { seasonal[i] *= scale }
    }
    phase = 0
    let freedom = max(1, estimate.knownCount - estimate.parameterCount)
    errorVariance = estimate.sumOfSquares / Double(freedom) * (isRelative ? 1 : scale * scale)
    stateError = hasStateError ? fitter.stateError(estimate) : .none
    logLikelihood = -0.5 * estimate.deviance - n * scale.logarithm
    correctedAkaike = estimate.correctedAkaike + 2 * n * scale.logarithm
    knownCount = estimate.knownCount
    futureIndex = FutureIndex(after: series)
    isWholeUnits = series.isWholeUnits
  }

  /// A level by rule of thumb, for a series too short to estimate anything.
  ///
  /// The weight is a third, and the variance holds one further observation that is off by half the
  /// mean: a judgement, for one to four values tell little about their spread.
  init(shortHistory values: ContiguousArray<Double>, of series: DemandSeries) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    var level = values[0]
    var deviations = 0.25 * mean * mean
    for y in values {
      level += (y - level) / 3
      deviations += (y - mean) * (y - mean)
    }
    form = ETSForm(checked: .additive, .none, .none)
    (alpha, beta, gamma, phi) = (1.0 / 3, 0, 0, 1)
    self.level = level
    trend = 0
    seasonal = []
    phase = 0
    errorVariance = deviations / n
    stateError = .none
    logLikelihood = -0.5 * n * max(deviations, 1e-300).logarithm
    correctedAkaike = .infinity
    knownCount = values.count
    futureIndex = FutureIndex(after: series)
    isWholeUnits = series.isWholeUnits
  }

  public var summary: String {
    var text = "\(form) alpha=\(twoDecimals(alpha))"
    if form.trend != .none { text += " beta=\(twoDecimals(beta))" }
    if form.seasonal != .none { text += " gamma=\(twoDecimals(gamma))" }
    if form.trend == .additiveDamped { text += " phi=\(twoDecimals(phi))" }
    return text
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var path = ETSPath(self)
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for step in stride(from: 1, through: horizon, by: 1) {
      path.advance()
      means.append(max(0, path.forecast) * futureIndex[step])
    }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double { moments(over: window).variance }

  /// The mean and the variance of the total demand over a window.
  func moments(over window: ForecastWindow) -> (mean: Double, variance: Double) {
    let spread = ETSSpread(self, horizon: window.horizon)
    return (
      spread.mean(over: window, index: futureIndex),
      spread.variance(over: window, index: futureIndex)
    )
  }

  /// Takes in the next period: weights stay, states and the variance of the error move on.
  public mutating func update(_ demand: Double?) {
    var path = ETSPath(self)
    path.advance()
    level = path.base
    trend = path.trend
    if let demand {
      let innovation = demand / futureIndex[1] - path.forecast
      learn(innovation, from: path)
    }
    if !seasonal.isEmpty { phase = phase + 1 == seasonal.count ? 0 : phase + 1 }
    futureIndex.advance()
  }

  private mutating func learn(_ innovation: Double, from path: ETSPath) {
    // A multiplicative season cannot meet a forecast of zero or less, but what comes in may be.
    let season = form.seasonal == .multiplicative ? max(path.seasonal, 1e-9) : 1
    level += alpha * innovation / season
    trend += beta * innovation / season
    switch form.seasonal {
    case .none: break
    case .additive: seasonal[phase] += gamma * innovation
    case .multiplicative:
      if path.base > 0 { seasonal[phase] += gamma * innovation / path.base }
    }
    var error = innovation
    if form.error == .multiplicative {
      guard path.forecast > 0 else { return }
      error /= path.forecast
    }
    knownCount += 1
    errorVariance += (error * error - errorVariance) / Double(knownCount)
  }
}

/// The point forecasts of a model, period by period.
struct ETSPath {
  private let seasonalStates: ContiguousArray<Double>
  private let isMultiplicative: Bool
  private let phi: Double
  private var next: Int
  /// The trend, and level and trend together, of the present period; before the first, the last of
  /// the history.
  private(set) var trend: Double
  private(set) var base: Double
  /// The seasonal state of the present period, 0 or 1 without a season.
  private(set) var seasonal = 0.0

  init(_ model: borrowing FittedETS) {
    seasonalStates = model.seasonal
    isMultiplicative = model.form.seasonal == .multiplicative
    phi = model.phi
    next = model.phase
    trend = model.trend
    base = model.level
  }

  /// Moves on by one period.
  mutating func advance() {
    trend *= phi
    base += trend
    guard !seasonalStates.isEmpty else { return }
    seasonal = seasonalStates[next]
    next = next + 1 == seasonalStates.count ? 0 : next + 1
  }

  /// The expected demand of the present period at index 1; not bounded below.
  var forecast: Double { isMultiplicative ? base * seasonal : base + seasonal }
}
