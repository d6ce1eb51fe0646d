import Foundation
import RestockIO
import RestockRecords
import RestockTestSupport
import Testing

/// Real files beside the checkout; the counts are those of their READMEs.
@Suite("Real files", .enabled(if: SharedFiles.url("data") != nil, "shared/data is not here"))
struct RealFilesTests {
  private func path(_ name: String) throws -> String {
    try #require(SharedFiles.url("data/" + name)).path
  }

  @Test("Online Retail II: 525,461 invoice lines, 12,326 of them not above zero")
  func onlineRetail() throws {
    let outcome = try readSales([
      path("online_retail_y1/online_retail_2009_12_to_2010_12.csv.gz")
    ])
    #expect(outcome.history.rows == 525_461)
    #expect(outcome.finding("returns")?.count == 12_326)
    #expect(outcome.history.firstDay.iso == "2009-12-01")
    #expect(outcome.history.lastDay.iso == "2010-12-09")
    #expect(outcome.files.first?.columns[.orderID] == "Invoice")
    #expect(outcome.finding("keys-differ-in-case") != nil)
  }

  @Test("VN2: 599 series of 157 weeks, with 11.2 % of the cells out of stock")
  func vn2() throws {
    let sales = try readSales([path("vn2/week0_sales.csv.gz")])
    #expect(sales.history.series.count == 599)
    #expect(sales.history.series.allSatisfy { $0.sold.count == 157 })
    #expect(sales.history.isSummed)
    #expect(sales.history.lastDay.iso == "2024-04-08")
    var options = ReadingOptions()
    options.columns = ["stock.on_hand": "End Inventory", "incoming": "In Transit W+2"]
    var reader = InputReader(options)
    let history = try reader.stockHistory([path("vn2/week0_in_stock.csv.gz")])
    let last = try #require(Day(year: 2024, month: 4, day: 8))
    let cells = history.observations.filter { $0.day <= last }
    #expect(cells.count == 599 * 157)
    let share = Double(cells.count { !$0.inStock }) / Double(cells.count)
    #expect(share.isNear(0.112, .printed(digits: 3)))
    #expect(history.span == .week)
    let stock = try reader.stock([path("vn2/week0_initial_state.csv")])
    #expect(stock.count == 599)
    #expect(stock[0].onHand == 3)
    #expect(stock[0].incoming == 3)
  }

  @Test("MAN spare parts: 3,451 SKUs of 150 weeks, 92.8 % of the cells zero; and its items")
  func spareParts() throws {
    let outcome = try readSales([path("spare_man/man_weekly_wide.csv.gz")])
    #expect(outcome.history.series.count == 3451)
    #expect(outcome.history.calendar.size == .step)
    let cells = outcome.history.series.flatMap(\.sold)
    #expect(cells.count == 3451 * 150)
    let zeros = Double(cells.count { $0 == 0 }) / Double(cells.count)
    #expect(zeros.isNear(0.928, .printed(digits: 3)))
    var reader = InputReader()
    let catalogue = try reader.catalogue(
      items: [path("spare_man/man_weekly_wide.csv.gz")], suppliers: [])
    let terms = try #require(catalogue.terms["1"]?.first)
    #expect(terms.leadTimeDays == 49)
    #expect(terms.unitCost == 1.873685)
    #expect(terms.minimumOrderQuantity == 10)
    #expect(terms.orderCost == 5)
  }

  @Test("car parts: 2,674 series by month, 6,122 cells blank")
  func carParts() throws {
    let outcome = try readSales([path("spare_carparts/carparts_monthly_wide.csv.gz")])
    #expect(outcome.history.series.count == 2674)
    #expect(outcome.history.calendar.size == .month)
    // Blank cells before a series' first number are not of its history.
    #expect(outcome.history.series.reduce(0) { $0 + $1.unknown.count } <= 6122)
    #expect(outcome.history.series.contains { !$0.unknown.isEmpty })
  }

  @Test(
    "competitions by step",
    arguments: [
      ("m3/m3_train.csv.gz", 3003, 199_196), ("tourism/tourism_train.csv.gz", 1311, 150_230),
      ("m4_weekly/m4_weekly_train.csv.gz", 359, 366_912),
    ])
  func steps(file: (String, Int, Int)) throws {
    var options = ReadingOptions()
    options.every = .step
    let outcome = try readSales([path(file.0)], options)
    #expect(outcome.history.series.count == file.1)
    #expect(outcome.history.rows == file.2)
    #expect(outcome.history.series.reduce(0) { $0 + $1.sold.count } == file.2)
  }

  @Test("VN1: 15,053 series of 13 weeks, once clients are channels")
  func vn1() throws {
    var options = ReadingOptions()
    options.columns = ["channel": "Client"]
    options.seriesBy = [.sku, .location, .channel]
    let outcome = try readSales([path("vn1/vn1_phase1_sales.csv.gz")], options)
    #expect(outcome.history.series.count == 15_053)
    #expect(outcome.history.series.allSatisfy { $0.sold.count == 13 })
  }

  @Test("SCMS deliveries as receipts: 2,497 lines with a vendor's order date")
  func receipts() throws {
    var options = ReadingOptions()
    options.columns = [
      "supplier": "vendor", "ordered": "po_sent_to_vendor_date",
      "received": "delivered_to_client_date", "promised": "scheduled_delivery_date",
    ]
    var reader = InputReader(options)
    let records = try reader.receipts([path("leadtime_scms/scms_to_2012.csv.gz")])
    let early = reader.findings.findings.first { $0.kind == "received-before-ordered" }?.count ?? 0
    #expect(records.count + early == 2497)
    // Lead times of 0 days are kept, with a finding; the README counts those above.
    let positive = records.count { record in
      record.received.map { $0 > record.ordered } ?? false
    }
    #expect(positive == 2477)
  }
}
