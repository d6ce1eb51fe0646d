import Foundation
import RestockIO
import RestockRecords
import RestockTestSupport
import Testing

/// Files in the exact layouts of other programs, made by hand; the units expected are counted by hand
/// by the rules of what counts.
@Suite("Exports of other programs")
struct ExportTests {
  private func path(_ name: String) -> String { Fixture.path("exports/" + name) }

  private func sales(_ names: String...) throws -> SalesOutcome {
    try readSales(names.map(path))
  }

  private func stock(_ name: String) throws -> (records: [StockRecord], reader: InputReader) {
    var reader = InputReader()
    return (try reader.stock([path(name)]), reader)
  }

  // MARK: Shopify

  @Test("Shopify's orders: what does not count is left out and counted, dates are as written")
  func shopifyOrders() throws {
    let outcome = try sales("shopify/orders_export.csv")
    #expect(outcome.files.first?.profile == "Shopify orders")
    #expect(outcome.files.first?.rows == 13)
    // 5 October 23:50 is still the 5th, 26 October 00:10 the 26th; two lines of #1002 are two lines.
    #expect(
      outcome.units("MUG-1") == [
        "2026-09-28": 6, "2026-10-05": 5, "2026-10-12": 3, "2026-10-19": 0, "2026-10-26": 4,
      ])
    #expect(outcome.units("0042") == ["2026-09-28": 2, "2026-10-05": 1])
    #expect(outcome.finding("left-out-cancelled")?.count == 2)
    #expect(outcome.finding("left-out-cancelled")?.place.line == 8)
    #expect(outcome.finding("left-out-refunded")?.count == 1)
    #expect(outcome.finding("left-out-voided")?.count == 1)
    // By the gateway, and by the tag; "latest" is no tag "test".
    #expect(outcome.finding("left-out-test")?.count == 2)
    #expect(outcome.finding("counted-partly-refunded")?.count == 1)
    #expect(outcome.series("0042")?.largestLines.first?.orderID == "#1001")
  }

  @Test("an order in two files counts once, in the later file's state")
  func overlappingOrders() throws {
    // #1003 is paid in the earlier file and cancelled in the later one; #1000 is in the earlier only.
    let later = try sales("shopify/orders_export_earlier.csv", "shopify/orders_export.csv")
    #expect(later.units("MUG-1")["2026-09-21"] == 8)
    #expect(later.units("MUG-1")["2026-10-05"] == 5)
    #expect(later.units("MUG-1")["2026-10-12"] == 3)
    #expect(later.finding("order-in-later-file")?.count == 3)
    // The other way about the cancelled order counts: 5 mugs and 7 caps more.
    let earlier = try sales("shopify/orders_export.csv", "shopify/orders_export_earlier.csv")
    #expect(earlier.units("MUG-1")["2026-10-05"] == 10)
    #expect(earlier.units("0042")["2026-10-05"] == 8)
  }

  @Test(
    "Shopify's inventory: on hand with committed allocated, in both layouts and the older names")
  func shopifyInventory() throws {
    let (records, reader) = try stock("shopify/inventory_export.csv")
    #expect(records.map(\.sku) == ["MUG-1", "MUG-1", "0042"])
    #expect(records.map(\.location) == ["Warehouse", "High Street", "Warehouse"])
    #expect(records.map(\.onHand) == [7, -1, 6])
    #expect(records.map(\.allocated) == [2, 0, 1])
    #expect(records[0].incoming == 20)
    #expect(records[2].place.line == 4)
    let findings = reader.findings.findings
    #expect(findings.first { $0.kind == "left-out-not-stocked" }?.place.line == 5)
    #expect(findings.contains { $0.kind == "negative-stock" })
    let older = try stock("shopify/inventory_export_older.csv").records
    #expect(older.map(\.onHand) == [7])
    #expect(older.map(\.allocated) == [2])
    let (wide, wideReader) = try stock("shopify/inventory_export_by_location.csv")
    #expect(wide.map(\.location) == ["Warehouse", "High Street", "Warehouse"])
    #expect(wide.map(\.onHand) == [4, -1, 5])
    #expect(wide.allSatisfy { $0.allocated == 0 })
    #expect(wideReader.findings.findings.contains { $0.kind == "left-out-not-stocked" })
  }

  @Test(
    "Shopify's products give items, by the old names of columns and the new",
    arguments: ["shopify/products_export.csv", "shopify/products_export_new.csv"])
  func shopifyProducts(name: String) throws {
    var reader = InputReader()
    let catalogue = try reader.catalogue(items: [path(name)], suppliers: [])
    #expect(catalogue.items["MUG-1"]?.description == "Mug")
    #expect(catalogue.items["MUG-1"]?.category == "Mugs")
    #expect(catalogue.items["MUG-1"]?.price == 9.5)
    #expect(catalogue.items["MUG-1"]?.unmet == "lost")
    #expect(catalogue.items["MUG-1"]?.isActive == true)
    #expect(catalogue.terms["MUG-1"]?.first?.supplier == "Potters Ltd")
    #expect(catalogue.terms["MUG-1"]?.first?.unitCost == 4)
    #expect(try stock(name).records.first?.onHand == 3)
    guard name.hasSuffix("export.csv") else { return }
    // A variant further down has its product's vendor and state.
    #expect(catalogue.terms["SHIRT-M"]?.first?.supplier == "Weavers")
    #expect(catalogue.items["SHIRT-M"]?.isActive == false)
    #expect(catalogue.items.count == 3)
  }

  // MARK: Amazon

  @Test("Amazon's orders: cancelled by order or item whatever the quantity, pending counts")
  func amazonOrders() throws {
    let outcome = try sales("amazon/all-orders.txt")
    #expect(outcome.files.first?.profile == "Amazon all orders")
    #expect(outcome.files.first?.delimiter == "\t")
    #expect(outcome.units("MUG-1")["2026-10-05"] == 3)
    #expect(outcome.units("MUG-1")["2026-10-12"] == 3)
    // The last row of an order has neither number nor date of its own.
    #expect(outcome.units("CAP-7") == ["2026-10-12": 2])
    #expect(outcome.finding("left-out-cancelled")?.count == 3)
    #expect(outcome.finding("counted-pending")?.count == 1)
    // The price is that of the line.
    #expect(outcome.series("CAP-7")?.lastPrice == 15)
    #expect(outcome.series("MUG-1")?.lastPrice == 9.5)
  }

  @Test("dates of a British marketplace are day first, where no date decides it")
  func britishDates() throws {
    let outcome = try sales("amazon/all-orders-uk-dates.txt")
    #expect(outcome.history.firstDay.iso == "2026-07-04")
    #expect(outcome.history.lastDay.iso == "2026-07-05")
    #expect(outcome.files.first?.dates == "day first")
  }

  @Test("Amazon's stock is what is available, never the total")
  func amazonStock() throws {
    let (restock, reader) = try stock("amazon/restock.txt")
    #expect(restock.map(\.onHand) == [12, 0])
    #expect(restock.map(\.incoming) == [40, 0])
    #expect(reader.files.first?.encoding == "Windows-1252")
    let planning = try stock("amazon/inventory-planning.txt").records
    #expect(planning.map(\.onHand) == [12])
    #expect(planning.first?.incoming == 40)
    #expect(planning.first?.asOf?.iso == "2026-10-27")
    let (managed, managedReader) = try stock("amazon/manage-inventory.txt")
    #expect(managed.map(\.onHand) == [12])
    #expect(managed.first?.incoming == 40)
    #expect(managed.first?.allocated == 0)
    #expect(managedReader.findings.findings.contains { $0.kind == "missing-stock" })
    var items = InputReader()
    let catalogue = try items.catalogue(items: [path("amazon/restock.txt")], suppliers: [])
    #expect(catalogue.items["MUG-1"]?.description == "Mug \u{2013} café")
    #expect(catalogue.terms["MUG-1"]?.first?.supplierSKU == "P-1")
  }

  // MARK: WooCommerce

  @Test("WooCommerce's orders by item: six states do not count, with and without wc-")
  func wooOrdersByItem() throws {
    let outcome = try sales("woocommerce/orders-by-item.csv")
    #expect(outcome.units("MUG-1") == ["2026-09-28": 4, "2026-10-05": 6])
    #expect(outcome.units("CAP-7") == ["2026-10-05": 2])
    #expect(outcome.series("CAP-7")?.lastPrice == 14)
    #expect(outcome.finding("left-out-cancelled")?.count == 2)
    for reason in ["refunded", "failed", "pending", "checkout-draft", "trash"] {
      #expect(outcome.finding("left-out-\(reason)")?.count == 1, "\(reason)")
    }
  }

  @Test("items packed in cells are taken apart, whatever stands in their names")
  func wooPackedItems() throws {
    let columns = try sales("woocommerce/orders-packed.csv")
    #expect(columns.units("MUG-1") == ["2026-08-31": 2, "2026-09-07": 0, "2026-09-14": 1])
    #expect(columns.units("CAP-7") == ["2026-08-31": 1])
    #expect(columns.series("CAP-7")?.lastPrice == 14)
    #expect(columns.files.first?.dates == "month first")
    #expect(columns.finding("left-out-cancelled")?.place.line == 3)
    let cell = try sales("woocommerce/orders-one-cell.csv")
    #expect(cell.units("MUG-1") == ["2026-10-05": 2])
    #expect(cell.units("CAP-7") == ["2026-10-05": 1])
    let advanced = try sales("woocommerce/orders-advanced.csv")
    #expect(advanced.units("MUG-1") == ["2026-10-05": 2, "2026-10-12": 4])
    #expect(advanced.units("CAP-7") == ["2026-10-05": 1])
    #expect(advanced.series("MUG-1")?.lastPrice == 9.5)
    #expect(advanced.finding("left-out-pending")?.count == 1)
  }

  @Test("WooCommerce's products: families are no items, a variation's stock may be its family's")
  func wooProducts() throws {
    let (records, reader) = try stock("woocommerce/products.csv")
    #expect(records.map(\.sku) == ["MUG-1", "SHIRT-M", "CAP-7"])
    #expect(records.map(\.onHand) == [7, 4, 5])
    let findings = reader.findings.findings
    #expect(findings.contains { $0.kind == "left-out-stocked-with-its-family" })
    #expect(findings.contains { $0.kind == "left-out-a-family-of-variations" })
    var items = InputReader()
    let catalogue = try items.catalogue(items: [path("woocommerce/products.csv")], suppliers: [])
    #expect(catalogue.items["MUG-1"]?.price == 9.5)
    #expect(catalogue.items["MUG-1"]?.unmet == "lost")
    #expect(catalogue.items["SHIRT-S"]?.unmet == "backorder")
    #expect(catalogue.items["MUG-1"]?.minimum == 3)
    #expect(catalogue.items["SHIRT"] == nil)
  }

  // MARK: Linnworks

  @Test("Linnworks' stock: the level with the order book allocated, or the stock level")
  func linnworksStock() throws {
    let combined = try stock("linnworks/stock-levels-combined.csv").records
    #expect(combined.map(\.onHand) == [9, 5])
    #expect(combined.map(\.allocated) == [2, 0])
    let (inventory, reader) = try stock("linnworks/inventory.csv")
    #expect(inventory.map(\.sku) == ["MUG-1", "0042"])
    #expect(inventory.map(\.onHand) == [9, 5])
    #expect(inventory.map(\.location) == ["Default", "Default"])
    #expect(reader.files.first?.delimiter == "|")
    var items = InputReader()
    let catalogue = try items.catalogue(items: [path("linnworks/inventory.csv")], suppliers: [])
    #expect(catalogue.items["0042"]?.isActive == false)
    #expect(catalogue.items["MUG-1"]?.minimum == 4)
    #expect(catalogue.terms["MUG-1"]?.first?.packSize == 6)
    #expect(catalogue.terms["MUG-1"]?.first?.minimumOrderQuantity == 12)
  }

  @Test("Linnworks' orders, by whatever delimiter and of its names, day first")
  func linnworksOrders() throws {
    let outcome = try sales("linnworks/processed-orders.csv")
    #expect(outcome.files.first?.delimiter == ":")
    #expect(outcome.units("MUG-1") == ["2026-10-05": 5, "2026-10-12": 5])
    #expect(outcome.units("0042") == ["2026-10-05": 1])
    let renamed = try sales("linnworks/processed-orders-renamed.csv")
    #expect(renamed.files.first?.profile == "Linnworks processed orders")
    #expect(renamed.units("MUG-1") == ["2026-10-05": 2, "2026-10-12": 3])
    // Order 100003 is open in one file and processed in the other: once.
    let both = try sales("linnworks/open-orders.csv", "linnworks/processed-orders.csv")
    #expect(both.units("MUG-1")["2026-10-12"] == 5)
    #expect(both.units("MUG-1")["2026-10-19"] == 2)
    // 20 September to 20 October is what comes unasked.
    #expect(try sales("linnworks/open-orders.csv").finding("limited-days") != nil)
  }

  @Test("other names are given with --columns")
  func ownNames() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "Order Date,Order Id,Thing,Quantity,SubSource,SKU\n05/10/2026,1,X,2,s,A\n", to: "own.csv")
    var options = ReadingOptions()
    options.columns = ["sku": "Thing"]
    #expect(try readSales([file], options).units("X") == ["2026-10-05": 2])
    options.columns = ["sku": "Nothing"]
    let outcome = try readSales([file], options)
    #expect(outcome.units("A") == ["2026-10-05": 2])
    #expect(outcome.finding("unmatched-column-sku") != nil)
  }

  @Test("of a purchase order comes what was not delivered; its cost is that of the line")
  func linnworksPurchaseOrders() throws {
    let file = path("linnworks/purchase-orders.csv")
    var reader = InputReader()
    let orders = try reader.openOrders([file])
    #expect(orders.map(\.orderID) == ["PO-1", "PO-3"])
    #expect(orders.map(\.quantity) == [14, 6])
    #expect(orders[0].ordered?.iso == "2026-10-01")
    #expect(orders[0].expected?.iso == "2026-10-29")
    #expect(orders[0].supplier == "Potters Ltd")
    #expect(reader.findings.findings.contains { $0.kind == "counted-pending" })
    var items = InputReader()
    let catalogue = try items.catalogue(items: [file], suppliers: [])
    #expect(catalogue.terms["MUG-1"]?.first?.unitCost == 4)
    #expect(catalogue.terms["0042"]?.first?.unitCost == 8)
  }

  // MARK: Others

  @Test("purchase orders kept elsewhere are open orders and receipts, with the habits of Excel")
  func purchaseOrderHistory() throws {
    let file = path("other/purchase-orders.csv")
    var reader = InputReader()
    let open = try reader.openOrders([file])
    #expect(open.map(\.orderID) == ["7"])
    #expect(open.map(\.quantity) == [14])
    var other = InputReader()
    let receipts = try other.receipts([file])
    #expect(receipts.map(\.orderID) == ["7", "8"])
    #expect(receipts[1].received?.iso == "2026-09-20")
    #expect(receipts[0].received == nil)
    #expect(receipts[1].promised?.iso == "2026-09-15")
  }

  @Test("orders of several channels: one that two systems have counts where it was placed")
  func channels() throws {
    let outcome = try sales(
      "linnworks/processed-orders.csv", "shopify/orders_export.csv", "amazon/all-orders.txt")
    // Linnworks has #1002 and an Amazon order, Amazon has #1009 of Shopify: each counts once.
    #expect(outcome.units("MUG-1")["2026-10-05"] == 8)
    #expect(outcome.units("MUG-1")["2026-10-12"] == 11)
    #expect(outcome.units("MUG-1")["2026-10-26"] == 4)
    let moved = outcome.findings.filter { $0.kind == "order-in-other-channel" }
    #expect(moved.map(\.count) == [3, 1])
  }

  @Test("two files in Restock's own layout: by order, date and place where they have orders")
  func ownLayoutOverlap() throws {
    let folder = try TemporaryFolder()
    let head = "sku,date,quantity,order_id\n"
    let first = try folder.write(
      head + "A,2026-01-05,1,1\nA,2026-01-06,2,2\nA,2026-01-12,4,3\n", to: "1.csv")
    let second = try folder.write(
      head + "A,2026-01-12,5,3\nA,2026-01-19,8,4\nA,2026-01-20,16,1\n", to: "2.csv")
    let outcome = try readSales([first, second])
    #expect(outcome.units("A") == ["2026-01-05": 3, "2026-01-12": 5, "2026-01-19": 24])
    #expect(outcome.finding("order-in-later-file")?.count == 1)
    #expect(outcome.finding("order-in-later-file")?.place.line == 4)
  }

  @Test("two files without orders that hold the same sales are a finding, two shops are none")
  func repeatedSales() throws {
    let folder = try TemporaryFolder()
    let weeks = (1...6).map { "2026-01-0\($0)" }
    func file(_ name: String, _ factor: Int, _ days: ArraySlice<String>) throws -> String {
      var text = "sku,date,quantity\n"
      for (i, day) in days.enumerated() {
        for sku in 0..<4 { text += "S\(sku),\(day),\(factor * (5 + sku) + i % 2)\n" }
      }
      return try folder.write(text, to: name)
    }
    var options = ReadingOptions()
    options.every = .day
    let one = try file("1.csv", 1, weeks[...])
    let same = try file("2.csv", 1, weeks[2...])
    let other = try file("3.csv", 3, weeks[...])
    #expect(try readSales([one, same], options).finding("files-overlap") != nil)
    #expect(try readSales([one, other], options).finding("files-overlap") == nil)
  }

  @Test("a file of exactly so many rows as programs stop at is a finding")
  func cutOff() throws {
    let head = "Name,Created at,Lineitem quantity,Lineitem sku,Financial Status\n"
    func content(_ rows: Int) -> String {
      head
        + (0..<rows).map { "#\($0),2026-01-0\($0 % 9 + 1) 10:00:00 +0100,1,A,paid\n" }.joined()
    }
    let cut = try readSales(content(10_000))
    #expect(cut.finding("round-number-of-rows")?.severity == .warning)
    #expect(try readSales(content(9_999)).finding("round-number-of-rows") == nil)
  }

  @Test("a file of another kind says where it belongs")
  func otherKind() throws {
    let error = try #require(salesError(path: path("shopify/products_export.csv")))
    #expect(error.message.contains("Shopify products"))
    #expect(error.remedy == "give it with --items or --stock")
  }
}
