import RestockDemo
import RestockRecords
import Testing

@Suite("The demo's dirt")
struct DirtTests {
  @Test("each dirty row stands where the truth says, and says what the truth says")
  func places() throws {
    let dirt = try DefaultShop.table("truth-dirt.csv").cells(
      "kind", "file", "line", "sku", "column", "written", "truth")
    #expect(Set(dirt.map { $0[0] }) == Set(DirtyRow.Kind.allCases.map(\.rawValue)))
    for row in dirt {
      let table = try DefaultShop.table(row[1])
      let line = try #require(Int(row[2]))
      let cells = table.rows[line - 2]
      // Text that a spreadsheet would take for a formula has an apostrophe before it.
      let written = row[5].hasPrefix("'") ? String(row[5].dropFirst()) : row[5]
      #expect(cells[try table.index(row[4])] == written, "\(row)")
      #expect(written != row[6])
      let sku = cells[try table.index("sku")]
      #expect(row[0] == "sku-case" || sku.hasPrefix(row[3]))
      switch row[0] {
      case "sku-case": #expect(sku.uppercased() == row[3] && sku != row[3])
      case "trailing-spaces": #expect(sku == row[3] + "  ")
      case "receipt-duplicate": #expect(table.rows[line - 3] == cells)
      case "received-before-ordered":
        #expect(try cells[table.index("received")] < cells[table.index("ordered")])
      default: break
      }
    }
  }

  @Test("no row is dirty that is not listed")
  func complete() throws {
    let skus = Set(try DefaultShop.table("items.csv").cells("sku").map { $0[0] })
    let first = DefaultShop.shop.calendar.first.iso
    let last = DefaultShop.shop.calendar.last.iso
    let salesDirt = try DefaultShop.dirt(in: "sales.csv.gz")
    let sales = try DefaultShop.table("sales.csv.gz").cells("sku", "date", "quantity", "price")
    for (index, row) in sales.enumerated() where salesDirt[index + 2] == nil {
      let isClean =
        skus.contains(row[0]) && row[1] >= first && row[1] <= last && Int(row[2]) != nil
        && Int(row[2]) != 0 && (Double(row[3]) ?? 0) > 0
      if !isClean { Issue.record("sales, line \(index + 2): \(row)") }
    }
    let receiptsDirt = try DefaultShop.dirt(in: "receipts.csv")
    let receipts = try DefaultShop.table("receipts.csv")
    var seen: Set<String> = []
    for (index, row) in try receipts.cells("order_id", "sku", "ordered", "received").enumerated()
    where receiptsDirt[index + 2] == nil {
      #expect(row[3].isEmpty || row[3] >= row[2])
      #expect(seen.insert("\(row[0])/\(row[1])").inserted, "receipts, line \(index + 2)")
      #expect(skus.contains(row[1]))
    }
    let stockDirt = try DefaultShop.dirt(in: "stock.csv")
    for (index, row) in try DefaultShop.table("stock.csv").cells("sku", "on_hand").enumerated()
    where stockDirt[index + 2] == nil {
      #expect((Int(row[1]) ?? -1) >= 0)
      #expect(skus.contains(row[0]))
    }
  }
}
