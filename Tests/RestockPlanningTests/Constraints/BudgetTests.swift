import RestockForecasting
import RestockNumerics
import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

@Suite("A budget")
struct BudgetTests {
  private func inputs(seed: UInt64, minimumValue: Double?) -> PlanInputs {
    var random = RandomGenerator(seed: seed, stream: 3)
    var shop = MadeShop(weeks: 80)
    for i in 0..<16 {
      shop.addPoisson(
        "S\(i)", rate: 0.5 + 30 * random.uniform() * random.uniform(),
        seed: seed &* 100 &+ UInt64(i), price: 3 + 9 * random.uniform())
    }
    var inputs = shop.inputs
    let skus = shop.series.map(\.key.sku)
    inputs.catalogue = MadeShop.catalogue(skus)
    inputs.catalogue.suppliers["zeta"] = SupplierRecord(
      supplier: "zeta", place: Place(file: "suppliers.csv"))
    inputs.catalogue.suppliers["zeta"]?.minimumOrderValue = minimumValue
    inputs.stock = []
    for (i, sku) in skus.enumerated() {
      var terms = SupplyTerms(sku: sku, supplier: i % 2 == 0 ? "acme" : "zeta")
      terms.unitCost = 1 + 5 * random.uniform()
      terms.packSize = [1.0, 4, 12][i % 3]
      terms.minimumOrderQuantity = i % 5 == 0 ? 15 : nil
      inputs.catalogue.terms[sku] = [terms]
      inputs.stock?.append(MadeShop.stock(sku, (40 * random.uniform()).rounded()))
    }
    return inputs
  }

  private func plan(_ inputs: PlanInputs, budget: Double?) -> Plan {
    var settings = PlanSettings()
    settings.model = .simpleExponentialSmoothing(.init())
    settings.budget = budget
    return Planner(inputs, settings: settings).plan()
  }

  private func value(_ plan: Plan) -> Double {
    plan.recommendations.reduce(0) { $0 + ($1.orderValue ?? 0) }
  }

  @Test("is never exceeded, and more of it never leaves more short", arguments: UInt64(1)...25)
  func monotone(seed: UInt64) {
    let inputs = inputs(seed: seed, minimumValue: seed % 2 == 0 ? 60 : nil)
    let wanted = plan(inputs, budget: nil)
    let all = value(wanted)
    var last = Double.infinity
    for share in [0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1] {
      let plan = plan(inputs, budget: share * all + 1e-6)
      #expect(value(plan) <= share * all + 1e-3)
      let lost = plan.leftOut.reduce(0) { $0 + $1.costShort }
      #expect(lost <= last + 1e-6, "\(share)")
      last = lost
      for (before, after) in zip(wanted.recommendations, plan.recommendations) {
        #expect(after.orderQuantity <= before.orderQuantity)
        let pack = after.supply?.packSize ?? 1
        #expect(after.orderQuantity.truncatingRemainder(dividingBy: pack) == 0)
        if after.orderQuantity > 0 {
          #expect(after.orderQuantity >= after.supply?.minimumOrderQuantity ?? 0)
        }
        if after.orderQuantity < before.orderQuantity {
          #expect(after.flags.contains(.budget))
          #expect(after.reason.hasSuffix("; order \(Int(after.orderQuantity))"))
        }
      }
      for order in plan.purchaseOrders where order.supplier == "zeta" && seed % 2 == 0 {
        #expect(order.lines.reduce(0) { $0 + ($1.value ?? 0) } >= 60 - 1e-9)
      }
    }
    #expect(last == 0)
    let whole = plan(inputs, budget: 2 * all)
    #expect(whole.recommendations.map(\.reason) == wanted.recommendations.map(\.reason))
  }

  @Test("says what was left out, with its risk and arithmetic")
  func leftOut() throws {
    let inputs = inputs(seed: 77, minimumValue: nil)
    let all = value(plan(inputs, budget: nil))
    let plan = plan(inputs, budget: 0.5 * all)
    #expect(!plan.leftOut.isEmpty)
    for order in plan.leftOut {
      #expect(order.orderQuantity < order.wantedQuantity)
      #expect(order.stockoutRisk >= order.wantedStockoutRisk - 1e-12)
      #expect(order.unitsShort >= 0 && order.costShort >= 0)
    }
    let finding = try #require(plan.findings.first { $0.kind == "budget" })
    #expect(finding.count == plan.leftOut.count)
  }
}
