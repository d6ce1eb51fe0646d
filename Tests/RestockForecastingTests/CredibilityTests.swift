import RestockForecasting
import RestockTestSupport
import Testing

@Suite("Credibility of Bühlmann and Straub")
struct CredibilityTests {
  /// Average claims of bodily injury in five states over twelve quarters, Hachemeister (1975); the results
  /// are those that the R package actuar prints for `cm(~state, hachemeister, ...)` in its vignette
  /// "Credibility theory".
  @Test("Hachemeister's claims have the published variances and factors")
  func hachemeister() throws {
    let rows = try ReferenceTable.rows("hachemeister")
    let weights = try rows.map { try #require(Double($0["claims"] ?? "")) }
    let values = try rows.map { try #require(Double($0["average_claim"] ?? "")) }
    #expect(weights.count == 60)
    let credibility = Credibility(
      products: zip(weights, values).map { $0 * $1 }, weights: weights, years: 12)
    #expect(credibility.withinVariance.isNear(139_120_026, .printed(digits: 0)))
    #expect(credibility.betweenVariance.isNear(89_639, .printed(digits: 0)))
    let means = [2061.0, 1511, 1806, 1353, 1600]
    let factors = [0.9847, 0.9276, 0.8985, 0.7279, 0.9588]
    for state in 0..<5 {
      #expect(credibility.means[state].isNear(means[state], .printed(digits: 0)))
      #expect(credibility.factors[state].isNear(factors[state], .printed(digits: 4)))
    }
  }

  @Test("without a second value, or any weight, nothing is believed")
  func nothingToTell() {
    let once = Credibility(products: [3, 0, 0, 8], weights: [1, 0, 0, 2], years: 2)
    #expect(once.means == [3, 4])
    #expect(once.factors == [0, 0])
    let none = Credibility(products: [0, 0], weights: [0, 0], years: 1)
    #expect(none.means == [0, 0] && none.factors == [0, 0])
    let one = Credibility(products: [3, 4], weights: [1, 1], years: 2)
    #expect(one.factors == [0])
  }

  @Test(
    "the unit of the weights changes nothing but the variance within", arguments: [1e-3, 7, 1e6])
  func unitOfWeights(unit: Double) {
    let values = [1.0, 1.4, 0.8, 3, 2.6, 2.9, 0.2, 0.4, 0.1]
    let weights = [2.0, 3, 1, 4, 4, 2, 1, 1, 5]
    let products = zip(values, weights).map { $0 * $1 }
    let one = Credibility(products: products, weights: weights, years: 3)
    let other = Credibility(
      products: products.map { unit * $0 }, weights: weights.map { unit * $0 }, years: 3)
    #expect(other.betweenVariance.isNear(one.betweenVariance, Tolerance(relative: 1e-12)))
    #expect(other.withinVariance.isNear(unit * one.withinVariance, Tolerance(relative: 1e-12)))
    for (a, b) in zip(one.factors, other.factors) {
      #expect(a.isNear(b, Tolerance(relative: 1e-12)))
    }
  }
}
