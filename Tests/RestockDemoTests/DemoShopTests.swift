import RestockDemo
import RestockRecords
import Testing

@Suite("The made-up shop")
struct DemoShopTests {
  @Test("the same seed gives the same bytes, another seed another shop")
  func determinism() {
    let first = DemoShop(seed: 5, skus: 60, years: 1)
    let second = DemoShop(seed: 5, skus: 60, years: 1)
    for (file, same) in zip(first.files(), second.files()) {
      #expect(file.name == same.name && firstDifference(file.content, same.content) == nil)
    }
    let other = DemoShop(seed: 6, skus: 60, years: 1)
    for (file, another) in zip(first.files(), other.files()) where file.name != "suppliers.csv" {
      #expect(firstDifference(file.content, another.content) != nil, "\(file.name)")
    }
  }

  @Test("every size makes a shop with all kinds of items", arguments: [40, 97, 400])
  func sizes(skus: Int) {
    let shop = DemoShop(seed: 3, skus: skus, years: 2)
    #expect(shop.items.count == skus)
    #expect(Set(shop.items.map(\.sku)).count == skus)
    #expect(Set(shop.items.map(\.demand.kind)) == Set(DemandKind.allCases))
    #expect(shop.asOf == DemoShop.defaultLastDay + 1)
    #expect(shop.asOf.weekday == .monday)
  }

  @Test("the files are those that are promised, without the compressed ones' extension told twice")
  func names() {
    #expect(DefaultShop.files.map(\.name) == DemoShop.fileNames)
    #expect(Set(DemoShop.fileNames).count == DemoShop.fileNames.count)
  }

  @Test("all that is promised is in it")
  func promises() throws {
    let items = try DefaultShop.table("items.csv").cells(
      "sku", "status", "supplier", "preferred", "moq", "pack_size", "unit_cost", "price")
    #expect(Set(items.map { $0[0] }).count == 400)
    #expect(items.count { $0[1] == "inactive" } >= 10)
    #expect(items.count { $0[2].isEmpty } == 1)
    #expect(items.count { $0[3] == "no" } >= 10)
    #expect(items.count { $0[3] == "no" } == items.count { $0[3] == "yes" })
    #expect(items.count { !$0[4].isEmpty } >= 50)
    #expect(items.count { (Int($0[5]) ?? 1) > 1 } >= 30)
    #expect(items.allSatisfy { $0[2].isEmpty || (Double($0[6]) ?? 0) > 0 })
    #expect(items.allSatisfy { (Double($0[7]) ?? 0) > (Double($0[6]) ?? 0) })

    let suppliers = try DefaultShop.table("suppliers.csv").cells(
      "lead_time_days", "min_order_value", "order_weekday")
    #expect(suppliers.count == 12)
    #expect(suppliers.count { $0[0].isEmpty } == 1)
    #expect(suppliers.count { !$0[1].isEmpty } >= 5)
    #expect(suppliers.count { !$0[2].isEmpty } >= 5)
    let laws = try DefaultShop.table("truth-suppliers.csv").cells("law").map { $0[0] }
    #expect(Set(laws) == ["fixed", "regular", "shifting", "two-humped"])

    let sales = try DefaultShop.table("sales.csv.gz").cells("channel", "location", "quantity")
    #expect(Set(sales.map { $0[0] }) == ["web", "marketplace", "store"])
    #expect(Set(sales.map { $0[1] }) == ["MAIN", "NORTH"])
    #expect(sales.count { $0[2].hasPrefix("-") } > 1000)

    let events = try DefaultShop.table("events.csv").cells("event", "date", "sku", "category")
    #expect(
      events.filter { $0[0] == "black-friday" }.map { $0[1] } == [
        "2023-11-24", "2024-11-29", "2025-11-28", "2026-11-27",
      ])
    let asOf = DefaultShop.shop.asOf.iso
    #expect(events.count { $0[0] == "promotion" && $0[1] < asOf && !$0[2].isEmpty } >= 20)
    #expect(events.count { $0[0] == "promotion" && $0[1] < asOf && !$0[3].isEmpty } >= 20)
    #expect(events.count { $0[0] == "promotion" && $0[1] >= asOf } >= 3)
  }

  @Test("a successor starts where the item before it ends")
  func successors() throws {
    let truth = try DefaultShop.table("truth.csv").cells(
      "sku", "kind", "launch_date", "end_date", "successor_of")
    var ends: [String: String] = [:]
    for row in truth where row[1] == "superseded" { ends[row[0]] = row[3] }
    let successors = truth.filter { $0[1] == "successor" }
    #expect(Set(successors.map { $0[4] }) == Set(ends.keys))
    #expect(ends.count == 8)
    for row in successors { #expect(ends[row[4]] == row[2]) }
  }

  @Test("a bulk order is far beyond the other lines of its item, and alone")
  func bulkOrders() throws {
    let shop = DefaultShop.shop
    let bulk = shop.salesLines.filter(\.isBulk)
    #expect(bulk.count >= 8)
    #expect(Set(bulk.map(\.item)).count == bulk.count)
    for line in bulk {
      let others = shop.salesLines.filter { $0.item == line.item && !$0.isBulk }.map(\.quantity)
      #expect(line.quantity >= 8 * (others.max() ?? 0))
    }
  }

  @Test("one supplier's last orders are late, and still open")
  func lateOrders() throws {
    let asOf = DefaultShop.shop.asOf.iso
    let open = try DefaultShop.table("open-orders.csv").cells("supplier", "expected")
    let heldUp = try DefaultShop.table("truth-suppliers.csv").cells(
      "supplier", "held_up_at_the_end"
    )
    .filter { $0[1] == "yes" }.map { $0[0] }
    #expect(heldUp.count == 1)
    #expect(open.contains { $0[0] == heldUp.first && !$0[1].isEmpty && $0[1] < asOf })
    #expect(open.contains { $0[1] > asOf })
  }
}
