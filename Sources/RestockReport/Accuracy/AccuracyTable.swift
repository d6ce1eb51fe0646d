public import RestockIO
public import RestockPlanning

/// `accuracy.csv`: how accurate each model was, by group.
public enum AccuracyTable {
  /// The header for these probabilities.
  public static func header(quantiles: [Double]) -> [String] {
    let names = quantiles.map { ForecastsTable.name(of: $0) }
    return ["model", "group", "series", "smape", "smape_points", "mase", "rmsse", "wape", "bias"]
      + names.map { "pinball_" + $0 } + names.map { "coverage_" + $0 } + ["msis_95", "owa"]
  }

  /// The table of an evaluation.
  public static func table(of result: EvaluationResult) -> TableWriter {
    var table = TableWriter()
    table.header(header(quantiles: result.quantiles))
    for row in result.rows {
      table.text(row.model)
      table.text(row.group.description)
      table.integer(row.series)
      let measures = row.measures
      let values =
        [
          measures.smape, measures.smapeOverPoints, measures.mase, measures.rmsse, measures.wape,
          measures.bias,
        ] + measures.scaledPinball + measures.coverage + [measures.msis, measures.owa]
      for value in values { table.decimal(value, places: 6) }
      table.endRow()
    }
    return table
  }
}
