import Foundation
import RestockForecasting
import RestockNumerics
import Testing

/// Quantiles of rare demand: their tail against known laws, and what holds for any data.
@Suite("quantiles of counts")
struct CountQuantileTests {
  /// Laws of a week's demand with the mean given; none is what the forecast supposes but the first.
  enum Law: String, CaseIterable {
    case negativeBinomial
    /// The rate of a week is lognormal, its logarithm of deviation 0.8.
    case poissonLognormal
    /// A Poisson number of orders of 1, 2, ... units, geometric with mean 2.5.
    case compoundPoisson
    /// Orders of six units.
    case packs
  }

  private static func demand(_ law: Law, mean: Double, _ source: inout SimulatedDemand) -> Double {
    func poisson(_ mean: Double) -> Double { Poisson(mean: mean).quantile(source.uniform()) }
    switch law {
    case .negativeBinomial:
      return NegativeBinomial(mean: mean, variance: 2 * mean).quantile(source.uniform())
    case .poissonLognormal:
      return poisson(mean * exp(0.8 * source.standardNormal() - 0.32))
    case .compoundPoisson:
      var sum = 0.0
      for _ in 0..<Int(poisson(mean / 2.5)) {
        sum += 1 + Geometric(successProbability: 0.4).quantile(source.uniform())
      }
      return sum
    case .packs: return 6 * poisson(mean / 6)
    }
  }

  /// 2,000 items of means 0.05 to 2 a week and 104 weeks: the standard error over 8 weeks each is 0.08
  /// points, and what the pool learns has one of about 0.1. Asked are 98.7 to 99.3; a standard error
  /// more is let pass on either side.
  @Test("the 99 % quantile of rare demand covers 98.6 to 99.4 %", arguments: Law.allCases)
  func farTail(law: Law) throws {
    var source = SimulatedDemand(seed: 41)
    let history = 104
    let batch = (0..<2_000).map { place in
      let mean = 0.05 * pow(40, Double(place % 100) / 99)
      return (0..<history + 8).map { _ in Self.demand(law, mean: mean, &source) }
    }
    let series = try batch.map { try DemandSeries(demand: $0.prefix(history)) }
    let learned = BatchForecast(
      count: series.count, selection: ModelSelection(horizon: 4), threads: 2
    ) { series[$0] }
    var covered = 0.0
    var cases = 0.0
    for (place, demand) in batch.enumerated() {
      guard let forecast = try? learned.forecast(place) else { continue }
      let week = forecast.total(over: ForecastWindow(periods: 1...1))
      for actual in demand.suffix(8) {
        covered += AccuracyMeasures.randomisedCoverage(
          level: 0.99, below: week.cumulativeProbability(actual - 1),
          upTo: week.cumulativeProbability(actual))
        cases += 1
      }
    }
    #expect(cases > 15_000)
    #expect((0.986...0.994).contains(covered / cases), "\(covered / cases)")
  }

  /// Items of every pattern, in units from a millionth to a billion.
  private func hostileBatch(scale: Double) -> [[Double]] {
    var source = SimulatedDemand(seed: 42)
    return (0..<240).map { place in
      let size = place % 3 == 0 ? 1.0 : place % 3 == 1 ? 20 : 400
      let share = [0.03, 0.2, 0.6, 1][place % 4]
      return (0..<20 + place % 90).map { _ in
        source.uniform() < share ? scale * (size * (0.5 + source.uniform())).rounded(.up) : 0
      }
    }
  }

  @Test(
    "quantiles neither cross nor fall below zero, and totals of whole units are whole",
    arguments: [1e-6, 1, 1e3, 1e9])
  func ordered(scale: Double) throws {
    let series = try hostileBatch(scale: scale).map { try DemandSeries(demand: $0) }
    let learned = BatchForecast(
      count: series.count, selection: ModelSelection(horizon: 4), threads: 2
    ) { series[$0] }
    let levels = [0.005, 0.1, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995]
    for place in series.indices {
      guard let forecast = try? learned.forecast(place) else { continue }
      for window in [1...1, 1...3, 1...8, 5...5, 1...26] {
        let total = forecast.total(over: ForecastWindow(periods: window))
        let quantiles = levels.map { total.quantile($0) }
        #expect(quantiles.allSatisfy { $0 >= 0 && $0.isFinite })
        #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
        if scale >= 1, forecast.countUnit != nil {
          #expect(quantiles.allSatisfy { $0 == $0.rounded() })
        }
      }
    }
  }

  @Test("quantities counted by parts of their size scale with the unit")
  func unitEquivariance() throws {
    func quantiles(_ scale: Double) throws -> [Double] {
      let series = try hostileBatch(scale: scale).map { try DemandSeries(demand: $0) }
      let learned = BatchForecast(
        count: series.count, selection: ModelSelection(horizon: 4), threads: 2
      ) { series[$0] }
      return series.indices.compactMap { place -> Double? in
        guard let forecast = try? learned.forecast(place), (forecast.countUnit ?? 1) != 1 else {
          return nil
        }
        return forecast.total(over: ForecastWindow(periods: 1...3)).quantile(0.95) / scale
      }
    }
    let (one, thousandth) = (try quantiles(1e-3), try quantiles(1e-6))
    #expect(one.count > 50)
    for (a, b) in zip(one, thousandth) { #expect(abs(a - b) <= 1e-4 * (1 + a)) }
  }

  @Test("a table of whole units rounds its quantiles up, and one at a unit stays there")
  func wholeTable() {
    let table = Tabulated(values: [0, 1, 3], survival: [0.5, 0.25, 0], isWholeUnits: true)
    #expect(table.quantile(0.4) == 0)
    #expect(table.quantile(0.6) == 1)
    #expect(table.quantile(0.75) == 1)
    #expect(table.quantile(0.8) == 2)
    #expect(table.quantile(0.99) == 3)
    #expect(DemandDistribution.tabulated(table).isWholeUnits)
  }
}
