internal import RestockForecasting

/// What one model at one origin adds to the results of an evaluation: kept by a caller, it need not be
/// computed again when a run is taken up after an interruption.
public struct EvaluationStep: Sendable, Codable {
  /// Sums of errors, the model's and those of Naive 2.
  let book: AccuracyBook
  let yardstick: AccuracyBook
  /// The pattern of each series forecast, series for which the last value stood in, and series without
  /// a forecast.
  let patterns: [Entry<DemandPattern>]
  let fallbacks: [Entry<FitError>]
  let failures: [Entry<FitError>]

  /// Something of the series at a place.
  struct Entry<Value: Codable & Sendable>: Codable, Sendable {
    let place: Int
    let value: Value
  }

  init(_ scored: BatchScorer.Scored) {
    book = scored.book
    yardstick = scored.yardstick
    patterns = scored.patterns.map { Entry(place: $0.place, value: $0.pattern) }
    fallbacks = scored.fallbacks.map { Entry(place: $0.place, value: $0.error) }
    failures = scored.failures.map { Entry(place: $0.place, value: $0.error) }
  }
}
