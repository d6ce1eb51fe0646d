import RestockDemo
import RestockRecords
import Testing

/// All from the files as a user has them, with the dirt undone as `truth-dirt.csv` says.
@Suite("The demo's files agree with one another")
struct AccountingTests {
  /// Units by SKU/location and day.
  private func daily(
    _ table: PlainTable, day column: String, quantity: String
  ) throws -> [String: [Int: Int]] {
    var daily: [String: [Int: Int]] = [:]
    for row in try table.cells("sku", "location", column, quantity) where !row[2].isEmpty {
      let day = try DefaultShop.day(row[2])
      let units = try #require(Int(row[3]), "\(row)")
      daily["\(row[0])/\(row[1])", default: [:]][day, default: 0] += units
    }
    return daily
  }

  @Test("each evening's stock is the evening before's, plus receipts, minus sales net of returns")
  func stockIdentity() throws {
    let sales = try daily(
      try DefaultShop.clean("sales.csv.gz"), day: "date", quantity: "quantity")
    let receipts = try daily(
      try DefaultShop.clean("receipts.csv"), day: "received", quantity: "quantity_received")
    let truth = try DefaultShop.table("truth.csv").keyed(by: "sku", "location")
    let history = try DefaultShop.table("stock-history.csv.gz")
    #expect(history.columns.count == 2 + DefaultShop.shop.calendar.days)
    #expect(history.columns.last == DemoShop.defaultLastDay.iso)
    #expect(history.rows.count == truth.count)
    var wrong = 0
    for row in history.rows {
      let key = "\(row[0])/\(row[1])"
      var stock = try #require(Int(truth[key]?["opening_stock"] ?? ""))
      for (day, cell) in row.dropFirst(2).enumerated() {
        stock += receipts[key]?[day] ?? 0
        stock -= sales[key]?[day] ?? 0
        let written = Int(cell)
        // An empty cell is a day before the item's launch, when its first stock may be there.
        if written != stock && !(cell.isEmpty && DefaultShop.launch(truth[key]) > day) {
          wrong += 1
        }
        if stock < 0 { wrong += 1 }
      }
    }
    #expect(wrong == 0)
    #expect(Set(sales.keys).isSubset(of: truth.keys))
    #expect(Set(receipts.keys).isSubset(of: truth.keys))
  }

  @Test("stock is the last evening's stock")
  func closingStock() throws {
    let history = try DefaultShop.table("stock-history.csv.gz")
    let stock = try DefaultShop.clean("stock.csv").keyed(by: "sku", "location")
    let truth = try DefaultShop.table("truth.csv").keyed(by: "sku", "location")
    #expect(stock.count == history.rows.count)
    for row in history.rows {
      let key = "\(row[0])/\(row[1])"
      #expect(stock[key]?["on_hand"] == row.last)
      #expect(truth[key]?["closing_stock"] == row.last)
      #expect(stock[key]?["as_of"] == DefaultShop.shop.asOf.iso)
    }
  }

  @Test("sums of sales and receipts are the truth's")
  func sums() throws {
    var net: [String: Int] = [:]
    var returned: [String: Int] = [:]
    for row in try DefaultShop.clean("sales.csv.gz").cells("sku", "location", "quantity") {
      let units = try #require(Int(row[2]))
      net["\(row[0])/\(row[1])", default: 0] += units
      if units < 0 { returned["\(row[0])/\(row[1])", default: 0] -= units }
    }
    var received: [String: Int] = [:]
    let receipts = try DefaultShop.clean("receipts.csv").cells(
      "sku", "location", "quantity_received")
    for row in receipts where !row[2].isEmpty {
      received["\(row[0])/\(row[1])", default: 0] += try #require(Int(row[2]))
    }
    for (key, row) in try DefaultShop.table("truth.csv").keyed(by: "sku", "location") {
      func number(_ column: String) throws -> Int {
        try #require(row[column].flatMap { Int($0) }, "\(key) \(column)")
      }
      let sold = try number("units_sold")
      #expect(try number("units_wanted") == sold + number("units_lost"))
      #expect(try number("units_returned") == returned[key] ?? 0)
      #expect(try sold + number("units_bulk") - number("units_returned") == net[key] ?? 0)
      #expect(try number("units_received") == received[key] ?? 0)
      #expect(
        try number("closing_stock") == number("opening_stock") + number("units_received")
          - number("units_bulk") - sold + number("units_returned"))
    }
  }

  @Test("open orders are the receipts that have no date yet")
  func openOrders() throws {
    var open: [String: String] = [:]
    for row in try DefaultShop.table("open-orders.csv").cells(
      "order_id", "sku", "location", "supplier", "ordered", "expected", "quantity")
    {
      open[row[0...2].joined(separator: "/")] = row[3...].joined(separator: "/")
    }
    var unreceived: [String: String] = [:]
    let receipts = try DefaultShop.clean("receipts.csv").cells(
      "order_id", "sku", "location", "supplier", "ordered", "promised", "quantity_ordered",
      "received", "quantity_received")
    for row in receipts where row[7].isEmpty {
      #expect(row[8].isEmpty)
      unreceived[row[0...2].joined(separator: "/")] = row[3...6].joined(separator: "/")
    }
    #expect(open == unreceived)
    #expect(open.count > 50)
  }

  @Test("on a day with lost sales nothing is left in the evening, and losses there are")
  func lostSales() {
    var lostDays = 0
    for history in DefaultShop.shop.series {
      for (day, wanted) in history.demand.enumerated() where wanted > history.sold[day] {
        #expect(history.onHand[day] == 0)
        lostDays += 1
      }
    }
    #expect(lostDays > 1000)
  }

  @Test("orders are whole packs, of at least the least quantity, on the supplier's day")
  func orderQuantities() throws {
    var terms: [String: (moq: Int, pack: Int)] = [:]
    for row in try DefaultShop.table("items.csv").cells("sku", "supplier", "moq", "pack_size") {
      terms["\(row[0])/\(row[1])"] = (Int(row[2]) ?? 0, Int(row[3]) ?? 1)
    }
    var weekdays: [String: String] = [:]
    for row in try DefaultShop.table("suppliers.csv").cells("supplier", "order_weekday") {
      weekdays[row[0]] = row[1].isEmpty ? "monday" : row[1]
    }
    for row in try DefaultShop.clean("receipts.csv").cells(
      "sku", "supplier", "quantity_ordered", "quantity_received", "ordered")
    {
      let ordered = DefaultShop.shop.calendar.first + (try DefaultShop.day(row[4]))
      #expect("\(ordered.weekday)" == weekdays[row[1]])
      let agreed = try #require(terms["\(row[0])/\(row[1])"])
      let quantity = try #require(Int(row[2]))
      #expect(quantity >= agreed.moq && quantity % agreed.pack == 0 && quantity > 0)
      if let came = Int(row[3]) { #expect(came <= quantity && came > 0) }
    }
  }
}

extension DefaultShop {
  /// The day of an item's launch, from its row of the truth.
  fileprivate static func launch(_ truth: [String: String]?) -> Int {
    guard let text = truth?["launch_date"], !text.isEmpty else { return 0 }
    return (try? day(text)) ?? 0
  }
}
