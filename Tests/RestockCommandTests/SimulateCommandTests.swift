import Foundation
import RestockTestSupport
import Testing

@Suite("restock simulate, run")
struct SimulateCommandTests {
  private static let columns = [
    "policy", "group", "cost", "fill_rate", "cycle_service", "stockout_days", "average_stock",
    "average_stock_value", "turnover", "orders", "units_ordered", "units_lost",
  ]

  /// Sales of `items` by week, item `i` selling what `demand(i, week)` says.
  private func sales(weeks: Int, items: Int, demand: (Int, Int) -> Int) -> String {
    var text = "sku,date,quantity\n"
    let monday = Date(timeIntervalSince1970: 20_094 * 86_400)  // 2025-01-06
    for week in 0..<weeks {
      let day = monday.addingTimeInterval(Double(week) * 604_800)
      let iso = day.formatted(.iso8601.year().month().day())
      for item in 0..<items { text += "A-\(item),\(iso),\(demand(item, week))\n" }
    }
    return text
  }

  private func number(_ row: [String: String], _ column: String) throws -> Double {
    let text = try #require(row[column], "no column \(column)")
    return try #require(Double(text), "\(column)")
  }

  /// By hand: 10 a week, minimum 15, maximum 40, a week's lead time. From 10 on hand, 30 are ordered
  /// at once, there a week later; then stock is 30, 20, 10, 0 and is ordered again at 10, every three
  /// weeks. Twelve weeks are measured: four turns of 20, 10 and 0 units at the ends of the weeks.
  @Test("a planner's minimum and maximum cost what they cost by hand")
  func byHand() throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales(weeks: 52, items: 1) { _, _ in 10 })
    try folder.file("items.csv", "sku,min,max,unit_cost\nA-0,15,40,5\n")
    let run = try CommandRun(
      [
        "simulate", "--sales", "sales.csv", "--items", "items.csv", "--periods", "13",
        "--policies", "typed-min-max", "--lead-time", "7d", "--lead-time-sd", "0d",
        "--holding-cost", "0.1/d", "--order-cost", "2", "--out", "out",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("typed-min-max"))
    let table = CSVText(try #require(folder.text("out/policies.csv")))
    #expect(Array(table.header.prefix(Self.columns.count)) == Self.columns)
    let row = try #require(table.rows.first { $0["group"] == "overall" })
    let holding = 4.0 * (20 + 10) * 7 * 0.1
    #expect(try number(row, "cost") == holding + 4 * 2)
    #expect(try number(row, "fill_rate") == 1)
    #expect(try number(row, "average_stock") == 15)
    #expect(try number(row, "average_stock_value") == 75)
    #expect(try number(row, "orders") == 4)
    #expect(try number(row, "units_ordered") == 120)
    #expect(try number(row, "units_lost") == 0)
    #expect(try number(row, "cost_difference") == 0)
    // A rule of thumb promises nothing.
    #expect(row["promised_fill_rate"]?.isEmpty == true)
    let orders = CSVText(try #require(folder.text("out/simulated-orders.csv"))).rows
    // 52 weeks from 6 January 2025: the first replayed is the 40th.
    #expect(orders.map { $0["ordered"] ?? "" }.prefix(2) == ["2025-10-06", "2025-10-27"])
    #expect(orders.map { $0["received"] ?? "" }.prefix(2) == ["2025-10-13", "2025-11-03"])
    #expect(orders.allSatisfy { $0["quantity"] == "30" && $0["sku"] == "A-0" })
  }

  @Test("more service asked for is more service and more stock")
  func targets() throws {
    let folder = try TemporaryFolder()
    // Demand that moves, without a pattern of its own: a linear congruence.
    try folder.file(
      "sales.csv", sales(weeks: 104, items: 30) { 3 + (7919 * ($1 + 31 * $0) + 104_729) % 17 })
    let low = "order-up-to(cycle:0.6)"
    let high = "order-up-to(cycle:0.99)"
    let run = try CommandRun(
      [
        "simulate", "--sales", "sales.csv", "--periods", "26", "--policies", "\(low),\(high)",
        "--out", "-",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let rows = CSVText(run.output).rows.filter { $0["group"] == "overall" }
    #expect(rows.map { $0["policy"] ?? "" } == [low, high])
    let (first, second) = (rows[0], rows[1])
    for column in ["cycle_service", "fill_rate", "promised_cycle_service", "average_stock"] {
      #expect(try number(first, column) < number(second, column))
    }
    // Nobody said what a shortage costs: the cheapest policy would be to hold nothing.
    #expect(run.errors.contains("shortage cost"))
  }

  @Test("the demo shop: all policies and groups, in range, the same bytes with one thread and two")
  func demo() throws {
    let demo = SharedFiles.package.appending(path: "datasets/demo")
    let folder = try TemporaryFolder()
    func input(_ name: String) -> String { demo.appending(path: name).path }
    for threads in ["1", "2"] {
      let run = try CommandRun(
        [
          "simulate", "--sales", input("sales.csv.gz"), "--stock-history",
          input("stock-history.csv.gz"), "--items", input("items.csv"), "--suppliers",
          input("suppliers.csv"), "--receipts", input("receipts.csv"), "--periods", "10",
          "--refit-every", "10", "--unmet", "lost", "--threads", threads, "--out", threads,
        ], in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
    }
    let names = ["policies.csv", "simulated-items.csv", "simulated-orders.csv", "findings.csv"]
    for name in names {
      #expect(folder.text("1/\(name)") != nil)
      #expect(folder.text("1/\(name)") == folder.text("2/\(name)"))
    }
    let items = CSVText(try #require(folder.text("1/simulated-items.csv"))).rows
    let rows = CSVText(try #require(folder.text("1/policies.csv"))).rows
    let overall = rows.filter { $0["group"] == "overall" }
    // The items add up to the whole.
    for whole in overall {
      let own = items.filter { $0["policy"] == whole["policy"] }
      #expect(Double(own.count) == (try number(whole, "items")))
      for column in ["units_demanded", "units_short", "orders"] {
        let sum = try own.reduce(0) { $0 + (try number($1, column)) }
        #expect(abs(sum - (try number(whole, column))) < 0.01 * Double(own.count))
      }
    }
    #expect(
      overall.map { $0["policy"] ?? "" } == [
        "periodic-min-max", "order-up-to", "velocity", "z-sigma-sqrt-l",
      ])
    for row in rows {
      for share in ["fill_rate", "cycle_service"] where row[share]?.isEmpty == false {
        #expect((0...1).contains(try number(row, share)))
      }
      let parts = try ["holding_cost", "shortage_cost", "order_cost"].map { try number(row, $0) }
      #expect(abs(try number(row, "cost") - parts.reduce(0, +)) < 0.02)
      #expect(try number(row, "units_lost") == number(row, "units_short"))
      let lost = try number(row, "units_lost") / max(1, number(row, "units_demanded"))
      #expect(abs(lost - (try 1 - number(row, "fill_rate"))) < 1e-3)
    }
    // The demand lived through is the same for all, and the classes make up the whole.
    #expect(Set(overall.map { $0["units_demanded"] ?? "" }).count == 1)
    for row in overall {
      let classes = rows.filter {
        $0["policy"] == row["policy"] && ["A", "B", "C"].contains($0["group"])
      }
      #expect(classes.count == 3)
      let orders = try classes.reduce(0) { try $0 + number($1, "orders") }
      #expect(try orders == number(row, "orders"))
    }
    #expect(folder.text("1/run.json")?.contains("\"command\" : \"simulate\"") == true)
  }

  @Test(
    "what cannot be replayed ends with status 2 and writes nothing",
    arguments: [
      (["--periods", "0"], "1 to 10000"), (["--refit-every", "0"], "1 to 10000"),
      (["--policies", "magic"], "magic"), (["--policies", ""], "--policies"),
      (["--policies", "velocity,velocity"], "named twice"),
      (["--policies", "order-up-to(fill:2)"], "target in the brackets"),
      (["--policies", "order-up-to(fill:0.9"], "target in the brackets"),
      (["--policies", "velocity(fill:0.9)"], "has no target"),
      (["--policies", "typed-min-max"], "min and max"),
      (["--policies", "order-up-to(cost)"], "needs --shortage-cost"),
      (["--lead-time", "60w"], "too short"), (["--sales", "none.csv"], "none.csv"),
    ])
  func refused(options: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try folder.file("sales.csv", sales(weeks: 30, items: 2) { 4 + $0 + $1 % 3 })
    let given = options.contains("--sales") ? [] : ["--sales", "sales.csv"]
    let run = try CommandRun(["simulate", "--out", "out"] + given + options, in: folder.url)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(folder.text("out/policies.csv") == nil)
  }
}
