/// The average of models that err differently: exponential smoothing averaged over its forms, the
/// dynamic optimised Theta model, and an autoregression, with the weights 3 : 3 : 2.
///
/// For business series: smooth demand, monthly sales of a range, anything with more signal than
/// zeros. The first two are about equally accurate and better together; the autoregression is worse
/// than either and still makes the average better, above all where the season changes. The weights
/// were chosen on the tails of the training parts of M3 and Tourism (MASE without the
/// autoregression 1.518 and 2.324, with it 1.496 and 2.232; anything from a fifth to a third for the
/// autoregression is as good). A member that a series is too short for
/// is left out.
///
/// The variance of a total is that of the mixture: within the members and between them.
///
/// Source: Bates and Granger (1969), The combination of forecasts, doi:10.1057/jors.1969.103; Petropoulos
/// and Svetunkov (2020), A simple combination of univariate models, doi:10.1016/j.ijforecast.2019.01.006.
public struct BusinessAverage: ForecastModel {
  /// How the exponential smoothing is estimated.
  public let settings: ETSSettings

  /// The average.
  public init(settings: ETSSettings = ETSSettings()) {
    self.settings = settings
  }

  /// - Throws: `tooShort` where no period is known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedBusinessAverage {
    let smoothing = try AkaikeETS(settings: settings).fit(series)
    let known = series.knownCount
    let theta = known >= 4 ? try DynamicOptimizedTheta().fit(series) : nil
    let autoregression = known >= 8 ? try Autoregression().fit(series) : nil
    return FittedBusinessAverage(
      smoothing: smoothing, theta: theta, autoregression: autoregression)
  }
}

/// An average of fitted models.
public struct FittedBusinessAverage: StructuralModel {
  public private(set) var smoothing: FittedAkaikeETS
  /// Nil where the history is too short for them.
  public private(set) var theta: FittedTheta?
  public private(set) var autoregression: FittedAutoregression?

  init(
    smoothing: FittedAkaikeETS, theta: FittedTheta?, autoregression: FittedAutoregression?
  ) {
    self.smoothing = smoothing
    self.theta = theta
    self.autoregression = autoregression
  }

  public var isWholeUnits: Bool { smoothing.isWholeUnits }

  public var summary: String {
    var parts = [smoothing.summary]
    if let theta { parts.append(theta.summary) }
    if let autoregression { parts.append(autoregression.summary) }
    return "average of " + parts.joined(separator: "; ")
  }

  /// The weights of smoothing, Theta and autoregression, which sum to 1.
  private var weights: (smoothing: Double, theta: Double, autoregression: Double) {
    let theta = theta == nil ? 0.0 : 3
    let autoregression = autoregression == nil ? 0.0 : 2
    let total = 3 + theta + autoregression
    return (3 / total, theta / total, autoregression / total)
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    let weights = weights
    var means = ContiguousArray<Double>(repeating: 0, count: horizon)
    func add(_ model: some FittedModel, _ weight: Double) {
      let own = model.means(horizon: horizon)
      for i in means.indices { means[i] += weight * own[i] }
    }
    add(smoothing, weights.smoothing)
    if let theta { add(theta, weights.theta) }
    if let autoregression { add(autoregression, weights.autoregression) }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double {
    let weights = weights
    let center = smoothing.mean(over: window)
    var mean = 0.0
    var secondMoment = 0.0
    func add(_ model: some StructuralModel, _ weight: Double) {
      let offset = model.mean(over: window) - center
      mean += weight * offset
      secondMoment += weight * (model.variance(over: window) + offset * offset)
    }
    add(smoothing, weights.smoothing)
    if let theta { add(theta, weights.theta) }
    if let autoregression { add(autoregression, weights.autoregression) }
    return max(0, secondMoment - mean * mean)
  }

  public mutating func update(_ demand: Double?) {
    smoothing.update(demand)
    theta?.update(demand)
    autoregression?.update(demand)
  }
}
