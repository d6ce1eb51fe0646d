import RestockForecasting
import RestockNumerics
import Testing

/// Demand of which the part of the variance that goes with the square of the mean is known.
@Suite("variation that goes with the mean")
struct PooledVariationTests {
  /// The variation learned from 200 series of 120 periods.
  private func learned(_ demand: () -> [Double]) throws -> Double {
    let selection = ModelSelection(horizon: 4, candidates: [.twoSpeedLevel(TwoSpeedLevel())])
    let members = try (0..<200).map { _ in try selection.select(DemandSeries(demand: demand())) }
    return PooledVariation(members).variation(.smooth)
  }

  @Test("Poisson demand has none beyond its own ratio and the level's error")
  func poisson() throws {
    var source = SimulatedDemand(seed: 61)
    let variation = try learned { source.counts(120, mean: 12, variance: 12) }
    #expect(variation < 0.01)
  }

  /// The rate of every four periods is drawn anew with a squared coefficient of variation of 0.16, so that
  /// a total over four or fewer has up to that much, besides the error of a level that followed the last
  /// rates; the item's own ratio takes a part off, and longer totals have less.
  @Test("rates that are drawn anew show in totals")
  func drawnAnew() throws {
    var source = SimulatedDemand(seed: 62)
    let variation = try learned {
      (0..<30).flatMap { _ -> [Double] in
        let rate = 12 * (0.4 * source.standardNormal() - 0.08).exponential
        return source.counts(4, mean: rate, variance: rate)
      }
    }
    #expect(variation > 0.03 && variation < 0.3)
  }
}
