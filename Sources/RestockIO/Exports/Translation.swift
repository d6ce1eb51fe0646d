internal import RestockRecords

/// An export in Restock's own terms: a column a field, a line a row, without those that do not count.
struct Translation: ~Copyable {
  /// The rows as text, without a header.
  let content: InputFile
  let facts: TranslationFacts
  /// Where the scan of the export ended.
  let end: ScanEnd
}

/// What there is to know of a translated export besides its rows.
struct TranslationFacts: Sendable {
  /// The layout, as `Shopify orders`.
  let profile: String
  /// The header that each column comes from.
  let headers: [String]
  let fields: [Field]
  /// The line of the export that each row comes from.
  let lines: [Int]
  let unusedHeaders: [String]
  /// Rows of the export, those left out among them.
  let rows: Int
  /// Whether rows were left out.
  let leavesRowsOut: Bool
  let findings: [Finding]
  let dayOrder: DateOrder
  /// The most days that the program exports unasked.
  let mostDays: Int?
  /// Mappings of `--columns` whose header is not in the file.
  let unmatched: [(name: String, header: String)]

  /// The line of the export of the row that stands on a line of the text, counted from the header's.
  func line(of line: Int, after header: Int) -> Int {
    lines.isEmpty ? line : lines[min(max(0, line - header - 1), lines.count - 1)]
  }
}
