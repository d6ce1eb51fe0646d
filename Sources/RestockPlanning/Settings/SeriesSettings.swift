public import RestockRecords

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

extension PlanSettings {
  /// What the run was told about a series: by SKU and location, else by SKU.
  public func series(of key: SeriesKey) -> SeriesSettings? {
    guard !series.isEmpty else { return nil }
    return series[key] ?? series[SeriesKey(sku: key.sku, location: key.location)]
      ?? series[SeriesKey(sku: key.sku)]
  }

  /// The season lengths of a series in periods, the run's or the bucket's where it has none of its
  /// own.
  public func seasonLengths(of key: SeriesKey, in calendar: RunCalendar) -> [Int] {
    series(of: key)?.seasonLengths ?? seasonLengths ?? calendar.defaultSeasonLengths
  }

  /// The periods of a series to forecast.
  public func horizon(of key: SeriesKey, in calendar: RunCalendar) -> Int {
    series(of: key)?.horizon ?? horizon ?? calendar.defaultHorizon
  }

  /// The most periods to forecast of any series.
  public func longestHorizon(in calendar: RunCalendar) -> Int {
    series.values.reduce(horizon ?? calendar.defaultHorizon) { max($0, $1.horizon ?? 1) }
  }
}
