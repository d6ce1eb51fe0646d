import RestockForecasting
import RestockNumerics
import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

@Suite("Stock elsewhere, and what does not count")
struct StockElsewhereTests {
  private func plan(_ inputs: PlanInputs) -> Plan {
    var settings = PlanSettings()
    settings.model = .simpleExponentialSmoothing(.init())
    return Planner(inputs, settings: settings).plan()
  }

  private func item(_ sku: String, of plan: Plan) throws -> Recommendation {
    try #require(plan.recommendations.first { $0.key.sku == sku })
  }

  @Test(
    "transfers move whole units of excess, and no more than is there", arguments: UInt64(1)...40)
  func transfers(seed: UInt64) throws {
    var random = RandomGenerator(seed: seed)
    var shop = MadeShop(weeks: 60)
    let places = ["NORTH", "SOUTH", "WEST"]
    for (k, place) in places.enumerated() {
      let law = Poisson(mean: 2 + 10 * random.uniform())
      shop.add(
        "A", (0..<60).map { _ in law.quantile(min(0.999, max(1e-3, random.uniform()))) },
        location: place)
      _ = k
    }
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["A"], pack: [1, 6, 12][Int(3 * random.uniform())])
    inputs.stock = places.map {
      StockRecord(
        sku: "A", location: $0, onHand: (200 * random.uniform() * random.uniform()).rounded(),
        place: Place(file: "stock.csv"))
    }
    let plan = plan(inputs)
    for item in plan.recommendations {
      let out = plan.transfers.filter { $0.from == item.key.location }
        .reduce(0) { $0 + $1.quantity }
      let into = plan.transfers.filter { $0.to == item.key.location }
        .reduce(0) { $0 + $1.quantity }
      #expect(out == out.rounded() && into == into.rounded())
      // A location gives only of what it has beyond its own level, and never gives and takes.
      if out > 0 { #expect(item.position.available - out >= item.levels.orderUpTo) }
      #expect(out == 0 || into == 0)
      if into > 0 {
        let need = try #require(item.derivation).need
        #expect(into <= need.rounded(.up))
        #expect(into + item.orderQuantity >= need.rounded(.up))
        #expect(item.flags.contains(.transfer))
      }
    }
    let total = plan.transfers.reduce(0) { $0 + $1.quantity }
    let spared = plan.recommendations.reduce(0) { sum, item in
      sum + item.adjustments.filter { $0.kind == .transfer }.reduce(0) { $0 + $1.before - $1.after }
    }
    if total > 0 { #expect(spared >= 0) }
  }

  @Test("a predecessor's stock counts for its successor")
  func predecessor() throws {
    var shop = MadeShop(weeks: 80)
    shop.addPoisson("OLD", rate: 10, seed: 1)
    shop.addPoisson("NEW", rate: 10, seed: 2)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["OLD", "NEW"])
    inputs.catalogue.items["NEW"]?.successorOf = "OLD"
    inputs.stock = [MadeShop.stock("OLD", 35), MadeShop.stock("NEW", 5)]
    let new = try item("NEW", of: plan(inputs))
    #expect(new.position.available == 40)
    #expect(new.reason.contains("+ 35 of predecessor OLD"))
    #expect(try item("OLD", of: plan(inputs)).orderQuantity == 0)
  }

  @Test("a bundle's sales are demand for its components, and it is not ordered")
  func bundle() throws {
    var shop = MadeShop(weeks: 80)
    shop.addPoisson("SET", rate: 6, seed: 1)
    shop.addPoisson("CUP", rate: 4, seed: 2)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["SET", "CUP", "TRAY"])
    inputs.stock = [MadeShop.stock("SET", 3)]
    let alone = try item("CUP", of: plan(inputs))
    inputs.catalogue.items["SET"]?.bundleOf = "CUP:4; TRAY"
    let plan = plan(inputs)
    let cup = try item("CUP", of: plan)
    let tray = try item("TRAY", of: plan)
    let set = try item("SET", of: plan)
    #expect(set.orderQuantity == 0 && set.flags.contains(.bundle))
    // Four cups in each of six sets a week, and four by themselves; three sets are there.
    #expect(abs(cup.demandPerPeriod - (alone.demandPerPeriod + 4 * set.demandPerPeriod)) < 6)
    #expect(abs(tray.demandPerPeriod - set.demandPerPeriod) < 1)
    #expect(cup.position.available == 12 && tray.position.available == 3)
    #expect(tray.orderQuantity > 0)
  }

  @Test("a lot that expires before it sells does not count")
  func expiring() throws {
    var shop = MadeShop(weeks: 80)
    shop.add("A", (0..<80).map { _ in 7 })
    var inputs = shop.inputs
    let asOf = shop.asOf
    func available(_ lots: [(Int, Double)]) throws -> Double {
      inputs.stock = lots.map { days, units in
        StockRecord(
          sku: "A", onHand: units, expires: asOf + days, place: Place(file: "stock.csv"))
      }
      return try item("A", of: plan(inputs)).position.available
    }
    // One a day: of 30 that expire in ten days ten sell; of 30 more by day 40 the other thirty.
    #expect(try available([(10, 30)]) == 10)
    #expect(try available([(10, 30), (40, 30)]) == 40)
    #expect(try available([(10, 30), (40, 50)]) == 40)
    #expect(try available([(400, 30)]) == 30)
  }

  @Test("a substitute's excess stands in for an order")
  func substitute() throws {
    var shop = MadeShop(weeks: 80)
    shop.addPoisson("RED", rate: 10, seed: 1)
    shop.addPoisson("BLUE", rate: 10, seed: 2)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["RED", "BLUE"])
    inputs.stock = [MadeShop.stock("RED", 0), MadeShop.stock("BLUE", 900)]
    let without = try item("RED", of: plan(inputs))
    #expect(without.orderQuantity > 0)
    inputs.catalogue.items["RED"]?.substitute = "BLUE"
    let with = try item("RED", of: plan(inputs))
    #expect(with.orderQuantity == 0)
    #expect(with.flags.contains(.substitute))
    inputs.stock = [MadeShop.stock("RED", 0), MadeShop.stock("BLUE", 20)]
    #expect(try item("RED", of: plan(inputs)).orderQuantity == without.orderQuantity)
  }
}
