import RestockInventory
import RestockNumerics
import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

@Suite("Demand not seen")
struct StockOutTests {
  private func draw(_ law: Poisson, _ random: inout RandomGenerator) -> Double {
    law.quantile(1e-9 + (1 - 2e-9) * random.uniform())
  }

  /// A shop whose weeks now and then start with too little: the sales, the weeks that ran out, and the
  /// units lost in the last year.
  private func shop(
    items: Int, rate: Double
  ) -> (shop: MadeShop, out: [Set<Int>], lostInLastYear: Double) {
    var shop = MadeShop(weeks: 104)
    var random = RandomGenerator(seed: 77)
    var out: [Set<Int>] = []
    var lost = 0.0
    for item in 0..<items {
      var sold: [Double] = []
      var ran: Set<Int> = []
      for week in 0..<104 {
        let demand = draw(Poisson(mean: rate), &random)
        // In a third of the weeks there is about a mean's worth.
        let stock =
          random.uniform() < 0.33 ? (rate * (0.7 + 0.6 * random.uniform())).rounded() : .infinity
        sold.append(min(demand, stock))
        if demand >= stock {
          ran.insert(week)
          if week >= 52 { lost += demand - stock }
        }
      }
      shop.add("sku-\(item)", sold, price: 9)
      shop.series[item].lowerBound = Set(ran.map { MadeShop.firstBucket + $0 })
      out.append(ran)
    }
    return (shop, out, lost)
  }

  @Test("demand is recovered from weeks that ran out in part, and what was lost is estimated")
  func recovered() throws {
    let rate = 10.0
    let (shop, _, lostTruly) = shop(items: 60, rate: rate)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue((0..<60).map { "sku-\($0)" }, unitCost: 5)
    var settings = PlanSettings()
    settings.asOf = shop.asOf
    let plan = Planner(inputs, settings: settings).plan()
    let mean = plan.recommendations.reduce(0) { $0 + $1.demandPerPeriod } / 60
    // 60 items x some 20 weeks' worth in the level: a standard error near 0.09.
    #expect(abs(mean - rate) < 0.25)
    var masked = inputs
    for i in masked.sales.series.indices {
      masked.sales.series[i].unknown = masked.sales.series[i].lowerBound
      masked.sales.series[i].lowerBound = []
    }
    let blind = Planner(masked, settings: settings).plan()
    let blindMean = blind.recommendations.reduce(0) { $0 + $1.demandPerPeriod } / 60
    #expect(blindMean < mean)
    let lost = plan.recommendations.reduce(0) { $0 + ($1.lostUnits ?? 0) }
    #expect(lostTruly > 500)
    #expect(abs(lost / lostTruly - 1) < 0.15)
    for item in plan.recommendations {
      let units = try #require(item.lostUnits)
      #expect(try #require(item.lostMargin).isNear(4 * units, Tolerance(relative: 1e-6)))
    }
    #expect(blind.recommendations.allSatisfy { $0.lostUnits == nil })
  }

  /// What customers of an item want on a day: so many orders, Poisson, each of 1 to `largest` units.
  private func wanted(
    _ orders: Double, upTo largest: Int, _ random: inout RandomGenerator
  ) -> [Double] {
    (0..<Int(draw(Poisson(mean: orders), &random))).map { _ in
      1 + (random.uniform() * Double(largest)).rounded(.down)
    }
  }

  /// Items whose deliveries come when they come: what was sold in each week, the evenings with nothing
  /// left, and the units lost in the last year. Orders of 1...9 units, 25 / 9 units a day on average.
  private func dailyShop(
    items: Int
  ) -> (shop: MadeShop, observations: [StockObservation], lostInLastYear: Double) {
    var shop = MadeShop(weeks: 104)
    var random = RandomGenerator(seed: 5)
    var observations: [StockObservation] = []
    var lost = 0.0
    for item in 0..<items {
      var stock = 60.0
      var weeks = [Double](repeating: 0, count: 104)
      for day in 0..<728 {
        // Forty units, every fourteen days on average: a stock-out now and then.
        if random.uniform() < 1.0 / 14 { stock += 40 }
        for units in wanted(5.0 / 9, upTo: 9, &random) {
          let served = min(units, stock)
          stock -= served
          weeks[day / 7] += served
          if day >= 364 { lost += units - served }
        }
        observations.append(
          StockObservation(
            sku: "sku-\(item)", location: "", day: MadeShop.firstMonday + day, inStock: stock > 0))
      }
      shop.add("sku-\(item)", weeks, price: 9)
    }
    return (shop, observations, lost)
  }

  @Test("evenings without stock tell for how long demand was not served, and of how large orders")
  func dailyStock() throws {
    let (shop, observations, lostTruly) = dailyShop(items: 80)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue((0..<80).map { "sku-\($0)" }, unitCost: 5)
    inputs.stockHistory = StockHistory(observations: observations, span: .day)
    var settings = PlanSettings()
    settings.asOf = shop.asOf
    let plan = Planner(inputs, settings: settings).plan()
    let lost = plan.recommendations.reduce(0) { $0 + ($1.lostUnits ?? 0) }
    #expect(lostTruly > 3_000)
    #expect(abs(lost / lostTruly - 1) < 0.12)
    // 19.4 units a week; the forecasts of 80 items have a standard error near 0.3 together.
    let mean = plan.recommendations.reduce(0) { $0 + $1.demandPerPeriod } / 80
    #expect(abs(mean - 7 * 25.0 / 9) < 1)
  }

  @Test("what a successor sells is demand though its predecessor is out of stock")
  func handedOver() throws {
    var shop = MadeShop(weeks: 80)
    shop.add("old", (0..<80).map { $0 < 50 ? 10 : 0 })
    shop.add("new", (0..<80).map { $0 < 50 ? 0 : 10 })
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["old", "new"], unitCost: 5)
    inputs.catalogue.items["new"]?.successorOf = "old"
    inputs.stockHistory = StockHistory(
      observations: (350..<560).map {
        StockObservation(
          sku: "old", location: "", day: MadeShop.firstMonday + $0, inStock: false)
      }, span: .day)
    var settings = PlanSettings()
    settings.asOf = shop.asOf
    let plan = Planner(inputs, settings: settings).plan()
    let new = try #require(plan.recommendations.first { $0.key.sku == "new" })
    #expect(new.demandPerPeriod.isNear(10, Tolerance(relative: 0.01)))
    #expect(!new.flags.contains(.censored))
    #expect((new.lostUnits ?? 0) == 0)
    // Of what is not sold any more, nothing is lost.
    let old = try #require(plan.recommendations.first { $0.key.sku == "old" })
    #expect((old.lostUnits ?? 0) == 0)
  }

  private func histories(
    _ shop: MadeShop
  ) -> (items: [ItemHistory], findings: [Finding]) {
    var settings = PlanSettings()
    settings.asOf = shop.asOf
    let inputs = shop.inputs
    return HistoryBuilder(
      inputs, calendar: RunCalendar(inputs, settings: settings), settings: settings
    ).histories()
  }

  @Test("weeks without a sale that cannot be chance are unknown where another year sold then")
  func inferred() throws {
    var shop = MadeShop(weeks: 130)
    var random = RandomGenerator(seed: 8)
    var sold = (0..<130).map { _ in draw(Poisson(mean: 3), &random) + 1 }
    for week in 60..<70 { sold[week] = 0 }
    shop.add("gone", sold)
    // A garden article: nothing from autumn to spring, every year.
    shop.add(
      "seasonal", (0..<130).map { week in (14..<40).contains(week % 52) ? 5 : 0 })
    // Half the weeks without a sale: ten in a row are rare, not implausible.
    shop.add("slow", (0..<130).map { week in (60..<66).contains(week) ? 0 : Double(week % 2) })
    let (items, findings) = histories(shop)
    let gone = try #require(items[0].isKnown)
    #expect(gone.indices.filter { !gone[$0] } == Array(60..<70))
    #expect(items[1].isKnown == nil)
    #expect(items[2].isKnown == nil)
    let found = findings.filter { $0.kind == "possible-stock-out" && $0.place.sku == "gone" }
    #expect(found.count == 1)
    #expect(found.first?.text.contains("10 periods") == true)
    #expect(findings.allSatisfy { $0.place.sku != "slow" })
  }

  @Test("within the first year it is a finding alone")
  func unconfirmed() {
    var shop = MadeShop(weeks: 50)
    shop.add("gone", (0..<50).map { (20..<32).contains($0) ? 0 : 4 })
    let (items, findings) = histories(shop)
    #expect(items[0].isKnown == nil)
    #expect(findings.contains { $0.kind == "possible-stock-out" })
  }
}
