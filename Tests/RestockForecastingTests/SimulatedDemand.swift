import RestockForecasting
import RestockNumerics

/// Demand made up so that its truth is known, by seed.
struct SimulatedDemand {
  private var random: RandomGenerator

  init(seed: UInt64) { random = RandomGenerator(seed: seed) }

  mutating func uniform() -> Double { min(max(random.uniform(), 1e-12), 1 - 1e-12) }

  mutating func standardNormal() -> Double { random.standardNormal() }

  /// Independent counts of one distribution.
  mutating func counts(_ count: Int, mean: Double, variance: Double) -> [Double] {
    let distribution = DemandDistribution(mean: mean, variance: variance, wholeUnits: true)
    return (0..<count).map { _ in distribution.quantile(uniform()) }
  }

  /// A local level with normal innovations: the process that simple exponential smoothing is optimal
  /// for.
  mutating func localLevel(
    _ count: Int, level: Double, alpha: Double, deviation: Double
  ) -> [Double] {
    var level = level
    return (0..<count).map { _ in
      let innovation = deviation * random.standardNormal()
      defer { level += alpha * innovation }
      return level + innovation
    }
  }
}
