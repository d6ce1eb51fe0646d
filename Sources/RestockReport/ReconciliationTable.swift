internal import RestockForecasting
public import RestockIO
public import RestockPlanning

/// `reconciliation.csv`: how each way of making forecasts add up did at past origins.
public enum ReconciliationTable {
  /// The table of a run. A row without a method's name, `none`, is of forecasts that do not add up.
  public static func table(of run: CoherentRun) -> TableWriter {
    var table = TableWriter()
    table.header(["method", "level", "series", "rmsse", "taken"])
    for score in run.scores {
      table.text(score.method?.rawValue ?? "none")
      table.text(score.level?.rawValue ?? "series")
      table.integer(score.count)
      table.decimal(score.rmsse, places: 4)
      table.text(score.method == run.method ? "true" : "false")
      table.endRow()
    }
    return table
  }
}
