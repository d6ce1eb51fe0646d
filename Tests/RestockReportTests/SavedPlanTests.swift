import RestockPlanning
import RestockRecords
import RestockReport
import Testing

@Suite("A saved plan")
struct SavedPlanTests {
  private func shop(items: Int) -> (Plan, PlanInputs, PlanSettings) {
    var inputs = ReportShop.inputs(items: items)
    inputs.overrides = [
      OverrideRecord(
        sku: "SKU-10010", field: .fixedOrder, value: "12", reason: "<b>deal</b>",
        until: ReportShop.asOf + 20, place: Place(file: "o.csv", line: 2)),
      OverrideRecord(
        sku: ReportShop.hostile[0], field: .forecastUplift, value: "2", reason: "=HYPERLINK(1)",
        place: Place(file: "o.csv", line: 3)),
    ]
    let settings = ReportShop.settings()
    let earlier = Planner(ReportShop.inputs(items: items - 1), settings: settings).plan()
    let plan = Planner(inputs, settings: settings).plan(
      comparedWith: EarlierPlan(earlier, rules: OrderRules(settings)))
    return (plan, inputs, settings)
  }

  @Test("the report of a saved plan is the report of the plan, byte for byte")
  func report() throws {
    let (plan, inputs, settings) = shop(items: 90)
    let saved = try SavedPlan(SavedPlan(plan, inputs: inputs, settings: settings).bytes())
    let page = ReportPage.html(of: plan, inputs: inputs)
    let isSame = ReportPage.html(of: saved.plan, inputs: saved.inputs) == page
    #expect(isSame)
    #expect(saved.rules == OrderRules(settings))
  }

  @Test("it is so too where the page does not embed every item")
  func bounded() throws {
    let (plan, inputs, settings) = shop(items: 90)
    var options = ReportPage.Options()
    options.embedded = 20
    let saved = try SavedPlan(
      SavedPlan(plan, inputs: inputs, settings: settings, embedded: 20).bytes())
    let isSame =
      ReportPage.html(of: saved.plan, inputs: saved.inputs, options: options)
      == ReportPage.html(of: plan, inputs: inputs, options: options)
    #expect(isSame)
  }

  @Test("a saved plan leads to the same comparison as the plan itself")
  func comparison() throws {
    let (plan, inputs, settings) = shop(items: 60)
    let saved = try SavedPlan(SavedPlan(plan, inputs: inputs, settings: settings).bytes())
    var later = inputs
    later.stock = later.stock?.map {
      StockRecord(sku: $0.sku, onHand: ($0.onHand / 2).rounded(), place: $0.place)
    }
    func changes(_ earlier: Plan) -> [OrderChange]? {
      Planner(later, settings: settings).plan(
        comparedWith: EarlierPlan(earlier, rules: saved.rules)
      ).comparison?.changes
    }
    let isSame = changes(saved.plan) == changes(plan)
    #expect(isSame)
  }

  @Test("bytes that are cut off, changed or something else are refused, never a trap")
  func damaged() {
    let (plan, inputs, settings) = shop(items: 12)
    let bytes = SavedPlan(plan, inputs: inputs, settings: settings).bytes()
    #expect(throws: SavedPlan.Problem.otherVersion) { try SavedPlan(Array("sku\nA\n".utf8)) }
    #expect(throws: SavedPlan.Problem.otherVersion) { try SavedPlan([]) }
    for length in stride(from: 20, to: bytes.count, by: max(1, bytes.count / 60)) {
      #expect(throws: SavedPlan.Problem.damaged) { try SavedPlan(Array(bytes.prefix(length))) }
    }
    #expect(throws: SavedPlan.Problem.damaged) { try SavedPlan(bytes + [0]) }
    for place in stride(from: 20, to: bytes.count, by: max(1, bytes.count / 60)) {
      var changed = bytes
      changed[place] ^= 0x40
      #expect(throws: SavedPlan.Problem.damaged) { try SavedPlan(changed) }
    }
  }
}
