import Foundation
import RestockTestSupport
import Testing

@Suite("restock convert, and exports as inputs, run")
struct ConvertCommandTests {
  private func path(_ name: String) -> String { Fixture.path("exports/" + name) }

  @Test(
    "from a program's two exports to an order list, with no flag but the names of files",
    arguments: [
      ("shopify/orders_export.csv", "shopify/inventory_export.csv", "Shopify orders", "MUG-1"),
      ("amazon/all-orders.txt", "amazon/restock.txt", "Amazon all orders", "MUG-1"),
      (
        "woocommerce/orders-by-item.csv", "woocommerce/products.csv", "WooCommerce orders by item",
        "MUG-1"
      ),
      (
        "linnworks/processed-orders.csv", "linnworks/stock-levels-combined.csv",
        "Linnworks processed orders", "0042"
      ),
    ])
  func planFromExports(sales: String, stock: String, layout: String, sku: String) throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun(
      ["plan", "--sales", path(sales), "--stock", path(stock), "--out", "plan"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("\(path(sales)): taken for sales (\(layout))"))
    #expect(run.errors.contains("\(path(stock)): taken for stock ("))
    let record = try #require(folder.text("plan/run.json"))
    #expect(record.contains("\"layout\" : \"\(layout)\""))
    #expect(record.contains("\"kind\" : \"stock\""))
    let table = CSVText(try #require(folder.text("plan/recommendations.csv")))
    #expect(table.rows.contains { $0["sku"] == sku })
    #expect(table.rows.contains { (Double($0["order_quantity"] ?? "") ?? 0) > 0 })
    #expect(folder.text("plan/purchase-orders/no-supplier.csv") != nil)
  }

  @Test("on hand, allocated and incoming of an export are the plan's position")
  func position() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun(
      [
        "plan", "--sales", path("shopify/orders_export.csv"), "--stock",
        path("shopify/inventory_export.csv"), "--items", path("shopify/products_export.csv"),
        "--out", "plan",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let table = CSVText(try #require(folder.text("plan/recommendations.csv")))
    let mug = try #require(table.rows.first { $0["sku"] == "MUG-1" })
    // 7 in the warehouse, -1 in the shop; 2 of them are committed, 20 are on their way.
    #expect(mug["on_hand"] == "6")
    #expect(mug["supplier"] == "Potters Ltd")
    #expect(mug["inventory_position"] == "24")
  }

  @Test("an export as a file of Restock's own, which gives the same plan")
  func converted() throws {
    let folder = try TemporaryFolder()
    let convert = try CommandRun(
      [
        "convert", path("shopify/orders_export.csv"), path("shopify/inventory_export.csv"), "--out",
        "own/",
      ], in: folder.url)
    #expect(convert.status == 0, "\(convert.errors)")
    #expect(convert.errors.contains("left out as cancelled (2 times)"))
    #expect(
      folder.text("own/sales.csv")?.hasPrefix("sku,date,quantity,channel,price,order_id,customer\n")
        == true)
    let own = try CommandRun(
      ["plan", "--sales", "own/sales.csv", "--stock", "own/stock.csv", "--out", "a"],
      in: folder.url)
    let export = try CommandRun(
      [
        "plan", "--sales", path("shopify/orders_export.csv"), "--stock",
        path("shopify/inventory_export.csv"), "--out", "b",
      ], in: folder.url)
    #expect(own.status == 0 && export.status == 0, "\(own.errors)\(export.errors)")
    #expect(folder.text("a/recommendations.csv") == folder.text("b/recommendations.csv"))
  }

  @Test("two exports that overlap become one file in which each order counts once")
  func merged() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun(
      [
        "convert", path("shopify/orders_export_earlier.csv"), path("shopify/orders_export.csv"),
        "--out", "sales.csv",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let table = CSVText(try #require(folder.text("sales.csv")))
    #expect(table.rows.count == 8)
    #expect(table.rows.count { $0["order_id"] == "#1007" } == 1)
    #expect(!table.rows.contains { $0["order_id"] == "#1003" })
  }

  @Test("a wide file with decimal commas becomes a row a period")
  func wide() throws {
    let folder = try TemporaryFolder()
    try folder.file("wide.csv", "Artikel;SKU;2026-01-05;2026-01-12\nMug;M-1;1,5;2\nCap;C-1;;3\n")
    let run = try CommandRun(
      ["convert", "wide.csv", "--kind", "sales", "--out", "-"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == "sku,date,quantity\nM-1,2026-01-05,1.5\nM-1,2026-01-12,2\nC-1,2026-01-12,3\n")
  }

  @Test("back to Linnworks and Shopify: the reorder points of a plan, in what they import")
  func back() throws {
    let folder = try TemporaryFolder()
    let plan = try CommandRun(
      [
        "plan", "--sales", path("shopify/orders_export.csv"), "--stock",
        path("shopify/inventory_export.csv"), "--out", "plan",
      ], in: folder.url)
    #expect(plan.status == 0, "\(plan.errors)")
    let items = CSVText(try #require(folder.text("plan/recommendations.csv"))).rows
    let linnworks = try CommandRun(
      ["convert", "plan/recommendations.csv", "--to", "linnworks", "--out", "levels.csv"],
      in: folder.url)
    #expect(linnworks.status == 0, "\(linnworks.errors)")
    let levels = CSVText(try #require(folder.text("levels.csv")))
    #expect(levels.header == ["SKU", "Location", "Minimum Level"])
    #expect(levels.rows.map { $0["SKU"] } == items.map { $0["sku"] })
    #expect(levels.rows.map { $0["Minimum Level"] } == items.map { $0["reorder_point"] })
    #expect(levels.rows.allSatisfy { $0["Location"] == "Default" })
    let shopify = try CommandRun(
      ["convert", "plan", "--to", "shopify", "--out", "-"], in: folder.url)
    #expect(shopify.status == 0, "\(shopify.errors)")
    let variants = CSVText(shopify.output)
    #expect(variants.header.first == "Variant SKU")
    #expect(
      variants.rows.map { $0[variants.header[1]] } == items.map { $0["reorder_point"] })
    #expect(variants.rows.map { $0[variants.header[2]] } == items.map { $0["order_up_to"] })
  }

  @Test(
    "bad usage says what was expected and exits with 2",
    arguments: [
      ["convert"], ["convert", "missing.csv", "--out", "x.csv"], ["convert", "a.csv"],
      ["convert", "a.csv", "--kind", "sail", "--out", "-"],
      ["convert", "a.csv", "--to", "sap", "--out", "-"],
      ["convert", "a.csv", "--to", "shopify", "--out", "-"],
      ["convert", "a.csv", "b.csv", "--out", "x.csv"],
      ["convert", "a.csv", "--profiles", "nowhere", "--out", "-"],
    ])
  func badUsage(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.file("a.csv", "sku,date,quantity\nA,2026-01-05,1\n")
    try folder.file("b.csv", "sku,on_hand\nA,1\n")
    let run = try CommandRun(arguments, in: folder.url)
    #expect(run.status == 2, "\(run.output)\(run.errors)")
    #expect(!run.errors.isEmpty)
    #expect(folder.text("x.csv") == nil)
  }

  @Test("layouts of the user's own lie beside the file of options")
  func ownLayouts() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "profiles"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Fixture.url("exports/other/till.yaml"),
      to: folder.url.appending(path: "profiles/till.yaml"))
    try folder.file("restock.yaml", "every: day\n")
    let run = try CommandRun(
      [
        "forecast", "--sales", path("other/till-excel.csv"), "--config", "restock.yaml", "--out",
        "forecast",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("taken for sales (My till)"))
    let layouts = try CommandRun(["convert", "--layouts"])
    #expect(layouts.output.contains("profile: Linnworks purchase orders"))
  }
}
