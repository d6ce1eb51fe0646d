internal import Glibc
internal import RestockNumerics

/// The average of models that know several seasons, or a long one, weighted by how they did at past
/// origins of the series.
///
/// Its members are Taylor's smoothing of level and seasons (`SeasonsSmoothing`), the seasons of MSTL with
/// exponential smoothing or an autoregression of the rest, an autoregression over the longest season, and
/// last season again. Which of them is right differs between series by half of the error, and with
/// hundreds of periods a series can tell: each is fitted at an origin about one long season back, forecasts
/// two short seasons ahead from six origins on, and gets a weight that falls with its mean absolute error
/// as 1 / error^4. All are then fitted to the whole.
///
/// The variance of a total is that of the mixture: within the members and between them.
///
/// Source: Bates and Granger (1969), The combination of forecasts, doi:10.1057/jors.1969.103, for weights
/// by past errors.
public struct MultipleSeasons: ForecastModel {
  /// How strongly the weights follow past errors.
  public let power: Double

  /// The average.
  public init(power: Double = 4) {
    self.power = power
  }

  /// - Throws: `tooShort` where no period is known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedMultipleSeasons {
    try series.requireKnown(1)
    let series = try series.withWeekOfDays
    let whole = try SeasonalMembers(series)
    guard let plan = Self.origins(of: series), whole.count > 1,
      var then = try? SeasonalMembers(series.prefix(plan.origins[0]))
    else { return FittedMultipleSeasons(members: whole, weights: whole.evenWeights) }
    let errors = then.errors(over: plan, of: series)
    var weights = whole.evenWeights
    let least = errors.compactMap { $0 }.min() ?? 0
    for place in weights.indices where weights[place] > 0 {
      guard let error = errors[place] else {
        weights[place] = 0
        continue
      }
      // The floor is where a fit is exact: all that are as good then share.
      let ratio = (error + 1e-9 * least + 1e-300) / (least + 1e-9 * least + 1e-300)
      weights[place] = ratio.isFinite ? pow(ratio, -power) : 0
    }
    let total = weights.reduce(0, +)
    guard total > 0 else {
      return FittedMultipleSeasons(members: whole, weights: whole.evenWeights)
    }
    return FittedMultipleSeasons(members: whole, weights: weights.map { $0 / total })
  }

  /// Six origins over the last long season, none so early that not two whole seasons lie before it; nil
  /// where there is no room.
  private static func origins(of series: DemandSeries) -> RollingOrigins? {
    let lengths = series.wholeSeasonLengths
    guard let shortest = lengths.first, let longest = lengths.last else { return nil }
    let horizon = 2 * shortest
    let plan = RollingOrigins(
      length: series.count, horizon: horizon, count: 6, reach: longest + horizon,
      least: 2 * longest)
    return plan.origins.isEmpty ? nil : plan
  }
}

/// The models that are averaged; those that a series is too short for are nil.
struct SeasonalMembers: Sendable {
  private var smoothing: FittedSeasonsSmoothing?
  private var adjustedSmoothing: SeasonallyAdjusted<FittedAkaikeETS>
  private var adjustedAutoregression: SeasonallyAdjusted<FittedAutoregression>?
  private var autoregression: FittedAutoregression?
  private var repeated: FittedSeasonalNaive?
  private var lags: FittedSeasonalLags?

  init(_ series: DemandSeries) throws(FitError) {
    let seasons = SeveralSeasons(series)
    adjustedSmoothing = try MSTL(rest: AkaikeETS()).fit(series, seasons)
    guard let seasons else { return }
    let known = series.knownCount
    smoothing = known >= 4 ? FittedSeasonsSmoothing(series, seasons) : nil
    if known >= 8 {
      adjustedAutoregression = try MSTL(rest: Autoregression()).fit(series, seasons)
      autoregression = try Autoregression().fit(series)
    }
    // One huge outlier among its lags is one too many.
    if PatternStatistics(series).squaredVariation < 1 {
      lags = try? FittedSeasonalLags(series, seasons)
    }
    repeated = try SeasonalNaive().fit(series.withSeasons(seasons.decomposition.seasonLengths))
  }

  /// How many there are.
  var count: Int { evenWeights.count { $0 > 0 } }

  /// The same weight for each, in the order of `visit`; 0 for those that are not there.
  var evenWeights: [Double] {
    let isThere = [
      smoothing != nil, true, adjustedAutoregression != nil, autoregression != nil,
      repeated != nil, lags != nil,
    ]
    let share = 1 / Double(isThere.count { $0 })
    return isThere.map { $0 ? share : 0 }
  }

  /// Hands each member to `visitor` with its place.
  func visit(_ visitor: inout some SeasonalMemberVisitor) {
    if let smoothing { visitor.visit(smoothing, 0) }
    visitor.visit(adjustedSmoothing, 1)
    if let adjustedAutoregression { visitor.visit(adjustedAutoregression, 2) }
    if let autoregression { visitor.visit(autoregression, 3) }
    if let repeated { visitor.visit(repeated, 4) }
    if let lags { visitor.visit(lags, 5) }
  }

  mutating func update(_ demand: Double?) {
    smoothing?.update(demand)
    adjustedSmoothing.update(demand)
    adjustedAutoregression?.update(demand)
    autoregression?.update(demand)
    repeated?.update(demand)
    lags?.update(demand)
  }

  /// The mean absolute errors of the members over the origins, fitted at the first of them; nil for those
  /// that are not there, or where nothing is known.
  mutating func errors(over plan: RollingOrigins, of series: DemandSeries) -> [Double?] {
    var sums = AbsoluteErrors(series: series, horizon: plan.horizon)
    var period = plan.origins[0]
    for origin in plan.origins {
      while period < origin {
        update(series.isKnown?[period] == false ? nil : series.demand[period])
        period += 1
      }
      sums.origin = origin
      visit(&sums)
    }
    return zip(sums.sums, sums.counts).map { $1 > 0 && $0.isFinite ? $0 / $1 : nil }
  }
}

/// What is done with each member, as its own type.
protocol SeasonalMemberVisitor {
  mutating func visit(_ model: some StructuralModel, _ place: Int)
}

private struct AbsoluteErrors: SeasonalMemberVisitor {
  let series: DemandSeries
  let horizon: Int
  var origin = 0
  var sums = [Double](repeating: 0, count: 6)
  var counts = [Double](repeating: 0, count: 6)

  init(series: DemandSeries, horizon: Int) {
    self.series = series
    self.horizon = horizon
  }

  mutating func visit(_ model: some StructuralModel, _ place: Int) {
    for (step, mean) in model.means(horizon: horizon).enumerated() {
      guard series.isKnown?[origin + step] != false else { continue }
      sums[place] += abs(series.demand[origin + step] - mean)
      counts[place] += 1
    }
  }
}

/// An average of fitted models for several seasons.
public struct FittedMultipleSeasons: StructuralModel {
  private var members: SeasonalMembers
  /// Of the smoothing of seasons, MSTL with smoothing and with an autoregression, the long
  /// autoregression and the repeated season; they sum to 1.
  public let weights: [Double]

  init(members: SeasonalMembers, weights: [Double]) {
    self.members = members
    self.weights = weights
  }

  private static let names = [
    "smoothing", "MSTL-ETS", "MSTL-AR", "AR", "seasonal naive", "lags",
  ]

  public var summary: String {
    let order = weights.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
    let parts = order.filter { weights[$0] >= 0.005 }.map {
      "\(Self.names[$0]) \(Int((100 * weights[$0]).rounded()))%"
    }
    return "average for several seasons: " + parts.joined(separator: ", ")
  }

  public var isWholeUnits: Bool {
    var reader = WholeUnits()
    members.visit(&reader)
    return reader.isWholeUnits
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var sum = WeightedMeans(weights: weights, horizon: horizon)
    members.visit(&sum)
    return sum.means
  }

  public func variance(over window: ForecastWindow) -> Double {
    var sum = WeightedMoments(weights: weights, window: window)
    members.visit(&sum)
    return max(0, sum.secondMoment - sum.mean * sum.mean)
  }

  public mutating func update(_ demand: Double?) { members.update(demand) }
}

private struct WholeUnits: SeasonalMemberVisitor {
  var isWholeUnits = false
  mutating func visit(_ model: some StructuralModel, _ place: Int) {
    isWholeUnits = isWholeUnits || model.isWholeUnits
  }
}

private struct WeightedMeans: SeasonalMemberVisitor {
  let weights: [Double]
  var means: ContiguousArray<Double>

  init(weights: [Double], horizon: Int) {
    self.weights = weights
    means = ContiguousArray(repeating: 0, count: horizon)
  }

  mutating func visit(_ model: some StructuralModel, _ place: Int) {
    guard weights[place] > 0 else { return }
    for (i, mean) in model.means(horizon: means.count).enumerated() {
      means[i] += weights[place] * mean
    }
  }
}

private struct WeightedMoments: SeasonalMemberVisitor {
  let weights: [Double]
  let window: ForecastWindow
  /// About the mean of the first member, for the digits.
  private var center: Double?
  var mean = 0.0
  var secondMoment = 0.0

  init(weights: [Double], window: ForecastWindow) {
    self.weights = weights
    self.window = window
  }

  mutating func visit(_ model: some StructuralModel, _ place: Int) {
    guard weights[place] > 0 else { return }
    let own = model.mean(over: window)
    let offset = own - (center ?? own)
    center = center ?? own
    mean += weights[place] * offset
    secondMoment += weights[place] * (model.variance(over: window) + offset * offset)
  }
}
