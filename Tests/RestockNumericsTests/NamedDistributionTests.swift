import Foundation
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("Mixtures, sums and random sums")
struct NamedDistributionTests {
  /// A row of `Reference/named-distributions.csv`: mpmath at 40 digits, by `Reference/generate.py`.
  struct Row: CustomStringConvertible, Sendable {
    let name: String
    let x: Double
    let values: [Double]

    var description: String { "\(name) at \(x)" }
  }

  static let rows: [Row] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/named-distributions.csv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: ",")
      let numbers = cells.dropFirst().compactMap { Double($0) }
      guard numbers.count == 7 else { return nil }
      return Row(name: String(cells[0]), x: numbers[0], values: Array(numbers.dropFirst()))
    }
  }()

  private static func part(
    _ weight: Double, _ distribution: NamedDistribution
  ) -> NamedDistribution.Component {
    NamedDistribution.Component(weight: weight, distribution: distribution)
  }

  private static let laws: [String: NamedDistribution?] = [
    "two_poissons": .mixture([
      part(0.7, .poisson(Poisson(mean: 3))), part(0.3, .poisson(Poisson(mean: 30))),
    ]),
    "zero_inflated_gamma": .mixture([
      part(0.4, .point(0)), part(0.6, .gamma(Gamma(shape: 2, scale: 9))),
    ]),
    "poisson_sum_of_gammas": NamedDistribution.randomSum(
      of: .poisson(Poisson(mean: 3)), size: .gamma(Gamma(shape: 2, scale: 3))),
    "binomial_plus_poisson": NamedDistribution.sum(of: [
      .binomial(Binomial(trials: 20, successProbability: 0.3)), .poisson(Poisson(mean: 4)),
    ]),
    "binomial_sum_of_poissons": NamedDistribution.randomSum(
      of: .binomial(Binomial(trials: 6, successProbability: 0.4)),
      size: .poisson(Poisson(mean: 2.5))),
  ]

  @Test("the reference table is there")
  func table() {
    #expect(Self.rows.count == 23)
  }

  /// Closed forms to 1e-12 of themselves; counts held by their probabilities lose what lies beyond
  /// their tail of 1e-15, some units' worth of which is 1e-13.
  @Test("probabilities and losses agree with the reference", arguments: rows)
  func values(row: Row) throws {
    let law = try #require(Self.laws[row.name] ?? nil)
    let isHeld = row.name.hasPrefix("binomial") || row.name.hasPrefix("poisson")
    let tolerance = Tolerance(relative: 1e-12, absolute: isHeld ? 2e-13 : 1e-290)
    let values = [
      law.cumulativeProbability(row.x), law.survivalProbability(row.x), law.loss(row.x),
      law.complementaryLoss(row.x), law.secondOrderLoss(row.x),
      law.complementarySecondOrderLoss(row.x),
    ]
    // Second-order losses are second differences: three digits fewer, and in tails of 1e-15 a hundred
    // units squared are 1e-11.
    let blunt = Tolerance(relative: 1e-9, absolute: isHeld ? 2e-11 : 1e-290)
    for (i, value) in values.enumerated() {
      #expect(
        value.isNear(row.values[i], i < 4 ? tolerance : blunt),
        "column \(i): \(value) for \(row.values[i])")
    }
  }

  @Test(
    "a quantile is the smallest value that reaches its probability", arguments: laws.keys.sorted())
  func quantiles(name: String) throws {
    let law = try #require(Self.laws[name] ?? nil)
    for probability in [1e-9, 0.01, 0.2, 0.39, 0.5, 0.9, 0.999, 1 - 1e-9] {
      let quantile = law.quantile(probability)
      #expect(law.cumulativeProbability(quantile) >= probability - 1e-12)
      let below = law.isWholeUnits ? quantile - 1 : quantile * (1 - 1e-9) - 1e-300
      #expect(law.cumulativeProbability(below) < probability + 1e-12)
    }
  }

  @Test("a sum within a family is of the family")
  func families() {
    let poisson = NamedDistribution.sum(of: [
      .poisson(Poisson(mean: 3)), .poisson(Poisson(mean: 4)), .point(0),
    ])
    #expect(poisson == .poisson(Poisson(mean: 7)))
    let normal = NamedDistribution.sum(of: [
      .normal(Normal(mean: 1, standardDeviation: 3)),
      .normal(Normal(mean: 2, standardDeviation: 4)),
    ])
    #expect(normal == .normal(Normal(mean: 3, standardDeviation: 5)))
    let gamma = NamedDistribution.sum(of: [
      .exponential(Exponential(mean: 2)), .gamma(Gamma(shape: 1.5, scale: 2)),
    ])
    #expect(gamma == .gamma(Gamma(shape: 2.5, scale: 2)))
    // Of two scales no exact form is held.
    #expect(
      NamedDistribution.sum(of: [
        .gamma(Gamma(shape: 1, scale: 2)), .gamma(Gamma(shape: 1, scale: 3)),
      ]) == nil)
  }

  @Test("the mean and the spread of a random sum are those of the law of total variance")
  func moments() throws {
    let count = NamedDistribution.negativeBinomial(
      NegativeBinomial(shape: 2, successProbability: 0.4))
    let size = NamedDistribution.geometric(Geometric(successProbability: 0.3))
    let sum = try #require(NamedDistribution.randomSum(of: count, size: size))
    let variance =
      count.mean * size.standardDeviation * size.standardDeviation
      + count.standardDeviation * count.standardDeviation * size.mean * size.mean
    #expect(sum.mean.isNear(count.mean * size.mean, Tolerance(relative: 1e-11)))
    #expect(sum.standardDeviation.isNear(variance.squareRoot(), Tolerance(relative: 1e-10)))
  }
}
