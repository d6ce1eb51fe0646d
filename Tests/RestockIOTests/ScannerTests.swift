import Foundation
import RestockIO
import RestockRecords
import RestockTestSupport
import Testing

@Suite("Scanning")
struct ScannerTests {
  /// A reader of RFC 4180 written as simply as it can be, character by character.
  private func reference(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var isFresh = true
    var characters = Array(text.unicodeScalars)[...]
    func endRow() {
      row.append(cell)
      if row != [""] { rows.append(row) }
      row = []
      cell = ""
      isFresh = true
    }
    while let c = characters.popFirst() {
      if isQuoted {
        if c == "\"" && characters.first == "\"" {
          cell.unicodeScalars.append(c)
          characters = characters.dropFirst()
        } else if c == "\"" {
          isQuoted = false
        } else {
          cell.unicodeScalars.append(c)
        }
      } else if c == "\"" && isFresh {
        isQuoted = true
        isFresh = false
      } else if c == "," {
        row.append(cell)
        cell = ""
        isFresh = true
      } else if c == "\n" {
        endRow()
      } else if c == "\r" && characters.first == "\n" {
        continue
      } else {
        cell.unicodeScalars.append(c)
        isFresh = false
      }
    }
    if !row.isEmpty || !cell.isEmpty || !isFresh { endRow() }
    return rows
  }

  /// Random rows, with the three cells that sales need and three that only stand in the way.
  private func randomTable(_ seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("ab ,\"\n\r'ü€;x") + ["\r\n"]
    func cell() -> String {
      let length = Int.random(in: 0...20, using: &random)
      let text = String((0..<length).map { _ in alphabet.randomElement(using: &random)! })
      return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
    func plain() -> String {
      let length = Int.random(in: 0...20, using: &random)
      return String((0..<length).map { _ in Array("abcü€\" x").randomElement(using: &random)! })
        .replacing(/^"+/, with: "")
    }
    var text = "n1,sku,n2,date,n3,quantity\n"
    for _ in 0..<Int.random(in: 1...60, using: &random) {
      let sku = [
        "K\(Int.random(in: 0...5, using: &random))", "a long key with \"\"quotes\"\" in it",
      ]
      .randomElement(using: &random)!
      let date =
        "2024-0\(Int.random(in: 1...9, using: &random))-1\(Int.random(in: 0...9, using: &random))"
      let cells = [
        Bool.random(using: &random) ? cell() : plain(), "\"\(sku)\"",
        Bool.random(using: &random) ? cell() : plain(), date,
        Bool.random(using: &random) ? cell() : plain(),
        "\(Int.random(in: 0...123_456, using: &random))",
      ]
      text += cells.joined(separator: ",")
      text += ["\n", "\r\n", "\n\n"].randomElement(using: &random)!
    }
    return text
  }

  @Test(
    "rows and cells are those of a naive reader, mapped and compressed", arguments: UInt64(1)...150)
  func agreesWithReference(seed: UInt64) throws {
    let text = randomTable(seed)
    var expected: [String: [String: Float]] = [:]
    for row in reference(text).dropFirst() where row.count == 6 {
      expected[row[1], default: [:]][row[3], default: 0] += Float(row[5])!
    }
    let folder = try TemporaryFolder()
    var writer = try GzipWriter(try ByteSink(creating: folder.file("sales.csv.gz")))
    try writer.write(Array(text.utf8))
    try writer.close()
    var options = ReadingOptions()
    options.every = .day
    for path in [try folder.write(text), folder.file("sales.csv.gz")] {
      let outcome = try readSales([path], options)
      for (sku, units) in expected {
        let read = outcome.units(sku).filter { $0.value > 0 }
        #expect(read == units.filter { $0.value > 0 }, "seed \(seed), SKU \(sku)")
      }
      #expect(outcome.history.series.count == expected.count)
    }
  }

  @Test("what is written reads back the same", arguments: UInt64(1)...30)
  func writtenReadsBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("aB7 ,;\"'\n=+-@|äß€\t")
    var expected: [String: Double] = [:]
    var table = TableWriter()
    table.header(["sku", "date", "quantity", "price"])
    for _ in 0..<200 {
      let length = Int.random(in: 1...18, using: &random)
      let text = String((0..<length).map { _ in alphabet.randomElement(using: &random)! })
      // Keys are trimmed when they are read.
      let sku = text.trimmingCharacters(in: .whitespacesAndNewlines)
      guard !sku.isEmpty else { continue }
      let price = Double.random(in: 0.01...1e4, using: &random)
      table.text(sku)
      table.day(Day(year: 2024, month: 3, day: 4))
      table.integer(1)
      table.number(price)
      table.endRow()
      expected[sku] = price
    }
    let folder = try TemporaryFolder()
    let outcome = try readSales([try folder.write(table.bytes)])
    #expect(outcome.history.series.count == expected.count)
    for series in outcome.history.series {
      #expect(series.lastPrice == expected[series.key.sku], "'\(series.key.sku)'")
    }
  }

  /// The reference implementation's value (python-xxhash, `xxh64` of these bytes).
  @Test("the digest is XXH64")
  func digest() throws {
    let outcome = try readSales("sku,date,quantity\nA,2024-01-01,1\n")
    #expect(outcome.files.first?.digest == "xxh64:0c5a1f41b8d48b5e")
  }

  @Test(
    "the number of threads does not change what is read from a large file", arguments: UInt64(1)...8
  )
  func threads(seed: UInt64) throws {
    // Many parts, with line breaks and quotes in cells wherever a seam may fall, and fractions to
    // add up.
    let folder = try TemporaryFolder()
    var content: [UInt8] = Array("sku,date,quantity,note\n".utf8)
    var random = SeededGenerator(seed: seed)
    var rows = 0
    let long = "\"" + String(repeating: "a\"\"b\n,", count: 900) + "\""
    while content.count < 200_000 {
      let key = Int.random(in: 0..<50, using: &random)
      let day = Int.random(in: 10...28, using: &random)
      let fraction = Int.random(in: 1...99, using: &random)
      let note = ["", "\"a\nb\"", "\"\n\n\"\"\"", "x", long][
        [0, 1, 2, 3, rows % 97 == 5 ? 4 : 3].randomElement(using: &random)!]
      content += "S\(key),2024-0\(key % 9 + 1)-\(day),0.\(fraction),\(note)\n".utf8
      if rows % 50 == 7 { content += "S\(key),2024-01-10,x\(rows),\n".utf8 }
      rows += 1
    }
    let path = try folder.write(content)
    var options = ReadingOptions()
    options.keepsAllFindings = true
    let whole = try readSales([path], options)
    options.partSize = 3000
    let one = try readSales([path], options)
    options.threads = 3
    let three = try readSales([path], options)
    #expect(one.history.rows == whole.history.rows)
    #expect(one.history.series.map(\.key) == whole.history.series.map(\.key))
    #expect(one.history.series.map(\.firstLine) == whole.history.series.map(\.firstLine))
    #expect(one.findings == whole.findings)
    #expect(one.findings == three.findings)
    for (a, b) in zip(one.history.series, three.history.series) {
      #expect(a.key == b.key)
      #expect(a.sold == b.sold)
      #expect(a.unknown == b.unknown)
      #expect(a.firstLine == b.firstLine)
      #expect(a.lineSumOfSquares == b.lineSumOfSquares)
    }
    #expect(one.history.series.count == three.history.series.count)
  }
}
