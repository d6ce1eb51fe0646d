internal import Glibc
internal import RestockNumerics

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
    let search = ETSSearch(of: series, settings: settings, isExhaustive: isExhaustive)
    guard let best = search.best else {
      let level = FittedETS(shortHistory: series.knownLevels(), of: series)
      return FittedAkaikeETS(members: [level], weights: [1])
    }
    var members: [FittedETS] = []
    var weights: [Double] = []
    var total = 0.0
    for estimate in search.estimates {
      let weight = exp(-0.25 * (estimate.correctedAkaike - best.correctedAkaike))
      guard weight >= FittedAkaikeETS.leastWeight else { continue }
      members.append(FittedETS(estimate, by: search.fitter, of: series))
      weights.append(weight)
      total += weight
    }
    return FittedAkaikeETS(members: members, weights: weights.map { $0 / total })
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
    for (member, weight) in zip(members, weights) {
      let own = member.means(horizon: horizon)
      for i in means.indices { means[i] += weight * own[i] }
    }
    return means
  }

  /// The variance of the mixture: within the members and between them.
  public func variance(over window: ForecastWindow) -> Double {
    var mean = 0.0
    var secondMoment = 0.0
    let center = members[0].mean(over: window)
    for (member, weight) in zip(members, weights) {
      let offset = member.mean(over: window) - center
      mean += weight * offset
      secondMoment += weight * (member.variance(over: window) + offset * offset)
    }
    return max(0, secondMoment - mean * mean)
  }

  public mutating func update(_ demand: Double?) {
    for i in members.indices { members[i].update(demand) }
  }
}
