internal import RestockRecords

/// Exports that end before all is told, without saying so.
extension InputReader {
  /// Rows at which programs stop exporting, and spreadsheets saving.
  private static let roundRows: Set<Int> = [
    1000, 5000, 10_000, 50_000, 65_535, 100_000, 250_000, 500_000, 1_000_000, 1_048_575,
  ]

  /// Tells that a file has exactly as many rows as programs give at most.
  mutating func noteCutOff(_ table: borrowing OpenTable, rows: Int) {
    let rows = table.rows(scanned: rows)
    guard Self.roundRows.contains(rows) else { return }
    let isSpreadsheets = rows == 65_535 || rows == 1_048_575
    let isExport = table.file.translation.map { !$0.profile.isEmpty } ?? false
    findings.add(
      Finding(
        isSpreadsheets || isExport ? .warning : .note, at: Place(file: table.file.path),
        kind: "round-number-of-rows",
        text: "the file has exactly \(rows) rows"
          + (isSpreadsheets ? ", the most that a spreadsheet holds" : "")
          + ": was it cut off there?",
        treatment: "used as it is; export again in parts, by date, if rows are missing"))
  }

  /// Tells that an export whose sales are of these days, ascending, holds no more than its program
  /// gives unasked.
  mutating func noteDays(_ table: borrowing OpenTable, _ days: [Int32]) {
    guard let most = table.file.translation?.mostDays, let first = days.first, let last = days.last
    else { return }
    let span = Int(last - first) + 1
    guard span > most - 4, span <= most + 1 else { return }
    findings.add(
      Finding(
        .warning, at: Place(file: table.file.path), kind: "limited-days",
        text: "the file holds \(span) days; \(table.file.translation?.profile ?? "the program")"
          + " gives the last \(most) where no dates are asked for",
        treatment: "used as it is; export older sales too, and give the files together"))
  }
}
