public import RestockRecords

extension InputReader {
  /// Reads settings of single series: season lengths, horizon, group and scale.
  ///
  /// - Parameter paths: The files.
  /// - Returns: The settings by SKU and location; a later row of a series takes the place of one
  ///   before it, with a finding.
  /// - Throws: Where a file cannot be used at all.
  public mutating func seriesSettings(
    _ paths: [String]
  ) throws(InputError) -> [SeriesKey: SeriesSettings] {
    var all: [SeriesKey: SeriesSettings] = [:]
    for path in paths {
      let rows = try TableRows(path, kind: .series, reader: self)
      var usable = 0
      try rows.read(&self) { row, findings in
        guard let sku = row.key(.sku, &findings) else { return }
        usable += 1
        var settings = SeriesSettings()
        settings.seasonLengths = row.seasonLengths(&findings)
        settings.horizon = row.periods(.horizon, &findings)
        settings.group = row.text(.group)
        settings.scaleLag = row.periods(.scaleLag, &findings)
        let key = SeriesKey(sku: sku, location: row.text(.location))
        if all.updateValue(settings, forKey: key) != nil {
          findings.add(.duplicateSeries, line: row.line, sku: sku) {
            "more than one row for the same series"
          }
        }
      }
      try requireRows(usable > 0, path)
    }
    return all
  }
}

extension TableRow {
  /// The most periods that a setting may say.
  private static let most = 10_000.0

  /// A number of periods; nil, with a finding, where it is not a whole one from 1 on.
  fileprivate func periods(_ field: Field, _ findings: inout RowFindings) -> Int? {
    guard let number = number(field, &findings) else { return nil }
    guard number >= 1, number <= Self.most, number == number.rounded() else {
      findings.add(.unreadableValue, column: header(field), line: line, sku: text(.sku)) {
        "expected whole periods from 1 to 10000, found '\(text(field).prefix(60))'"
      }
      return nil
    }
    return Int(number)
  }

  /// One season length or several, as `12` or `24,168`; one that is not whole is rounded.
  fileprivate func seasonLengths(_ findings: inout RowFindings) -> [Int]? {
    let text = text(.seasonLength)
    guard !text.isEmpty else { return nil }
    let parts = text.split { ",; ".contains($0) }.map { Double($0) }
    guard !parts.isEmpty, parts.allSatisfy({ ($0 ?? 0) >= 1 && ($0 ?? 0) <= Self.most }) else {
      findings.add(
        .unreadableValue, column: header(.seasonLength), line: line, sku: self.text(.sku)
      ) { "expected season lengths in periods, as 12 or 24,168, found '\(text.prefix(60))'" }
      return nil
    }
    let lengths = parts.compactMap { $0 }
    if lengths.contains(where: { $0 != $0.rounded() }) {
      findings.add(
        .roundedSeason, column: header(.seasonLength), line: line, sku: self.text(.sku)
      ) { "a season of '\(text.prefix(60))' periods is not whole" }
    }
    return lengths.map { Int($0.rounded()) }
  }
}

extension RowFindings.Kind {
  fileprivate static let duplicateSeries = Self(
    severity: .warning, name: "duplicate-key", treatment: "the last row counts")
  fileprivate static let roundedSeason = Self(
    severity: .note, name: "season-not-whole", treatment: "rounded")
}
