/// An average of fitted models.
public struct FittedBusinessAverage: StructuralModel {
  /// The forms of exponential smoothing, with the weights of all members that use them.
  public private(set) var smoothing: FittedAkaikeETS
  /// Nil where the history is too short for them.
  public private(set) var theta: FittedTheta?
  public private(set) var autoregression: FittedAutoregression?
  private var drift: FittedSeasonalDrift?
  /// The weight of each member, which sum to 1; 0 for those that are left out.
  public let weights: [CombinationMember: Double]
  /// The weights of the forms together and of the other three.
  private let shares: Shares

  private struct Shares: Sendable {
    let smoothing: Double
    let theta: Double
    let autoregression: Double
    let drift: Double
  }

  /// The average of these models; `weights` has one for each member.
  init(
    smoothing: FittedAkaikeETS, theta: FittedTheta?, autoregression: FittedAutoregression?,
    drift: FittedSeasonalDrift?, weights: [Double]
  ) {
    self.smoothing = smoothing
    self.theta = theta
    self.autoregression = autoregression
    self.drift = drift
    var byMember: [CombinationMember: Double] = [:]
    for member in CombinationMember.allCases { byMember[member] = weights[member.rawValue] }
    self.weights = byMember
    let theta = byMember[.dynamicTheta] ?? 0
    let autoregression = byMember[.autoregression] ?? 0
    let drift = byMember[.drift] ?? 0
    shares = Shares(
      smoothing: 1 - theta - autoregression - drift, theta: theta, autoregression: autoregression,
      drift: drift)
  }

  public var isWholeUnits: Bool { smoothing.isWholeUnits }

  public var summary: String {
    func part(_ share: Double, _ text: String?) -> String? {
      let percent = Int((100 * share).rounded())
      return percent > 0 ? text.map { "\(percent)% \($0)" } : nil
    }
    let parts = [
      part(shares.smoothing, smoothing.summary), part(shares.theta, theta?.summary),
      part(shares.autoregression, autoregression?.summary), part(shares.drift, drift?.summary),
    ]
    return "average of " + parts.compactMap { $0 }.joined(separator: "; ")
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var means = ContiguousArray<Double>(repeating: 0, count: horizon)
    func add(_ own: ContiguousArray<Double>?, _ weight: Double) {
      guard let own else { return }
      for i in means.indices { means[i] += weight * own[i] }
    }
    add(smoothing.means(horizon: horizon), shares.smoothing)
    add(theta?.means(horizon: horizon), shares.theta)
    add(autoregression?.means(horizon: horizon), shares.autoregression)
    add(drift?.means(horizon: horizon), shares.drift)
    return means
  }

  /// The drift counts between the members only. Its own variance takes each change for a lasting one, and
  /// what that says of a series is mostly how noisy it is: without it the quantiles lose less (pinball
  /// 1.6 % on the tails of the training parts of M3, 0.4 % on those of Tourism).
  public func variance(over window: ForecastWindow) -> Double {
    var mixture = MixtureMoments()
    func add(_ model: some StructuralModel, _ weight: Double) {
      guard weight > 0 else { return }
      mixture.add((model.mean(over: window), model.variance(over: window)), weight: weight)
    }
    if shares.smoothing > 0 {
      mixture.add(smoothing.moments(over: window), weight: shares.smoothing)
    }
    if let theta { add(theta, shares.theta) }
    if let autoregression { add(autoregression, shares.autoregression) }
    if let drift { mixture.add(mean: drift.mean(over: window), weight: shares.drift) }
    return mixture.variance
  }

  public mutating func update(_ demand: Double?) {
    smoothing.update(demand)
    theta?.update(demand)
    autoregression?.update(demand)
    drift?.update(demand)
  }
}
