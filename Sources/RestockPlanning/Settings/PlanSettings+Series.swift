public import RestockRecords

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
