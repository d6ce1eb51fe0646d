public import RestockRecords

extension InputReader {
  /// Reads the planner's own decisions.
  ///
  /// - Parameter paths: The files.
  /// - Returns: The rows with a field that is known, in their order; whether a value makes sense is
  ///   for planning to say.
  /// - Throws: Where a file cannot be used at all.
  public mutating func overrides(_ paths: [String]) throws(InputError) -> [OverrideRecord] {
    var records: [OverrideRecord] = []
    for path in paths {
      let before = records.count
      let rows = try TableRows(path, kind: .overrides, reader: self)
      try rows.read(&self) { row, findings in
        guard let sku = row.key(.sku, &findings) else { return }
        let name = row.text(.overrideField)
        guard let field = OverrideRecord.Field(name: name) else {
          let known = OverrideRecord.Field.allCases.map(\.rawValue).joined(separator: ", ")
          findings.add(
            .unknownOverride, column: row.header(.overrideField), line: row.line, sku: sku
          ) { "expected one of \(known), found '\(name.prefix(60))'" }
          return
        }
        let until = row.day(.until, &findings)
        // A date that cannot be read must not make a decision last forever.
        if until == nil && !row.text(.until).isEmpty { return }
        records.append(
          OverrideRecord(
            sku: sku, location: row.text(.location), field: field, value: row.text(.value),
            reason: row.text(.reason), until: until, place: row.place()))
      }
      try requireRows(records.count > before, path)
    }
    return records
  }
}

extension RowFindings.Kind {
  fileprivate static let unknownOverride = Self(
    severity: .error, name: "unknown-override-field", treatment: "the row is not used")
}
