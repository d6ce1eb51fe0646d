import RestockForecasting
import RestockInventory
import RestockPlanning
import RestockRecords
import Testing

@Suite("Overrides")
struct OverrideTests {
  private static let skus = ["A", "B", "C", "D"]

  private func inputs(_ overrides: [OverrideRecord]) -> PlanInputs {
    var shop = MadeShop(weeks: 80)
    for (i, sku) in Self.skus.enumerated() {
      shop.addPoisson(sku, rate: 6 + 4 * Double(i), seed: UInt64(40 + i), price: 9)
    }
    var inputs = shop.inputs
    inputs.stock = Self.skus.map { MadeShop.stock($0, 12) }
    inputs.catalogue = MadeShop.catalogue(Self.skus)
    inputs.overrides = overrides
    return inputs
  }

  private func plan(_ overrides: [OverrideRecord]) -> Plan {
    var settings = PlanSettings()
    settings.model = .simpleExponentialSmoothing(SimpleExponentialSmoothing())
    return Planner(inputs(overrides), settings: settings).plan()
  }

  private static let asOf = MadeShop(weeks: 80).asOf

  private func override(
    _ sku: String, _ field: OverrideRecord.Field, _ value: String, until: Day? = nil,
    location: String = "", reason: String = "because"
  ) -> OverrideRecord {
    OverrideRecord(
      sku: sku, location: location, field: field, value: value, reason: reason, until: until,
      place: Place(file: "overrides.csv", line: 2))
  }

  @Test("an item without an override is planned as if there were none for others")
  func others() {
    let plain = plan([])
    let plan = plan([override("A", .fixedOrder, "500"), override("B", .forecastUplift, "3")])
    for (item, own) in zip(plan.recommendations, plain.recommendations).dropFirst(2) {
      #expect(item.reason == own.reason && item.flags == own.flags)
      #expect(item.overrides.isEmpty && item.own == nil)
    }
  }

  @Test("what Restock would have said is what it says without the override")
  func own() throws {
    let plain = plan([])
    let overrides = [
      override("A", .fixedOrder, "500"), override("B", .forecastUplift, "+50%"),
      override("C", .service, "99.9%"), override("D", .leadTime, "6w"),
    ]
    for (item, own) in zip(plan(overrides).recommendations, plain.recommendations) {
      let said = try #require(item.own)
      #expect(said.orderQuantity == own.orderQuantity)
      #expect(said.reorderPoint == own.levels.reorderPoint)
      #expect(said.safetyStock == own.levels.safetyStock)
      #expect(said.protectionDemand == own.protectionDemand)
      #expect(said.target == own.target)
      #expect(item.flags.contains(.overridden))
      #expect(item.reason.contains("because"))
      #expect(item.reason.contains("instead of \(Int(own.orderQuantity))"))
    }
  }

  @Test("each field does what it says")
  func fields() throws {
    let plain = plan([]).recommendations
    let items = plan([
      override("A", .fixedOrder, "501"), override("B", .forecastUplift, "1.5"),
      override("C", .service, "cycle:0.999"), override("D", .leadTime, "28"),
    ]).recommendations
    #expect(items[0].orderQuantity == 501)
    #expect(items[0].levels == plain[0].levels)
    // The mean of a level model times the factor, and the forecast of each period with it.
    #expect(abs(items[1].protectionDemand - 1.5 * plain[1].protectionDemand) < 1e-9)
    #expect(abs(items[1].demandPerPeriod - 1.5 * plain[1].demandPerPeriod) < 1e-9)
    #expect(items[1].levels.reorderPoint > plain[1].levels.reorderPoint)
    #expect(items[2].target == .cycle(0.999))
    #expect(items[2].expectedCycleService >= 0.999)
    #expect(abs(items[3].protectionDays - 35) < 1e-9)
    // The spread of the lead time stays in proportion.
    let own = try #require(plain[3].supply?.leadTime)
    let decided = try #require(items[3].supply?.leadTime)
    #expect(abs(decided.mean - 28) < 1e-9)
    #expect(
      abs(decided.standardDeviation / decided.mean - own.standardDeviation / own.mean) < 1e-9)
    let forbidden = plan([override("A", .doNotBuy, "")]).recommendations[0]
    #expect(plain[0].orderQuantity > 0)
    #expect(forbidden.orderQuantity == 0 && forbidden.orderDay == nil)
    #expect(forbidden.flags.contains(.doNotBuy))
    #expect(plan([override("A", .doNotBuy, "no")]).recommendations[0].orderQuantity > 0)
  }

  @Test("an uplift holds until its last day, by the share of each period's days")
  func until() throws {
    // Ten days from Monday: the whole of the first week and three days of the second.
    let last = Self.asOf + 9
    let plain = try #require(plan([]).forecasts.first).means
    let means = try #require(
      plan([override("A", .forecastUplift, "2", until: last)]).forecasts.first
    ).means
    #expect(abs(means[0] - 2 * plain[0]) < 1e-9)
    #expect(abs(means[1] - (1 + 3.0 / 7) * plain[1]) < 1e-9)
    #expect(abs(means[2] - plain[2]) < 1e-9)
  }

  @Test("an override holds on its last day and not on the day after")
  func expiry() {
    let last = plan([override("A", .fixedOrder, "7", until: Self.asOf)])
    #expect(last.recommendations[0].orderQuantity == 7)
    let after = plan([override("A", .fixedOrder, "7", until: Self.asOf + -1)])
    #expect(after.recommendations[0].overrides.isEmpty)
    #expect(after.findings.contains { $0.kind == "override-expired" })
  }

  @Test("rows that cannot be used are findings, and the others hold")
  func findings() {
    let plan = plan([
      override("A", .fixedOrder, "many"), override("B", .service, "1.2"),
      override("C", .leadTime, "soon"), override("D", .forecastUplift, "-3"),
      override("nobody", .doNotBuy, ""), override("A", .service, "fill:0.5"),
      override("A", .service, "fill:0.6"),
    ])
    let findings = plan.findings.filter { $0.kind.hasPrefix("override") }
    #expect(findings.first { $0.kind == "override-not-understood" }?.count == 4)
    #expect(findings.first { $0.kind == "override-of-no-item" }?.count == 1)
    #expect(findings.first { $0.kind == "override-twice" }?.count == 1)
    #expect(plan.recommendations[0].target == .fill(0.6))
    #expect(plan.recommendations.dropFirst().allSatisfy { $0.overrides.isEmpty })
  }

  @Test("an item in stock that was never sold can be ordered all the same")
  func neverSold() throws {
    var inputs = inputs([override("N", .fixedOrder, "24")])
    inputs.stock?.append(MadeShop.stock("N", 0))
    let plan = Planner(inputs, settings: PlanSettings()).plan()
    let item = try #require(plan.recommendations.last)
    #expect(item.key.sku == "N" && item.orderQuantity == 24 && item.own?.orderQuantity == 0)
    #expect(plan.purchaseOrders.contains { $0.lines.contains { $0.key.sku == "N" } })
  }

  @Test("an override of a location goes before one of the whole SKU")
  func locations() throws {
    var shop = MadeShop(weeks: 60)
    for place in ["N", "S"] {
      shop.add("A", (0..<60).map { Double(5 + $0 % 3) }, location: place)
    }
    var inputs = shop.inputs
    inputs.overrides = [
      override("A", .fixedOrder, "10"), override("A", .fixedOrder, "20", location: "S"),
    ]
    let orders = Planner(inputs, settings: PlanSettings()).plan().recommendations
    #expect(orders.map(\.orderQuantity) == [10, 20])
  }
}
