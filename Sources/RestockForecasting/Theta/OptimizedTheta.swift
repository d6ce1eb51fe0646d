/// The optimised Theta model: a smoothed level with an estimated share of the slope of the line
/// through the whole history, which does not move on with new demand.
///
/// The season is treated as in `DynamicOptimizedTheta`.
///
/// Source: Fiorucci et al. (2016), doi:10.1016/j.ijforecast.2016.02.005, section 2.
public struct OptimizedTheta: ForecastModel {
  /// The model.
  public init() {}

  /// - Throws: `tooShort` where fewer than four periods are known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedTheta {
    try FittedTheta(series, kind: ThetaKind(isDynamic: false, isOptimized: true))
  }
}
