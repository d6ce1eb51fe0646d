import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

@Suite("Lead times")
struct LeadTimeTests {
  @Test(
    "a typed mean and standard deviation are kept exactly, and no lead time is negative",
    arguments: [
      (14.0, 3.5), (1, 0.25), (60, 14), (7, 6.9), (5, 12), (3, 9), (2, 9), (1e-3, 1e-4), (400, 1),
      (10, 1e-4), (0.5, 0.5),
    ])
  func typed(mean: Double, standardDeviation: Double) {
    let leadTime = LeadTime(mean: mean, standardDeviation: standardDeviation)
    #expect(leadTime.mean.isNear(mean, Tolerance(relative: 1e-12)))
    #expect(leadTime.standardDeviation.isNear(standardDeviation, Tolerance(relative: 1e-9)))
    #expect(leadTime.days.allSatisfy { $0 >= 0 })
    #expect(leadTime.days == leadTime.days.sorted())
    #expect(leadTime.days.count <= 12)
  }

  @Test("a typed lead time's quantiles are near the gamma's it stands for")
  func quantiles() {
    let gamma = Gamma(mean: 14, standardDeviation: 3.5)
    let leadTime = LeadTime(mean: 14, standardDeviation: 3.5)
    for probability in [0.5, 0.8, 0.9, 0.95, 0.98] {
      #expect(abs(leadTime.quantile(probability) - gamma.quantile(probability)) < 0.6 * 3.5)
    }
  }

  @Test("no spread is a constant")
  func constant() {
    #expect(LeadTime(mean: 9, standardDeviation: 0) == LeadTime(always: 9))
    #expect(LeadTime(mean: 0, standardDeviation: 2) == LeadTime(always: 0))
  }

  @Test("condensing keeps mean, spread and the two humps")
  func condensed() {
    var days: [Double] = []
    var weights: [Double] = []
    for k in 0..<40 {
      days.append(5 + 0.1 * Double(k))
      weights.append(1)
    }
    for k in 0..<20 {
      days.append(35 + 0.1 * Double(k))
      weights.append(0.5)
    }
    let long = LeadTime(days: days, weights: weights)
    let short = long.condensed(to: 15)
    #expect(short.days.count == 15)
    #expect(short.mean.isNear(long.mean, Tolerance(relative: 1e-12)))
    #expect(short.standardDeviation.isNear(long.standardDeviation, Tolerance(relative: 1e-9)))
    #expect(short.days.allSatisfy { $0 < 9.5 || $0 > 34.5 })
  }

  /// Kaplan-Meier by hand: 3, 5, 5+, 8 give S(3) = 3/4, S(5) = 3/4 * 2/3, and 8 takes the rest.
  @Test("open orders count as longer than they have been open")
  func openOrders() throws {
    let orders = [
      LeadTimeObservation(days: 5, isOpen: true), LeadTimeObservation(days: 8),
      LeadTimeObservation(days: 3), LeadTimeObservation(days: 5),
    ]
    let leadTime = try #require(LeadTimeEstimator().distribution(of: orders))
    #expect(leadTime.days == [3, 5, 8])
    #expect(abs(leadTime.probabilities[0] - 0.25) < 1e-15)
    #expect(abs(leadTime.probabilities[1] - 0.25) < 1e-15)
    #expect(abs(leadTime.probabilities[2] - 0.5) < 1e-15)
  }

  @Test("recent orders weigh more")
  func recency() throws {
    let orders = [LeadTimeObservation(days: 10, age: 365), LeadTimeObservation(days: 20, age: 0)]
    let leadTime = try #require(LeadTimeEstimator(halfLife: 365).distribution(of: orders))
    #expect(abs(leadTime.probabilities[0] - 1.0 / 3) < 1e-12)
  }
}
