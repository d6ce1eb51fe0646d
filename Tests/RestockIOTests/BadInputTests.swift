import Foundation
import RestockIO
import RestockRecords
import Testing

@Suite("Bad input")
struct BadInputTests {
  @Test("an empty file says that it is empty", arguments: ["", "\n\n", "\u{feff}"])
  func empty(content: String) throws {
    let error = try #require(try salesError(content))
    #expect(error.message.contains("empty") || error.message.contains("expected a column"))
  }

  @Test("a header alone says that there is no row")
  func headerOnly() throws {
    let error = try #require(try salesError("sku,date,quantity\n"))
    #expect(error.message == "there is no row after the header")
  }

  @Test("a missing column is named, with the headers that were seen and a remedy")
  func missingColumn() throws {
    let error = try #require(try salesError("sku,when,quantity\nA,2024-01-01,1\n"))
    #expect(error.message.contains("'date'"))
    #expect(error.message.contains("'sku', 'when', 'quantity'"))
    #expect(error.remedy == "name the column: --columns date=HEADER")
    #expect(error.place.line == 1)
  }

  @Test("a wrong delimiter is suspected where there is one column")
  func wrongDelimiter() throws {
    var options = ReadingOptions()
    options.delimiter = UInt8(ascii: ";")
    let error = try #require(try salesError("sku,date,quantity\nA,2024-01-01,1\n", options))
    #expect(error.message.contains("'sku,date,quantity'"))
    #expect(error.remedy?.contains("--delimiter") == true)
  }

  @Test("dates that can be read in two ways are an error that names both")
  func ambiguousDates() throws {
    let content = "sku,date,quantity\nA,03/04/2025,1\nA,05/06/2025,1\n"
    let error = try #require(try salesError(content))
    #expect(error.place.line == 2)
    #expect(error.message.contains("2025-04-03"))
    #expect(error.message.contains("2025-03-04"))
    #expect(error.remedy?.contains("--date-format %d/%m/%Y") == true)
    var options = ReadingOptions()
    options.dateFormat = DateFormat("%d/%m/%Y")
    options.every = .day
    #expect(try readSales(content, options).units("A")["2025-04-03"] == 1)
    options.dateFormat = DateFormat("%m/%d/%Y")
    #expect(try readSales(content, options).units("A")["2025-03-04"] == 1)
  }

  @Test("one day above 12 decides the order for the whole file, wherever it stands")
  func decidedDates() throws {
    var options = ReadingOptions()
    options.every = .day
    let dayFirst = "sku,date,quantity\nA,03/04/2025,1\nA,13/04/2025,1\n"
    #expect(try readSales(dayFirst, options).units("A")["2025-04-03"] == 1)
    let monthFirst = "sku,date,quantity\nA,03/04/2025,1\nA,04/13/2025,1\n"
    #expect(try readSales(monthFirst, options).units("A")["2025-03-04"] == 1)
    // The only row that decides stands past any sample.
    var long = "sku,date,quantity\n"
    for i in 0..<60_000 { long += "A,0\(i % 9 + 1)/03/2025,1\n" }
    long += "B,31/12/2024,1\n"
    let outcome = try readSales(long, options)
    #expect(outcome.units("A")["2025-03-09"] == 6666)
    #expect(outcome.units("B")["2024-12-31"] == 1)
  }

  @Test("thousands marks and decimal commas are read where they are clear")
  func thousands() throws {
    let clear = "sku;date;quantity\nA;2024-01-01;1.234,5\nB;2024-01-01;1.234\nC;2024-01-01;12,25\n"
    let outcome = try readSales(clear)
    #expect(outcome.units("A").values.max() == 1234.5)
    #expect(outcome.units("B").values.max() == 1234)
    #expect(outcome.units("C").values.max() == 12.25)
    let english = "sku,date,quantity\nA,2024-01-01,\"1,234.5\"\nB,2024-01-01,\"1,234\"\n"
    #expect(try readSales(english).units("B").values.max() == 1234)
    #expect(try readSales(english).units("A").values.max() == 1234.5)
    let groups = "sku,date,quantity\nA,2024-01-01,\"1,234,567\"\nB,2024-01-01,1 234\n"
    #expect(try readSales(groups).units("A").values.max() == 1_234_567)
    #expect(try readSales(groups).units("B").values.max() == 1234)
  }

  @Test("a number that could be either is not guessed")
  func ambiguousNumber() throws {
    let content = "sku,date,quantity\nA,2024-01-01,\"1,234\"\nB,2024-01-01,5\n"
    let outcome = try readSales(content)
    #expect(outcome.finding("ambiguous-number")?.place.line == 2)
    #expect(outcome.series("A")?.unknown.count == 1)
    var options = ReadingOptions()
    options.decimal = .comma
    #expect(abs((try readSales(content, options).units("A").values.max() ?? 0) - 1.234) < 1e-6)
    options.decimal = .point
    #expect(try readSales(content, options).units("A").values.max() == 1234)
  }

  @Test(
    "a quantity that is no number makes its period unknown",
    arguments: [
      "n/a", "NaN", "nan", "Inf", "-inf", "1e308", "0x10", "1e400", "12 pcs", "--5", "1.2.3",
    ])
  func badQuantity(text: String) throws {
    let content = "sku,date,quantity\nA,2024-01-01,3\nA,2024-01-08,\(text)\nA,2024-01-15,4\n"
    let outcome = try readSales(content)
    let series = try #require(outcome.series("A"))
    #expect(series.unknown == [series.firstBucket + 1])
    #expect(Array(series.sold) == [3, 0, 4])
    let finding = try #require(outcome.findings.first { $0.place.line == 3 })
    #expect(finding.place.sku == "A")
    #expect(finding.place.column == "quantity")
    #expect(finding.severity == .warning)
  }

  @Test("an empty quantity makes its period unknown; so does a text that stands for one")
  func emptyQuantity() throws {
    let content = "sku,date,quantity\nA,2024-01-01,\nA,2024-01-08,-\nA,2024-01-15,4\n"
    var options = ReadingOptions()
    options.missing = ["-"]
    let series = try #require(try readSales(content, options).series("A"))
    #expect(series.unknown.count == 2)
    #expect(try readSales(content, options).finding("empty-quantity")?.count == 2)
  }

  @Test("a row with too many cells is not used, one with too few as far as it goes")
  func ragged() throws {
    let content =
      "sku,date,quantity,price\nA,2024-01-01,3\nB,2024-01-01,1,2,9\nC,2024-01-01,1,2,\nD,2024-01-01\n"
    let outcome = try readSales(content)
    #expect(outcome.units("A").values.max() == 3)
    #expect(outcome.series("B") == nil)
    #expect(outcome.units("C").values.max() == 1)
    #expect(outcome.series("D")?.unknown.count == 1)
    #expect(outcome.finding("too-many-cells")?.place.line == 3)
    #expect(outcome.finding("too-few-cells")?.count == 2)
    #expect(outcome.finding("too-few-cells")?.place.line == 2)
  }

  @Test("a quote that is not closed is an error at its line")
  func unclosedQuote() throws {
    let error = try #require(
      try salesError("sku,date,quantity\nA,2024-01-01,3\n\"B,2024-01-01,1\nC,2024-01-01,1\n"))
    #expect(error.place.line == 3)
    #expect(error.message.contains("quote"))
  }

  @Test("bytes that are neither UTF-8 nor Windows-1252 are an error")
  func neither() throws {
    let head = Array("sku,date,quantity\nA".utf8)
    let tail = Array(",2024-01-01,1\n".utf8)
    // 0x81 has no character in Windows-1252.
    #expect(try salesError(head + [0x81] + tail)?.message.contains("Windows-1252") == true)
    // A file that has UTF-8 elsewhere is not Windows-1252.
    let mixed = Array("sku,date,quantity\nÄÖÜäöü,2024-01-01,1\nB".utf8) + [0xe4] + tail
    let error = try #require(try salesError(mixed))
    #expect(error.place.line == 3)
    #expect(try salesError(head + [0] + tail)?.message.contains("zero byte") == true)
  }

  @Test("Windows-1252 and UTF-16 are read, with a finding")
  func otherEncodings() throws {
    let folder = try TemporaryFolder()
    let text = "sku,date,quantity\nMöbel–5€,2024-01-01,7\n"
    let western = try folder.write(
      Array("sku,date,quantity\nM".utf8) + [0xf6] + Array("bel".utf8) + [0x96, 0x35, 0x80]
        + Array(",2024-01-01,7\n".utf8), to: "western.csv")
    var wide: [UInt8] = [0xff, 0xfe]
    for unit in text.utf16 { wide += [UInt8(unit & 0xff), UInt8(unit >> 8)] }
    let little = try folder.write(wide, to: "little.csv")
    var big: [UInt8] = []
    for unit in text.utf16 { big += [UInt8(unit >> 8), UInt8(unit & 0xff)] }
    let bigEndian = try folder.write(big, to: "big.csv")
    for (path, name) in [
      (western, "Windows-1252"), (little, "UTF-16LE"), (bigEndian, "UTF-16BE"),
    ] {
      let outcome = try readSales([path])
      #expect(outcome.units("Möbel–5€").values.max() == 7, "\(name)")
      #expect(outcome.finding("encoding")?.text.contains(name) == true)
      #expect(outcome.files.first?.encoding == name)
    }
  }

  @Test("a cell of 10 MB is read")
  func hugeCell() throws {
    let huge = String(repeating: "x\"\"\n", count: 2_500_000)
    let outcome = try readSales(
      "sku,note,date,quantity\nA,\"\(huge)\",2024-01-01,1\nB,,2024-01-01,2\n")
    #expect(outcome.units("A").values.max() == 1)
    #expect(outcome.series("B")?.firstLine == 2_500_003)
  }

  @Test("a million distinct SKUs are kept apart")
  func millionSKUs() throws {
    var content: [UInt8] = Array("sku,date,quantity\n".utf8)
    content.reserveCapacity(30_000_000)
    for i in 0..<1_000_000 { content += "SKU-\(i),2024-01-0\(i % 7 + 1),\(i % 10)\n".utf8 }
    let folder = try TemporaryFolder()
    let outcome = try readSales([try folder.write(content)])
    #expect(outcome.history.series.count == 1_000_000)
    #expect(outcome.history.series[777_777].key.sku == "SKU-777777")
    #expect(outcome.history.series[777_777].sold.first == 7)
  }

  @Test("a folder, a missing file and a file without permission are named")
  func notAFile() throws {
    let folder = try TemporaryFolder()
    #expect(salesError(path: folder.path)?.message.contains("folder") == true)
    let missing = folder.file("none.csv")
    #expect(salesError(path: missing)?.description == "\(missing): there is no such file")
    let closed = try folder.write("sku,date,quantity\nA,2024-01-01,1\n", to: "closed.csv")
    chmod(closed, 0)
    // Whoever runs as root may read everything.
    if getuid() != 0 {
      #expect(salesError(path: closed)?.message.contains("permission") == true)
    }
  }

  @Test("compressed files that are cut, damaged, followed by other bytes or not gzip are errors")
  func gzip() throws {
    let folder = try TemporaryFolder()
    let text = (0..<5000).map { "A\($0),2024-01-01,1\n" }.joined()
    var writer = try GzipWriter(try ByteSink(creating: folder.file("sales.csv.gz")))
    try writer.write(Array(("sku,date,quantity\n" + text).utf8))
    try writer.close()
    let good = Array(try Data(contentsOf: URL(filePath: folder.file("sales.csv.gz"))))
    #expect(try readSales([folder.file("sales.csv.gz")]).history.series.count == 5000)
    #expect(try readSales([folder.write(good + good.prefix(0), to: "x.gz")]).history.rows == 5000)

    let cut = try folder.write(Array(good.dropLast(20)), to: "cut.csv.gz")
    #expect(salesError(path: cut)?.message.contains("ends early") == true)
    var damaged = good
    damaged[good.count - 6] ^= 1
    let bad = try folder.write(damaged, to: "bad.csv.gz")
    #expect(salesError(path: bad)?.message.contains("damaged") == true)
    let trailing = try folder.write(good + Array("junk".utf8), to: "trailing.csv.gz")
    #expect(salesError(path: trailing)?.message.contains("not gzip") == true)
    let plain = try folder.write("sku,date,quantity\nA,2024-01-01,1\n", to: "plain.csv.gz")
    #expect(salesError(path: plain)?.message.contains("not gzip") == true)
    let workbook = try folder.write([0x50, 0x4b, 3, 4, 0, 0], to: "book.xlsx")
    #expect(salesError(path: workbook)?.message.contains("Excel") == true)
  }

  @Test("a file with no usable row says why")
  func nothingUsable() throws {
    let error = try #require(try salesError("sku,date,quantity\nA,soon,1\nB,later,2\n"))
    #expect(error.message.contains("no row of it can be used"))
    #expect(error.message.contains("'soon'"))
    #expect(error.remedy?.contains("--date-format") == true)
  }
}
