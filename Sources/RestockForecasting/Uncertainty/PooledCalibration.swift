internal import RestockNumerics

/// The recalibration of totals that past forecasts of many series call for, one mechanism for all
/// models.
///
/// The probability integral transforms of past totals under their forecasts are pooled by demand
/// pattern, length of the window and tercile of the expected demand a period; a count spreads its
/// transform evenly over F(y - 1)...F(y). The pattern is that of the demand until the origin, for the
/// demand that is to be foretold must not choose its pool: chosen by the whole history, the lumpy items
/// were those that had just had their largest order, and their tails came out far too heavy. Cells with
/// little evidence lean on their pattern, and a pattern on all series. Works on counts where scaled
/// residuals fail, for most of them are zero.
///
/// Counts have a map by the tercile of the demands that an item has had besides, and half of each: items
/// grow old, so that those which are forecast now have sold more often than those from which the
/// maps are learned. On car parts, whose demand falls with age, that brought the totals over
/// eight months from 3 points off to 2. An item that has not sold enough to have a pattern has
/// the first map alone.
///
/// Quantities, whose distribution is their model's, have pools of their own. A longer window of them is
/// never given less above a level than a shorter one by the map itself; of counts, `CalibratedForecast`
/// sees to that.
///
/// Source: Czado, Gneiting and Held (2009), Predictive model assessment for count data,
/// doi:10.1111/j.1541-0420.2009.01191.x (the transform without drawing); Kuleshov, Fenner and Ermon
/// (2018), Accurate uncertainties for deep learning using calibrated regression (the map).
public struct PooledCalibration: Sendable, Hashable {
  /// How far totals of counts may reach.
  public let ceiling: PooledCeiling
  private let counts: CalibrationTable
  private let quantities: CalibrationTable

  /// Learns from the past totals of `members` under the spread that `dispersion` gives them.
  ///
  /// - Parameters:
  ///   - members: Models chosen for the series.
  ///   - dispersion: Learned from the same.
  ///   - threads: At most this many; the result does not depend on it.
  public init(_ members: [SelectedModel], dispersion: PooledDispersion, threads: Int = 1) {
    ceiling = PooledCeiling(members, threads: threads)
    counts = CalibrationTable(
      members, dispersion: dispersion, isSmallCount: true, threads: threads)
    quantities = CalibrationTable(
      members, dispersion: dispersion, isSmallCount: false, threads: threads)
  }

  /// The map for a total of a count over a window of `length` periods, of an item with this expected
  /// demand a period and so many demands behind it.
  ///
  /// Between two lengths never below what the longer one's map leaves: so for every probability the map
  /// falls from one length to the next.
  func recalibration(
    ofCount pattern: DemandPattern, length: Double, rate: Double, demands: Int
  ) -> Recalibration {
    let (place, weight) = counts.lengths.place(of: length)
    let map = counts.map(pattern, place: place, rate: rate, demands: demands)
    guard weight > 0 else { return map }
    let longer = counts.map(pattern, place: place + 1, rate: rate, demands: demands)
    return map.mixed(with: longer, weight: weight).atLeast(longer)
  }

  /// The map for a total of a quantity over a window of `length` periods with this expected demand a
  /// period.
  func recalibration(
    ofQuantity pattern: DemandPattern, length: Double, rate: Double
  ) -> Recalibration {
    let (place, weight) = quantities.lengths.place(of: length)
    let map = quantities.map(pattern, place: place, rate: rate, demands: 0)
    guard weight > 0 else { return map }
    return map.mixed(
      with: quantities.map(pattern, place: place + 1, rate: rate, demands: 0), weight: weight)
  }
}
