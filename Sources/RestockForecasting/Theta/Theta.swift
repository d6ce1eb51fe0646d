/// The standard Theta model of the M3 competition: a smoothed level with half the slope of the line
/// through the history.
///
/// The same as simple exponential smoothing with a drift of half the slope. The season is treated as
/// in `DynamicOptimizedTheta`.
///
/// Source: Assimakopoulos and Nikolopoulos (2000), The theta model, doi:10.1016/S0169-2070(00)00066-2;
/// Hyndman and Billah (2003), Unmasking the Theta method, doi:10.1016/S0169-2070(01)00143-1.
public struct Theta: ForecastModel {
  /// The model.
  public init() {}

  /// - Throws: `tooShort` where fewer than four periods are known.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedTheta {
    try FittedTheta(series, kind: ThetaKind(isDynamic: false, isOptimized: false))
  }
}
