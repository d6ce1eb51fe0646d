import Foundation
import RestockTestSupport
import Testing

@Suite("restock solve, run")
struct SolveCommandTests {
  /// Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed. (2019), example 3.1.
  @Test("the EOQ of the textbook's example")
  func eoq() throws {
    let run = try CommandRun([
      "solve", "eoq", "fixed_cost=8", "holding_cost=0.225", "demand_rate=1300",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("order_quantity = 304.0467"))
  }

  @Test("a bad case spoils only itself, and the status says so")
  func cases() throws {
    let folder = try TemporaryFolder()
    let good = """
      {"id": "a", "model": "eoq", "inputs": {"fixed_cost": 8, "holding_cost": 0.225, \
      "demand_rate": 1300}}
      """
    let bad = """
      {"id": "b", "model": "eoq", "inputs": {"fixed_cost": -8, "holding_cost": 0.225, \
      "demand_rate": 1300}}, {"id": "c", "model": "magic", "inputs": {}}, {"id": "d", "model": "eoq", \
      "inputs": {"fixed_cost": 1}}, {"id": "e"}, 7
      """
    try folder.file("mixed.json", "{\"cases\": [\(good), \(bad)]}")
    let mixed = try CommandRun(["solve", "--cases", "mixed.json"], in: folder.url)
    #expect(mixed.status == 1, "\(mixed.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(mixed.output.utf8))
    let results = try #require((json as? [String: Any])?["results"] as? [[String: Any]])
    #expect(results.count == 6)
    let outputs = try #require(results[0]["outputs"] as? [String: Double])
    #expect(outputs["order_quantity"]?.isNear(304.0467800264368, .optimiser(1e-9)) == true)
    for result in results.dropFirst() { #expect((result["error"] as? String)?.isEmpty == false) }
    try folder.file("bad.json", "{\"cases\": [\(bad)]}")
    #expect(try CommandRun(["solve", "--cases", "bad.json"], in: folder.url).status == 2)
    try folder.file("broken.json", "{\"cases\": [")
    #expect(try CommandRun(["solve", "--cases", "broken.json"], in: folder.url).status == 2)
  }

  @Test("a model's name alone shows its inputs with their units, its source and how to ask")
  func teaching() throws {
    let run = try CommandRun(["solve", "eoq"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.contains("fixed_cost: a number > 0 (cost of placing an order, money per order)"))
    #expect(run.output.contains("source: Harris (1913)"))
    #expect(run.output.contains("ask: restock solve eoq fixed_cost=NUMBER"))
    let wrong = try CommandRun(["solve", "eoq_"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("unknown model 'eoq_'; did you mean eoq"))
  }

  @Test("a word lists the models with it, and programs get the list as JSON")
  func words() throws {
    let found = try CommandRun(["solve", "--list", "lost"])
    #expect(found.status == 0)
    #expect(found.output.contains("lost_sales_exact:"))
    #expect(!found.output.contains("\neoq:"))
    let run = try CommandRun(["solve", "--list", "eoq", "--format", "json"])
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let models = try #require((json as? [String: Any])?["models"] as? [[String: Any]])
    #expect(models.count == 1)
    let inputs = try #require(models[0]["inputs"] as? [[String: Any]])
    #expect(inputs.map { $0["name"] as? String } == ["fixed_cost", "holding_cost", "demand_rate"])
    #expect(inputs.allSatisfy { $0["required"] as? Bool == true })
  }

  @Test("a distribution is given as JSON, and rounding to packs is priced")
  func records() throws {
    let run = try CommandRun([
      "solve", "newsvendor", "holding_cost=1", "stockout_cost=4",
      #"demand={"family": "poisson", "mean": 6}"#,
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("base_stock_level = 8"))
    let packs = try CommandRun([
      "solve", "eoq_constrained", "fixed_cost=8", "holding_cost=0.225", "demand_rate=1300",
      "pack_size=100", "moq=400",
    ])
    // By hand: 8 1300 / 400 + 0.225 400 / 2 = 71, and at 300 units 68.41667.
    #expect(packs.output.contains("the minimum of 400 costs 2.58 per unit of time"))
  }

  @Test("every model of the list names its source")
  func list() throws {
    let run = try CommandRun(["solve", "--list"])
    #expect(run.status == 0)
    let models = run.output.components(separatedBy: "\n\n")
    #expect(models.count > 60)
    #expect(models.allSatisfy { $0.contains("  source: ") })
  }

  @Test(
    "all shared oracle cases are answered within their tolerances",
    .enabled(
      if: SharedFiles.url("oracles/inventory.json") != nil,
      "shared/oracles/inventory.json is not beside the checkout"))
  func oracles() throws {
    let file = try #require(SharedFiles.url("oracles/inventory.json"))
    let run = try CommandRun(["solve", "--cases", file.path])
    #expect(run.status == 0)
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let results = try #require((json as? [String: Any])?["results"] as? [[String: Any]])
    let cases = try #require(
      (try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])?["cases"]
        as? [[String: Any]])
    #expect(results.count == cases.count)
    for (one, result) in zip(cases, results) {
      let expected = one["expected"] as? [String: Any] ?? [:]
      let outputs = result["outputs"] as? [String: Any]
      for name in expected.keys where !name.hasPrefix("cost_published") {
        #expect(outputs?[name] != nil, "\(one["id"] ?? ""): \(name)")
      }
    }
  }
}
