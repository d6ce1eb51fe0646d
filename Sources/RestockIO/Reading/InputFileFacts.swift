/// What a run says of an input file: enough to tell whether it was the same one.
public struct InputFileFacts: Sendable, Hashable {
  /// The name, as the user gave it.
  public let path: String
  /// Bytes on disk.
  public let size: Int
  /// `xxh64:` and sixteen hexadecimal digits, over the bytes on disk: what `xxhsum -H1` prints.
  public let digest: String
  public let kind: FileKind
  /// The layout, as `Shopify orders`; empty for Restock's own.
  public let profile: String
  /// Whether it has a column a period.
  public let isWide: Bool
  /// `UTF-8`, `Windows-1252`, `UTF-16LE`, `UTF-16BE`.
  public let encoding: String
  public let isCompressed: Bool
  /// The delimiter, one character.
  public let delimiter: String
  /// What the dates looked like: `ISO 8601`, `day first`, `month first`, a format, `steps`; empty
  /// where there are none.
  public let dates: String
  /// The header of each column that was understood, by its canonical name.
  public let columns: [Field: String]
  /// The headers that have no meaning here.
  public let unusedColumns: [String]
  /// Columns that are periods, in a wide file.
  public let periods: Int
  /// Rows in the file, those not used among them.
  public let rows: Int
}

extension InputFileFacts {
  /// `xxh64:` and the hash of the bytes.
  static func digest(_ bytes: ByteView) -> String {
    let digits = String(XXHash64.hash(bytes), radix: 16)
    return "xxh64:" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  init(
    _ table: borrowing OpenTable, conventions: Conventions, kind: FileKind, rows: Int,
    hasDates: Bool
  ) {
    path = table.file.path
    size = table.file.file.bytes.count
    digest = Self.digest(table.file.file.bytes)
    self.kind = kind
    profile = table.file.translation?.profile ?? ""
    isWide = table.layout.isWide
    encoding = table.file.encoding.rawValue
    isCompressed = table.file.isCompressed
    delimiter = String(UnicodeScalar(table.file.delimiter))
    dates = hasDates ? conventions.dates.words : ""
    var columns: [Field: String] = [:]
    for (field, column) in table.layout.map.columns {
      columns[field] = table.file.headers[column]
    }
    self.columns = columns
    unusedColumns = table.unusedHeaders
    periods = table.layout.periods.count
    self.rows = table.rows(scanned: rows)
  }
}

extension DateParser {
  /// What the dates look like, in words.
  var words: String {
    if readsSteps { return "steps" }
    if let format { return format.text }
    switch order {
    case .undecided: return "ISO 8601"
    case .dayFirst: return "day first"
    case .monthFirst: return "month first"
    }
  }
}
