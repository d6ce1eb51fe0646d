public import RestockIO
public import RestockPlanning
internal import RestockRecords

/// `forecasts.csv`: one row for each item and period.
public enum ForecastsTable {
  /// The header for these probabilities: `q50`, `q99.5`.
  public static func header(quantiles: [Double]) -> [String] {
    ["sku", "location", "period", "mean"] + quantiles.map { "q" + name(of: $0) } + ["model"]
  }

  /// Appends the rows of one forecast.
  public static func append(
    _ forecast: ItemForecast, calendar: RunCalendar, to table: inout TableWriter
  ) {
    append(
      forecast, keys: [forecast.key.sku, forecast.key.location], calendar: calendar, to: &table)
  }

  /// Appends the rows of a forecast that is called by these keys.
  static func append(
    _ forecast: ItemForecast, keys: [String], calendar: RunCalendar, to table: inout TableWriter
  ) {
    for i in forecast.means.indices {
      for key in keys { table.text(key) }
      let bucket = forecast.firstBucket + i
      if calendar.buckets.size == .step {
        table.integer(bucket)
      } else {
        table.day(calendar.buckets.firstDay(of: bucket))
      }
      table.decimal(forecast.means[i], places: 4)
      for quantile in forecast.quantiles { table.decimal(quantile[i], places: 2) }
      table.text(forecast.model)
      table.endRow()
    }
  }

  static func name(of probability: Double) -> String {
    let percent = (probability * 1e4).rounded() / 100
    return percent == percent.rounded() ? String(Int(percent)) : String(percent)
  }
}
