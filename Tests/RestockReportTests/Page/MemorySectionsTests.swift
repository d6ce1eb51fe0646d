import Foundation
import RestockPlanning
import RestockRecords
import RestockReport
import Testing

@Suite("The report of a plan with a past")
struct MemorySectionsTests {
  private static let policies = """
    policy,group,cost,fill_rate,cycle_service,promised_cycle_service,promised_fill_rate,average_stock_value,turnover,items
    periodic-min-max,overall,1200.5,0.981,0.95,0.96,0.984,5000,6.1,40
    "order-up-to(""x"",<b>)",overall,1400,0.979,,,,4000,7,40
    periodic-min-max,class A,700,0.99,0.97,0.97,0.99,3000,8,10

    """

  private func page() throws -> (data: PageData, plan: Plan) {
    var inputs = ReportShop.inputs(items: 60)
    inputs.overrides = [
      OverrideRecord(
        sku: ReportShop.hostile[1], field: .fixedOrder, value: "7", reason: "<b>deal</b>",
        place: Place(file: "o.csv", line: 2)),
      OverrideRecord(
        sku: "SKU-10012", field: .doNotBuy, value: "", reason: "end of line",
        place: Place(file: "o.csv", line: 3)),
    ]
    let settings = ReportShop.settings()
    var before = ReportShop.inputs(items: 59)
    before.stock = before.stock?.map {
      StockRecord(sku: $0.sku, onHand: $0.onHand * 2, place: $0.place)
    }
    let earlier = Planner(before, settings: settings).plan()
    let plan = Planner(inputs, settings: settings).plan(
      comparedWith: EarlierPlan(earlier, rules: OrderRules(settings)))
    var options = ReportPage.Options()
    options.replay = try ReplayRecord(Self.policies)
    return (try PageData(plan, inputs, options: options), plan)
  }

  @Test("changes, overrides and a replay are there without a script, and no text in them is markup")
  func sections() throws {
    let (page, plan) = try page()
    let main = try #require(page.html.components(separatedBy: "<dialog").first)
    for heading in [
      "What changed since the last plan", "Your overrides", "Service promised and achieved",
    ] {
      #expect(main.contains(">\(heading)</h2>"))
    }
    #expect(main.contains("&lt;b&gt;deal&lt;/b&gt;") && !page.html.contains("<b>deal"))
    #expect(main.contains("order-up-to(&quot;x&quot;,&lt;b&gt;)"))
    #expect(main.contains("98.4%") && main.contains("98.1%"))
    let moved = try #require(plan.comparison).changes.filter { $0.orderChange != 0 }
    #expect(moved.count > 20)
    for change in moved where change.key.sku.hasPrefix("SKU") {
      #expect(main.contains(">\(change.words)</p>"))
    }
    let ids = main.matches(of: /\ id="([^"]+)"/).map(\.1)
    #expect(Set(ids).count == ids.count)
    for link in main.matches(of: /href="#([^"]+)"/) where !link.1.hasPrefix("item-") {
      #expect(ids.contains(link.1))
    }
  }

  @Test("the derivation of an overridden order ends in the planner's number")
  func derivation() throws {
    let (page, plan) = try page()
    for (item, recommendation) in zip(page.items, plan.recommendations) {
      let own = PageData.number(item, "order_without_override")
      #expect(own == recommendation.own?.orderQuantity)
      if recommendation.overrides.isEmpty { continue }
      let order = PageData.number(item, "order_quantity")
      #expect(order == PageData.number(item, "fixed_order") ?? 0)
      #expect((item["blocked"] as? String == "do-not-buy") == (order == 0))
    }
  }

  @Test(
    "a text that is no table of policies is refused",
    arguments: ["", "policy,group\n", "a,b\n1,2\n", "policy,group,fill_rate,cycle_service\n"])
  func noPolicies(text: String) {
    #expect(throws: ReplayRecord.Problem.self) { try ReplayRecord(text) }
  }
}
