public import RestockIO
public import RestockRecords

/// `findings.csv`: what was found in the inputs and what was done about it.
public enum FindingsTable {
  static let header = [
    "severity", "file", "line", "sku", "column", "finding", "count", "treatment",
  ]

  /// The table of some findings.
  public static func table(of findings: [Finding]) -> TableWriter {
    var table = TableWriter()
    table.header(header)
    for finding in findings {
      table.text(finding.severity.rawValue)
      table.text(finding.place.file)
      if finding.place.line > 0 { table.integer(finding.place.line) } else { table.empty() }
      table.text(finding.place.sku)
      table.text(finding.place.column)
      table.text("\(finding.kind): \(finding.text)")
      table.integer(finding.count)
      table.text(finding.treatment)
      table.endRow()
    }
    return table
  }
}
