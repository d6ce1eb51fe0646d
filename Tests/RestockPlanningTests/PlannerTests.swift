import RestockInventory
import RestockNumerics
import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

@Suite("A plan")
struct PlannerTests {
  private func shop(items: Int, seed: UInt64 = 1, weeks: Int = 104) -> MadeShop {
    var shop = MadeShop(weeks: weeks)
    for i in 0..<items {
      let rate = [0.05, 0.4, 2, 9, 40][i % 5]
      shop.addPoisson("S\(i)", rate: rate, seed: seed &* 1000 &+ UInt64(i), price: 8)
    }
    return shop
  }

  private func plan(_ inputs: PlanInputs, _ change: (inout PlanSettings) -> Void = { _ in }) -> Plan
  {
    var settings = PlanSettings()
    change(&settings)
    return Planner(inputs, settings: settings).plan()
  }

  @Test("the arithmetic of every recommendation adds up", arguments: UInt64(1)...5)
  func arithmetic(seed: UInt64) throws {
    let shop = shop(items: 20, seed: seed)
    var inputs = shop.inputs
    inputs.stock = shop.series.enumerated().map { MadeShop.stock($1.key.sku, Double($0 % 7) * 3) }
    inputs.catalogue = MadeShop.catalogue(shop.series.map(\.key.sku), moq: 6, pack: 4)
    for item in plan(inputs).recommendations {
      let levels = item.levels
      let mean = item.protectionDemand
      #expect(abs(mean + levels.safetyStock - levels.reorderPoint) < 0.006)
      #expect(levels.reorderPoint == levels.reorderPoint.rounded())
      #expect(levels.orderUpTo >= levels.reorderPoint)
      #expect(item.effectivePosition == item.position.available + item.position.onOrder)
      if item.effectivePosition < levels.reorderPoint {
        #expect(item.orderQuantity >= levels.orderUpTo - item.effectivePosition)
        #expect(item.orderQuantity >= 6)
        #expect(item.orderQuantity.truncatingRemainder(dividingBy: 4) == 0)
      } else {
        #expect(item.orderQuantity == 0)
      }
      #expect((0...1).contains(item.stockoutRisk))
      #expect(item.expectedFillRate <= 1)
    }
  }

  /// Of cycle service it follows from the totals, each of which is at least the shorter one within it. A fill
  /// rate asks what falls short between two arrivals, a difference that larger totals do not put in order:
  /// a level may give way by the unit to which it was rounded.
  @Test("more lead time never lowers the reorder point at equal service")
  func leadTime() {
    let inputs = shop(items: 15).inputs
    for (service, slack) in [(ServiceObjective.cycle(0.95), 0.0), (.fill(0.95), 1)] {
      var last = [Double](repeating: 0, count: 15)
      for days in [1.0, 7, 14, 30, 60] {
        let levels = plan(inputs) {
          $0.leadTime = Duration(days, .days)
          $0.service = service
        }.recommendations.map(\.levels.reorderPoint)
        for i in levels.indices { #expect(levels[i] >= last[i] - slack, "\(i) at \(days)") }
        last = levels
      }
    }
  }

  @Test("more service never lowers the reorder point")
  func service() {
    let inputs = shop(items: 15).inputs
    for kind in [ServiceObjective.cycle, ServiceObjective.fill] {
      var last = [Double](repeating: 0, count: 15)
      for share in [0.5, 0.8, 0.9, 0.95, 0.99] {
        let levels = plan(inputs) { $0.service = kind(share) }
          .recommendations.map(\.levels.reorderPoint)
        for i in levels.indices { #expect(levels[i] >= last[i]) }
        last = levels
      }
    }
  }

  @Test("the number of threads changes nothing")
  func threads() {
    let inputs = shop(items: 300, weeks: 60).inputs
    let one = plan(inputs) { $0.threads = 1 }
    let two = plan(inputs) { $0.threads = 2 }
    #expect(one.recommendations.map(\.reason) == two.recommendations.map(\.reason))
    #expect(one.forecasts.map(\.means) == two.forecasts.map(\.means))
  }

  @Test("an inactive item is never ordered")
  func inactive() throws {
    let shop = shop(items: 5)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(shop.series.map(\.key.sku))
    for sku in shop.series.map(\.key.sku) { inputs.catalogue.items[sku]?.isActive = false }
    let plan = plan(inputs)
    #expect(plan.purchaseOrders.isEmpty)
    #expect(plan.recommendations.allSatisfy { $0.orderQuantity == 0 })
    #expect(plan.recommendations.allSatisfy { $0.flags.contains(.inactive) })
  }

  @Test("an item in stock that never sold gets a row without an order")
  func unsold() throws {
    let shop = shop(items: 2)
    var inputs = shop.inputs
    inputs.stock = [MadeShop.stock("GHOST", 40)]
    let ghost = try #require(plan(inputs).recommendations.first { $0.key.sku == "GHOST" })
    #expect(ghost.flags.contains(.noSales))
    #expect(ghost.orderQuantity == 0)
    #expect(ghost.position.onHand == 40)
  }

  @Test("an order past its date counts later and is flagged")
  func late() throws {
    let shop = shop(items: 5)
    var inputs = shop.inputs
    inputs.stock = []
    inputs.openOrders = [
      OpenOrderRecord(
        sku: "S4", quantity: 30, expected: shop.asOf + -3, ordered: shop.asOf + -20,
        place: Place(file: "open.csv"))
    ]
    let item = try #require(plan(inputs).recommendations.first { $0.key.sku == "S4" })
    #expect(item.flags.contains(.late))
    #expect(item.position.onOrder == 30)
    #expect((item.position.incoming.first?.daysAhead ?? 0) >= 1)
  }

  @Test("an order due after the lead time counts only against the demand after it")
  func later() throws {
    var shop = MadeShop(weeks: 104)
    shop.addPoisson("A", rate: 40, seed: 7)
    var inputs = shop.inputs
    inputs.stock = [MadeShop.stock("A", 60)]
    func order(_ days: Int) throws -> Recommendation {
      inputs.openOrders = [
        OpenOrderRecord(
          sku: "A", quantity: 500, expected: shop.asOf + days, place: Place(file: "open.csv"))
      ]
      return try #require(plan(inputs).recommendations.first)
    }
    // Lead time 14 days, review 7: due on day 10 it counts whole, on day 20 hardly, on day 30 not.
    let early = try order(10)
    let within = try order(20)
    let beyond = try order(30)
    #expect(early.effectivePosition == 560)
    #expect(within.effectivePosition < 120)
    #expect(within.effectivePosition >= 60)
    #expect(within.flags.contains(.laterOrder))
    #expect(beyond.effectivePosition == 60)
    #expect(within.orderQuantity > 0)
    #expect(early.orderQuantity == 0)
  }

  @Test("a supplier's order day moves the order and the interval")
  func orderDay() throws {
    var shop = MadeShop(weeks: 104)
    shop.addPoisson("A", rate: 40, seed: 7)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["A"], leadTime: 10)
    let plain = try #require(plan(inputs).recommendations.first)
    inputs.catalogue.suppliers["acme"]?.orderWeekday = .thursday
    let thursday = try #require(plan(inputs).recommendations.first)
    #expect(plain.orderDay == shop.asOf)
    #expect(thursday.orderDay == shop.asOf + 3)
    #expect(thursday.orderDay?.weekday == .thursday)
    #expect(thursday.expectedReceipt == shop.asOf + 13)
    #expect(thursday.levels.reorderPoint > plain.levels.reorderPoint)
  }

  @Test("a stable Poisson item gets nearly the reorder point of its true law")
  func knownTruth() throws {
    // 21 days at 9 a week: Poisson 27; cycle service 0.95 needs 36 (Poisson 27: P(X <= 36) = 0.962).
    var shop = MadeShop(weeks: 156)
    shop.addPoisson("A", rate: 9, seed: 3)
    let plan = plan(shop.inputs) {
      $0.leadTimeStandardDeviation = Duration(0, .days)
      $0.service = .cycle(0.95)
      $0.policy = .orderUpTo
    }
    let item = try #require(plan.recommendations.first)
    #expect(item.protectionDays == 21)
    #expect(abs(item.protectionDemand - 27) < 5)
    #expect((32...45).contains(item.levels.reorderPoint))
  }

  @Test("huge, tiny, empty and single-period histories give sensible rows")
  func hostile() {
    var shop = MadeShop(weeks: 60)
    shop.add("huge", (0..<60).map { _ in 1e12 })
    shop.add("zero", (0..<60).map { _ in 0 })
    shop.add("one", [5])
    shop.add("tiny", (0..<60).map { _ in 1e-6 })
    shop.add("spike", (0..<60).map { $0 == 30 ? 1e6 : 0 })
    let plan = plan(shop.inputs)
    #expect(plan.recommendations.count == 5)
    for item in plan.recommendations {
      #expect(item.levels.reorderPoint.isFinite && item.levels.reorderPoint >= 0)
      #expect(item.orderQuantity.isFinite && item.orderQuantity >= 0)
    }
    #expect(plan.recommendations.first { $0.key.sku == "zero" }?.orderQuantity == 0)
  }

  @Test("an item that sold once, long ago, or in two huge orders, gets no absurd stock")
  func absurd() throws {
    var shop = MadeShop(weeks: 104)
    shop.add("once", (0..<104).map { $0 == 20 ? 30_000 : 0 })
    shop.add("twice", (0..<104).map { $0 == 60 || $0 == 90 ? 7000 : $0 % 3 == 0 ? 12 : 0 })
    for i in 0..<40 { shop.addPoisson("S\(i)", rate: 3, seed: UInt64(i)) }
    let plan = plan(shop.inputs)
    let once = try #require(plan.recommendations.first { $0.key.sku == "once" })
    #expect(once.flags.contains(.dormant))
    #expect(once.levels.reorderPoint <= once.protectionDemand.rounded(.up))
    #expect(once.orderQuantity < 30_000)
    let twice = try #require(plan.recommendations.first { $0.key.sku == "twice" })
    #expect(twice.levels.reorderPoint <= 2 * 7040)
  }

  @Test("an order of today, given back as it is written, counts whole", arguments: [9.4, 9.6, 10])
  func givenBack(leadTime: Double) throws {
    var shop = MadeShop(weeks: 104)
    shop.addPoisson("A", rate: 20, seed: 11)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["A"], leadTime: leadTime)
    let first = try #require(plan(inputs).recommendations.first)
    #expect(first.orderQuantity > 0)
    inputs.openOrders = [
      OpenOrderRecord(
        sku: "A", quantity: first.orderQuantity, expected: first.expectedReceipt,
        ordered: first.orderDay, place: Place(file: "po.csv"))
    ]
    let second = try #require(plan(inputs).recommendations.first)
    #expect(second.effectivePosition == first.orderQuantity)
    #expect(second.orderQuantity == 0)
  }

  @Test("an open order of no item is a finding, not silence")
  func strayOrder() {
    var inputs = shop(items: 2).inputs
    inputs.openOrders = [
      OpenOrderRecord(sku: "s0", quantity: 500, place: Place(file: "open.csv", line: 7))
    ]
    let found = plan(inputs).findings.first { $0.kind == "order-of-no-item" }
    #expect(found?.place.line == 7)
    #expect(found?.severity == .error)
  }

  @Test("under (s,Q) whole lots are ordered, enough to rise above s")
  func fixedLots() throws {
    var shop = MadeShop(weeks: 104)
    shop.addPoisson("A", rate: 20, seed: 11)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["A"], unitCost: 400)
    let item = try #require(plan(inputs) { $0.policy = .reorderPoint }.recommendations.first)
    let lot = try #require(item.levels.economicOrderQuantity)
    #expect(item.levels.reorderPoint > lot)
    #expect(item.orderQuantity.truncatingRemainder(dividingBy: lot) == 0)
    #expect(item.orderQuantity > item.levels.reorderPoint)
    #expect(item.orderQuantity - lot <= item.levels.reorderPoint)
  }

  @Test("the policy of typed levels says where they are missing")
  func missingLevels() {
    let plan = plan(shop(items: 3).inputs) { $0.policy = .minMax }
    #expect(plan.recommendations.allSatisfy { $0.flags.contains(.noMinMax) })
    #expect(plan.findings.contains { $0.kind == "no-min-max" && $0.count == 3 })
  }
}
