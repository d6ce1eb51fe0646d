internal import RestockRecords

/// What is found in rows while a file is scanned, before lines and file names are known for good.
///
/// Of each kind in each column the first is kept, and counted, or all of them.
struct RowFindings: Sendable {
  /// A kind of finding about rows.
  struct Kind: Sendable, Hashable {
    let severity: Severity
    let name: String
    let treatment: String
  }

  private struct Entry: Sendable {
    let kind: Kind
    let column: String
    let line: Int
    let sku: String
    let text: String
    var count: Int
  }

  private struct Key: Hashable {
    let kind: String
    let column: String
  }

  private let keepsAll: Bool
  private var entries: [Entry] = []
  private var index: [Key: Int] = [:]

  init(keepsAll: Bool) {
    self.keepsAll = keepsAll
  }

  var isEmpty: Bool { entries.isEmpty }

  /// Adds a finding; its words are only made where they are kept.
  mutating func add(
    _ kind: Kind, column: String = "", line: Int, sku: @autoclosure () -> String = "",
    count: Int = 1, text: () -> String
  ) {
    let key = Key(kind: kind.name, column: column)
    if !keepsAll, let i = index[key] {
      entries[i].count += count
      return
    }
    index[key] = entries.count
    entries.append(
      Entry(kind: kind, column: column, line: line, sku: sku(), text: text(), count: count))
  }

  /// Adds the findings of a later part of the file, whose lines count from `line`.
  mutating func append(_ later: Self, linesAfter line: Int) {
    for entry in later.entries {
      add(
        entry.kind, column: entry.column, line: entry.line + line, sku: entry.sku,
        count: entry.count
      ) { entry.text }
    }
  }

  /// How many findings of a kind there are.
  func count(of kind: Kind) -> Int {
    entries.reduce(0) { $0 + ($1.kind == kind ? $1.count : 0) }
  }

  /// The findings as they are given out, in the order of their first lines.
  func findings(file: String) -> [Finding] {
    entries.map { entry in
      Finding(
        entry.kind.severity,
        at: Place(file: file, line: entry.line, column: entry.column, sku: entry.sku),
        kind: entry.kind.name, text: entry.text, count: entry.count,
        treatment: entry.kind.treatment)
    }
  }
}
