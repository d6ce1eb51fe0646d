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
