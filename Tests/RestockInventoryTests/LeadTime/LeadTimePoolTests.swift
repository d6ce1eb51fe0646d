import RestockInventory
import RestockNumerics
import RestockTestSupport
import Testing

/// Suppliers that are made up, so that the truth is known.
@Suite("Lead times learned from receipts")
struct LeadTimePoolTests {
  /// Orders every few days for `days` days up to as-of, with lead times drawn from `draw`; those that
  /// would not have come by as-of are open, or, where `listsOpen` is false, missing.
  private func orders(
    days: Int, every: Int, listsOpen: Bool = true, random: inout RandomGenerator,
    draw: (inout RandomGenerator) -> Double
  ) -> [LeadTimeObservation] {
    var orders: [LeadTimeObservation] = []
    for age in stride(from: days, to: 0, by: -every) {
      let age = Double(age)
      let lead = draw(&random)
      if lead <= age {
        orders.append(
          LeadTimeObservation(days: lead, age: age, limit: listsOpen ? nil : age))
      } else if listsOpen {
        orders.append(LeadTimeObservation(days: age, isOpen: true, age: age))
      }
    }
    return orders
  }

  private func gamma(_ mean: Double, _ sd: Double) -> (inout RandomGenerator) -> Double {
    let distribution = Gamma(mean: mean, standardDeviation: sd)
    return { max(1, distribution.quantile(0.5e-9 + (1 - 1e-9) * $0.uniform()).rounded()) }
  }

  @Test("a supplier with many receipts has its own distribution, in the 0.5 and the 0.95 quantile")
  func ownDistribution() throws {
    var random = RandomGenerator(seed: 3)
    let suppliers = [(14.0, 3.0), (40, 8), (70, 20)].map { mean, sd in
      orders(days: 600, every: 3, random: &random, draw: gamma(mean, sd))
    }
    let pool = try #require(LeadTimeEstimator().pool(suppliers))
    for (i, (mean, sd)) in [(14.0, 3.0), (40, 8), (70, 20)].enumerated() {
      let learned = pool.supplier(i)
      let truth = Gamma(mean: mean, standardDeviation: sd)
      // 200 orders with weights that halve in 180 days: some 100 count; three standard errors of a
      // quantile at 0.95 are about 0.6 sd.
      #expect(abs(learned.distribution.mean - mean) < 0.4 * sd)
      #expect(abs(learned.distribution.quantile(0.5) - truth.quantile(0.5)) < 0.45 * sd)
      #expect(abs(learned.distribution.quantile(0.95) - truth.quantile(0.95)) < 0.7 * sd)
    }
  }

  @Test("a supplier with two receipts has its own pace and the others' spread")
  func thinSupplier() throws {
    var random = RandomGenerator(seed: 5)
    var suppliers = [10.0, 20, 40, 80].map { mean in
      orders(days: 400, every: 4, random: &random, draw: gamma(mean, 0.3 * mean))
    }
    suppliers.append([LeadTimeObservation(days: 30, age: 9), LeadTimeObservation(days: 30, age: 2)])
    let pool = try #require(LeadTimeEstimator().pool(suppliers))
    let thin = pool.supplier(4)
    // Between suppliers differ far more than within: two receipts nearly fix the pace.
    #expect(thin.distribution.mean > 25 && thin.distribution.mean < 36)
    let variation = thin.distribution.standardDeviation / thin.distribution.mean
    #expect(variation > 0.2 && variation < 0.45)
    // A supplier never seen may be any of them.
    #expect(pool.unseen.distribution.quantile(0.95) > 80)
    #expect(pool.unseen.distribution.quantile(0.5) < 40)
  }

  @Test("two humps stay two humps", arguments: UInt64(1)...5)
  func twoHumps(seed: UInt64) throws {
    var random = RandomGenerator(seed: seed)
    // By air in about 7 days, and every third by sea in about 35.
    let draw: (inout RandomGenerator) -> Double = {
      $0.uniform() < 2.0 / 3 ? 6 + (3 * $0.uniform()).rounded() : 33 + (5 * $0.uniform()).rounded()
    }
    let others = orders(days: 500, every: 5, random: &random, draw: gamma(20, 5))
    let supplier = orders(days: 500, every: 3, random: &random, draw: draw)
    let pool = try #require(LeadTimeEstimator().pool([supplier, others, others]))
    let learned = pool.supplier(0).distribution
    #expect(learned.quantile(0.5) < 10)
    #expect(learned.quantile(0.8) > 30 && learned.quantile(0.95) < 45)
    // Little between the humps: a normal or gamma would have most of its probability there.
    let points = learned.points(15)
    let between = zip(points.days, points.probabilities).reduce(0) {
      $1.0 > 12 && $1.0 < 28 ? $0 + $1.1 : $0
    }
    #expect(between < 0.12)
  }

  @Test("open orders keep the long lead times in")
  func censoring() throws {
    var naiveErrors = 0.0
    var errors = 0.0
    let truth = Gamma(mean: 45, standardDeviation: 15).quantile(0.5)
    let runs = 40
    for seed in 1...UInt64(runs) {
      var random = RandomGenerator(seed: seed)
      // Ordering began not long ago: most of what takes long is still open.
      let all = orders(days: 60, every: 1, random: &random, draw: gamma(45, 15))
      let estimator = LeadTimeEstimator(halfLife: nil)
      let corrected = try #require(estimator.distribution(of: all))
      let naive = try #require(estimator.distribution(of: all.filter { !$0.isOpen }))
      errors += (corrected.quantile(0.5) - truth) / Double(runs)
      naiveErrors += (naive.quantile(0.5) - truth) / Double(runs)
    }
    // The median of some 20 receipts has a standard error of 4 days, of 40 runs of them 0.7.
    #expect(abs(errors) < 2)
    #expect(naiveErrors < -4)
  }

  @Test("a file cut by the day of receipt is corrected for what it cannot list yet")
  func truncation() throws {
    var naiveErrors = 0.0
    var errors = 0.0
    let truth = Gamma(mean: 45, standardDeviation: 15).mean
    let runs = 40
    for seed in 1...UInt64(runs) {
      var random = RandomGenerator(seed: seed)
      let listed = orders(
        days: 120, every: 1, listsOpen: false, random: &random, draw: gamma(45, 15))
      let estimator = LeadTimeEstimator(halfLife: nil)
      let corrected = try #require(estimator.distribution(of: listed))
      let naive = try #require(
        estimator.distribution(of: listed.map { LeadTimeObservation(days: $0.days, age: $0.age) }))
      errors += (corrected.mean - truth) / Double(runs)
      naiveErrors += (naive.mean - truth) / Double(runs)
    }
    // A mean of some 75 orders has a standard error of 1.7 days, of 40 runs of them 0.3.
    #expect(abs(errors) < 1)
    #expect(naiveErrors < -2)
  }

  @Test("an item with its own pace leaves its supplier's, the more the more orders it has")
  func items() throws {
    var random = RandomGenerator(seed: 8)
    let slow = orders(days: 400, every: 4, random: &random, draw: gamma(50, 5))
    let others = orders(days: 400, every: 1, random: &random, draw: gamma(20, 4))
    let pool = try #require(LeadTimeEstimator().pool([slow + others, others]))
    let supplier = pool.supplier(0)
    let few = pool.item(Array(slow.suffix(20)), of: 0, supplier: supplier).distribution.mean
    let many = pool.item(slow, of: 0, supplier: supplier).distribution.mean
    #expect(supplier.distribution.mean < few)
    #expect(few < many)
    #expect(many > 38 && many < 51)
  }

  @Test("a part of an order counts for its part")
  func parts() throws {
    let split = [
      LeadTimeObservation(days: 10, share: 0.5), LeadTimeObservation(days: 30, share: 0.5),
    ]
    let leadTime = try #require(
      LeadTimeEstimator().distribution(of: split + [LeadTimeObservation(days: 20)]))
    #expect(leadTime.days == [10, 20, 30])
    #expect(zip(leadTime.probabilities, [0.25, 0.5, 0.25]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("the forms fitted to points have their mean, and quantiles that rise")
  func forms() {
    let gamma = Gamma(mean: 20, standardDeviation: 6)
    let points = LeadTime(
      days: (0..<500).map { gamma.quantile((Double($0) + 0.5) / 500) },
      weights: Array(repeating: 1, count: 500))
    for form in LeadTimeDistribution.Form.allCases {
      let fitted = LeadTimeDistribution(form, fittedTo: points)
      #expect(fitted.form == form)
      #expect(abs(fitted.mean - 20) < 0.5)
      let quantiles = stride(from: 0.05, to: 1, by: 0.05).map { fitted.quantile($0) }
      #expect(quantiles == quantiles.sorted())
      #expect(abs(fitted.quantile(0.9) - gamma.quantile(0.9)) < 1.2)
      let held = fitted.points(15)
      #expect(held.days.count <= 15)
      #expect(held.mean.isNear(fitted.mean, Tolerance(relative: 1e-6)))
      #expect(held.standardDeviation.isNear(fitted.standardDeviation, Tolerance(relative: 0.05)))
    }
    // Minka's approximation to the gamma's shape: within 1.5 % of the maximum likelihood's.
    let fitted = LeadTimeDistribution(.gamma, fittedTo: points)
    #expect(fitted.standardDeviation.isNear(6, Tolerance(relative: 0.02)))
  }
}
