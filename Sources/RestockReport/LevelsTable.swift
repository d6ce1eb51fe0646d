public import RestockIO
public import RestockPlanning
internal import RestockRecords

/// `levels.csv`: one row for each sum and period.
public enum LevelsTable {
  /// The table of a run.
  public static func table(of run: CoherentRun) -> TableWriter {
    var table = TableWriter()
    table.header(
      ["level", "name", "period", "mean"]
        + run.series.quantiles.map { "q" + ForecastsTable.name(of: $0) } + ["model"])
    for level in run.levels {
      ForecastsTable.append(
        level.forecast, keys: [level.level.rawValue, level.name], calendar: run.series.calendar,
        to: &table)
    }
    return table
  }
}
