internal import RestockNumerics

/// Forecasts of many series together: a model chosen for each by itself, then spread and shape
/// learned from all of them.
///
/// A series that fails has an error in its place and spoils only itself. The result does not depend
/// on the number of threads.
public struct BatchForecast: Sendable {
  /// The model chosen for each series, or why there is none, in the order of the series.
  public let models: [Result<SelectedModel, FitError>]
  /// The spread of totals by pattern and length.
  public let dispersion: PooledDispersion
  /// The recalibration of totals.
  public let calibration: PooledCalibration

  /// Chooses a model for each of `count` series and learns from all.
  ///
  /// - Parameters:
  ///   - count: The number of series.
  ///   - selection: How models are chosen.
  ///   - threads: At most this many.
  ///   - series: Makes the series of a place; called on several threads at once.
  public init(
    count: Int, selection: ModelSelection, threads: Int = 1,
    series: @Sendable (Int) throws(FitError) -> DemandSeries
  ) {
    models = parallelMap(count: count, threads: threads) { place in
      do throws(FitError) {
        return .success(try selection.select(try series(place)))
      } catch {
        return .failure(error)
      }
    }
    let fitted = models.compactMap { try? $0.get() }
    dispersion = PooledDispersion(fitted, threads: threads)
    calibration = PooledCalibration(fitted, dispersion: dispersion, threads: threads)
  }

  /// The forecast of the series at `place`, with the spread and the shape that its like show.
  public func forecast(_ place: Int) throws(FitError) -> CalibratedForecast {
    try models[place].get().calibrated(by: dispersion, calibration)
  }
}
