import RestockForecasting
import RestockInventory
import RestockNumerics
import RestockPlanning
import RestockRecords
import Testing

@Suite("A plan against an earlier one")
struct ComparisonTests {
  private static let skus = (0..<12).map { "S\($0)" }

  /// A shop of Poisson items over so many weeks, the same weeks whatever their number.
  private func inputs(weeks: Int, stock: Double = 15) -> PlanInputs {
    var shop = MadeShop(weeks: weeks)
    for (i, sku) in Self.skus.enumerated() {
      var random = RandomGenerator(seed: UInt64(900 + i))
      let law = Poisson(mean: 2 + 3 * Double(i % 4))
      shop.add(sku, (0..<weeks).map { _ in law.quantile(max(1e-9, random.uniform())) }, price: 9)
    }
    var inputs = shop.inputs
    inputs.stock = Self.skus.map { MadeShop.stock($0, stock) }
    inputs.catalogue = MadeShop.catalogue(Self.skus, pack: 4, leadTime: 14)
    return inputs
  }

  private func settings(_ change: (inout PlanSettings) -> Void = { _ in }) -> PlanSettings {
    var settings = PlanSettings()
    settings.model = .simpleExponentialSmoothing(SimpleExponentialSmoothing())
    change(&settings)
    return settings
  }

  private func compare(
    _ old: PlanInputs, _ oldSettings: PlanSettings, _ new: PlanInputs, _ newSettings: PlanSettings
  ) throws -> (old: Plan, new: Plan, comparison: PlanComparison) {
    let earlier = Planner(old, settings: oldSettings).plan()
    let plan = Planner(new, settings: newSettings).plan(
      comparedWith: EarlierPlan(earlier, rules: OrderRules(oldSettings)))
    return (earlier, plan, try #require(plan.comparison))
  }

  @Test("the same inputs and settings move nothing, for any cause")
  func same() throws {
    let inputs = inputs(weeks: 80)
    let (_, _, comparison) = try compare(inputs, settings(), inputs, settings())
    #expect(comparison.changes.count == Self.skus.count)
    for change in comparison.changes {
      #expect(!change.hasMoved && change.order.named.isEmpty && change.words == "the same")
    }
  }

  @Test("the comparison changes nothing in the plan itself")
  func bystander() throws {
    let inputs = inputs(weeks: 80)
    let (_, new, _) = try compare(self.inputs(weeks: 79), settings(), inputs, settings())
    let alone = Planner(inputs, settings: settings()).plan()
    #expect(new.recommendations.map(\.reason) == alone.recommendations.map(\.reason))
  }

  /// What each cause alone moves has its name, and nothing else has.
  @Test("a cause that alone moves is the only one with a part")
  func single() throws {
    let inputs = inputs(weeks: 80)
    func parts(
      _ name: String, _ change: (inout PlanInputs, inout PlanSettings) -> Void
    ) throws -> Int {
      var changed = inputs
      var settings = settings()
      change(&changed, &settings)
      let (old, new, comparison) = try compare(inputs, self.settings(), changed, settings)
      var moved = 0
      for (place, change) in comparison.changes.enumerated() {
        #expect(change.order.named.allSatisfy { $0.name == name }, "\(change.words)")
        #expect(
          change.orderChange
            == new.recommendations[place].orderQuantity - old.recommendations[place].orderQuantity)
        #expect(change.order.total == change.orderChange)
        if change.orderChange != 0 { moved += 1 }
      }
      return moved
    }
    #expect(
      try parts("stock") { inputs, _ in
        inputs.stock = Self.skus.map { MadeShop.stock($0, 3) }
      } > 6)
    #expect(
      try parts("lead time") { inputs, _ in
        inputs.catalogue = MadeShop.catalogue(Self.skus, pack: 4, leadTime: 28)
      } > 6)
    #expect(try parts("settings") { _, settings in settings.service = .cycle(0.995) } > 6)
    #expect(try parts("settings") { _, settings in settings.policy = .orderUpTo } > 6)
    #expect(
      try parts("settings") { inputs, _ in
        inputs.catalogue = MadeShop.catalogue(Self.skus, moq: 100, pack: 25, leadTime: 14)
      } > 6)
    #expect(
      try parts("settings") { inputs, _ in
        inputs.overrides = Self.skus.map {
          OverrideRecord(sku: $0, field: .doNotBuy, value: "", place: Place(file: "o.csv"))
        }
      } > 6)
  }

  @Test("with everything moving at once the parts add up exactly", arguments: UInt64(1)...6)
  func together(seed: UInt64) throws {
    var random = RandomGenerator(seed: seed)
    var new = inputs(weeks: 82, stock: (40 * random.uniform()).rounded())
    new.catalogue = MadeShop.catalogue(
      Array(Self.skus.dropFirst(2)), unitCost: 3, moq: 10, pack: 5,
      leadTime: 10 + (30 * random.uniform()).rounded())
    new.openOrders = [
      OpenOrderRecord(
        sku: "S3", quantity: 30, expected: MadeShop(weeks: 82).asOf + 20,
        place: Place(file: "open.csv"))
    ]
    new.overrides = [
      OverrideRecord(sku: "S4", field: .fixedOrder, value: "33", place: Place(file: "o.csv")),
      OverrideRecord(sku: "S5", field: .forecastUplift, value: "2", place: Place(file: "o.csv")),
    ]
    let policy = [ReplenishmentPolicy.orderUpTo, .reorderPoint, .daysOfSupply][Int(seed % 3)]
    let (old, plan, comparison) = try compare(
      inputs(weeks: 80), settings(), new,
      settings {
        $0.policy = policy
        $0.unmet = .lost
        $0.service = .fill(0.9 + 0.09 * random.uniform())
      })
    for (place, change) in comparison.changes.enumerated() {
      let (before, now) = (old.recommendations[place], plan.recommendations[place])
      #expect(change.before?.orderQuantity == before.orderQuantity)
      #expect(abs(change.order.total - (now.orderQuantity - before.orderQuantity)) < 1e-9)
      #expect(
        abs(change.reorderPoint.total - (now.levels.reorderPoint - before.levels.reorderPoint))
          < 1e-9)
      // All of it is explained: nothing but the causes that are named.
      #expect(change.order.other == 0 && change.reorderPoint.other == 0, "\(change.words)")
    }
  }

  @Test("items that came and went are told apart")
  func newAndGone() throws {
    var old = MadeShop(weeks: 70)
    old.addPoisson("stays", rate: 5, seed: 1)
    old.addPoisson("goes", rate: 5, seed: 2)
    var new = MadeShop(weeks: 70)
    new.addPoisson("stays", rate: 5, seed: 1)
    new.addPoisson("comes", rate: 5, seed: 3)
    let (before, now, comparison) = try compare(old.inputs, settings(), new.inputs, settings())
    #expect(comparison.changes.map(\.state) == [.both, .new, .gone])
    #expect(comparison.changes[1].orderChange == now.recommendations[1].orderQuantity)
    #expect(comparison.changes[2].orderChange == -before.recommendations[1].orderQuantity)
    #expect(comparison.changes.allSatisfy { $0.order.total == $0.orderChange })
  }

  @Test("whether an override helped is told by the demand that came")
  func helped() throws {
    // Ten a week until the old plan, then twenty: who doubled the forecast was right.
    let weeks = 70
    func shop(_ count: Int, _ later: [String: Double]) -> PlanInputs {
      var shop = MadeShop(weeks: count)
      for (sku, rate) in later.sorted(by: { $0.key < $1.key }) {
        shop.add(sku, (0..<count).map { $0 < weeks ? 10 : rate })
      }
      var inputs = shop.inputs
      inputs.stock = later.keys.sorted().map { MadeShop.stock($0, 10) }
      return inputs
    }
    let rates = ["more": 20.0, "same": 10, "short": 20, "early": 10]
    var old = shop(weeks, rates)
    old.overrides = [
      OverrideRecord(sku: "more", field: .forecastUplift, value: "2", place: Place(file: "o")),
      OverrideRecord(sku: "same", field: .forecastUplift, value: "2", place: Place(file: "o")),
      OverrideRecord(sku: "short", field: .doNotBuy, value: "", place: Place(file: "o")),
      OverrideRecord(sku: "early", field: .fixedOrder, value: "500", place: Place(file: "o")),
    ]
    func verdicts(after more: Int) throws -> [String: OverrideResult] {
      let (_, _, comparison) = try compare(
        old, settings(), shop(weeks + more, rates), settings())
      return Dictionary(
        uniqueKeysWithValues: comparison.overrideResults.map { ($0.key.sku, $0) })
    }
    let soon = try verdicts(after: 2)
    #expect(soon["more"]?.verdict == .helped && soon["same"]?.verdict == .hurt)
    #expect(soon["more"]?.days == 14 && soon["more"]?.demand == 40)
    #expect(abs((soon["more"]?.forecastWithout ?? 0) - 20) < 0.5)
    // 10 in stock, nothing bought, 40 asked for.
    #expect(soon["short"]?.short == 30 && soon["short"]?.verdict == .hurt)
    #expect(soon["early"]?.verdict == .tooEarly)
    #expect(try verdicts(after: 3)["early"]?.verdict == .hurt)
  }
}
