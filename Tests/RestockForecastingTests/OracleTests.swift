import RestockForecasting
import RestockTestSupport
import Testing

/// statsforecast 2.1.1 printed ten significant digits.
private let printed = Tolerance(relative: 1e-9)

@Suite("forecasts of other implementations", .enabled(if: ForecastOracle.shared != nil))
struct OracleTests {
  let oracle: ForecastOracle

  init() throws { oracle = try #require(ForecastOracle.shared) }

  private func level(_ name: String, _ series: DemandSeries) throws -> Double {
    try ModelFamily.parse(name).fit(series).means(horizon: 1)[0]
  }

  @Test("Croston, SBA, TSB and the moving average agree")
  func rareDemand() throws {
    for row in oracle.intermittent {
      let series = try row.series()
      #expect(try level("croston(0.1)", series).isNear(row.crostonClassic.mean, printed))
      #expect(try level("sba(0.1)", series).isNear(row.crostonSBA.mean, printed))
      #expect(try level("tsb(0.2,0.2)", series).isNear(row.tsb.mean, printed))
      #expect(try level("moving-average(12)", series).isNear(row.windowAverage.mean, printed))
    }
  }

  /// Their search is a golden section, that stops in the first valley it meets; ours looks at the whole
  /// range. So where the forecasts differ, ours must have the smaller sum of squares.
  @Test("ADIDA, IMAPA and the optimised Croston agree, or have no larger sum of squares")
  func optimisedWeights() throws {
    var differing = 0
    for row in oracle.intermittent {
      let series = try row.series()
      for (name, expected) in [
        ("adida", row.adida.mean), ("imapa", row.imapa.mean),
        ("croston(optimized)", row.crostonOptimized.mean),
      ] where try !level(name, series).isNear(expected, .optimiser(1e-4)) {
        differing += 1
      }
      guard case .croston(let fitted) = try ModelFamily.parse("croston(optimized)").fit(series)
      else { continue }
      let (sizes, intervals) = demandsAndIntervals(row.y)
      #expect(
        sumOfSquares(sizes, fitted.weights.size)
          <= leastByGoldenSection(sizes) * (1 + 1e-9))
      #expect(
        sumOfSquares(intervals, fitted.weights.interval)
          <= leastByGoldenSection(intervals) * (1 + 1e-9))
    }
    #expect(differing <= 4, "\(differing) of 120")
  }

  private func demandsAndIntervals(_ y: [Double]) -> (sizes: [Double], intervals: [Double]) {
    let places = y.indices.filter { y[$0] > 0 }
    let before = [-1] + places.dropLast()
    return (places.map { y[$0] }, zip(places, before).map { Double($0 - $1) })
  }

  private func sumOfSquares(_ values: [Double], _ alpha: Double) -> Double {
    var level = values[0]
    var sum = 0.0
    for value in values.dropFirst() {
      sum += (value - level) * (value - level)
      level += alpha * (value - level)
    }
    return sum
  }

  private func leastByGoldenSection(_ values: [Double]) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var low = 0.1
    var high = 0.3
    while high - low > 1e-12 {
      let (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
      if sumOfSquares(values, a) < sumOfSquares(values, b) { high = b } else { low = a }
    }
    return sumOfSquares(values, (low + high) / 2)
  }

  @Test("simple exponential smoothing at 0.3 agrees")
  func smoothing() throws {
    for row in oracle.m3 {
      let ours = try ModelFamily.parse("ses(0.3)").fit(row.series()).means(horizon: row.h)
      for (a, b) in zip(ours, row.smoothing.mean) { #expect(a.isNear(b, printed)) }
    }
  }

  /// Theirs starts at the first demand and searches 0.01...0.99; their weight is found again from the
  /// forecast, which is the last level.
  @Test("the optimised weight's sum of squares is no larger than at theirs")
  func optimisedSmoothing() throws {
    for row in oracle.m3 {
      guard
        case .simpleExponentialSmoothing(let fitted) = try ModelFamily.parse("ses").fit(
          row.series())
      else { continue }
      let theirs = recoveredWeight(row.y, level: row.smoothingOptimized.mean[0])
      let ours = fitted.spread.variance * Double(row.y.count - 1)
      #expect(ours <= sumOfSquares(row.y, theirs) * (1 + 1e-9), "\(row.id)")
    }
  }

  /// The weight of 0.01...0.99 whose last level is nearest to `level`.
  private func recoveredWeight(_ y: [Double], level target: Double) -> Double {
    func miss(_ alpha: Double) -> Double {
      var level = y[0]
      for value in y.dropFirst() { level += alpha * (value - level) }
      return abs(level - target)
    }
    return (10...990).map { Double($0) / 1000 }.min { miss($0) < miss($1) } ?? 0.5
  }

  @Test("the seasonal naive forecast agrees exactly")
  func seasonalNaive() throws {
    for row in oracle.m3 {
      let ours = try ModelFamily.parse("seasonal-naive").fit(row.series()).means(horizon: row.h)
      #expect(Array(ours) == row.seasonalNaive.mean)
    }
  }

  @Test("Naive 2 agrees")
  func naive2() throws {
    for row in oracle.m3 {
      let ours = try Naive2().means(row.series(), horizon: row.h)
      for (a, b) in zip(ours, row.naive2.mean) { #expect(a.isNear(b, printed), "\(row.id)") }
    }
  }
}
