/// An average of fitted models for several seasons.
public struct FittedMultipleSeasons: StructuralModel {
  private var members: SeasonalMembers
  /// Of the smoothing of seasons, MSTL with smoothing and with an autoregression, the long
  /// autoregression, the repeated season and the seasonal lags; they sum to 1.
  public let weights: [Double]
  private var closed: ClosedPhases

  init(members: SeasonalMembers, weights: [Double], closed: ClosedPhases) {
    self.members = members
    self.weights = weights
    self.closed = closed
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
    for i in sum.means.indices where closed[i + 1] { sum.means[i] = 0 }
    return sum.means
  }

  public func variance(over window: ForecastWindow) -> Double {
    var sum = WeightedMoments(weights: weights, window: window)
    members.visit(&sum)
    return max(0, sum.secondMoment - sum.mean * sum.mean)
  }

  public mutating func update(_ demand: Double?) {
    members.update(demand)
    closed.update(demand)
  }
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
