import Foundation
import RestockIO
import RestockRecords
import RestockTestSupport
import Testing

@Suite("Reading the other files")
struct OtherFilesTests {
  private func reader() -> InputReader { InputReader(ReadingOptions()) }

  @Test("stock, by location and by lot")
  func stock() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "SKU,Location,On hand,Committed,Expires,incoming\nA,N,5,2,,7\nA,N,3,,,\nB,N,4,,2025-01-01,\n"
        + "B,N,6,,2025-02-01,\nC,N,-2,,,\nD,N,n/a,,,\n", to: "stock.csv")
    var reader = reader()
    let records = try reader.stock([path])
    #expect(records.map(\.sku) == ["A", "A", "B", "B", "C"])
    #expect(records.map(\.onHand) == [5, 3, 4, 6, -2])
    #expect(records[0].allocated == 2)
    #expect(records[0].incoming == 7)
    #expect(records[2].expires == Day(year: 2025, month: 1, day: 1))
    let kinds = Dictionary(grouping: reader.findings.findings, by: \.kind)
    #expect(kinds["duplicate-key"]?.first?.place.line == 3)
    #expect(kinds["duplicate-key"]?.first?.count == 1)
    #expect(kinds["negative-stock"]?.first?.place.sku == "C")
    #expect(kinds["missing-stock"]?.first?.place.sku == "D")
  }

  @Test("stock histories, long and wide")
  func stockHistory() throws {
    let folder = try TemporaryFolder()
    let long = try folder.write(
      "sku,date,on_hand\nA,2024-01-01,5\nA,2024-01-02,0\nB,2024-01-01,\n", to: "long.csv")
    var reader = reader()
    let daily = try reader.stockHistory([long])
    #expect(daily.observations.map(\.inStock) == [true, false])
    #expect(daily.span == .day)
    let wide = try folder.write(
      "Store,Product,2024-01-01,2024-01-08\n1,A,True,False\n1,B,,False\n", to: "wide.csv")
    let weekly = try reader.stockHistory([wide])
    #expect(weekly.observations.map(\.inStock) == [true, false, false])
    #expect(weekly.observations.map(\.sku) == ["A", "A", "B"])
    #expect(weekly.observations[0].location == "1")
    #expect(weekly.span == .week)
  }

  @Test("open orders; a purchase order that Restock wrote may be given back")
  func openOrders() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "sku,quantity,expected,supplier,order_id,ordered,location,supplier_sku,value\n"
        + "A,12,2024-02-01,S,PO-1,2024-01-15,,X,9.50\nB,0,,S,,,,,\nC,-1,,S,,,,,\n"
        + "D,5,2024-01-01,S,,2024-01-15,,,\n", to: "orders.csv")
    var reader = reader()
    let records = try reader.openOrders([path])
    #expect(records.map(\.sku) == ["A", "D"])
    #expect(records[0].quantity == 12)
    #expect(records[0].expected?.iso == "2024-02-01")
    #expect(records[0].orderID == "PO-1")
    let kinds = Set(reader.findings.findings.map(\.kind))
    #expect(kinds.contains("expected-before-ordered"))
    #expect(kinds.contains("unreadable-value"))
  }

  @Test("receipts; open orders among them stay, impossible ones go")
  func receipts() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "Vendor,Order Date,Received Date,sku\nS,01/02/2024,20/02/2024,A\nS,01/02/2024,,A\n"
        + "S,05/02/2024,01/02/2024,A\nS,05/02/2024,05/02/2024,A\nS,N/A,05/02/2024,A\n"
        + "S,05/02/2024,in March,A\n", to: "receipts.csv")
    var reader = reader()
    let records = try reader.receipts([path])
    #expect(records.count == 3)
    #expect(records[0].received.map { $0 - records[0].ordered } == 19)
    #expect(records[1].received == nil)
    #expect(records[2].received == records[2].ordered)
    let kinds = Dictionary(grouping: reader.findings.findings, by: \.kind)
    #expect(kinds["received-before-ordered"]?.first?.place.line == 4)
    #expect(kinds["received-same-day"]?.first?.place.line == 5)
    #expect(kinds["undated-receipt"]?.first?.place.line == 6)
    #expect(reader.files.first?.dates == "day first")
  }

  @Test("items by SKU, terms by SKU and supplier, the preferred first")
  func items() throws {
    let folder = try TemporaryFolder()
    let items = try folder.write(
      """
      sku,description,supplier,preferred,Cost,moq,units_per_pack,lead_time_weeks,status,price_breaks,service
      A,Mug,S1,no,4.50,10,6,2,active,100:4.20; 500:4.00,fill:0.98
      A,,S2,yes,4.75,,,,,,
      A,,S2,yes,9.99,,,,,,
      B,Cap,S1,,£12.50,,0,,Inactive,,
      C,Hat,,,-1,,,,frozen,ten:1,
      """, to: "items.csv")
    let suppliers = try folder.write(
      "supplier,name,lead_time_days,order_weekday,currency\nS1,One,10,Tuesday,USD\nS2,Two,,3,\nS2,Again,,,\n",
      to: "suppliers.csv")
    var reader = reader()
    let catalogue = try reader.catalogue(items: [items], suppliers: [suppliers])
    let a = try #require(catalogue.terms["A"])
    #expect(a.map(\.supplier) == ["S2", "S1"])
    #expect(a[1].unitCost == 4.5)
    #expect(a[1].minimumOrderQuantity == 10)
    #expect(a[1].packSize == 6)
    #expect(a[1].leadTimeDays == 14)
    #expect(a[1].priceBreaks.map(\.unitCost) == [4.2, 4.0])
    #expect(a[0].unitCost == 4.75)
    #expect(catalogue.items["A"]?.description == "Mug")
    #expect(catalogue.items["A"]?.service == "fill:0.98")
    #expect(catalogue.items["B"]?.isActive == false)
    #expect(catalogue.terms["B"]?[0].unitCost == 12.5)
    #expect(catalogue.terms["B"]?[0].packSize == nil)
    #expect(catalogue.items["C"]?.isActive == true)
    #expect(catalogue.suppliers["S1"]?.orderWeekday == .tuesday)
    #expect(catalogue.suppliers["S2"]?.orderWeekday == .wednesday)
    #expect(catalogue.suppliers["S2"]?.name == "Two")
    let kinds = reader.findings.findings.map(\.kind)
    #expect(kinds.filter { $0 == "duplicate-key" }.count == 2)
    #expect(kinds.contains("unknown-status"))
  }

  @Test("events that come every year, in the words that planners use")
  func yearlyEvents() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "event,date,end_date,supplier,uplift,repeats\nwinter,2026-01-01,2026-03-31,ACME,1.6,Yearly\n"
        + "fair,2026-05-01,,,2,\nodd,2026-06-01,,,2,monthly\n", to: "events.csv")
    var reader = reader()
    #expect(try reader.events([path]).map(\.isYearly) == [true, false, false])
    let found = reader.findings.findings.first { $0.place.column == "repeats" }
    #expect(found?.text.contains("expected 'yearly' or nothing, found 'monthly'") == true)
  }

  @Test("events")
  func events() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "date,event,end_date,category,uplift\n2024-11-29,Black Friday,2024-12-02,,3\n2024-12-24,Closed,2024-12-01,Mugs,\n",
      to: "events.csv")
    var reader = reader()
    let records = try reader.events([path])
    #expect(records[0].lastDay - records[0].firstDay == 3)
    #expect(records[0].uplift == 3)
    #expect(records[1].lastDay == records[1].firstDay)
    #expect(records[1].category == "Mugs")
    #expect(reader.findings.findings.contains { $0.kind == "event-ends-early" })
  }

  @Test(
    "a file is known by its columns",
    arguments: [
      ("sku,date,quantity,price\nA,2024-01-01,1,2\n", FileKind.sales),
      ("sku,on_hand,location\nA,1,N\n", .stock),
      ("sku,date,on_hand\nA,2024-01-01,1\n", .stockHistory),
      ("sku,2024-01-01,2024-01-08\nA,1,2\n", .sales),
      ("sku,2024-01-01,2024-01-08\nA,True,False\n", .stockHistory),
      ("sku,quantity,expected,supplier,order_id\nA,1,2024-01-01,S,P\n", .openOrders),
      ("sku,description,supplier,unit_cost,moq\nA,x,S,1,1\n", .items),
      ("supplier,name,lead_time_days,currency\nS,x,1,USD\n", .suppliers),
      ("supplier,sku,ordered,received\nS,A,2024-01-01,2024-01-09\n", .receipts),
      ("date,event,uplift\n2024-01-01,x,2\n", .events),
    ])
  func kinds(file: (String, FileKind)) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(file.0)
    #expect(try InputReader.kind(of: path) == file.1)
    let check = try FileCheck(path)
    #expect(check.facts.kind == file.1)
    #expect(check.text.hasPrefix("\(path): \(file.1.rawValue)"))
  }

  @Test("a check says what was understood and what is wrong, with line and remedy")
  func check() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "Item;Date;Qty;Colour\nA;05.02.2024;3;red\nA;12.02.2024;x;red\n", to: "export.csv")
    let text = try FileCheck(path).text
    #expect(text.contains("delimiter ';'"))
    #expect(text.contains("sku = 'Item'"))
    #expect(text.contains("not used  'Colour'"))
    #expect(text.contains("2 , 1 series") || text.contains("2, 1 series"))
    #expect(text.contains("line 3: column 'Qty': SKU 'A': expected a number, found 'x'"))
    let odd = try folder.write("colour,size\nred,1\n", to: "odd.csv")
    #expect(throws: InputError.self) { try FileCheck(odd) }
  }

  @Test("what does not go together between files is found")
  func crossCheck() throws {
    let folder = try TemporaryFolder()
    let sales = try folder.write(
      "sku,date,quantity\nA,2024-01-01,1\nb,2024-01-08,2\nC,2024-01-08,3\n", to: "sales.csv")
    let items = try folder.write("sku,supplier\nA,S\nB,S\nD,\n", to: "items.csv")
    let suppliers = try folder.write("supplier,name\nT,x\n", to: "suppliers.csv")
    let stock = try folder.write(
      "sku,on_hand,as_of\nA,1,2024-03-01\nE,4,2024-01-15\n", to: "stock.csv")
    let history = try folder.write("sku,2024-01-01,2024-01-08\nC,True,False\n", to: "history.csv")
    var reader = reader()
    let events = try folder.write(
      "date,event,sku,category\n2024-02-01,Fair,Q,\n2024-02-01,Sale,A,Hats\n", to: "events.csv")
    let receipts = try folder.write(
      "supplier,ordered,received,sku\nU,2024-01-01,2024-01-09,Z\n", to: "receipts.csv")
    let orders = try folder.write("sku,quantity\nY,3\nD,3\n", to: "orders.csv")
    let check = CrossCheck(
      sales: try reader.sales([sales]), salesFiles: [sales], stock: try reader.stock([stock]),
      stockHistory: try reader.stockHistory([history]), openOrders: try reader.openOrders([orders]),
      receipts: try reader.receipts([receipts]), events: try reader.events([events]),
      catalogue: try reader.catalogue(items: [items], suppliers: [suppliers]))
    var log = FindingLog()
    check.check(&log)
    func finding(_ kind: String) -> Finding? { log.findings.first { $0.kind == kind } }
    #expect(finding("sold-not-in-items")?.place.sku == "C")
    #expect(finding("sold-not-in-items")?.place.line == 4)
    #expect(finding("keys-differ-in-case")?.text.contains("'B'") == true)
    #expect(finding("item-not-sold")?.count == 2)
    #expect(finding("item-without-supplier")?.place.sku == "D")
    #expect(finding("sold-not-in-stock")?.count == 2)
    #expect(finding("stock-not-sold")?.place.sku == "E")
    #expect(finding("stock-and-sales-dates")?.count == 1)
    #expect(finding("sold-without-stock")?.place.sku == "C")
    let suppliersNoted = log.findings.filter { $0.kind == "unknown-supplier" }
    #expect(suppliersNoted.contains { $0.text.contains("'S'") })
    #expect(suppliersNoted.contains { $0.text.contains("'U'") && $0.place.file == receipts })
    let unknown = log.findings.filter { $0.kind == "unknown-sku" }
    #expect(unknown.count == 3)
    #expect(unknown.contains { $0.text.contains("events") && $0.text.contains("'Q'") })
    #expect(unknown.contains { $0.text.contains("receipts") && $0.text.contains("'Z'") })
    #expect(unknown.contains { $0.text.contains("open orders") && $0.text.contains("'Y'") })
    #expect(finding("unknown-category")?.text.contains("'Hats'") == true)
  }
}
