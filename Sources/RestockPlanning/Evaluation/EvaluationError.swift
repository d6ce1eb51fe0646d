/// Why nothing can be evaluated.
public enum EvaluationError: Error, Sendable, Hashable {
  /// No history is long enough for a single origin; `longest` periods is the longest.
  case historiesTooShort(longest: Int, horizon: Int)
  /// The buckets of the actuals are not those of the sales.
  case differentBuckets(sales: String, actuals: String)
  /// The actuals have no known period after any history.
  case noOutcomes
}

extension EvaluationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .historiesTooShort(let longest, let horizon):
      "the longest history has \(longest) periods: too few to forecast \(horizon) at a past origin\n"
        + "  give a shorter --horizon, or known outcomes by --actuals"
    case .differentBuckets(let sales, let actuals):
      "the sales are by \(sales), the actuals by \(actuals)\n  say --every for both"
    case .noOutcomes:
      "the actuals have no known period after the history of any series of the sales\n"
        + "  are they of the same series, and later than the sales, or than --as-of?"
    }
  }
}
