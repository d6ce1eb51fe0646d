import Foundation
import RestockIO
import RestockRecords
import RestockTestSupport
import Testing

@Suite("Reading sales")
struct SalesReadingTests {
  @Test("rows are summed by series and week")
  func weeks() throws {
    let outcome = try readSales(
      """
      sku,date,quantity
      A,2024-01-01,1
      A,2024-01-07,2
      A,2024-01-08,4
      B,2024-01-22,5

      A,2024-01-03,8
      """)
    #expect(outcome.units("A") == ["2024-01-01": 11, "2024-01-08": 4])
    #expect(outcome.units("B") == ["2024-01-22": 5])
    #expect(outcome.history.isSummed == false)
    #expect(outcome.history.firstDay.iso == "2024-01-01")
    #expect(outcome.history.lastDay.iso == "2024-01-22")
    #expect(outcome.history.rows == 5)
    #expect(outcome.series("B")?.firstLine == 5)
    #expect(outcome.series("A")?.lines == 4)
    #expect(outcome.series("A")?.lineSumOfSquares == 85)
    #expect(outcome.finding("gap")?.text.contains("1 week after 2024-01-08") == true)
  }

  @Test(
    "delimiters, line ends and byte-order marks make no difference",
    arguments: [",", ";", "\t", "|"], ["\n", "\r\n", "\r"])
  func dialects(delimiter: String, lineEnd: String) throws {
    let rows = [
      ["SKU", "Date", "Qty", "note"], ["A", "2024-01-01", "3", "\"x\""],
      ["B", "2024-01-02", "4", ""],
    ]
    let text = rows.map { $0.joined(separator: delimiter) }.joined(separator: lineEnd)
    for content in [text, text + lineEnd, "\u{feff}" + text, "sep=\(delimiter)\n" + text] {
      if content.hasPrefix("sep"), lineEnd == "\r" { continue }
      let outcome = try readSales(content)
      #expect(outcome.units("A").values.max() == 3)
      #expect(outcome.units("B").values.max() == 4)
      #expect(outcome.files.first?.delimiter == delimiter)
    }
  }

  @Test("keys are trimmed, lose their apostrophe, and those that differ in case are a finding")
  func keys() throws {
    let outcome = try readSales(
      "sku,date,quantity\n A ,2024-01-01,1\n\"A\",2024-01-01,2\n'A,2024-01-01,4\na,2024-01-01,8\n"
        + "'=1+1,2024-01-01,16\n007,2024-01-01,32\n\"x\"\"y\",2024-01-01,64\n,2024-01-01,99\n")
    #expect(outcome.units("A").values.max() == 7)
    #expect(outcome.units("a").values.max() == 8)
    #expect(outcome.units("=1+1").values.max() == 16)
    #expect(outcome.units("007").values.max() == 32)
    #expect(outcome.units("x\"y").values.max() == 64)
    #expect(outcome.history.series.count == 5)
    #expect(outcome.finding("keys-differ-in-case")?.place.line == 5)
    #expect(outcome.finding("missing-key")?.place.line == 9)
  }

  @Test("an exact name goes before synonyms, strong synonyms before weak ones")
  func names() throws {
    let exact = "Item,sku,Order Date,date,Units,quantity\nX,A,2020-01-01,2024-01-01,9,1\n"
    #expect(try readSales(exact).units("A") == ["2024-01-01": 1])
    #expect(
      try readSales("id,Item,date,value,qty\nX,A,2024-01-01,9,1\n").units("A") == ["2024-01-01": 1])
    let error = try #require(try salesError("Item,Product,date,quantity\nA,B,2024-01-01,1\n"))
    #expect(error.message.contains("'Item', 'Product'"))
    #expect(error.remedy?.contains("--columns sku=Item") == true)
    var options = ReadingOptions()
    options.columns = ["sku": "Product"]
    let content = "Item,Product,date,quantity\nA,B,2024-01-01,1\n"
    #expect(try readSales(content, options).units("B").values.max() == 1)
    options.columns = ["sales.sku": "item", "location": "Nowhere"]
    let mapped = try readSales(content, options)
    #expect(mapped.units("A").values.max() == 1)
    #expect(mapped.finding("unmatched-column-location") != nil)
    #expect(mapped.finding("unknown-columns")?.text.contains("'Product'") == true)
  }

  @Test("series are by location where there is one, and by channel when asked")
  func dimensions() throws {
    let content = """
      sku,date,quantity,location,channel
      A,2024-01-01,1,North,web
      A,2024-01-02,2,South,web
      A,2024-01-03,4,North,shop
      """
    #expect(try readSales(content).units("A", location: "North").values.max() == 5)
    var options = ReadingOptions()
    options.seriesBy = [.sku]
    #expect(try readSales(content, options).units("A").values.max() == 7)
    options.seriesBy = [.sku, .channel]
    let byChannel = try readSales(content, options)
    #expect(byChannel.history.series.map(\.key.channel) == ["web", "shop"])
    #expect(byChannel.history.series.map { $0.sold[0] } == [3, 4])
  }

  @Test("files of one run are read as one, with and without locations")
  func severalFiles() throws {
    let folder = try TemporaryFolder()
    let first = try folder.write("sku,date,quantity\nA,2024-01-01,1\nB,2024-01-01,2\n", to: "1.csv")
    let second = try folder.write(
      "Quantity;Item;Date;Store\n4;B;08.01.2024;\n8;B;15.01.2024;North\n", to: "2.csv")
    let outcome = try readSales([first, second])
    #expect(outcome.units("B") == ["2024-01-01": 2, "2024-01-08": 4])
    #expect(outcome.units("B", location: "North") == ["2024-01-15": 8])
    #expect(outcome.units("A") == ["2024-01-01": 1])
    #expect(outcome.series("B", location: "North")?.firstFile == 1)
    #expect(outcome.files.count == 2)
  }

  @Test(
    "dates are read in the layouts of exports",
    arguments: [
      "2024-03-05", "2024/03/05", "2024-03-05 14:05:06", "2024-03-05T14:05:06Z",
      "2024-03-05T14:05:06.123+02:00", "2024-03-05 09:50:26 +0200", "20240305", "5 Mar 2024",
      "05-Mar-24", "March 5, 2024", "Mar 5 2024", "05.03.2024", "5.3.24 08:00", "2024-3-5",
      "2024-W10-",
    ])
  func dateLayouts(text: String) throws {
    var options = ReadingOptions()
    options.every = .day
    let content = "sku,date,quantity\nA,\"\(text)\",1\n"
    if text == "2024-W10-" {
      #expect(try salesError(content, options) != nil)
    } else {
      #expect(try readSales(content, options).units("A") == ["2024-03-05": 1])
    }
  }

  @Test(
    "what is no date is none",
    arguments: [
      "2024-02-30", "2024-13-01", "2024-03-05x", "2024-03-05 noon", "32.01.2024", "1899-12-31",
    ])
  func noDates(text: String) throws {
    let outcome = try readSales("sku,date,quantity\nA,2024-03-05,1\nB,\(text),1\n")
    #expect(outcome.history.series.count == 1)
    #expect(outcome.findings.contains { $0.place.line == 3 && $0.severity == .error })
  }

  @Test("months, quarters and years are taken as they are, with a finding")
  func coarse() throws {
    let months = try readSales(
      "sku,date,quantity\nA,2024-01-01,1\nA,2024-02-01,2\nA,2024-04-01,3\n")
    #expect(months.history.calendar.size == .month)
    #expect(months.history.isSummed)
    #expect(
      months.units("A") == ["2024-01-01": 1, "2024-02-01": 2, "2024-03-01": 0, "2024-04-01": 3])
    #expect(months.finding("bucket") != nil)
    #expect(
      try readSales("sku,month,quantity\nA,2024-01,1\nA,2024-02,2\n").history.calendar.size
        == .month)
    #expect(
      try readSales("sku,month,quantity\nA,Jan 2024,1\nA,Feb 2024,2\n").history.calendar.size
        == .month)
    let quarters = "sku,date,quantity\nA,2023-01-01,1\nA,2023-04-01,2\nA,2023-10-01,3\n"
    #expect(try readSales(quarters).history.calendar.size == .quarter)
    let years = "sku,year,quantity\nA,2021,1\nA,2022,2\nA,2023,3\n"
    #expect(try readSales(years).history.calendar.size == .year)
    let ends = "sku,date,quantity\nA,2024-01-31,1\nA,2024-02-29,2\nA,2024-03-31,3\n"
    #expect(try readSales(ends).history.calendar.size == .month)
    var options = ReadingOptions()
    options.every = .week
    #expect(try readSales(quarters, options).history.calendar.size == .week)
  }

  @Test("weeks start on the day that is given")
  func weekStart() throws {
    var options = ReadingOptions()
    options.weekStart = .sunday
    let content = "sku,date,quantity\nA,2024-01-07,1\nA,2024-01-13,2\nA,2024-01-14,4\n"
    #expect(try readSales(content, options).units("A") == ["2024-01-07": 3, "2024-01-14": 4])
    let sundays = "sku,date,quantity\nA,2024-01-07,1\nA,2024-01-14,2\nA,2024-01-21,4\n"
    #expect(
      try readSales(sundays).finding("week-start")?.treatment.contains("--week-starts sunday")
        == true)
    #expect(try readSales(sundays, options).history.isSummed)
  }

  @Test("a sale dated more than a year after all others is a finding and not used")
  func outlier() throws {
    let content =
      "sku,date,quantity\nA,2024-01-01,1\nA,2024-02-01,2\nB,2042-01-01,7\nA,2024-02-09,3\n"
    let outcome = try readSales(content)
    #expect(outcome.history.lastDay.iso == "2024-02-09")
    #expect(outcome.series("B") == nil)
    #expect(outcome.finding("distant-date")?.place.line == 4)
    #expect(outcome.finding("distant-date")?.place.sku == "B")
    // A year's pause with many sales behind it is none.
    let pause =
      "sku,date,quantity\n" + (1...9).map { "A,2024-01-0\($0),1\nA,2026-01-0\($0),1\n" }.joined()
    #expect(try readSales(pause).history.lastDay.iso == "2026-01-09")
  }

  @Test("returns are kept apart, or not used when they are to be ignored")
  func returns() throws {
    let content = "sku,date,quantity\nA,2024-01-01,5\nA,2024-01-02,-2\nA,2024-01-09,-1\n"
    let series = try #require(try readSales(content).series("A"))
    #expect(Array(series.sold) == [5, 0])
    #expect(series.returned == [series.firstBucket: 2, series.firstBucket + 1: 1])
    #expect(series.lines == 1)
    var options = ReadingOptions()
    options.returns = .ignore
    let ignored = try readSales(content, options)
    #expect(ignored.series("A")?.returned == [:])
    #expect(ignored.finding("return-ignored")?.count == 2)
  }

  @Test("out of stock all the time is unknown, part of it a lower bound")
  func inStock() throws {
    let outcome = try readSales(
      """
      sku,date,quantity,in_stock
      A,2024-01-01,5,true
      A,2024-01-08,0,False
      A,2024-01-15,3,no
      A,2024-01-16,0,yes
      A,2024-01-22,2,0
      A,2024-01-29,1,1
      """)
    let series = try #require(outcome.series("A"))
    #expect(series.unknown == [series.firstBucket + 1])
    #expect(series.lowerBound == [series.firstBucket + 2, series.firstBucket + 3])
  }

  @Test("the largest lines that came back are kept with their orders")
  func largestReturns() throws {
    var content = "order_id,sku,date,quantity,customer\n"
    for i in 1...6 { content += "C\(i),A,2024-01-0\(i),-\(i),c\(i)\n" }
    content += "O1,A,2024-01-09,3,c\nO2,B,2024-01-09,3,c\n"
    let outcome = try readSales(content)
    let series = try #require(outcome.series("A"))
    #expect(series.largestReturns.map(\.quantity) == [6, 5, 4, 3])
    #expect(series.largestReturns.first?.orderID == "C6")
    #expect(series.largestReturns.first?.customer == "c6")
    #expect(series.largestLines.map(\.orderID) == ["O1"])
    #expect(outcome.series("B")?.largestReturns == [])
  }

  @Test("prices, promotions and the largest order lines are kept")
  func extras() throws {
    var content = "order_id,sku,date,quantity,price,promotion,customer\n"
    for i in 1...9 {
      content += "O\(i),A,2024-01-0\(i),\(i * 7 % 10),\(i).5,\(i == 2 ? 1 : 0),C\(i)\n"
    }
    let series = try #require(try readSales(content).series("A"))
    let quantities = (1...9).map { Double($0 * 7 % 10) }
    let prices = (1...9).map { Double($0) + 0.5 }
    let revenue: Double = zip(quantities, prices).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(series.revenue == revenue)
    #expect(series.lastPrice == 9.5)
    #expect(series.largestLines.map(\.quantity) == [9, 8, 7, 6])
    #expect(series.largestLines.first?.orderID == "O7")
    #expect(series.largestLines.first?.customer == "C7")
    #expect(series.largestLines.first?.line == 8)
    let firstWeek = quantities[0..<7].reduce(0, +)
    #expect(series.promoted == [series.firstBucket: Float(4 / firstWeek)])
  }

  @Test("a wide file has a row a series and a column a period")
  func wide() throws {
    let outcome = try readSales(
      """
      Store,Product,Colour,2024-01-01,2024-01-08,2024-01-15
      1,A,red,1,,3
      1,B,red,0,2,
      2,A,red,,,5
      2,C,red,,,
      """)
    #expect(outcome.history.isSummed)
    #expect(outcome.history.lastDay.iso == "2024-01-15")
    let a = try #require(outcome.series("A", location: "1"))
    #expect(Array(a.sold) == [1, 0, 3])
    #expect(a.unknown == [a.firstBucket + 1])
    let b = try #require(outcome.series("B", location: "1"))
    #expect(b.unknown == [b.firstBucket + 2])
    // What was not known before the first number says nothing.
    #expect(outcome.series("A", location: "2")?.unknown == [])
    #expect(outcome.series("C", location: "2")?.unknown.count == 3)
    #expect(outcome.finding("unknown-columns")?.text.contains("'Colour'") == true)
    let months = try readSales("part,1998-01,1998-02\nx,1,2\n")
    #expect(months.units("x") == ["1998-01-01": 1, "1998-02-01": 2])
    let steps = try readSales("sku,w001,w002,w003\nx,1,2,3\n")
    #expect(steps.history.calendar.size == .step)
    #expect(steps.units("x") == ["1": 1, "2": 2, "3": 3])
    var long = ReadingOptions()
    long.layout = .wide
    #expect(
      try salesError("sku,date,quantity\nA,2024-01-01,1\n", long)?.message.contains(
        "columns that are dates") == true)
  }

  @Test("whole numbers are steps when asked, or when nothing else is there")
  func steps() throws {
    let content = "id,t,value\nX,1,10.5\nX,3,30\nY,7,1\n"
    let outcome = try readSales(content)
    #expect(outcome.history.calendar.size == .step)
    #expect(outcome.units("X") == ["1": 10.5, "2": 0, "3": 30])
    #expect(outcome.units("Y") == ["7": 1])
    #expect(outcome.finding("steps") != nil)
    var options = ReadingOptions()
    options.every = .step
    #expect(try readSales(content, options).finding("steps") == nil)
    options.every = .week
    #expect(try salesError(content, options) != nil)
  }

  @Test("Shopify's orders: cells filled down, cancelled, refunded, voided and test orders left out")
  func shopify() throws {
    // The columns are those of Shopify's help page "Exporting orders", the first and the line items.
    let outcome = try readSales(
      """
      Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Notes,Cancelled at,Payment Method,Source,Tags
      #1001,a@x.com,paid,2025-10-07 09:50:26 +0200,2,Mug,9.50,MUG,"two
      lines",,Shopify Payments,web,
      #1001,,,,1,Cap,15.00,CAP,,,,,
      #1002,b@x.com,paid,2025-10-08 09:50:26 +0200,5,Mug,9.50,MUG,,2025-10-09 10:00:00 +0200,Shopify Payments,web,
      #1002,,,,7,Cap,15.00,CAP,,,,,
      #1003,c@x.com,refunded,2025-10-08 09:50:26 +0200,11,Mug,9.50,MUG,,,Shopify Payments,pos,
      #1004,d@x.com,voided,2025-10-08 09:50:26 +0200,13,Mug,9.50,MUG,,,Shopify Payments,web,
      #1005,e@x.com,paid,2025-10-08 09:50:26 +0200,17,Mug,9.50,MUG,,,(for testing) Bogus Gateway,web,
      #1006,f@x.com,partially_refunded,2025-10-13 09:50:26 +0200,3,Mug,9.50,MUG,,,Shopify Payments,web,
      #1007,g@x.com,paid,2025-10-14 23:50:26 +0200,1,Mug,9.50,,,,Shopify Payments,web,
      """)
    #expect(outcome.files.first?.profile == "Shopify orders")
    #expect(outcome.units("MUG") == ["2025-10-06": 2, "2025-10-13": 3])
    #expect(outcome.units("CAP") == ["2025-10-06": 1])
    #expect(outcome.finding("left-out-cancelled")?.count == 2)
    #expect(outcome.finding("left-out-cancelled")?.place.line == 5)
    #expect(outcome.finding("left-out-refunded")?.count == 1)
    #expect(outcome.finding("left-out-voided")?.count == 1)
    #expect(outcome.finding("left-out-test")?.count == 1)
    #expect(outcome.finding("missing-key")?.place.line == 11)
    let cap = try #require(outcome.series("CAP"))
    #expect(cap.largestLines.first?.orderID == "#1001")
    #expect(cap.largestLines.first?.customer == "a@x.com")
    #expect(cap.lastPrice == 15)
  }

  @Test("rows for one series and period of a summed file are a finding, sales of one day are none")
  func duplicates() throws {
    let summed = "sku,date,quantity\nA,2024-01-01,1\nA,2024-01-08,1\nA,2024-01-08,2\n"
    #expect(try readSales(summed).finding("duplicate-key")?.place.line == 4)
    #expect(try readSales(summed).units("A")["2024-01-08"] == 3)
    let orders =
      "sku,date,quantity,order_id\nA,2024-01-01,1,x\nA,2024-01-08,1,y\nA,2024-01-08,2,z\n"
    #expect(try readSales(orders).finding("duplicate-key") == nil)
    let wide = "sku,2024-01-01,2024-01-08\nA,1,2\nA,3,4\n"
    #expect(try readSales(wide).finding("duplicate-key")?.place.line == 3)
  }

  @Test("a price typed as a quantity is a finding, as are dates to come")
  func suspicious() throws {
    var content = "sku,date,quantity\n"
    for i in 0..<100 { content += "A,2024-01-0\(i % 9 + 1),\(i)\n" }
    var options = ReadingOptions()
    options.today = Day(year: 2024, month: 1, day: 31)
    let outcome = try readSales(content + "A,2024-02-01,12.95\n", options)
    #expect(outcome.finding("fractional-quantity")?.text.contains("12.95") == true)
    #expect(outcome.finding("future-date")?.place.line == 102)
  }

  @Test("units by weekday")
  func weekdays() throws {
    let outcome = try readSales(
      "sku,date,quantity\nA,2024-01-01,1\nA,2024-01-02,2\nA,2024-01-10,4\n")
    #expect(outcome.history.unitsByWeekday == [1, 2, 4, 0, 0, 0, 0])
    #expect(
      try readSales("sku,date,quantity\nA,2024-01-01,1\nA,2024-01-08,2\n").history.unitsByWeekday
        == nil)
  }

  @Test("all findings are kept where that is asked")
  func allFindings() throws {
    var options = ReadingOptions()
    options.keepsAllFindings = true
    let content = "sku,date,quantity\nA,2024-01-01,1\nA,2024-01-08,x\nB,2024-01-15,y\n"
    let all = try readSales(content, options).findings.filter { $0.kind == "unreadable-quantity" }
    #expect(all.map(\.place.line) == [3, 4])
    #expect(all.map(\.place.sku) == ["A", "B"])
    #expect(try readSales(content).finding("unreadable-quantity")?.count == 2)
  }
}
