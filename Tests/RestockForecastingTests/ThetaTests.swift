import Foundation
import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

/// A random walk with drift, in which every Theta model sees a level and a line.
private func walk(_ count: Int, seed: UInt64) -> [Double] {
  var random = RandomGenerator(seed: seed)
  var level = 200.0
  return (0..<count).map { _ in
    level += 1 + 4 * random.standardNormal()
    return level + 5 * random.standardNormal()
  }
}

/// The equations of Fiorucci et al. (2016) as they stand, without a season: a second implementation.
private struct ThetaReference {
  let alpha: Double
  let share: Double
  let isDynamic: Bool
  private(set) var level = 0.0
  private(set) var values: [Double]
  private let fixed: (intercept: Double, slope: Double)

  init(_ model: FittedTheta, isDynamic: Bool, history: [Double]) {
    alpha = model.alpha
    share = model.lineShare
    self.isDynamic = isDynamic
    level = model.level
    values = history
    fixed = Self.line(history)
  }

  /// Ordinary least squares on time 1, 2, ..., by its definition.
  private static func line(_ values: [Double]) -> (intercept: Double, slope: Double) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    var product = 0.0
    var square = 0.0
    for (i, value) in values.enumerated() {
      let time = Double(i + 1) - (n + 1) / 2
      product += time * (value - mean)
      square += time * time
    }
    let slope = product / square
    return (mean - slope * (n + 1) / 2, slope)
  }

  mutating func next(error: Double) -> Double {
    let (intercept, slope) = isDynamic ? Self.line(values) : fixed
    let decay = pow(1 - alpha, Double(values.count))
    let line = intercept * decay + slope * (1 - (1 - alpha) * decay) / alpha
    let value = level + share * line + error
    level += alpha * (value - level)
    values.append(value)
    return value
  }
}

@Suite("the Theta models")
struct ThetaTests {
  private func fit(_ demand: [Double], _ isDynamic: Bool) throws -> FittedTheta {
    let series = try DemandSeries(demand: demand)
    return isDynamic ? try DynamicOptimizedTheta().fit(series) : try OptimizedTheta().fit(series)
  }

  @Test("forecasts and updates follow the published equations", arguments: [true, false])
  func equations(isDynamic: Bool) throws {
    let history = walk(60, seed: 1)
    var model = try fit(history, isDynamic)
    var reference = ThetaReference(model, isDynamic: isDynamic, history: history)
    var random = RandomGenerator(seed: 2)
    for _ in 0..<8 { model.update(reference.next(error: 5 * random.standardNormal())) }
    for mean in model.means(horizon: 12) {
      #expect(mean.isNear(reference.next(error: 0), Tolerance(relative: 1e-10)))
    }
  }

  @Test("the variance of a total is that of simulated paths", arguments: [true, false])
  func totals(isDynamic: Bool) throws {
    let history = walk(30, seed: 3)
    let model = try fit(history, isDynamic)
    var random = RandomGenerator(seed: 4)
    let windows = [
      ForecastWindow(periods: 1...1), ForecastWindow(periods: 8...8),
      ForecastWindow(periods: 1...8),
    ]
    var squares = [Double](repeating: 0, count: windows.count)
    let runs = 4000
    let spread = model.errorVariance.squareRoot()
    let means = windows.map { model.mean(over: $0) }
    for _ in 0..<runs {
      var path = ThetaReference(model, isDynamic: isDynamic, history: history)
      let values = (0..<8).map { _ in path.next(error: spread * random.standardNormal()) }
      for (i, window) in windows.enumerated() {
        var total = -means[i]
        for (share, value) in zip(window.shares, values) { total += share * value }
        squares[i] += total * total / Double(runs)
      }
    }
    for (i, window) in windows.enumerated() {
      // 4,000 paths have a variance to 2.2 %.
      let variance = model.varianceGivenParameters(over: window)
      #expect(variance.isNear(squares[i], Tolerance(relative: 0.08)))
    }
  }

  /// As for exponential smoothing: 800 histories have a mean squared error to 5 %.
  @Test("the variance holds the error of estimation", arguments: [24, 60])
  func estimationError(count: Int) throws {
    let window = ForecastWindow(periods: 1...4)
    var errors = 0.0
    var claimed = 0.0
    var given = 0.0
    for seed in 0..<800 {
      let path = walk(count + 4, seed: UInt64(100 + seed))
      let model = try fit(Array(path.prefix(count)), true)
      let error = path[count...].reduce(0, +) - model.mean(over: window)
      errors += error * error
      claimed += model.variance(over: window)
      given += model.varianceGivenParameters(over: window)
    }
    #expect((0.85...1.15).contains(claimed / errors), "\(claimed / errors)")
    #expect(given < 0.98 * claimed)
  }

  /// The error of one-step forecasts at the estimate is no greater than at any point of a grid.
  @Test("no point of a fine grid has less error", arguments: UInt64(1)...10)
  func optimum(seed: UInt64) throws {
    let history = walk(40, seed: seed)
    let model = try fit(history, true)
    var least = Double.infinity
    for a in 0...89 {
      let alpha = 0.1 + 0.01 * Double(a)
      for c in 0...20 {
        for start in stride(from: 100.0, through: 300, by: 5) {
          least = min(
            least,
            dynamicError(history, alpha: alpha, share: Double(c) / 20, start: start))
        }
      }
    }
    #expect(model.sumOfSquares <= least * 1.0005)
  }

  private func dynamicError(
    _ values: [Double], alpha: Double, share: Double, start: Double
  ) -> Double {
    var level = alpha * values[0] + (1 - alpha) * start
    var mean = values[0]
    var slope = 0.0
    var decay = 1 - alpha
    var sum = 0.0
    for i in 1..<values.count {
      let n = Double(i)
      let intercept = mean - slope * (n + 1) / 2
      let line = intercept * decay + slope * (1 - (1 - alpha) * decay) / alpha
      let error = values[i] - level - share * line
      if i >= 3 { sum += error * error }
      level += alpha * (values[i] - level)
      slope = ((n - 1) * slope + 6 * (values[i] - mean) / (n + 1)) / (n + 2)
      mean = (n * mean + values[i]) / (n + 1)
      decay *= 1 - alpha
    }
    return sum
  }

  @Test("an update without demand moves the forecasts on by one")
  func unknownUpdate() throws {
    var model = try fit(walk(50, seed: 5), true)
    let before = model.means(horizon: 8)
    model.update(nil)
    for (a, b) in zip(model.means(horizon: 7), before.dropFirst()) {
      #expect(a.isNear(b, Tolerance(relative: 1e-12)))
    }
  }

  @Test("a season is taken out of one that has it and of no other")
  func season() throws {
    var random = RandomGenerator(seed: 6)
    let noise = (0..<72).map { _ in 100 + 10 * random.standardNormal() }
    let seasonal = noise.indices.map { noise[$0] * (1 + 0.4 * sin(Double($0) * .pi / 6)) }
    let plain = try DynamicOptimizedTheta().fit(DemandSeries(demand: noise, seasonLengths: [12]))
    #expect(plain.seasonal.isEmpty)
    let model = try DynamicOptimizedTheta().fit(
      DemandSeries(demand: seasonal, seasonLengths: [12]))
    #expect(model.isSeasonMultiplicative && model.seasonal.count == 12)
    // Phase 3 is the sine's top, phase 9 its bottom; 72 is a whole number of years.
    let means = model.means(horizon: 12)
    #expect(means[3] > 1.5 * means[9])
    let zeros = try DynamicOptimizedTheta().fit(
      DemandSeries(demand: seasonal.map { max(0, $0 - 80) }, seasonLengths: [12]))
    #expect(!zeros.isSeasonMultiplicative && zeros.seasonal.count == 12)
  }
}
