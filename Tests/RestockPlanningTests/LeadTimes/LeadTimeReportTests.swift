import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

@Suite("The lead-times report")
struct LeadTimeReportTests {
  private let start = Day(number: 20_000)

  private func receipt(
    _ supplier: String, _ id: Int, ordered: Int, received: Int?, promised: Int? = nil,
    sku: String = "", quantities: (asked: Double, came: Double?)? = nil
  ) -> ReceiptRecord {
    ReceiptRecord(
      supplier: supplier, sku: sku, orderID: "\(supplier)-\(id)", ordered: start + ordered,
      promised: promised.map { start + $0 }, received: received.map { start + $0 },
      quantityOrdered: quantities?.asked, quantityReceived: quantities?.came,
      place: Place(file: "receipts.csv"))
  }

  /// 0, 1, 2, 3, ... days late in turn.
  private func steady(_ supplier: String, _ count: Int, days: Int, from: Int = 0) -> [ReceiptRecord]
  {
    (0..<count).map { i in
      let ordered = from + 7 * i
      return receipt(supplier, from + i, ordered: ordered, received: ordered + days + i * 7 % 4)
    }
  }

  @Test("a supplier that changed is named with the day of the change and a setting")
  func drift() throws {
    let shifted =
      steady("north", 20, days: 14) + steady("north", 4, days: 30, from: 140)
    let report = LeadTimeReport(
      receipts: shifted + steady("south", 24, days: 14), asOf: start + 220)
    let north = try #require(report.rows.first { $0.supplier == "north" })
    let south = try #require(report.rows.first { $0.supplier == "south" })
    #expect(north.drift == .longer)
    #expect(north.driftSince == start + 140)
    // 30, 33, 32, 31 days since.
    #expect(north.suggestedDays >= 31 && north.suggestedDays <= 32)
    #expect(south.drift == .none)
    #expect(south.driftSince == nil)
    #expect(south.suggestedDays >= 15 && south.suggestedDays <= 16)
    #expect(report.findings.contains { $0.kind == "lead-time-drift" && $0.count == 1 })
  }

  @Test("what came after as-of was not known")
  func asOf() throws {
    let receipts =
      steady("north", 20, days: 14) + steady("north", 8, days: 30, from: 140)
    let report = LeadTimeReport(receipts: receipts, asOf: start + 150)
    let north = try #require(report.rows.first { $0.supplier == "north" })
    #expect(north.drift == .none)
    #expect(north.mean < 20)
  }

  /// The five orders of the oracle `lt-otif-01`: on time 3 of 5, in full 3 of 5.
  @Test("on time and in full are shares of the orders that are due")
  func scorecard() throws {
    let rows = [
      receipt("S", 1, ordered: 0, received: 14, promised: 14, quantities: (100, 100)),
      receipt("S", 2, ordered: 0, received: 13, promised: 14, quantities: (50, 45)),
      receipt("S", 3, ordered: 0, received: 20, promised: 14, quantities: (80, 80)),
      receipt("S", 4, ordered: 0, received: 12, promised: 14, quantities: (60, 60)),
      receipt("S", 5, ordered: 0, received: nil, promised: 14, quantities: (40, nil)),
      // Not due yet: says nothing.
      receipt("S", 6, ordered: 20, received: nil, promised: 34, quantities: (40, nil)),
    ]
    let report = LeadTimeReport(receipts: rows, asOf: start + 30)
    let row = try #require(report.rows.first { $0.supplier == "S" })
    #expect(row.orders == 6)
    #expect(row.scorecard.onTimeRate == 0.6)
    #expect(row.scorecard.inFullRate == 0.6)
    #expect(row.scorecard.onTimeInFullRate == 0.4)
    // Promised 14 days each; 0, -1, 6 and -2 days late.
    #expect(row.scorecard.promisedDays == 14)
    #expect(row.scorecard.daysLate == 0.75)
  }

  @Test("an order that comes in parts is one order, on time when its last part is")
  func parts() throws {
    let rows = [
      receipt("S", 1, ordered: 0, received: 10, promised: 12, quantities: (100, 60)),
      receipt("S", 1, ordered: 0, received: 30, promised: 12, quantities: (100, 40)),
    ]
    let report = LeadTimeReport(receipts: rows, asOf: start + 60)
    let row = try #require(report.rows.first { $0.supplier == "S" })
    #expect(row.orders == 1)
    #expect(row.scorecard.onTimeRate == 0)
    #expect(row.scorecard.inFullRate == 1)
    #expect(row.mean.isNear(0.6 * 10 + 0.4 * 30, Tolerance(relative: 0.05)))
  }

  @Test("rows: suppliers by name, their items with five receipts, and a supplier never seen")
  func rows() {
    let rows =
      (0..<6).map { receipt("B", $0, ordered: 9 * $0, received: 9 * $0 + 12, sku: "often") }
      + (6..<8).map { receipt("B", $0, ordered: 9 * $0, received: 9 * $0 + 12, sku: "rare") }
      + steady("A", 2, days: 25)
    var catalogue = Catalogue()
    var typed = SupplierRecord(supplier: "C", place: Place(file: "suppliers.csv"))
    typed.leadTimeDays = 21
    catalogue.suppliers["C"] = typed
    let report = LeadTimeReport(receipts: rows, catalogue: catalogue, asOf: start + 90)
    #expect(report.rows.map { "\($0.supplier)/\($0.sku)" } == ["A/", "B/", "B/often", "C/", "*/"])
    #expect(report.rows[3].distribution == "typed")
    #expect(report.rows[3].mean.isNear(21, Tolerance(relative: 1e-9)))
    for row in report.rows {
      #expect(row.quantiles == row.quantiles.sorted())
      #expect(row.quantiles.allSatisfy { $0.isFinite && $0 >= 0 })
      #expect(!row.source.isEmpty)
    }
    #expect(LeadTimeReport(receipts: [], asOf: start).rows.isEmpty)
  }

  @Test("a typed setting that eight receipts contradict is an alarm")
  func setting() throws {
    var catalogue = Catalogue()
    var supplier = SupplierRecord(supplier: "S", place: Place(file: "suppliers.csv"))
    supplier.leadTimeDays = 7
    catalogue.suppliers["S"] = supplier
    let report = LeadTimeReport(
      receipts: steady("S", 10, days: 18), catalogue: catalogue, asOf: start + 100)
    let row = try #require(report.rows.first { $0.supplier == "S" })
    #expect(row.drift == .longer)
    #expect(row.driftSince == start)
    #expect(report.findings.contains { $0.kind == "lead-time-setting" })
  }

  @Test("an order that nobody will receive any more is left out, with a finding")
  func forgotten() throws {
    let rows = steady("S", 20, days: 14, from: 400) + [receipt("S", 999, ordered: 0, received: nil)]
    let report = LeadTimeReport(receipts: rows, asOf: start + 560)
    let row = try #require(report.rows.first { $0.supplier == "S" })
    #expect(row.quantiles[3] < 25)
    #expect(report.findings.contains { $0.kind == "forgotten-order" })
  }

  @Test("an alarm says what its rate of false alarms is")
  func falseAlarmRate() throws {
    let report = LeadTimeReport(
      receipts: steady("north", 20, days: 14) + steady("north", 4, days: 30, from: 140),
      asOf: start + 220)
    let finding = try #require(report.findings.first { $0.kind == "lead-time-drift" })
    #expect(finding.text.contains("the alarm: 1 of 100"))
  }
}
