import RestockInventory
import RestockNumerics
import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

@Suite("Replay of policies on history")
struct PolicyReplayTests {
  private let calendar = BucketCalendar(size: .week)
  private let first = 2600

  private func inputs(
    _ demands: [[Double]], minimum: Double? = nil, maximum: Double? = nil
  )
    -> PlanInputs
  {
    var catalogue = Catalogue()
    var series: [SalesSeries] = []
    for (i, demand) in demands.enumerated() {
      var sales = SalesSeries(
        key: SeriesKey(sku: "sku-\(i)"), firstBucket: first, firstFile: 0, firstLine: 2)
      sales.sold = ContiguousArray(demand.map { Float($0) })
      series.append(sales)
      var item = ItemRecord(sku: "sku-\(i)", place: Place(file: "items.csv"))
      item.minimum = minimum
      item.maximum = maximum
      catalogue.items[item.sku] = item
    }
    let last = calendar.firstDay(of: first + (demands.map(\.count).max() ?? 1) - 1)
    var inputs = PlanInputs(
      sales: SalesHistory(
        calendar: calendar, series: series, firstDay: calendar.firstDay(of: first), lastDay: last,
        isSummed: true, rows: 1, unitsByWeekday: nil),
      salesFiles: ["sales.csv"])
    inputs.catalogue = catalogue
    return inputs
  }

  private func settings(leadDays: Double, unmet: UnmetDemand = .backorder) -> PlanSettings {
    var settings = PlanSettings()
    settings.leadTime = Duration(leadDays, .days)
    settings.leadTimeStandardDeviation = Duration(0, .days)
    settings.holdingCostPerDay = 0.1
    settings.shortageCost = 1
    settings.orderCost = 2
    settings.unmet = unmet
    return settings
  }

  private func poisson(_ mean: Double, _ count: Int, random: inout RandomGenerator) -> [Double] {
    let distribution = Poisson(mean: mean)
    return (0..<count).map { _ in distribution.quantile(1e-9 + (1 - 2e-9) * random.uniform()) }
  }

  /// By hand: 10 a week, min 15, max 40, a week's lead time. From 10 on hand: 30 ordered at once,
  /// there a week later; then stock goes 30, 20, 10, 0 and is ordered again at 10, in turns of three
  /// weeks. The first week is not measured.
  @Test("the planner's minimum and maximum, by hand")
  func typed() throws {
    let replay = PolicyReplay(
      inputs([Array(repeating: 10, count: 52)], minimum: 15, maximum: 40),
      settings: settings(leadDays: 7),
      replay: ReplaySettings(periods: 13, policies: [ReplayPolicy("typed", .typed)]))
    let row = try #require(replay.rows().first)
    let measures = row.measures
    #expect(row.group == "overall")
    #expect(measures.days == 84)
    #expect(measures.demand == 120)
    #expect(measures.fillRate == 1)
    #expect(measures.cycleService == 1)
    #expect(measures.averageStock.isNear(15, .closedForm))
    #expect(measures.orders == 4)
    #expect(measures.unitsOrdered == 120)
    #expect(measures.orderCost == 8)
    // 20, 10 and 0 units at the ends of the weeks, four times.
    #expect(measures.holdingCost.isNear(4 * 30 * 0.1 * 7, .closedForm))
    // Empty at the end of every third week, but never short.
    #expect(measures.short == 0)
    #expect(replay.orders[0].map(\.quantity) == [30, 30, 30, 30, 30])
    #expect(replay.orders[0].allSatisfy { $0.received - $0.ordered == 7 })
  }

  @Test("what comes after a review does not change what was ordered at it")
  func noHindsight() {
    var random = RandomGenerator(seed: 11)
    let demands = (0..<12).map { _ in poisson(6, 80, random: &random) }
    let changed = demands.map { Array($0.prefix(70)) + $0.suffix(10).map { 3 * $0 + 5 } }
    let policies =
      [ReplayPolicy("plan", .plan(.periodicMinMax, nil))] + ReplayPolicy.baselines
    func orders(_ demands: [[Double]]) -> [[PolicyReplay.SimulatedOrder]] {
      PolicyReplay(
        inputs(demands, minimum: 10, maximum: 40), settings: settings(leadDays: 14),
        replay: ReplaySettings(periods: 30, policies: policies)
      ).orders
    }
    let cut = calendar.firstDay(of: first + 70)
    for (a, b) in zip(orders(demands), orders(changed)) {
      #expect(!a.isEmpty)
      // The order of that morning is still placed without knowing the day's demand.
      #expect(a.filter { $0.ordered <= cut } == b.filter { $0.ordered <= cut })
      #expect(a != b)
    }
  }

  @Test("what is promised is kept, for Poisson demand", arguments: [0.9, 0.95])
  func calibration(target: Double) throws {
    var random = RandomGenerator(seed: 21)
    let demands = (0..<150).map { _ in
      poisson(4 + 12 * random.uniform(), 104, random: &random)
    }
    let replay = PolicyReplay(
      inputs(demands), settings: settings(leadDays: 14),
      replay: ReplaySettings(
        periods: 30, policies: [ReplayPolicy("plan", .plan(.orderUpTo, .cycle(target)))]))
    let measures = try #require(replay.rows().first?.measures)
    let promised = try #require(measures.promisedCycleService)
    let achieved = try #require(measures.cycleService)
    #expect(promised >= target)
    // 4,200 periods, each correlated with its two neighbours: a standard error near 0.8 points.
    #expect(abs(achieved - promised) < 0.025)
  }

  @Test("unmet demand waits, or is lost")
  func unmet() throws {
    let demands = [Array(repeating: 2.0, count: 70) + Array(repeating: 30.0, count: 10)]
    func measures(_ unmet: UnmetDemand) throws -> ReplayMeasures {
      let replay = PolicyReplay(
        inputs(demands), settings: settings(leadDays: 21, unmet: unmet),
        replay: ReplaySettings(
          periods: 20, policies: [ReplayPolicy("plan", .plan(.orderUpTo, .fill(0.95)))]))
      return try #require(replay.rows().first?.measures)
    }
    let waiting = try measures(.backorder)
    let lost = try measures(.lost)
    #expect(waiting.short > 0 && waiting.lost == 0)
    #expect(lost.lost == lost.short && lost.lost > 0)
    // Units that wait are ordered for as well.
    #expect(waiting.unitsOrdered > lost.unitsOrdered)
    #expect(waiting.demand == lost.demand)
  }

  /// Orders of the past took 7 days, and from the tenth week of the replay on 21.
  @Test("lead times as they were are those of the receipts placed nearest")
  func actualLeadTimes() throws {
    var inputs = inputs([Array(repeating: 10, count: 60)], minimum: 15, maximum: 40)
    var terms = SupplyTerms(sku: "sku-0", supplier: "acme")
    terms.leadTimeDays = 7
    inputs.catalogue.terms["sku-0"] = [terms]
    let start = calendar.firstDay(of: first + 40)
    for week in stride(from: -20, to: 20, by: 2) {
      let ordered = start + 7 * week
      inputs.receipts.append(
        ReceiptRecord(
          supplier: "acme", ordered: ordered, received: ordered + (week < 10 ? 7 : 21),
          place: Place(file: "receipts.csv")))
    }
    var replay = ReplaySettings(periods: 20, policies: [ReplayPolicy("typed", .typed)])
    replay.leadTimes = .actual
    let orders = PolicyReplay(inputs, settings: settings(leadDays: 7), replay: replay).orders[0]
    #expect(orders.count > 4)
    for order in orders {
      #expect(order.received - order.ordered == (order.ordered - start < 67 ? 7 : 21))
    }
  }

  @Test("the same results whatever the number of threads")
  func threads() {
    var random = RandomGenerator(seed: 31)
    let demands = (0..<40).map { _ in poisson(3, 60, random: &random) }
    func run(_ threads: Int) -> PolicyReplay {
      var settings = settings(leadDays: 10)
      settings.leadTimeStandardDeviation = Duration(4, .days)
      settings.threads = threads
      return PolicyReplay(
        inputs(demands), settings: settings,
        replay: ReplaySettings(
          periods: 12,
          policies: [ReplayPolicy("plan", .plan(.periodicMinMax, nil))] + ReplayPolicy.baselines))
    }
    let one = run(1)
    let three = run(3)
    #expect(one.measures == three.measures)
    #expect(one.orders == three.orders)
    // No item has minimum and maximum, so the planner's own policy does not stand.
    #expect(one.policies.map(\.name) == ["plan", "velocity", "z-sigma-sqrt-l"])
  }

  @Test("a replay leaves half of the history to learn from, and says so")
  func shortHistory() {
    let replay = PolicyReplay(
      inputs([Array(repeating: 5, count: 20)]), settings: settings(leadDays: 7),
      replay: ReplaySettings(periods: 52, policies: [ReplayPolicy("v", .velocity)]))
    #expect(replay.periods == 10)
    #expect(replay.findings.contains { $0.kind == "short-replay" })
  }

  /// The sum of n differences of standard deviation s has the standard error s sqrt(n).
  @Test("the bootstrap's standard error is that of a sum")
  func bootstrap() {
    var random = RandomGenerator(seed: 41)
    let differences = (0..<400).map { _ in 1 + 3 * random.standardNormal() }
    let result = PairedDifference(of: differences, draws: 2000, seed: 1)
    #expect(result.difference.isNear(differences.reduce(0, +), .closedForm))
    #expect(result.standardError.isNear(3 * 20, Tolerance(relative: 0.1)))
    #expect(result.low < result.difference && result.difference < result.high)
    #expect((result.high - result.low).isNear(2 * 1.96 * 60, Tolerance(relative: 0.12)))
    #expect(PairedDifference(of: [5], draws: 10, seed: 1).standardError == 0)
  }
}
