public import RestockForecasting
internal import RestockNumerics
internal import RestockRecords

/// Forecasts series and their sums on several levels, and makes them add up.
public struct CoherentForecaster: Sendable {
  private let inputs: PlanInputs
  private let settings: PlanSettings
  private let calendar: RunCalendar
  private let levels: [ForecastLevel]
  private let method: Reconciliation?

  /// By what share of the error of bottom-up another method must be better at past origins, on average
  /// over the levels, to take its place.
  static let margin = 0.02

  /// A forecaster of some levels.
  ///
  /// - Parameters:
  ///   - inputs: What the run reads.
  ///   - settings: As for forecasts of the series alone; horizons of single series are not used, since
  ///     sums need the same one.
  ///   - levels: The levels beside the series, the coarsest first: `topDown` shares out its forecasts.
  ///   - method: The method; nil chooses by past origins.
  public init(
    _ inputs: PlanInputs, settings: PlanSettings, levels: [ForecastLevel], method: Reconciliation?
  ) {
    precondition(!levels.isEmpty, "no levels")
    self.inputs = inputs
    var settings = settings
    settings.series = settings.series.mapValues {
      var own = $0
      own.horizon = nil
      return own
    }
    self.settings = settings
    calendar = RunCalendar(inputs, settings: settings)
    self.levels = levels
    self.method = method
  }

  /// Makes the forecasts.
  ///
  /// - Throws: `CoherenceError` where a level has nothing to sum, or the method asked for cannot be
  ///   had.
  public func run(
    observer: Planner.Observer = Planner.Observer()
  ) throws(CoherenceError) -> CoherentRun {
    let (histories, _) = HistoryBuilder(inputs, calendar: calendar, settings: settings).histories()
    let sums = try LevelSeries(levels, of: histories, catalogue: inputs.catalogue)
    let offered = try offeredMethods(aggregates: sums.hierarchy.aggregates)
    let run = Planner(inputs, settings: settings).forecasts(observer: observer)
    let end = histories.first?.endBucket ?? 0
    let sumHistories = sums.histories(of: histories, before: end)
    let horizon = settings.horizon ?? calendar.defaultHorizon
    let scales = (
      aggregates: sumHistories.map(squaredScale(of:)), bottom: histories.map(squaredScale(of:))
    )
    let origins = CoherenceOrigins(
      histories, levels: sums, horizon: horizon, prior: scales
    ) { known, areSums in
      means(of: known, areSums: areSums, horizon: horizon)
    }
    let scores =
      origins.canChoose ? self.scores(origins.scaledErrors(of: offered), sums: sums) : []
    let errors = origins.errors
    if let method, method.needsErrors, errors.count == 0 {
      throw .noPastErrors(method: method.rawValue)
    }
    let taken = method ?? best(of: offered, by: scores)
    let weights: ReconciliationWeights
    do throws(LinearAlgebraError) {
      weights = try ReconciliationWeights(
        taken, hierarchy: sums.hierarchy, recentDemand: histories.map(\.recentRate),
        errors: errors, prior: scales)
    } catch {
      throw .noPastErrors(method: taken.rawValue)
    }
    let base = baseForecasts(of: sumHistories)
    return reconciled(
      run, histories: histories, sums: sums, base: base, by: weights, method: taken,
      scores: scores)
  }

  private func offeredMethods(aggregates: Int) throws(CoherenceError) -> [Reconciliation] {
    let fits = aggregates <= Reconciliation.mostAggregates
    if let method {
      guard fits || !method.needsErrors else {
        throw .tooManyAggregates(aggregates, method: method.rawValue)
      }
    }
    return Reconciliation.allCases.filter { fits || !$0.needsErrors }
  }

  // MARK: Forecasts of series and sums

  /// Sums have no events of single items, and no catalogue.
  private func stage(
    _ histories: [ItemHistory], areSums: Bool, horizon: Int, learnsSpread: Bool
  ) -> ForecastStage {
    var inputs = inputs
    var settings = settings
    if areSums {
      inputs.events.removeAll { !$0.sku.isEmpty || !$0.category.isEmpty }
      inputs.catalogue = Catalogue()
      settings.series = [:]
    }
    return ForecastStage(
      histories, inputs: inputs, calendar: calendar, settings: settings, horizon: horizon,
      learnsSpread: learnsSpread)
  }

  private func means(
    of histories: [ItemHistory], areSums: Bool, horizon: Int
  ) -> [ContiguousArray<Double>?] {
    let chosen = stage(histories, areSums: areSums, horizon: horizon, learnsSpread: false)
      .choose(observer: Planner.Observer())
    return chosen.models.map { try? $0.get().fitted.means(horizon: horizon) }
  }

  private func baseForecasts(of histories: [ItemHistory]) -> [ItemForecast?] {
    let horizon = settings.horizon ?? calendar.defaultHorizon
    let stage = stage(
      histories, areSums: true, horizon: horizon, learnsSpread: !settings.quantiles.isEmpty)
    let chosen = stage.choose(observer: Planner.Observer())
    return histories.indices.map { i in
      (try? chosen.forecast(i)).map { stage.itemForecast(i, $0) }
    }
  }

  private func squaredScale(of history: ItemHistory) -> Double {
    guard let series = try? DemandSeries(demand: history.demand, isKnown: history.isKnown) else {
      return 0
    }
    return AccuracyScale(history: series, lag: 1).meanSquaredChange
  }

  // MARK: The choice

  private func scores(
    _ errors: [(method: Reconciliation?, aggregates: [Double], bottom: [Double])],
    sums: LevelSeries
  ) -> [ReconciliationScore] {
    func mean(_ values: some Collection<Double>) -> (count: Int, rmsse: Double)? {
      let scored = values.filter { !$0.isNaN }
      return scored.isEmpty
        ? nil : (scored.count, scored.reduce(0, +) / Double(scored.count))
    }
    return errors.flatMap { method, aggregates, bottom in
      var rows: [ReconciliationScore] = []
      for (i, level) in levels.enumerated() {
        let own = sums.hierarchy.offsets[i]..<sums.hierarchy.offsets[i + 1]
        if let score = mean(aggregates[own]) {
          rows.append(
            ReconciliationScore(
              method: method, level: level, count: score.count, rmsse: score.rmsse))
        }
      }
      if let score = mean(bottom) {
        rows.append(
          ReconciliationScore(method: method, level: nil, count: score.count, rmsse: score.rmsse))
      }
      return rows
    }
  }

  /// The method with the least error relative to bottom-up, on average over the levels.
  private func best(
    of offered: [Reconciliation], by scores: [ReconciliationScore]
  ) -> Reconciliation {
    func error(of method: Reconciliation) -> Double? {
      let own = scores.filter { $0.method == method }
      let ratios = own.compactMap { score -> Double? in
        guard
          let incumbent = scores.first(where: {
            $0.method == .bottomUp && $0.level == score.level
          }), incumbent.rmsse > 0
        else { return nil }
        return score.rmsse / incumbent.rmsse
      }
      return ratios.isEmpty ? nil : ratios.reduce(0, +) / Double(ratios.count)
    }
    var best = Reconciliation.bottomUp
    var least = 1 - Self.margin
    for method in offered where method != .bottomUp {
      guard let error = error(of: method), error < least else { continue }
      best = method
      least = error
    }
    return best
  }

  // MARK: The result

  private func reconciled(
    _ run: ForecastRun, histories: [ItemHistory], sums: LevelSeries, base: [ItemForecast?],
    by weights: ReconciliationWeights, method: Reconciliation, scores: [ReconciliationScore]
  ) -> CoherentRun {
    let horizon = settings.horizon ?? calendar.defaultHorizon
    let forecasts = Dictionary(uniqueKeysWithValues: run.forecasts.map { ($0.key, $0) })
    let own = histories.map { forecasts[$0.key] }
    var bottom = [ContiguousArray<Double>](repeating: [], count: histories.count)
    var totals = [ContiguousArray<Double>](repeating: [], count: base.count)
    for h in 0..<horizon {
      let means = weights.reconciled(
        aggregates: base.map { $0?.means[h] ?? 0 },
        bottom: own.map { $0?.means[h] ?? 0 })
      // A series without a forecast stays without one, and adds nothing.
      let kept = zip(means, own).map { $1 == nil ? 0 : $0 }
      for (i, mean) in kept.enumerated() { bottom[i].append(mean) }
      for (i, total) in sums.hierarchy.aggregated(kept).enumerated() { totals[i].append(total) }
    }
    let series = zip(own, bottom).compactMap { forecast, means in
      forecast?.moved(to: means, cumulative: settings.cumulativeQuantiles)
    }
    let levels = base.indices.compactMap { i in
      base[i].map {
        LevelForecast(
          level: sums.names[i].level, name: sums.names[i].name,
          forecast: $0.moved(to: totals[i], cumulative: settings.cumulativeQuantiles))
      }
    }
    return CoherentRun(
      series: ForecastRun(
        forecasts: series, failed: run.failed, findings: run.findings, calendar: run.calendar,
        quantiles: run.quantiles),
      levels: levels, method: method, scores: scores)
  }
}

extension ItemForecast {
  /// The forecast with other means: quantiles keep their ratio to them, and whole units stay whole.
  ///
  /// - Parameters:
  ///   - means: As many as there are.
  ///   - cumulative: Whether quantiles are of running totals, which then keep their ratio.
  /// - Returns: The forecast of the same periods.
  func moved(to means: ContiguousArray<Double>, cumulative: Bool) -> Self {
    var before = 0.0
    var after = 0.0
    var ratios: [Double] = []
    for (old, new) in zip(self.means, means) {
      before = cumulative ? before + old : old
      after = cumulative ? after + new : new
      ratios.append(before > 0 ? after / before : 1)
    }
    let moved = quantiles.map { values in
      ContiguousArray(
        zip(values, ratios).map { value, ratio in
          let scaled = value * ratio
          return value == value.rounded() && ratio != 1 ? scaled.rounded() : scaled
        })
    }
    return Self(
      key: key, model: model, firstBucket: firstBucket, means: means, quantiles: moved)
  }
}
