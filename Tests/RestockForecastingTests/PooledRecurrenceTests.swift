import RestockForecasting
import RestockNumerics
import Testing

/// Items launched in the middle of a history that sell in some periods and not in others, each at a rate
/// of its own; a history begins with the first sale, as in any file of sales.
@Suite("items that have sold a few times")
struct PooledRecurrenceTests {
  /// Demands of 8 in a share of the periods, one share in ten items a half, else a twentieth.
  private static func launched(_ items: Int, seed: UInt64) -> [[Double]] {
    var source = SimulatedDemand(seed: seed)
    return (0..<items).map { _ in
      let share = source.uniform() < 0.1 ? 0.5 : 0.05
      var demand: [Double] = [8]
      for _ in 0..<40 { demand.append(source.uniform() < share ? 8 : 0) }
      return demand
    }
  }

  private static func learned(
    from items: [[Double]], horizon: Int = 4, threads: Int = 1
  ) throws -> PooledRecurrence {
    let series = try items.map { try DemandSeries(demand: $0) }
    return PooledRecurrence(
      count: series.count, level: TwoSpeedLevel(), horizon: horizon, threads: threads
    ) { series[$0] }
  }

  /// Demand forecast over that which came in the next four periods, of items with so many demands at an
  /// age.
  private static func bias(
    _ items: [[Double]], _ model: TwoSpeedLevel, age: Int, demands: ClosedRange<Int>
  ) throws -> Double {
    var forecast = 0.0
    var came = 0.0
    for item in items {
      guard demands.contains(item.prefix(age).count { $0 > 0 }) else { continue }
      let fitted = try model.fit(DemandSeries(demand: Array(item.prefix(age))))
      forecast += fitted.means(horizon: 4).reduce(0, +)
      came += item[age..<(age + 4)].reduce(0, +)
    }
    return forecast / came
  }

  @Test(
    "their forecasts are right on average, where their own level is several times too high",
    arguments: [1, 2, 4])
  func bias(age: Int) throws {
    let recurrence = try Self.learned(from: Self.launched(6_000, seed: 1))
    let others = Self.launched(20_000, seed: 2)
    let level = TwoSpeedLevel()
    let own = try Self.bias(others, level, age: age, demands: 1...1)
    let corrected = try Self.bias(
      others, level.correctedBy(recurrence), age: age, demands: 1...1)
    #expect(own > 2)
    #expect(abs(corrected - 1) < 0.25, "\(corrected) at age \(age)")
  }

  @Test("an item with five demands speaks for itself")
  func many() throws {
    let corrected = TwoSpeedLevel().correctedBy(
      try Self.learned(from: Self.launched(2_000, seed: 3)))
    let few = try DemandSeries(demand: [8, 0, 8, 0, 0, 8, 8])
    let many = try DemandSeries(demand: [8, 0, 8, 0, 8, 8, 8])
    #expect(try corrected.fit(few).level != TwoSpeedLevel().fit(few).level)
    #expect(try corrected.fit(many).level == TwoSpeedLevel().fit(many).level)
  }

  @Test("updated period by period the level is that of a fit to all")
  func updated() throws {
    let corrected = TwoSpeedLevel().correctedBy(
      try Self.learned(from: Self.launched(2_000, seed: 3)))
    let demand: [Double] = [0, 0, 8, 0, 0, 8, 0, 8, 0, 0, 0, 8, 0]
    var fitted = try corrected.fit(DemandSeries(demand: Array(demand.prefix(1))))
    for t in 1..<demand.count {
      fitted.update(demand[t])
      let whole = try corrected.fit(DemandSeries(demand: Array(demand.prefix(t + 1))))
      #expect(abs(fitted.level - whole.level) < 1e-12)
    }
  }

  @Test("a dozen launches say next to nothing; the threads do not matter")
  func evidence() throws {
    let few = try Self.learned(from: Self.launched(6, seed: 4))
    let series = try DemandSeries(demand: [8, 0, 0])
    let own = try TwoSpeedLevel().fit(series).level
    let corrected = try TwoSpeedLevel().correctedBy(few).fit(series).level
    #expect(abs(corrected / own - 1) < 0.2)
    let items = Self.launched(1_500, seed: 5)
    #expect(try Self.learned(from: items) == Self.learned(from: items, threads: 2))
    #expect(try Self.learned(from: [[0, 0]]) == Self.learned(from: []))
  }
}
