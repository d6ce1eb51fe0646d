/// A series out of its season, and the season that is put back to what is forecast of it.
///
/// A season of factors becomes the index of the adjusted series, which every model knows how to use; one
/// of units is subtracted here and added again by `SeasonallyAdjusted`.
struct SeasonalAdjustment {
  /// The series to be forecast.
  let series: DemandSeries
  /// What is added to its forecasts; empty where the season is in its index.
  let additive: ContiguousArray<Double>

  /// Takes a season out of `series`.
  ///
  /// - Parameters:
  ///   - series: With or without an index.
  ///   - season: A value a period, units at index 1 or factors.
  ///   - cycle: The season of the periods to come, over and over.
  ///   - isMultiplicative: Whether they are factors, all positive.
  /// - Throws: `notFinite` where demand less its season overflows.
  init(
    _ series: DemandSeries, season: ContiguousArray<Double>, cycle: ContiguousArray<Double>,
    isMultiplicative: Bool
  ) throws(FitError) {
    let n = series.count
    guard isMultiplicative else {
      additive = cycle
      self.series = try DemandSeries(
        demand: (0..<n).map { t in
          series.demand[t] - season[t] * (series.index?[t] ?? 1)
        }, isKnown: series.isKnown, index: series.index, indexCycle: series.indexCycle,
        regressors: series.regressors)
      return
    }
    additive = []
    // The index that is known reaches into the future; past it the season goes on alone.
    let known = max(n, series.index?.count ?? 0)
    var index = season
    index.reserveCapacity(known + cycle.count)
    for step in 0..<known - n + cycle.count { index.append(cycle[step % cycle.count]) }
    if let other = series.index {
      for t in other.indices { index[t] *= other[t] }
    }
    self.series = try DemandSeries(
      demand: series.demand, isKnown: series.isKnown, index: index, indexCycle: cycle.count,
      regressors: series.regressors)
  }
}

/// A fitted model of an adjusted series, with the season put back.
public struct SeasonallyAdjusted<Model: StructuralModel>: StructuralModel {
  /// The model of the adjusted series.
  public private(set) var model: Model
  /// What the model and its season are called.
  private let name: String
  /// Units a period at index 1, over and over; empty where the season is in the model's index.
  private let additive: ContiguousArray<Double>
  /// The place of the next period in `additive`.
  private var position = 0
  private var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(
    _ model: Model, _ adjustment: SeasonalAdjustment?, of series: DemandSeries, name: String
  ) {
    self.model = model
    self.name = name
    additive = adjustment?.additive ?? []
    futureIndex = FutureIndex(after: series)
    isWholeUnits = series.isWholeUnits
  }

  public var summary: String { "\(name); \(model.summary)" }

  /// The season of the period `step`, from 1; units.
  private func season(_ step: Int) -> Double {
    additive[(position + step - 1) % additive.count] * futureIndex[step]
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var means = model.means(horizon: horizon)
    if !additive.isEmpty {
      for i in means.indices { means[i] = max(0, means[i] + season(i + 1)) }
    }
    return means
  }

  public func variance(over window: ForecastWindow) -> Double { model.variance(over: window) }

  public mutating func update(_ demand: Double?) {
    guard !additive.isEmpty else {
      model.update(demand)
      return
    }
    let own = season(1)
    model.update(demand.map { $0 - own })
    position = position + 1 == additive.count ? 0 : position + 1
    futureIndex.advance()
  }
}
