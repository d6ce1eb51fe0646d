import Foundation
import RestockDemo
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("The demo's own arithmetic")
struct ChanceTests {
  /// Against the C library, which is within one unit in the last place.
  @Test("portable functions agree with the C library's")
  func portableFunctions() {
    for step in -2000...2000 {
      let x = Double(step) * 0.2499
      #expect(portableExponential(x).isNear(exp(x), Tolerance(relative: 1e-14 + 3e-16 * abs(x))))
      let positive = exp(x / 10)
      #expect(
        portableLogarithm(positive).isNear(
          log(positive), Tolerance(relative: 1e-14, absolute: 1e-15)))
      let turns = x / 100
      #expect(
        portableCosine(turns: turns).isNear(cos(2 * .pi * turns), Tolerance(absolute: 2e-14)))
    }
  }

  static let laws: [(mean: Double, ratio: Double)] = [
    (0.05, 1), (3.7, 1), (900, 1), (0.3, 1.6), (12, 3), (700, 4),
  ]

  /// Against the distribution of RestockNumerics: with 20,000 draws, the largest distance of the
  /// cumulative shares stays below 1.95 / sqrt(20,000) with probability 0.999 (Kolmogorov; for
  /// counts it is less still).
  @Test("counts follow their law", arguments: laws)
  func counts(law: (mean: Double, ratio: Double)) {
    var generator = RandomGenerator(seed: 77)
    let draws = 20_000
    var seen: [Int: Int] = [:]
    for _ in 0..<draws {
      seen[generator.count(mean: law.mean, varianceToMean: law.ratio), default: 0] += 1
    }
    let truth: any RestockNumerics.Distribution =
      law.ratio == 1
      ? Poisson(mean: law.mean)
      : NegativeBinomial(mean: law.mean, variance: law.ratio * law.mean)
    var below = 0
    var distance = 0.0
    for value in seen.keys.sorted() {
      below += seen[value, default: 0]
      let share = Double(below) / Double(draws)
      distance = max(distance, abs(share - truth.cumulativeProbability(Double(value))))
    }
    #expect(distance < 1.95 / Double(draws).squareRoot())
  }
}
