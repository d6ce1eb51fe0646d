import Foundation
import RestockTestSupport
import Testing

private let retailFile = "data/online_retail_y1/online_retail_2009_12_to_2010_12.csv.gz"
private let sparePartsFile = "data/spare_man/man_weekly_wide.csv.gz"

/// Plans of real sales under made-up terms of supply, checked by their files alone.
@Suite("Orders that a supplier can accept", .serialized)
struct AcceptableOrderTests {
  /// A stream of random numbers, so that the terms are the same every time.
  private struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func roll() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }

    mutating func pick<T>(_ choices: [T]) -> T { choices[Int(roll() * Double(choices.count))] }
  }

  /// The terms of a shop, and what is on its shelves.
  private struct Terms {
    var items =
      "sku,supplier,unit_cost,price,moq,pack_size,pallet_size,max_stock,price_breaks,weight\n"
    var suppliers = "supplier,lead_time_days,min_order_value,container_weight,delivery_cost\n"
    var stock = "sku,on_hand\n"

    init(skus: [(sku: String, demand: Double)], suppliers count: Int, seed: UInt64) {
      var dice = Dice(seed: seed)
      for i in 0..<count {
        let row = [
          "S\(i)", dice.pick(["7", "14", "30"]),
          dice.pick(["", "300", "3000", "10000", "30000", "100000"]),
          dice.pick(["", "", "", "500"]), dice.pick(["", "", "45"]),
        ]
        suppliers += row.joined(separator: ",") + "\n"
      }
      for (sku, demand) in skus {
        let cost = (50 + 900 * dice.roll() * dice.roll()).rounded() / 100
        let pack = dice.pick([1, 1, 6, 12, 24])
        let row = [
          sku, "S\(Int(dice.roll() * Double(count)))", "\(cost)",
          "\((cost * 190).rounded() / 100)", dice.pick(["", "", "\(pack * 2)", "50"]), "\(pack)",
          dice.roll() < 0.1 ? "\(pack * 10)" : "",
          dice.roll() < 0.2 ? "\(Int(demand * 10) + 3)" : "",
          dice.roll() < 0.2 ? "100:\(cost * 0.95); 500:\(cost * 0.9)" : "",
          "\((10 + 200 * dice.roll()).rounded() / 100)",
        ]
        items += row.joined(separator: ",") + "\n"
        let weeks = -4 * Foundation.log(1 - dice.roll())
        stock += "\(sku),\(Int(demand * weeks))\n"
      }
    }
  }

  /// The SKUs of a sales file, with their demand a period.
  private func skus(
    of sales: String, in folder: TemporaryFolder
  ) throws -> [(sku: String, demand: Double)] {
    let run = try CommandRun(
      ["plan", "--sales", sales, "--out", "bare", "--quiet"], in: folder.url)
    #expect(run.status <= 1, "\(run.errors)")
    return CSVText(try #require(folder.text("bare/recommendations.csv"))).rows.map {
      ($0["sku"] ?? "", Double($0["demand_per_period"] ?? "") ?? 0)
    }
  }

  private func check(
    sales: String, in folder: TemporaryFolder, suppliers: Int, seed: UInt64
  ) throws {
    let terms = Terms(skus: try skus(of: sales, in: folder), suppliers: suppliers, seed: seed)
    try folder.file("items.csv", terms.items)
    try folder.file("suppliers.csv", terms.suppliers)
    try folder.file("stock.csv", terms.stock)
    func plan(_ name: String, budget: Double?) throws -> PlanConstraints {
      let run = try CommandRun(
        [
          "plan", "--sales", sales, "--items", "items.csv", "--suppliers", "suppliers.csv",
          "--stock", "stock.csv", "--out", name, "--quiet",
        ] + (budget.map { ["--budget", "\($0)"] } ?? []), in: folder.url)
      #expect(run.status <= 1, "\(run.errors)")
      let kept = try PlanConstraints(
        folder: folder.url.appending(path: name), items: terms.items, suppliers: terms.suppliers,
        budget: budget)
      #expect(kept.violations.isEmpty, "\(kept.violations.prefix(10).joined(separator: "\n"))")
      #expect(kept.orders > 0)
      #expect(kept.sums > kept.orders)
      return kept
    }
    let free = try plan("free", budget: nil)
    // The terms bite: without that the check would say little.
    for flag in ["minimum-order", "maximum-stock", "minimum-order-value", "joint-order"] {
      #expect(free.flags[flag] ?? 0 > 0, "\(flag)")
    }
    let half = try plan("half", budget: (free.total / 2).rounded())
    // What a budget of half leaves unspent is less than the dearest step that did not fit.
    #expect(half.total > 0.45 * free.total)
    #expect(half.flags["budget"] ?? 0 > 0)
    _ = try plan("tight", budget: (free.total / 20).rounded())
  }

  @Test(
    "a year of an online shop's orders", .enabled(if: SharedFiles.url(retailFile) != nil, "no data")
  )
  func onlineRetail() throws {
    let sales = try #require(SharedFiles.url(retailFile)).path
    try check(sales: sales, in: try TemporaryFolder(), suppliers: 60, seed: 1)
  }

  @Test(
    "the spare parts of a maker of trucks",
    .enabled(if: SharedFiles.url(sparePartsFile) != nil, "no data"))
  func spareParts() throws {
    let folder = try TemporaryFolder()
    let file = try #require(SharedFiles.url(sparePartsFile)).path
    // The file has the weeks as w001, w002, ...: they are numbered on as steps.
    try check(sales: file, in: folder, suppliers: 90, seed: 2)
  }
}
