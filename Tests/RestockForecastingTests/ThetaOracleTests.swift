import RestockForecasting
import RestockTestSupport
import Testing

@Suite("the Theta models against statsforecast", .enabled(if: ETSOracle.shared != nil))
struct ThetaOracleTests {
  let oracle: ETSOracle

  init() throws { oracle = try #require(ETSOracle.shared) }

  private func check(
    _ fit: (DemandSeries) throws -> FittedTheta, _ theirs: (ETSOracle.Row) -> ETSOracle.ThetaFit
  ) throws {
    var near = 0
    for row in oracle.m3 {
      let ours = try fit(row.series())
      let theirs = theirs(row)
      #expect(!ours.seasonal.isEmpty == theirs.deseasonalised, "\(row.id)")
      // They divide the sum by the mean of the series out of season.
      var total = 0.0
      for t in row.y.indices {
        guard !ours.seasonal.isEmpty else {
          total += row.y[t]
          continue
        }
        let m = ours.seasonal.count
        let season = ours.seasonal[(ours.phase + t + (m - row.y.count % m)) % m]
        total += ours.isSeasonMultiplicative ? row.y[t] / season : row.y[t] - season
      }
      let mean = total / Double(row.y.count)
      // Ours has alpha to within 0.006 of the best. Where alpha is 0.99 theirs makes the fourth error
      // vanish by a start far off (-1.5e8 for a series of thousands), which ours does not follow.
      #expect(ours.sumOfSquares / mean <= theirs.mse * 1.002, "\(row.id)")
      let share = 1 - 1 / theirs.par.theta
      guard abs(ours.alpha - theirs.par.alpha) < 0.02, abs(ours.lineShare - share) < 0.02 else {
        continue
      }
      near += 1
      for (a, b) in zip(ours.means(horizon: row.h), theirs.mean) {
        #expect(a.isNear(max(0, b), Tolerance(relative: 0.01, absolute: 0.01 * mean)), "\(row.id)")
      }
    }
    #expect(near > 60)
  }

  @Test("the standard model has no more error, and the same forecasts where parameters agree")
  func standard() throws { try check({ try Theta().fit($0) }, \.theta) }

  @Test("the optimised model has no more error, and the same forecasts where parameters agree")
  func optimized() throws { try check({ try OptimizedTheta().fit($0) }, \.optimizedTheta) }

  @Test("the dynamic model has no more error, and the same forecasts where parameters agree")
  func dynamic() throws {
    try check({ try DynamicOptimizedTheta().fit($0) }, \.dynamicOptimizedTheta)
  }
}
