/// What a run was told about one series, where it differs from the run's own settings.
public struct SeriesSettings: Sendable, Hashable {
  /// Season lengths in periods, each at least 1; nil takes the run's.
  public var seasonLengths: [Int]?
  /// Periods to forecast, at least 1; nil takes the run's.
  public var horizon: Int?
  /// The group that accuracy is averaged over; empty takes the item's category.
  public var group = ""
  /// The lag of the in-sample changes that errors are scaled by, at least 1; nil takes the first
  /// season length.
  public var scaleLag: Int?

  /// Nothing that differs.
  public init() {}
}
