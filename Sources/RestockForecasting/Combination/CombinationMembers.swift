/// A forecast that takes part in the average of business series.
public enum CombinationMember: Int, Sendable, Hashable, CaseIterable {
  /// Exponential smoothing averaged over its forms by their AICc.
  case akaikeETS
  /// ETS(A,A,A): a trend that goes on; without its season where the series has none to tell.
  case trendedETS
  /// ETS(A,Ad,A): a trend that dies away.
  case dampedETS
  /// ETS(A,N,A): no trend.
  case levelETS
  /// The dynamic optimised Theta model of the series out of its shrunken season.
  case dynamicTheta
  /// The average of autoregressions.
  case autoregression
  /// The random walk with drift of the series out of its shrunken season.
  case drift

  /// The form of exponential smoothing that this member is.
  var form: ETSForm? {
    switch self {
    case .trendedETS: ETSForm(checked: .additive, .additive, .additive)
    case .dampedETS: ETSForm(checked: .additive, .additiveDamped, .additive)
    case .levelETS: ETSForm(checked: .additive, .none, .additive)
    case .akaikeETS, .dynamicTheta, .autoregression, .drift: nil
    }
  }
}

/// The members of an average, fitted to one series, before they have weights.
///
/// The three fixed forms come from the search that the first member makes in any case, so that they cost
/// a fit only where the search did not pass them.
struct CombinationMembers: ~Copyable {
  private let series: DemandSeries
  private let search: ETSSearch
  /// The weights by AICc of the estimates that the search came by itself; empty where there are none.
  private let akaikeWeights: [Double]
  /// The place in the search's estimates of each member's form.
  private let places: [CombinationMember: Int]
  /// The estimates as models, for their means; nil for those that no member needs.
  private let smoothing: [FittedETS?]
  private let prepared: ThetaSeries?
  private let theta: FittedTheta?
  private let autoregression: FittedAutoregression?
  private let drift: FittedSeasonalDrift?

  /// Fits all members that the history is long enough for.
  ///
  /// In a hurry there is one form of exponential smoothing, where the series is long enough for it.
  ///
  /// - Throws: `tooShort` where no period is known.
  init(_ series: DemandSeries, settings: ETSSettings, effort: Effort) throws(FitError) {
    try series.requireKnown(1)
    let known = series.knownCount
    let prepared = known >= 4 ? try ThetaSeries(series, season: .shrunken) : nil
    let autoregression = known >= 8 ? try Autoregression().fit(series) : nil
    let isHurried = effort == .fast && known >= 10
    var search = ETSSearch(
      of: series, settings: settings,
      scope: isHurried ? .none : effort == .thorough ? .exhaustive : .pruned)
    let akaikeWeights = search.akaikeWeights
    var places: [CombinationMember: Int] = [:]
    if isHurried || !akaikeWeights.isEmpty {
      for member in isHurried ? [.dampedETS] : CombinationMember.allCases {
        guard let form = member.form, let estimate = search.estimate(form) else { continue }
        places[member] = search.estimates.firstIndex { $0.form == estimate.form }
      }
    }
    var smoothing: [FittedETS?] = []
    for (i, estimate) in search.estimates.enumerated() {
      let isNeeded =
        i < akaikeWeights.count && akaikeWeights[i] > 0 || places.values.contains(i)
      smoothing.append(
        isNeeded
          ? FittedETS(estimate, by: search.fitter, of: series, hasStateError: false) : nil)
    }
    let kind = ThetaKind(isDynamic: true, isOptimized: true)
    self.series = series
    self.akaikeWeights = akaikeWeights
    self.places = places
    self.smoothing = smoothing
    self.search = search
    self.prepared = prepared
    self.autoregression = autoregression
    theta = prepared.map { FittedTheta(series, kind: kind, prepared: $0) }
    drift = isHurried ? nil : prepared.map { FittedSeasonalDrift(series, prepared: $0) }
  }

  /// The forecasts of one member; nil where the history is too short for it or they are no numbers.
  borrowing func means(_ member: CombinationMember, horizon: Int) -> ContiguousArray<Double>? {
    let means: ContiguousArray<Double>?
    switch member {
    case .akaikeETS:
      means = akaikeWeights.isEmpty ? nil : akaikeMeans(horizon: horizon)
    case .trendedETS, .dampedETS, .levelETS:
      means = places[member].flatMap { smoothing[$0]?.means(horizon: horizon) }
    case .dynamicTheta: means = theta?.means(horizon: horizon)
    case .autoregression: means = autoregression?.means(horizon: horizon)
    case .drift: means = drift?.means(horizon: horizon)
    }
    return means.flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
  }

  private borrowing func akaikeMeans(horizon: Int) -> ContiguousArray<Double> {
    var means = ContiguousArray<Double>(repeating: 0, count: horizon)
    for i in akaikeWeights.indices where akaikeWeights[i] > 0 {
      guard let own = smoothing[i]?.means(horizon: horizon) else { continue }
      for step in means.indices { means[step] += akaikeWeights[i] * own[step] }
    }
    return means
  }

  /// What the members' weights are told from; nil for a series too short for a choice: fewer than four
  /// known periods, or no form that can be fitted.
  borrowing func evidence() -> CombinationEvidence? {
    guard let prepared, !smoothing.isEmpty else { return nil }
    let horizon = Self.horizon(seasonLength: series.smoothedSeasonLength)
    var forecasts: [ContiguousArray<Double>?] = []
    for member in CombinationMember.allCases {
      forecasts.append(means(member, horizon: horizon))
    }
    return CombinationEvidence(prepared, forecasts: forecasts)
  }

  /// The periods over which forecasts are compared: fixed, so that a forecast does not depend on how far
  /// ahead one asks.
  private static func horizon(seasonLength: Int) -> Int {
    seasonLength <= 1 ? 6 : min(24, max(8, 3 * seasonLength / 2))
  }

  /// The average with these weights, one for each member, which sum to 1; a level by rule of thumb where
  /// no form could be fitted.
  consuming func average(_ weights: [Double]) -> FittedBusinessAverage {
    guard !smoothing.isEmpty else {
      let level = FittedETS(shortHistory: series.knownLevels(), of: series)
      return FittedBusinessAverage(
        smoothing: FittedAkaikeETS(members: [level], weights: [1]), theta: nil,
        autoregression: nil, drift: nil, weights: weights)
    }
    var shares = [Double](repeating: 0, count: smoothing.count)
    let akaike = weights[CombinationMember.akaikeETS.rawValue]
    for i in akaikeWeights.indices { shares[i] += akaike * akaikeWeights[i] }
    for (member, place) in places { shares[place] += weights[member.rawValue] }
    let total = shares.reduce(0, +)
    // What hardly counts is left out: each form costs time wherever a variance is asked for.
    let kept = shares.indices.filter { shares[$0] >= Self.leastShare * total && shares[$0] > 0 }
    let keptTotal = kept.reduce(0) { $0 + shares[$1] }
    var members: [FittedETS] = []
    for place in kept {
      members.append(FittedETS(search.estimates[place], by: search.fitter, of: series))
    }
    return FittedBusinessAverage(
      smoothing: FittedAkaikeETS(
        members: members, weights: kept.map { shares[$0] / keptTotal }),
      theta: theta, autoregression: autoregression, drift: drift, weights: weights)
  }

  /// Forms with less of the weight of all forms are left out.
  private static let leastShare = 0.02
}
