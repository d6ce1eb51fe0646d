/// Exponential smoothing averaged over the forms, each with a weight by its AICc.
///
/// A form's weight is proportional to exp(-AICc / 4): twice the usual temperature, since the
/// criterion is itself uncertain. The forms are those that `AutoETS` fits on its way.
///
/// Source: Burnham and Anderson (2002), *Model Selection and Multimodel Inference*, section 2.9, for
/// exp(-AICc / 2).
public struct AkaikeETS: ForecastModel {
  public let settings: ETSSettings
  /// Whether all forms are fitted that the series allows.
  public let isExhaustive: Bool

  /// The averaged model.
  public init(settings: ETSSettings = ETSSettings(), isExhaustive: Bool = false) {
    self.settings = settings
    self.isExhaustive = isExhaustive
  }

  /// - Throws: `tooShort` where no period is known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedAkaikeETS {
    try series.requireKnown(1)
    let search = ETSSearch(
      of: series, settings: settings, scope: isExhaustive ? .exhaustive : .pruned)
    guard search.best != nil else {
      let level = FittedETS(shortHistory: series.knownLevels(), of: series)
      return FittedAkaikeETS(members: [level], weights: [1])
    }
    let weights = search.akaikeWeights
    let places = weights.indices.filter { weights[$0] > 0 }
    var members: [FittedETS] = []
    for place in places {
      members.append(FittedETS(search.estimates[place], by: search.fitter, of: series))
    }
    return FittedAkaikeETS(members: members, weights: places.map { weights[$0] })
  }
}

/// Several forms of exponential smoothing with their weights.
public struct FittedAkaikeETS: StructuralModel {
  /// The models, and their weights, which sum to 1.
  public private(set) var members: [FittedETS]
  public let weights: [Double]

  /// Forms of less weight, relative to the best, are left out.
  static let leastWeight = 1e-4

  init(members: [FittedETS], weights: [Double]) {
    self.members = members
    self.weights = weights
  }

  public var summary: String {
    let order = members.indices.sorted { weights[$0] > weights[$1] }
    let parts = order.prefix(3).map {
      "\(members[$0].form) \(Int((100 * weights[$0]).rounded()))%"
    }
    return "mean of \(members.count) ETS: " + parts.joined(separator: ", ")
  }

  public var isWholeUnits: Bool { members[0].isWholeUnits }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var means = ContiguousArray<Double>(repeating: 0, count: horizon)
    for place in members.indices {
      let own = members[place].means(horizon: horizon)
      for i in means.indices { means[i] += weights[place] * own[i] }
    }
    return means
  }

  /// The variance of the mixture: within the members and between them.
  public func variance(over window: ForecastWindow) -> Double { moments(over: window).variance }

  /// The mean and the variance of the mixture.
  func moments(over window: ForecastWindow) -> (mean: Double, variance: Double) {
    var mixture = MixtureMoments()
    for i in members.indices {
      mixture.add(members[i].moments(over: window), weight: weights[i])
    }
    return (mixture.mean, mixture.variance)
  }

  public mutating func update(_ demand: Double?) {
    for i in members.indices { members[i].update(demand) }
  }
}
