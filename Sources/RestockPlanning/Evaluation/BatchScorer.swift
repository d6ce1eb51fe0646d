internal import RestockForecasting
internal import RestockNumerics
internal import RestockRecords

/// Holds the forecasts of one model at one origin against what came.
struct BatchScorer {
  /// What is known of each series whatever the origin.
  struct Series {
    let horizons: [Int]
    let scaleLags: [Int]
    let categories: [String]
    let weights: ScoringWeights
  }

  let series: Series
  let origin: EvaluationOrigins.Origin
  let chosen: BatchForecast
  /// Forecasts where the model has none.
  let fallback: BatchForecast?
  /// The probabilities that were asked for come first.
  let probabilities: ScoredProbabilities
  /// The pattern of each series, where a newer origin has shown it.
  let patterns: [DemandPattern?]

  /// Series scored by one thread at a time.
  private static let chunk = 128

  /// What the scoring of a batch, or a part of it, gave.
  struct Scored: Sendable {
    var book: AccuracyBook
    var yardstick: AccuracyBook
    var forecasts: [EvaluationForecast] = []
    var patterns: [(place: Int, pattern: DemandPattern)] = []
    /// Series for which the fallback stands in, and those without any forecast.
    var fallbacks: [(place: Int, error: FitError)] = []
    var failures: [(place: Int, error: FitError)] = []

    mutating func add(_ other: Self) {
      book.add(other.book)
      yardstick.add(other.yardstick)
      forecasts += other.forecasts
      patterns += other.patterns
      fallbacks += other.fallbacks
      failures += other.failures
    }
  }

  /// Scores all series; the sums are made in the same order whatever the number of threads.
  func score(threads: Int, observer: Planner.Observer) -> Scored {
    let count = origin.places.count
    let parts = parallelMap(
      count: (count + Self.chunk - 1) / Self.chunk, threads: threads, chunk: 1
    ) { part in
      var scored = empty
      for i in part * Self.chunk..<min(count, (part + 1) * Self.chunk) {
        score(i, &scored)
        observer.itemDone()
      }
      return scored
    }
    var scored = empty
    for part in parts { scored.add(part) }
    return scored
  }

  private var empty: Scored {
    Scored(
      book: AccuracyBook(probabilities: probabilities.all.count),
      yardstick: AccuracyBook(probabilities: 0))
  }

  private func score(_ i: Int, _ scored: inout Scored) {
    let place = origin.places[i]
    var batch = chosen
    if case .failure(let error) = chosen.models[i], let fallback {
      batch = fallback
      if case .success = fallback.models[i] { scored.fallbacks.append((place, error)) }
    }
    do throws(FitError) {
      let pattern = try batch.models[i].get().pattern
      scored.patterns.append((place, pattern))
      try score(i, try batch.forecast(i), pattern: patterns[place] ?? pattern, &scored)
    } catch {
      scored.failures.append((place, error))
    }
  }

  private func score(
    _ i: Int, _ model: CalibratedForecast, pattern: DemandPattern, _ scored: inout Scored
  ) throws(FitError) {
    let place = origin.places[i]
    let history = origin.histories[i]
    let lag = series.scaleLags[place]
    let known = try history.series(seasonLength: lag)
    let yardstick = try Naive2().means(known, horizon: series.horizons[place])
    let outcomes = origin.outcomes[i]
    let means = model.means(horizon: series.horizons[place])
    let scorer = SeriesScorer(
      outcomes: outcomes, scale: AccuracyScale(history: known, lag: lag),
      pattern: pattern, category: series.categories[place], weights: series.weights, place: place)
    var quantiles = [ContiguousArray<Double>](
      repeating: ContiguousArray(), count: probabilities.all.count)
    scorer.score(&scored.book, probabilities: probabilities.all.count) { step, errors in
      if let outcome = outcomes[step] { errors.add(actual: outcome, mean: means[step]) }
      guard !quantiles.isEmpty else { return }
      let demand = model.total(over: ForecastWindow(periods: step + 1...step + 1))
      for (q, probability) in probabilities.all.enumerated() {
        quantiles[q].append(demand.quantile(probability))
      }
      guard let outcome = outcomes[step] else { return }
      add(outcome, demand, quantiles.map { $0[step] }, isCount: model.isWholeUnits, to: &errors)
    }
    scorer.score(&scored.yardstick, probabilities: 0) { step, errors in
      if let outcome = outcomes[step] { errors.add(actual: outcome, mean: yardstick[step]) }
    }
    scored.forecasts.append(
      EvaluationForecast(
        forecast: ItemForecast(
          key: history.key, model: model.summary, firstBucket: history.endBucket, means: means,
          quantiles: Array(quantiles[probabilities.asked])),
        outcomes: outcomes))
  }

  /// Adds how the quantiles of a period did.
  private func add(
    _ outcome: Double, _ demand: DemandDistribution, _ quantiles: [Double], isCount: Bool,
    to errors: inout ForecastErrors
  ) {
    let upTo = demand.cumulativeProbability(outcome)
    let isRandomised = isCount && outcome == outcome.rounded()
    // Nothing is below zero, and rare demand in parts of units has a probability of it.
    let below = outcome <= 0 ? 0 : isRandomised ? demand.cumulativeProbability(outcome - 1) : upTo
    for (q, level) in probabilities.all.enumerated() {
      errors.addQuantile(q, level: level, quantile: quantiles[q], actual: outcome)
      errors.addCoverage(q, level: level, below: below, upTo: upTo)
    }
    errors.addInterval(
      lower: quantiles[probabilities.lower], upper: quantiles[probabilities.upper],
      miss: ScoredProbabilities.miss, actual: outcome)
  }
}

/// The probabilities whose quantiles are scored: those asked for, and the ends of the 95 % interval.
struct ScoredProbabilities {
  /// All of them, those asked for first; empty where none were.
  let all: [Double]
  /// The places of those asked for.
  let asked: Range<Int>
  /// The places of the ends of the interval.
  let lower: Int
  let upper: Int

  /// The probability of an outcome outside the interval.
  static let miss = 0.05

  init(asked probabilities: [Double]) {
    guard !probabilities.isEmpty else {
      all = []
      asked = 0..<0
      lower = 0
      upper = 0
      return
    }
    all = probabilities + [Self.miss / 2, 1 - Self.miss / 2]
    asked = probabilities.indices
    lower = probabilities.count
    upper = probabilities.count + 1
  }
}

/// Adds the errors of one series at one origin to a book.
private struct SeriesScorer {
  let outcomes: ContiguousArray<Double?>
  let scale: AccuracyScale
  let pattern: DemandPattern
  let category: String
  let weights: ScoringWeights
  let place: Int

  /// - Parameters:
  ///   - book: The sums to add to.
  ///   - probabilities: How many there are.
  ///   - add: Adds the error of a period, the first is 0, where it is known.
  func score(
    _ book: inout AccuracyBook, probabilities: Int,
    add: (_ step: Int, _ errors: inout ForecastErrors) -> Void
  ) {
    var whole = ForecastErrors(probabilities: probabilities)
    var one = whole
    for step in outcomes.indices {
      one.reset()
      add(step, &one)
      guard one.points > 0 else { continue }
      book.add(
        step: step + 1, one, scale: scale, weights: weights.weights(of: place, step: step))
      whole.add(one)
    }
    guard whole.points > 0 else { return }
    book.add(
      whole, scale: scale, weights: weights.weights(of: place), pattern: pattern,
      category: category)
  }
}

extension ItemHistory {
  /// The history as the yardsticks see it: with one season, and without the index that models have.
  func series(seasonLength: Int) throws(FitError) -> DemandSeries {
    try DemandSeries(demand: demand, isKnown: isKnown, seasonLengths: [seasonLength])
  }
}
