import RestockDemo
import RestockRecords
import Testing

/// A table of the demo as its text has it, read by nothing but splitting: no cell of it is quoted.
struct PlainTable {
  let columns: [String]
  /// Cells by row; row i stands on line i + 2.
  let rows: [[String]]

  init(_ content: [UInt8]) throws {
    let text = try #require(String(validating: content, as: UTF8.self))
    try #require(!text.contains("\""))
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.popLast() == "")
    let cells = lines.map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    columns = try #require(cells.first)
    rows = Array(cells.dropFirst())
    let width = columns.count
    try #require(rows.allSatisfy { $0.count == width })
  }

  func index(_ column: String) throws -> Int {
    try #require(columns.firstIndex(of: column), "no column \(column)")
  }

  /// The cells of some columns, row by row.
  func cells(_ names: String...) throws -> [[String]] {
    let indices = try names.map(index)
    return rows.map { row in indices.map { row[$0] } }
  }

  /// The rows by the cells of some columns, joined.
  func keyed(by names: String...) throws -> [String: [String: String]] {
    let indices = try names.map(index)
    var keyed: [String: [String: String]] = [:]
    for row in rows {
      let key = indices.map { row[$0] }.joined(separator: "/")
      #expect(keyed[key] == nil, "\(key) twice")
      keyed[key] = Dictionary(uniqueKeysWithValues: zip(columns, row))
    }
    return keyed
  }
}

/// The shop of the committed data set, and its files, made once.
enum DefaultShop {
  static let shop = DemoShop()
  static let files = shop.files()

  private static let tables: [String: PlainTable] = {
    var tables: [String: PlainTable] = [:]
    for file in files { tables[file.name] = try? PlainTable(file.content) }
    return tables
  }()

  static func table(_ name: String) throws -> PlainTable {
    try #require(tables[name], "\(name) cannot be read")
  }

  /// The cells of a file that are wrong on purpose, by line: the column, and what should be there
  /// (nil: the row should not be there).
  static func dirt(in file: String) throws -> [Int: (column: String, truth: String?)] {
    let rows = try table("truth-dirt.csv").cells("file", "line", "column", "truth", "kind")
    var dirt: [Int: (column: String, truth: String?)] = [:]
    for row in rows where row[0] == file {
      let isExtra = row[4] == "sku-not-in-items" || row[4] == "receipt-duplicate"
      dirt[try #require(Int(row[1]))] = (row[2], isExtra ? nil : row[3])
    }
    return dirt
  }

  /// A file with its dirt undone.
  static func clean(_ file: String) throws -> PlainTable {
    let table = try table(file)
    let dirt = try dirt(in: file)
    var rows: [[String]] = []
    for (index, row) in table.rows.enumerated() {
      guard let wrong = dirt[index + 2] else {
        rows.append(row)
        continue
      }
      guard let truth = wrong.truth else { continue }
      var row = row
      let column = try table.index(wrong.column)
      // Exchanged dates stand in each other's place.
      if wrong.column == "received" { row[try table.index("ordered")] = row[column] }
      row[column] = truth
      rows.append(row)
    }
    return PlainTable(columns: table.columns, rows: rows)
  }

  private static func date(_ text: String) throws -> Day {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    try #require(parts.count == 3, "\(text)")
    return try #require(Day(year: parts[0], month: parts[1], day: parts[2]))
  }

  /// The number of a date since the first day of the history.
  static func day(_ text: String) throws -> Int {
    try date(text) - shop.calendar.first
  }
}

extension PlainTable {
  init(columns: [String], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }
}

/// The first line (from 1) in which two texts differ, nil where they are the same: what a failed
/// comparison of files says, since their whole difference would take minutes to work out.
func firstDifference(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Int? {
  var line = 1
  var others = right.makeIterator()
  for byte in left {
    guard byte == others.next() else { return line }
    if byte == UInt8(ascii: "\n") { line += 1 }
  }
  return others.next() == nil ? nil : line
}
