/// The measures of accuracy of one forecast against what came, numbers in and numbers out.
///
/// `actual` and `forecast` are the same periods in the same order, units; all out of sample.
public enum AccuracyMeasures {
  /// 200 |y - f| / (|y| + |f|) of one period, 0 where both are 0: the terms of sMAPE.
  ///
  /// Source: Makridakis (1993), as the M3 and M4 competitions use it; 0...200.
  public static func symmetricPercentageError(actual: Double, forecast: Double) -> Double {
    let size = abs(actual) + abs(forecast)
    return size > 0 ? 200 * (abs(actual - forecast) / size) : 0
  }

  /// The pinball loss of a quantile, units: tau (y - q) where demand is above it, (1 - tau) (q - y)
  /// where it is below.
  ///
  /// Source: Koenker and Bassett (1978), doi:10.2307/1913643.
  public static func pinballLoss(actual: Double, quantile: Double, level: Double) -> Double {
    actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual)
  }

  /// The interval score of a central interval of probability 1 - `alpha`, units: its width, and 2 /
  /// alpha times by how much it was missed. Over the scale of MASE, the mean is MSIS.
  ///
  /// Source: Gneiting and Raftery (2007), doi:10.1198/016214506000001437, equation 43.
  public static func intervalScore(
    actual: Double, lower: Double, upper: Double, alpha: Double
  ) -> Double {
    upper - lower + 2 / alpha * (max(0, lower - actual) + max(0, actual - upper))
  }

  /// Whether a quantile covers, 0...1: for counts the randomised coverage, the share of the
  /// probability of the actual value that lies below the level.
  ///
  /// With plain coverage, a perfect forecast of rare demand has an 80 % quantile of 0 that covers 93 %.
  ///
  /// - Parameters:
  ///   - level: The quantile's level, 0...1.
  ///   - below: P(X < y) under the forecast: F(y - 1) of a count, F(y) of a continuous quantity
  ///     above 0, 0 at 0.
  ///   - upTo: P(X <= y) under the forecast.
  /// - Returns: 0...1, on average `level` for a perfect forecast.
  public static func randomisedCoverage(level: Double, below: Double, upTo: Double) -> Double {
    guard upTo > below else { return upTo <= level ? 1 : 0 }
    return min(1, max(0, (level - below) / (upTo - below)))
  }
}
