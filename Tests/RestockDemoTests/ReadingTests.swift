import Foundation
import RestockDemo
import RestockIO
import RestockRecords
import RestockTestSupport
import Testing

/// The committed files, read as a user's are.
@Suite("Restock reads the demo")
struct ReadingTests {
  private static func path(_ name: String) -> String {
    SharedFiles.package.appending(path: "datasets/demo/" + name).path
  }

  private static func reader() -> InputReader {
    var options = ReadingOptions()
    options.keepsAllFindings = true
    return InputReader(options)
  }

  private struct Reading {
    let history: SalesHistory
    let findings: [Finding]
  }

  private static let reading = Result { () throws(InputError) -> Reading in
    var reader = Self.reader()
    let history = try reader.sales([path("sales.csv.gz")])
    return Reading(history: history, findings: reader.findings.findings)
  }

  @Test("units sold and returned of each series are the truth's, wherever no row is dirty")
  func sums() throws {
    let history = try Self.reading.get().history
    #expect(history.firstDay == DefaultShop.shop.calendar.first)
    #expect(history.lastDay == DefaultShop.shop.calendar.last)
    let truth = try DefaultShop.table("truth.csv").keyed(by: "sku", "location")
    let dirty = Set(
      try DefaultShop.table("truth-dirt.csv").cells("sku", "file", "kind")
        .filter { $0[1] == "sales.csv.gz" && $0[2] != "trailing-spaces" }.map { $0[0] })
    var compared = 0
    for series in history.series {
      guard let row = truth["\(series.key.sku)/\(series.key.location)"],
        !dirty.contains(series.key.sku)
      else { continue }
      let sold = series.sold.reduce(0) { $0 + Double($1) }
      let returned = series.returned.values.reduce(0) { $0 + Double($1) }
      let units = (Double(row["units_sold"] ?? "") ?? -1) + (Double(row["units_bulk"] ?? "") ?? -1)
      #expect(sold == units, "\(series.key)")
      #expect(returned == Double(row["units_returned"] ?? ""), "\(series.key)")
      compared += 1
    }
    #expect(compared > 600)
  }

  @Test("each dirty row that can be seen as such is a finding, in its line, and no good one is")
  func dirt() throws {
    let history = try Self.reading.get().history
    let findings = try Self.reading.get().findings
    let kinds = [
      "quantity-unreadable": "unreadable-quantity", "quantity-empty": "empty-quantity",
      "date-far-future": "distant-date", "price-as-quantity": "fractional-quantity",
      "sku-case": "keys-differ-in-case",
    ]
    var counts: [String: Int] = [:]
    for row in try DefaultShop.table("truth-dirt.csv").cells("kind", "file", "line", "sku") {
      guard let kind = kinds[row[0]] else { continue }
      let found = findings.filter { $0.kind == kind }
      counts[row[0], default: 0] += 1
      if row[0] == "sku-case" {
        // The two spellings are two series.
        #expect(history.series.contains { $0.key.sku == row[3].lowercased() })
        #expect(found.contains { $0.place.sku.uppercased() == row[3] }, "\(row)")
      } else if counts[row[0]] == 1 || kind != "fractional-quantity" {
        // Fractions are one finding with the first line and a count.
        #expect(found.contains { $0.place.line == Int(row[2]) }, "\(row)")
      }
    }
    #expect(Set(counts.keys) == Set(kinds.keys))
    for (dirt, kind) in kinds {
      let found = findings.filter { $0.kind == kind }.reduce(0) { $0 + $1.count }
      #expect(found == counts[dirt], "\(kind)")
    }
  }

  /// The lines of a kind of dirt in a file.
  private func lines(_ kind: String) throws -> [Int] {
    try DefaultShop.table("truth-dirt.csv").cells("kind", "line").filter { $0[0] == kind }
      .compactMap { Int($0[1]) }
  }

  @Test("the stock history says of each evening whether anything was left")
  func stockHistory() throws {
    var reader = Self.reader()
    let history = try reader.stockHistory([Self.path("stock-history.csv.gz")])
    #expect(reader.findings.findings.allSatisfy { $0.severity == .note })
    #expect(history.span == .day)
    let shop = DefaultShop.shop
    var expected: [StockObservation] = []
    for series in shop.series {
      let item = shop.items[series.item]
      for day in item.demand.launch..<shop.calendar.days {
        expected.append(
          StockObservation(
            sku: item.sku, location: series.location.key, day: shop.calendar.date(day),
            inStock: series.onHand[day] > 0))
      }
    }
    let isSame = history.observations == expected
    #expect(isSame)
  }

  @Test("stock and open orders are read as they are, the stock below zero with a finding")
  func stock() throws {
    var reader = Self.reader()
    let stock = try reader.stock([Self.path("stock.csv")])
    let shop = DefaultShop.shop
    #expect(stock.count == shop.series.count)
    #expect(stock.allSatisfy { $0.asOf == shop.asOf })
    let units = shop.series.reduce(0) { $0 + $1.onHand[shop.calendar.days - 1] }
    #expect(stock.reduce(0) { $0 + max(0, $1.onHand) } == Double(units))
    let negative = reader.findings.findings.filter { $0.kind == "negative-stock" }
    #expect(try negative.map(\.place.line) == lines("stock-negative"))

    let open = try reader.openOrders([Self.path("open-orders.csv")])
    let due = shop.orders.filter { $0.received >= shop.calendar.days }
    #expect(open.count == due.reduce(0) { $0 + $1.lines.count })
    #expect(
      open.reduce(0) { $0 + $1.quantity }
        == Double(due.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.quantity } }))
    #expect(
      open.contains { $0.expected == nil }
        && open.contains { ($0.expected ?? shop.asOf) < shop.asOf })
    #expect(reader.findings.findings.filter { $0.severity != .note }.count == negative.count)
  }

  @Test("receipts are read but for those received before they were ordered")
  func receipts() throws {
    var reader = Self.reader()
    let receipts = try reader.receipts([Self.path("receipts.csv")])
    let wrong = reader.findings.findings.filter { $0.severity != .note }
    #expect(wrong.allSatisfy { $0.kind == "received-before-ordered" })
    #expect(try wrong.map(\.place.line) == lines("received-before-ordered"))
    let shop = DefaultShop.shop
    let lines = shop.orders.reduce(0) { $0 + $1.lines.count }
    // Two rows cannot be used, two are there twice.
    #expect(receipts.count == lines - 2 + 2)
    #expect(
      receipts.count { $0.received == nil }
        == shop.orders.filter { $0.received >= shop.calendar.days }
        .reduce(0) { $0 + $1.lines.count })
  }

  @Test("items, suppliers and events are read without a complaint")
  func catalogue() throws {
    var reader = Self.reader()
    let catalogue = try reader.catalogue(
      items: [Self.path("items.csv")], suppliers: [Self.path("suppliers.csv")])
    let events = try reader.events([Self.path("events.csv")])
    #expect(reader.findings.findings.allSatisfy { $0.severity == .note })
    let shop = DefaultShop.shop
    #expect(catalogue.items.count == shop.items.count)
    #expect(catalogue.suppliers.count == shop.suppliers.count)
    #expect(events.count == shop.events.count)
    for item in shop.items {
      let record = try #require(catalogue.items[item.sku])
      #expect(record.isActive == item.isActive)
      #expect(record.price == Double(item.price) / 100)
      #expect(record.successorOf == item.successorOf)
      let isNew = item.demand.launch > 0
      #expect(record.launchDate == (isNew ? shop.calendar.date(item.demand.launch) : nil))
      guard let used = item.terms.first else { continue }
      let terms = try #require(catalogue.terms[item.sku])
      #expect(terms.map(\.supplier) == item.terms.map { shop.suppliers[$0.supplier].key })
      #expect(terms.first?.unitCost == Double(used.unitCost) / 100)
      #expect(terms.first?.packSize == Double(used.packSize))
    }
    for supplier in shop.suppliers {
      let record = try #require(catalogue.suppliers[supplier.key])
      #expect(record.leadTimeDays == supplier.statedLeadTimeDays.map(Double.init))
      #expect(record.orderWeekday == supplier.orderWeekday)
      #expect(record.minimumOrderValue == supplier.minimumOrderValue.map { Double($0) / 100 })
    }
  }
}
