/// Mean and standard deviation of demand over a random lead time.
///
/// Demand per period and lead time are independent of each other: the variance of a random sum is
/// E[L] var(D) + E[D]^2 var(L).
///
/// Source: Silver, Pyke and Thomas (2017), section 6.10; King (2011), Crack the code.
public struct LeadTimeDemandMoments: Sendable, Hashable {
  /// Units.
  public let mean: Double
  /// Units.
  public let standardDeviation: Double

  /// The moments.
  ///
  /// - Parameters:
  ///   - meanPerPeriod: Units per period.
  ///   - standardDeviationPerPeriod: Units per root of a period, >= 0.
  ///   - meanLeadTime: Periods, >= 0.
  ///   - leadTimeStandardDeviation: Periods, >= 0.
  public init(
    meanPerPeriod: Double, standardDeviationPerPeriod: Double, meanLeadTime: Double,
    leadTimeStandardDeviation: Double
  ) {
    mean = meanPerPeriod * meanLeadTime
    let demandPart = meanLeadTime * standardDeviationPerPeriod * standardDeviationPerPeriod
    let leadTimePart = meanPerPeriod * leadTimeStandardDeviation
    standardDeviation = (demandPart + leadTimePart * leadTimePart).squareRoot()
  }
}
