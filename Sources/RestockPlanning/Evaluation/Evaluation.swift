internal import RestockForecasting
internal import RestockNumerics
internal import RestockRecords

/// Measures how accurate models are on the histories of a run, out of sample only: each forecast is
/// made from what was known at its origin and held against what came, where that is known.
///
/// The season and the spread that series learn from each other are learned again at every origin.
/// What belongs to the demand of a period (returns, bulk orders, stock-outs) is decided once, as for
/// a plan of today.
public struct Evaluation: Sendable {
  private let inputs: PlanInputs
  private let settings: EvaluationSettings
  /// The buckets of the run, and its as-of.
  public let calendar: RunCalendar
  private let histories: [ItemHistory]
  private let series: BatchScorer.Series
  private let origins: EvaluationOrigins
  private let log: EvaluationLog

  /// The series of the run.
  public var seriesCount: Int { histories.count }
  /// The origins at which models forecast.
  public var originCount: Int { origins.count }
  /// The steps of a run: one for each model at each origin.
  public var stepCount: Int { origins.count * settings.models.count }

  /// Makes the histories and lays out the origins.
  ///
  /// - Throws: `EvaluationError` where nothing can be evaluated.
  public init(_ inputs: PlanInputs, settings: EvaluationSettings) throws(EvaluationError) {
    let plan = settings.plan
    let calendar = RunCalendar(
      buckets: inputs.sales.calendar,
      asOf: plan.asOf ?? RunCalendar.defaultAsOf(of: inputs.sales),
      unitsByWeekday: inputs.sales.unitsByWeekday)
    let (histories, findings) = HistoryBuilder(inputs, calendar: calendar, settings: plan)
      .histories()
    var log = EvaluationLog(findings)
    let horizons = histories.map { plan.horizon(of: $0.key, in: calendar) }
    switch settings.outcomes {
    case .actuals(let actuals, let files):
      guard actuals.calendar.size == inputs.sales.calendar.size else {
        throw .differentBuckets(
          sales: inputs.sales.calendar.size.rawValue, actuals: actuals.calendar.size.rawValue)
      }
      let demand = ActualDemand(
        actuals, after: inputs.sales, histories: histories,
        stockOuts: StockOutCalendar(
          inputs.stockHistory, calendar: inputs.sales.calendar,
          byLocation: inputs.sales.series.contains { !$0.key.location.isEmpty }))
      origins = EvaluationOrigins(
        histories, horizons: horizons, actuals: demand, threads: plan.threads)
      log.report(demand, actuals: actuals, files: files, histories: histories)
    case .rollingOrigins(let count, let step):
      origins = try EvaluationOrigins(
        histories, horizons: horizons, calendar: calendar, origins: count, step: step,
        threads: plan.threads)
      log.report(origins: origins.count, asked: count)
    }
    let lags = histories.map { history in
      plan.series(of: history.key)?.scaleLag
        ?? plan.seasonLengths(of: history.key, in: calendar).first ?? 1
    }
    series = BatchScorer.Series(
      horizons: horizons, scaleLags: lags,
      categories: histories.map { history in
        let group = plan.series(of: history.key)?.group ?? ""
        return group.isEmpty ? inputs.catalogue.items[history.key.sku]?.category ?? "" : group
      },
      weights: ScoringWeights(origins, scaleLags: lags, threads: plan.threads))
    let scored = series.weights.scored
    guard scored.series > 0 else { throw .noOutcomes }
    log.report(scored: scored.series, of: histories.count, withoutScale: scored.withoutScale)
    self.inputs = inputs
    self.settings = settings
    self.calendar = calendar
    self.histories = histories
    self.log = log
  }

  /// Forecasts with every model at every origin, the newest first, and measures.
  ///
  /// - Parameters:
  ///   - observer: Hears of the work; an item is done twice for every model and origin, in
  ///     `choosing` and in `items`.
  ///   - done: What an earlier run on the same inputs and settings found at a step, which is then not
  ///     made again; steps count from 0, model by model at each origin.
  ///   - each: Takes each step made and its forecasts, which are not kept.
  /// - Returns: The accuracy of each model and group.
  /// - Throws: What `each` throws.
  public func run<Failure: Error>(
    observer: Planner.Observer = Planner.Observer(),
    done: (_ number: Int) -> EvaluationStep? = { _ in nil },
    each: (_ number: Int, EvaluationStep, EvaluationBatch) throws(Failure) -> Void
  ) throws(Failure) -> EvaluationResult {
    let probabilities = ScoredProbabilities(asked: settings.plan.quantiles)
    var books = [AccuracyBook](
      repeating: AccuracyBook(probabilities: probabilities.all.count),
      count: settings.models.count)
    var yardstick = AccuracyBook(probabilities: 0)
    var patterns = [DemandPattern?](repeating: nil, count: histories.count)
    var log = log
    for age in 0..<origins.count {
      observer.begins(.histories)
      let origin = origins.origin(age)
      var stage: ForecastStage?
      for (i, model) in settings.models.enumerated() {
        let number = age * settings.models.count + i
        let step: EvaluationStep
        if let earlier = done(number) {
          step = earlier
          for _ in 0..<2 * origin.places.count { observer.itemDone() }
        } else {
          observer.begins(.pooling)
          let shared = stage ?? self.stage(at: origin)
          stage = shared
          let scored = score(
            model, at: origin, stage: shared, probabilities, patterns: patterns,
            observer: observer)
          step = EvaluationStep(scored)
          try each(
            number, step,
            EvaluationBatch(
              model: model.name, forecasts: scored.forecasts, quantiles: settings.plan.quantiles,
              buckets: calendar.buckets))
        }
        observer.begins(.gathering)
        books[i].add(step.book)
        if i == 0 { yardstick.add(step.yardstick) }
        for entry in step.patterns where patterns[entry.place] == nil {
          patterns[entry.place] = entry.value
        }
        log.report(step, model: model.name, histories: histories)
      }
    }
    let withForecast = patterns.indices.filter { patterns[$0] != nil }
    return EvaluationResult(
      rows: rows(books, yardstick, probabilities), quantiles: settings.plan.quantiles,
      withoutResult: Set(histories.indices).subtracting(withForecast).sorted().map {
        histories[$0].key
      },
      findings: log.findings)
  }

  private func stage(at origin: EvaluationOrigins.Origin) -> ForecastStage {
    ForecastStage(
      origin.histories, inputs: inputs, calendar: calendar, settings: settings.plan,
      horizon: settings.plan.longestHorizon(in: calendar))
  }

  private func score(
    _ model: EvaluatedModel, at origin: EvaluationOrigins.Origin, stage: ForecastStage,
    _ probabilities: ScoredProbabilities, patterns: [DemandPattern?], observer: Planner.Observer
  ) -> BatchScorer.Scored {
    observer.begins(.choosing)
    let chosen = stage.choosing(among: model.family.map { [$0] }).choose(observer: observer)
    let scorer = BatchScorer(
      series: series, origin: origin, chosen: chosen, fallback: fallback(for: chosen, stage),
      probabilities: probabilities, patterns: patterns)
    observer.begins(.items)
    return scorer.score(threads: settings.plan.threads, observer: observer)
  }

  /// The last value, for series that a model does not fit, so that all models are measured on the
  /// same series; nil where none is needed.
  private func fallback(
    for chosen: BatchForecast, _ stage: ForecastStage
  ) -> BatchForecast? {
    let isNeeded = chosen.models.contains {
      if case .failure = $0 { return true }
      return false
    }
    return isNeeded
      ? stage.choosing(among: [.naive(Naive())]).choose(observer: Planner.Observer()) : nil
  }

  private func rows(
    _ books: [AccuracyBook], _ yardstick: AccuracyBook, _ probabilities: ScoredProbabilities
  ) -> [AccuracyRow] {
    guard let groups = books.first?.groups else { return [] }
    return groups.flatMap { group in
      zip(settings.models, books).map { model, book in
        let sums = book[group]
        return AccuracyRow(
          model: model.name, group: group, series: sums.series, scaledSeries: sums.scaledSeries,
          measures: sums.measures(against: yardstick[group], probabilities: probabilities.asked))
      }
    }
  }
}
