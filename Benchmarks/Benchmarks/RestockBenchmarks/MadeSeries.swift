import RestockForecasting
import RestockInventory
import RestockNumerics

/// Series made for the benchmarks: the same on every machine.
enum MadeSeries {
  /// Weekly counts of items that sell rarely: negative binomial, a mean of 0.05 to 1 a week.
  static func intermittent(_ count: Int, weeks: Int = 156) -> [DemandSeries] {
    (0..<count).compactMap { item in
      var random = RandomGenerator(seed: 7, stream: UInt64(item))
      let mean = 0.05 + 0.95 * random.uniform()
      let law = NegativeBinomial(mean: mean, variance: 1.6 * mean)
      return try? DemandSeries(demand: (0..<weeks).map { _ in law.quantile(random.open()) })
    }
  }

  /// Monthly demand with a trend, a season and noise, always above zero.
  static func monthly(_ count: Int, months: Int = 84) -> [DemandSeries] {
    (0..<count).compactMap { item in
      var random = RandomGenerator(seed: 11, stream: UInt64(item))
      let season = (0..<12).map { _ in 1 + 0.15 * random.standardNormal() }
      let trend = 0.005 * random.standardNormal()
      var level = 1000.0
      let demand = (0..<months).map { month in
        level *= 1 + trend + 0.03 * random.standardNormal()
        return max(1, level * season[month % 12] * (1 + 0.05 * random.standardNormal()))
      }
      return try? DemandSeries(demand: demand, seasonLengths: [12])
    }
  }

  /// Replenishment cycles of items that sell 0.2 units a week or more, two weeks of lead time.
  static func cycles(_ count: Int) -> [ReplenishmentCycle] {
    (1...count).map { item -> ReplenishmentCycle in
      let mean = 0.2 * Double(item)
      return ReplenishmentCycle(
        protectionDemand: DemandDistribution(mean: 3 * mean, variance: 6 * mean, wholeUnits: true),
        leadTimeDemand: DemandDistribution(mean: 2 * mean, variance: 4 * mean, wholeUnits: true))
    }
  }

  /// Weekly sales of a shop with one season, as members of a pool.
  static func pool(_ count: Int, weeks: Int = 156) -> [PooledSeasonalIndex.Member] {
    (0..<count).map { item in
      var random = RandomGenerator(seed: 13, stream: UInt64(item))
      let level = 0.5 + 20 * random.uniform()
      let demand = (0..<weeks).map { week in
        let peak = week % 52 > 44 ? 1.8 : 1.0
        return (level * peak * (0.5 + random.uniform())).rounded()
      }
      return PooledSeasonalIndex.Member(
        demand: ContiguousArray(demand), isKnown: nil, start: 0, group: item % 20,
        location: item % 4)
    }
  }
}

extension RandomGenerator {
  /// A uniform number that is neither 0 nor 1.
  mutating func open() -> Double { min(0.999_999, max(1e-9, uniform())) }
}
