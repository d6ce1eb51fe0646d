/// The standard deviation of the forecast's error over a whole lead time, with the error of the
/// estimated level in it, which sigma sqrt(L) leaves out.
///
/// Source: Prak, Teunter and Syntetos (2017), On the calculation of safety stocks when demand is
/// forecasted, doi:10.1016/j.ejor.2016.06.035.
public enum ForecastErrorOverLeadTime {
  /// Demand without a trend or memory, its mean estimated by a moving average:
  /// sigma sqrt(L + L^2 / N).
  ///
  /// - Parameters:
  ///   - standardDeviation: sigma, units per period.
  ///   - leadTime: L, periods.
  ///   - window: N, periods.
  /// - Returns: Units.
  public static func movingAverage(
    standardDeviation: Double, leadTime: Double, window: Double
  ) -> Double {
    standardDeviation * (leadTime + leadTime * leadTime / window).squareRoot()
  }

  /// The same demand, its mean estimated by exponential smoothing:
  /// sigma sqrt(L + L^2 alpha / (2 - alpha)).
  public static func exponentialSmoothing(
    standardDeviation: Double, leadTime: Double, alpha: Double
  ) -> Double {
    let level = leadTime * leadTime * alpha / (2 - alpha)
    return standardDeviation * (leadTime + level).squareRoot()
  }

  /// Demand whose level wanders, for which exponential smoothing is right: the errors of the steps
  /// add up, sigma sqrt(L (1 + alpha (L - 1) + alpha^2 (L - 1) (2 L - 1) / 6)).
  ///
  /// Source: Johnston and Harrison (1986); Hyndman, Koehler, Ord and Snyder (2008), section 6.3.
  ///
  /// - Parameters:
  ///   - standardDeviation: Of the innovations, units per period.
  ///   - leadTime: L, periods.
  ///   - alpha: 0...1.
  /// - Returns: Units.
  public static func localLevel(
    standardDeviation: Double, leadTime: Double, alpha: Double
  ) -> Double {
    let steps = leadTime - 1
    let memory = alpha * alpha * steps * (2 * leadTime - 1) / 6
    return standardDeviation * (leadTime * (1 + alpha * steps + memory)).squareRoot()
  }
}
