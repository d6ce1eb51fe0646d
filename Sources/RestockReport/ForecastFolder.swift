public import RestockIO
internal import RestockNumerics
public import RestockPlanning
public import RestockRecords

/// Writes the files of a run of forecasts.
public enum ForecastFolder {
  /// The chunks of `forecasts.csv`, in order.
  public static func forecasts(of run: ForecastRun, threads: Int) -> [TableWriter] {
    PlanFolder.chunks(
      of: run.forecasts.count, header: ForecastsTable.header(quantiles: run.quantiles), threads
    ) {
      ForecastsTable.append(run.forecasts[$0], calendar: run.calendar, to: &$1)
    }
  }

  /// Writes forecasts, findings and the run's record to a folder, all of them or none.
  ///
  /// - Parameters:
  ///   - tables: The chunks of `forecasts.csv`.
  ///   - levels: What the run says of sums, where it was asked for any.
  ///   - findings: What was found.
  ///   - path: The folder.
  ///   - record: The run's record.
  /// - Throws: `OutputError` where a file cannot be written.
  public static func write(
    _ tables: [TableWriter], levels: CoherentRun? = nil, findings: [Finding], to path: String,
    record: () -> [UInt8]
  ) throws(OutputError) {
    var folder = try OutputFolder(at: path)
    try PlanFolder.write(tables, to: "forecasts.csv", in: &folder)
    if let levels {
      try folder.write(LevelsTable.table(of: levels).bytes, to: "levels.csv")
      try folder.write(ReconciliationTable.table(of: levels).bytes, to: "reconciliation.csv")
    }
    try folder.write(FindingsTable.table(of: findings).bytes, to: "findings.csv")
    try folder.write(record(), to: OutputFolder.lastFile)
    try folder.commit()
  }
}
