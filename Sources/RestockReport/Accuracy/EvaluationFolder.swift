public import RestockIO
public import RestockPlanning
public import RestockRecords

/// Writes the files of an evaluation: its forecasts as they come, the rest at the end, and all of them
/// or none.
public struct EvaluationFolder: ~Copyable {
  private var folder: OutputFolder
  private var forecasts: ByteSink

  /// Prepares the folder.
  ///
  /// - Parameters:
  ///   - path: The folder; Restock's own files in it are replaced and others stay.
  ///   - quantiles: The probabilities of the forecasts' quantiles.
  ///   - hasOrigin: Whether forecasts are made at rolling origins.
  /// - Throws: `OutputError` where the folder cannot be made.
  public init(
    at path: String, quantiles: [Double], hasOrigin: Bool
  ) throws(OutputError) {
    var folder = try OutputFolder(at: path)
    var forecasts = try folder.create("forecasts.csv")
    var header = TableWriter()
    header.header(EvaluationForecastsTable.header(quantiles: quantiles, hasOrigin: hasOrigin))
    try forecasts.write(header.bytes)
    self.folder = folder
    self.forecasts = forecasts
  }

  /// Appends rows of forecasts, as `EvaluationForecastsTable` formats them.
  public mutating func append(forecasts rows: [UInt8]) throws(OutputError) {
    try forecasts.write(rows)
  }

  /// Writes the accuracy, the findings and the run's record, and moves all files into place.
  public consuming func commit(
    _ result: EvaluationResult, findings: [Finding], record: () -> [UInt8]
  ) throws(OutputError) {
    var folder = folder
    try forecasts.close()
    try folder.write(AccuracyTable.table(of: result).bytes, to: "accuracy.csv")
    try folder.write(FindingsTable.table(of: findings).bytes, to: "findings.csv")
    try folder.write(record(), to: OutputFolder.lastFile)
    try folder.commit()
  }
}
