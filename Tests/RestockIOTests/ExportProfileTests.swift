import Foundation
import RestockIO
import RestockRecords
import RestockTestSupport
import Testing

@Suite("Layouts of exports, as data")
struct ExportProfileTests {
  @Test("a layout of the user's own is read like those that come with Restock")
  func own() throws {
    var options = ReadingOptions()
    options.profiles = try ExportProfile.read(folder: Fixture.path("exports/other"))
    let outcome = try readSales([Fixture.path("exports/other/till-excel.csv")], options)
    #expect(outcome.files.first?.profile == "My till")
    #expect(outcome.files.first?.encoding == "Windows-1252")
    #expect(outcome.units("MUG-1") == ["2026-10-05": 2, "2026-10-12": 1.5])
    // ="0042" is how Excel is kept from making a number of it.
    #expect(outcome.series("0042")?.lastPrice == 1015)
    #expect(throws: InputError.self) { try ExportProfile.read(folder: "/nowhere") }
    #expect(throws: InputError.self) {
      try ExportProfile.read(folder: Fixture.path("exports/shopify"))
    }
  }

  @Test(
    "all layouts that come with Restock say what they are of, and are told apart by their names")
  func builtIn() {
    #expect(ExportProfile.builtIn.count == ExportProfile.builtInTexts.count)
    for (profile, source) in zip(ExportProfile.builtIn, ExportProfile.builtInTexts) {
      #expect(!profile.name.isEmpty && !profile.system.isEmpty)
      #expect(source.text.hasPrefix("# "), "\(source.name) begins with what it is")
    }
    let keys = ExportProfile.builtIn.map { "\($0.name) \($0.kind)" }
    #expect(Set(keys).count == keys.count)
  }

  @Test(
    "what is wrong in a layout is said with its line",
    arguments: [
      ("kind: sales\n", 0, "profile"), ("profile: x\nkind: sail\nrecognised by: a\n", 2, "sail"),
      ("profile: x\nkind: sales\nrecognised by: a\ncolumns:\n  sku: A\n", 0, "date"),
      ("profile: x\ncolours: red\n", 2, "colours"), ("profile: x\nnonsense\n", 2, "nonsense"),
      (
        "profile: x\nkind: items\nrecognised by: a\ncolumns:\n  sku: A\n  size: B\n", 6, "size"
      ),
      (
        "profile: x\nkind: items\nrecognised by: a\ncolumns:\n  sku: A\nleft out:\n  odd: A was B\n",
        7, "A was B"
      ),
      ("  sku: A\n", 1, "indented"),
      (
        "profile: x\nkind: items\nrecognised by: a\ncolumns:\n  sku: A\ndates: whenever\n", 6,
        "whenever"
      ),
    ])
  func faults(text: String, line: Int, word: String) {
    do throws(InputError) {
      _ = try ExportProfile(text: text, file: "own.yaml")
      Issue.record("expected an error about '\(word)'")
    } catch {
      #expect(error.place.line == line)
      #expect(error.message.contains(word))
    }
  }

  @Test("cells are computed: taken off, added, divided; other words stand for some")
  func computed() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(
      """
      profile: Own
      kind: open orders
      recognised by: Art, Ordered, Came
      columns:
        sku: Art
        quantity: Ordered
        location: Where
      less:
        quantity: Came | Arrived, Lost
      values:
        location: wh1 = North
      left out:
        closed: State is closed and Came is above 0
      """, to: "own.yaml")
    let file = try folder.write(
      """
      Art;Ordered;Came;Lost;Where;State
      A;1.000,5;0,5;;WH1;open
      B;10;4;9;South;open
      C;10;4;1;South;closed
      D;10;0;1;South;closed
      E;some;1;1;South;open
      """, to: "orders.csv")
    var options = ReadingOptions()
    options.profiles = try ExportProfile.read(folder: folder.path)
    var reader = InputReader(options)
    let orders = try reader.openOrders([file])
    // More came than was ordered of B: nothing is to come.
    #expect(orders.map(\.sku) == ["A", "D"])
    #expect(orders.map(\.quantity) == [1000, 9])
    #expect(orders.map(\.location) == ["North", "South"])
    #expect(
      reader.findings.findings.contains { $0.kind == "left-out-closed" && $0.place.line == 4 })
    #expect(
      reader.findings.findings.contains { $0.kind == "unreadable-value" && $0.place.line == 6 })
  }

  // MARK: Hostile files

  /// An export of each layout, whole.
  static let files = [
    "shopify/orders_export.csv", "shopify/inventory_export.csv",
    "shopify/inventory_export_by_location.csv", "shopify/products_export.csv",
    "amazon/all-orders.txt", "amazon/restock.txt", "amazon/inventory-planning.txt",
    "amazon/manage-inventory.txt", "woocommerce/products.csv", "woocommerce/orders-by-item.csv",
    "woocommerce/orders-packed.csv", "woocommerce/orders-one-cell.csv",
    "woocommerce/orders-advanced.csv", "linnworks/stock-levels-combined.csv",
    "linnworks/inventory.csv", "linnworks/processed-orders.csv", "linnworks/open-orders.csv",
    "linnworks/purchase-orders.csv", "other/purchase-orders.csv",
  ]

  /// Reads a file as what it is; nil where it is refused.
  private func read(_ content: Data) throws -> FileCheck? {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(content), to: "file.csv")
    do throws(InputError) {
      return try FileCheck(path)
    } catch {
      #expect(!error.message.isEmpty)
      return nil
    }
  }

  @Test("an export that is cut anywhere is read or refused", arguments: files)
  func cutAnywhere(name: String) throws {
    let whole = try Data(contentsOf: Fixture.url("exports/" + name))
    let full = try #require(try read(whole))
    for share in stride(from: 0.0, through: 1, by: 0.07) {
      let part = whole.prefix(Int(Double(whole.count) * share))
      if let check = try read(Data(part)) { #expect(check.facts.rows <= full.facts.rows) }
    }
    // Cut in mid-quote, it is refused with the line.
    #expect(try read(whole + Data("\"open".utf8)) == nil)
  }

  @Test("an export without its header, empty, or with nothing after the header", arguments: files)
  func withoutHeader(name: String) throws {
    let whole = try Data(contentsOf: Fixture.url("exports/" + name))
    let end = try #require(whole.firstIndex(of: 0x0a))
    #expect(try read(Data(whole.prefix(through: end))) == nil)
    #expect(try read(Data()) == nil)
    if let check = try read(Data(whole.suffix(from: end + 1))) {
      #expect(check.facts.profile.isEmpty)
    }
  }

  @Test("bytes of another encoding, zero bytes and UTF-16 do no harm", arguments: files)
  func encodings(name: String) throws {
    let whole = try Data(contentsOf: Fixture.url("exports/" + name))
    let text = String(decoding: whole, as: UTF8.self).trimmingPrefix("\u{feff}")
    let expected = try #require(try read(Data(text.utf8)))
    let utf16 = try #require(String(text).data(using: .utf16))
    #expect(try read(utf16)?.facts.rows == expected.facts.rows)
    #expect(try read(utf16)?.facts.profile == expected.facts.profile)
    #expect(try read(whole + Data([0x41, 0, 0x0a])) == nil)
    let latin = try read(whole + Data([0x43, 0x61, 0x66, 0xe9, 0x0a]))
    #expect(latin == nil || latin?.facts.rows ?? 0 >= expected.facts.rows)
  }

  @Test("cells that a spreadsheet would run stay text")
  func formulas() throws {
    let head = "Name,Created at,Lineitem quantity,Lineitem sku,Financial Status,Notes\n"
    let outcome = try readSales(
      head + "#1,2026-01-05 10:00:00 +0100,2,\"=HYPERLINK(\"\"http://x\"\")\",paid,=1+1\n"
        + "#2,2026-01-05 10:00:00 +0100,=1+1,A,paid,\n#3,2026-01-05 10:00:00 +0100,1,'=1+1,paid,\n")
    #expect(outcome.units("=HYPERLINK(\"http://x\")").values.max() == 2)
    #expect(outcome.units("=1+1").values.max() == 1)
    #expect(outcome.finding("unreadable-quantity")?.place.line == 3)
  }
}
