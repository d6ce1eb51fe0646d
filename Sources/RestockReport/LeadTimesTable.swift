public import RestockIO
public import RestockPlanning
internal import RestockRecords

/// `lead-times.csv`: one row for each supplier, for each of its items with receipts enough, and one
/// for a supplier never seen.
public enum LeadTimesTable {
  static let header = [
    "supplier", "sku", "orders", "mean_days", "sd_days", "q50", "q80", "q90", "q95",
    "distribution", "on_time", "in_full", "drift", "drift_since", "suggested_days", "source",
    "on_time_in_full", "promised_days", "days_late", "days_if_ordered_now",
  ]

  /// The table of a report.
  public static func table(of report: LeadTimeReport) -> TableWriter {
    var table = TableWriter()
    table.header(header)
    for row in report.rows {
      table.text(row.supplier)
      table.text(row.sku)
      table.integer(row.orders)
      table.decimal(row.mean, places: 2)
      table.decimal(row.standardDeviation, places: 2)
      for quantile in row.quantiles { table.decimal(quantile, places: 2) }
      table.text(row.distribution)
      table.decimal(row.scorecard.onTimeRate, places: 4)
      table.decimal(row.scorecard.inFullRate, places: 4)
      table.text(row.drift.rawValue)
      table.day(row.driftSince)
      table.decimal(row.suggestedDays, places: 2)
      table.text(row.source)
      table.decimal(row.scorecard.onTimeInFullRate, places: 4)
      table.decimal(row.scorecard.promisedDays, places: 2)
      table.decimal(row.scorecard.daysLate, places: 2)
      table.decimal(row.daysIfOrderedNow, places: 2)
      table.endRow()
    }
    return table
  }
}
