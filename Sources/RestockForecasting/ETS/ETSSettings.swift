/// How exponential smoothing is estimated.
public struct ETSSettings: Sendable, Hashable {
  /// How firmly the trend is held to its course: u = beta / alpha, the share of a change of level that
  /// the trend takes on, has the prior Beta(1, `trendPrior` x max(2, season length)); nil for plain
  /// maximum likelihood.
  ///
  /// More likelihood makes forecasts worse: a trend that follows each innovation fits the past and
  /// runs off with the future. The density falls from u = 0 as (1 - u)^(b - 1). A longer season has
  /// shorter periods, in each of which the trend changes less.
  public let trendPrior: Double?
  /// The number of Levenberg-Marquardt iterations, at least 1; it stops before where the deviance
  /// gains less than 0.02.
  public let maximumIterations: Int

  /// Whether the error of estimation is worked out as well, for the variances; the forecasts are the
  /// same without.
  public let estimatesError: Bool

  /// Settings for a fit.
  ///
  /// - Parameters:
  ///   - trendPrior: At least 0.5, default 5; nil for maximum likelihood.
  ///   - maximumIterations: Default 12; 2 is the fast preset, about half the time.
  ///   - estimatesError: Default true.
  public init(
    trendPrior: Double? = 5, maximumIterations: Int = 12, estimatesError: Bool = true
  ) {
    precondition(trendPrior.map { $0 >= 0.5 } ?? true, "trend prior \(trendPrior ?? 0)")
    precondition(maximumIterations >= 1, "\(maximumIterations) iterations")
    self.trendPrior = trendPrior
    self.maximumIterations = maximumIterations
    self.estimatesError = estimatesError
  }

  /// Maximum likelihood: for comparison with other implementations.
  public static let maximumLikelihood = Self(trendPrior: nil)
}
