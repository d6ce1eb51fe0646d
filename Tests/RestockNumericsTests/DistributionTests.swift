import Foundation
import RestockNumerics
import RestockTestSupport
import Testing

/// A row of `Reference/distributions.csv`: mpmath at 40 digits, by `Reference/generate.py`.
struct DistributionRow: CustomStringConvertible, Sendable {
  let name: String
  let first: Double
  let second: Double
  let x: Double
  /// P(X <= x), P(X > x), the losses and the second-order losses.
  let values: [Double]

  var description: String { "\(name)(\(first), \(second)) at \(x)" }

  static let all: [DistributionRow] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/distributions.csv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: ",")
      let numbers = cells.dropFirst().compactMap { Double($0) }
      guard numbers.count == 9 else { return nil }
      return DistributionRow(
        name: String(cells[0]), first: numbers[0], second: numbers[1], x: numbers[2],
        values: Array(numbers.dropFirst(3)))
    }
  }()
}

@Suite("Distributions")
struct DistributionTests {
  @Test("the reference table is there")
  func table() {
    #expect(DistributionRow.all.count > 300)
  }

  /// Relative 2e-12 of probabilities and first-order losses in either tail; the second-order loss
  /// is a second difference, that in tails of counts loses a digit, beyond 1e-15 two.
  @Test("probabilities and losses agree in both tails", arguments: DistributionRow.all)
  func tails(row: DistributionRow) throws {
    switch row.name {
    case "normal": check(Normal(mean: row.first, standardDeviation: row.second), row)
    case "lognormal":
      check(LogNormal(logMean: row.first, logStandardDeviation: row.second), row)
    case "gamma": check(Gamma(shape: row.first, scale: row.second), row)
    case "poisson": check(Poisson(mean: row.first), row)
    case "negative_binomial":
      check(NegativeBinomial(shape: row.first, successProbability: row.second), row)
    case "binomial":
      check(Binomial(trials: Int(row.first), successProbability: row.second), row)
    case "geometric": check(Geometric(successProbability: row.first), row)
    default: Issue.record("unknown distribution \(row.name)")
    }
  }

  private func check(_ distribution: some SecondOrderLossDistribution, _ row: DistributionRow) {
    // The logarithm of a lognormal's level is rounded: z sigma times an ulp, z in the exponent.
    let isLogNormal = distribution is LogNormal
    // Beyond 1e-15 the loss of a count of many thousands is z^2 times less exact than its terms.
    let isFar = min(row.values[0], row.values[1]) < 1e-15
    let sharp = Tolerance(
      relative: isFar ? 1e-10 : isLogNormal ? 2e-11 : 2e-12, absolute: 1e-290)
    let blunt = Tolerance(relative: isFar ? 5e-10 : 5e-11, absolute: 1e-290)
    let values = [
      distribution.cumulativeProbability(row.x), distribution.survivalProbability(row.x),
      distribution.loss(row.x), distribution.complementaryLoss(row.x),
      distribution.secondOrderLoss(row.x), distribution.complementarySecondOrderLoss(row.x),
    ]
    for (i, value) in values.enumerated() {
      let isNear = value.isNear(row.values[i], i < 4 ? sharp : blunt)
      #expect(isNear, "column \(i): \(value) for \(row.values[i])")
    }
  }

  @Test("a quantile is the smallest value that reaches its probability", arguments: 1...200)
  func quantiles(seed: Int) {
    var generator = RandomGenerator(seed: UInt64(seed))
    let probability = generator.uniform() * 0.998 + 0.001
    let mean = (generator.uniform() * 14 - 4).exponential
    let counts: [DemandDistribution] = [
      .poisson(Poisson(mean: mean)),
      .negativeBinomial(NegativeBinomial(mean: mean, variance: mean * (1.1 + mean))),
      .mixture([
        .init(weight: 0.7, distribution: .poisson(Poisson(mean: mean))),
        .init(weight: 0.3, distribution: .poisson(Poisson(mean: 3 * mean))),
      ]),
    ]
    for count in counts {
      let k = count.quantile(probability)
      #expect(k == k.rounded() && k >= 0)
      #expect(count.cumulativeProbability(k) >= probability - 1e-12)
      #expect(k == 0 || count.cumulativeProbability(k - 1) < probability)
    }
    let gamma = Gamma(mean: mean, standardDeviation: mean * (0.1 + generator.uniform()))
    #expect(abs(gamma.cumulativeProbability(gamma.quantile(probability)) - probability) < 1e-12)
  }

  @Test("huge demand keeps whole and continuous shapes together", arguments: [1e6, 1e9, 1e12])
  func huge(mean: Double) {
    let whole = NegativeBinomial(mean: mean, variance: 0.04 * mean * mean)
    let gamma = Gamma(mean: mean, standardDeviation: 0.2 * mean)
    for factor in [0.7, 1, 1.3, 1.6] {
      let x = (mean * factor).rounded()
      #expect(whole.loss(x).isNear(gamma.loss(x), Tolerance(relative: 1e-4)))
      #expect(
        whole.survivalProbability(x).isNear(
          gamma.survivalProbability(x), Tolerance(relative: 1e-4)))
    }
  }

  @Test("the loss of a far tail ends and is not negative", arguments: [5.0, 300, 1e4])
  func farTail(mean: Double) {
    let count = NegativeBinomial(mean: mean, variance: 2 * mean)
    for factor in [4.0, 10, 100, 1e4] {
      #expect(count.loss(mean * factor) >= 0)
      #expect(count.secondOrderLoss(mean * factor) >= 0)
      #expect(Poisson(mean: mean).loss(mean * factor) >= 0)
    }
  }

  @Test("the inverse of the normal loss inverts it", arguments: 1...200)
  func inverseLoss(seed: Int) {
    var generator = RandomGenerator(seed: UInt64(seed))
    let loss = (generator.uniform() * 60 - 57).exponential
    let z = Normal.standardQuantile(ofLoss: loss)
    #expect(Normal.standard.loss(z).isNear(loss, Tolerance(relative: 1e-12)))
  }

  /// The probability generating function of a compound Poisson sum is exp(mean (f(s) - 1)).
  @Test("a random sum has the generating function that theory says")
  func randomSum() throws {
    let size = Lattice(weights: [0.2, 0.5, 0, 0.3])
    let sum = try #require(size.randomSum(of: .poisson(Poisson(mean: 6))))
    for s in [0.3, 0.7, 0.95] {
      func generating(_ lattice: Lattice) -> Double {
        lattice.probabilities.reversed().reduce(0) { $0 * s + $1 }
      }
      let expected = exp(6 * (generating(size) - 1))
      #expect(generating(sum).isNear(expected, Tolerance(relative: 1e-12)))
    }
    #expect(sum.mean.isNear(6 * size.mean, Tolerance(relative: 1e-11)))
  }

  @Test("a sum of two counts is their convolution")
  func convolution() {
    func lattice(_ mean: Double) -> Lattice {
      Lattice(weights: (0...60).map(Poisson(mean: mean).probability))
    }
    let sum = lattice(3).convolved(with: lattice(4))
    for k in 0...30 {
      #expect(
        sum.probabilities[k].isNear(
          Poisson(mean: 7).probability(k), Tolerance(relative: 1e-12)))
    }
  }

  @Test("samples have the distribution's mean")
  func sampling() {
    var generator = RandomGenerator(seed: 5)
    let gamma = Gamma(mean: 10, standardDeviation: 5)
    var sum = 0.0
    for _ in 0..<20_000 { sum += gamma.sample(using: &generator) }
    // Four standard errors.
    #expect(abs(sum / 20_000 - 10) < 4 * 5 / 20_000.0.squareRoot())
  }
}

extension Double {
  fileprivate var exponential: Double { exp(self) }
}
