import Foundation
import RestockTestSupport
import Testing

/// Ten units a week of one item, in orders of 4 and 6, for a year; and now and then a large order.
@Suite("cancelled and one-off orders")
struct CancelledOrderTests {
  /// An order of that many units in a week; below zero it comes back.
  private struct Large {
    let week: Int
    let units: Int
    var customer = "big"
  }

  private static func day(_ week: Int) -> String {
    let start = Date(timeIntervalSince1970: 1_735_516_800)  // Monday 2024-12-30
    return start.addingTimeInterval(Double(week) * 604_800).formatted(.iso8601.year().month().day())
  }

  private func sales(_ large: [Large]) -> String {
    var text = "order_id,sku,date,quantity,customer\n"
    for week in 0..<52 {
      text += "a\(week),A,\(Self.day(week)),4,c\(week)\nb\(week),A,\(Self.day(week)),6,d\(week)\n"
      for (i, order) in large.enumerated() where order.week == week {
        text += "L\(i),A,\(Self.day(week)),\(order.units),\(order.customer)\n"
      }
    }
    return text
  }

  /// The demand of a week that a plan sees, and its findings.
  private func plan(_ large: [Large], _ more: [String] = []) throws -> (Double, [[String: String]])
  {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales(large))
    let run = try CommandRun(
      ["plan", "--sales", "sales.csv", "--out", "plan", "--findings", "all"] + more, in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let rows = CSVText(try #require(folder.text("plan/recommendations.csv"))).rows
    let demand = try #require(Double(rows.first?["demand_per_period"] ?? ""))
    return (demand, CSVText(try #require(folder.text("plan/findings.csv"))).rows)
  }

  private func says(_ kind: String, _ findings: [[String: String]]) -> Bool {
    findings.contains { $0["finding"]?.hasPrefix(kind) == true }
  }

  @Test("an order that came back whole was no demand, in its own week or that of the return")
  func cancelled() throws {
    let (demand, findings) = try plan([
      Large(week: 30, units: 900), Large(week: 37, units: -900), Large(week: 37, units: 900),
      Large(week: 45, units: -900),
    ])
    #expect(abs(demand - 10) < 0.01)
    #expect(findings.filter { $0["finding"]?.hasPrefix("cancelled-order") == true }.count == 2)
    #expect(!says("bulk-order", findings))
    // Nothing was taken off the other orders of the week of the return.
    #expect(!says("negative-period", findings))
  }

  @Test(
    "what the same customer orders again after a cancellation stands alone, and is a bulk order")
  func orderedAgain() throws {
    let (demand, findings) = try plan([
      Large(week: 30, units: 900), Large(week: 37, units: 900), Large(week: 37, units: -900),
    ])
    #expect(abs(demand - 10) < 0.01)
    #expect(says("cancelled-order", findings))
    #expect(says("bulk-order", findings))
  }

  @Test(
    "a return of another customer, of less, or before the order, is netted in its own week",
    arguments: [(45, -900, "other"), (45, -899, "big"), (20, -900, "big")])
  func others(week: Int, units: Int, customer: String) throws {
    let (_, findings) = try plan([
      Large(week: 30, units: 900), Large(week: week, units: units, customer: customer),
    ])
    #expect(!says("cancelled-order", findings))
    #expect(says("negative-period", findings))
    #expect(says("bulk-order", findings))
  }

  @Test("as of a day, what came later is not known: neither the return nor a second such order")
  func asOf() throws {
    let large = [
      Large(week: 30, units: 900), Large(week: 40, units: -900), Large(week: 41, units: 900),
    ]
    let (demand, findings) = try plan(large, ["--as-of", Self.day(39)])
    #expect(abs(demand - 10) < 0.01)
    #expect(!says("cancelled-order", findings))
    #expect(says("bulk-order", findings))
    let (_, ignored) = try plan(large, ["--returns", "ignore"])
    #expect(!says("cancelled-order", ignored))
  }
}
