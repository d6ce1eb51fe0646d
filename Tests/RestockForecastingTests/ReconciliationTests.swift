import RestockForecasting
import RestockNumerics
import RestockTestSupport
import Testing

/// The textbook's formula with whole matrices, b = (S'W^-1 S)^-1 S'W^-1 y (Wickramasuriya et al. 2019,
/// equation 9), against which the sparse form is held.
private struct WholeMatrices {
  let hierarchy: SeriesHierarchy
  let errors: [(aggregates: [Double], bottom: [Double])]
  let prior: (aggregates: [Double], bottom: [Double])

  private var rows: [[Double]] { errors.map { $0.aggregates + $0.bottom } }

  private var variances: [Double] {
    (prior.aggregates + prior.bottom).enumerated().map { i, prior in
      (rows.reduce(0) { $0 + $1[i] * $1[i] } + 4 * prior) / (Double(rows.count) + 4)
    }
  }

  /// The covariance of the errors with its off-diagonal elements shrunk by `intensity`.
  func covariance(_ intensity: Double) -> [[Double]] {
    let variances = variances
    let times = Double(rows.count)
    return variances.indices.map { i in
      variances.indices.map { j in
        let product = rows.reduce(0) { $0 + $1[i] * $1[j] } / times
        return (i == j ? intensity * variances[i] : 0) + (1 - intensity) * product
      }
    }
  }

  /// The intensity by its definition, pair by pair.
  func intensity() -> Double {
    let scale = variances.map { $0.squareRoot() }
    let x = rows.map { row in zip(row, scale).map { $0 / $1 } }
    let n = Double(x.count)
    var variance = 0.0
    var squares = 0.0
    for i in scale.indices {
      for j in scale.indices where j != i {
        let r = x.reduce(0) { $0 + $1[i] * $1[j] } / n
        squares += r * r
        variance += x.reduce(0) { $0 + ($1[i] * $1[j] - r) * ($1[i] * $1[j] - r) } / (n * (n - 1))
      }
    }
    return min(1, max(0, variance / squares))
  }

  func reconciled(aggregates: [Double], bottom: [Double], intensity: Double) throws -> [Double] {
    let n = hierarchy.series
    // The summing matrix, column by column.
    let summing = (0..<n).map { column in
      let unit = (0..<n).map { $0 == column ? 1.0 : 0 }
      return hierarchy.aggregated(unit) + unit
    }
    let w = covariance(intensity)
    let weights = try Cholesky(
      Matrix(rows: w.count, columns: w.count, columnMajor: w.flatMap { $0 }))
    let weighted = summing.map { weights.solve($0) }
    let normal = summing.flatMap { left in weighted.map { right in dot(left, right) } }
    let right = weighted.map { dot($0, aggregates + bottom) }
    return try Cholesky(Matrix(rows: n, columns: n, columnMajor: normal)).solve(right)
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

@Suite("Reconciliation")
struct ReconciliationTests {
  /// Six series in two crossing levels under a total; forecasts far from zero, so that none is cut off.
  private struct Case {
    let hierarchy = SeriesHierarchy(
      series: 6,
      levels: [
        .total(of: 6), .init(aggregateOfSeries: [0, 0, 0, 1, 1, 1], aggregates: 2),
        .init(aggregateOfSeries: [0, 1, 2, 0, 1, 2], aggregates: 3),
      ])
    var bottom: [Double] = []
    var aggregates: [Double] = []
    var errors: [(aggregates: [Double], bottom: [Double])] = []
    let prior: (aggregates: [Double], bottom: [Double])
    var matrix = ForecastErrorMatrix()

    init(seed: UInt64) {
      var random = RandomGenerator(seed: seed)
      bottom = (0..<6).map { _ in 100 + 5 * random.standardNormal() }
      aggregates = hierarchy.aggregated(bottom).map { $0 + 8 * random.standardNormal() }
      for _ in 0..<25 {
        let shared = random.standardNormal()
        let own = (0..<6).map { Double($0 + 1) * (0.6 * shared + random.standardNormal()) }
        let sums = hierarchy.aggregated(own).map { 0.7 * $0 + random.standardNormal() }
        errors.append((sums, own))
        matrix.append(aggregates: sums, bottom: own)
      }
      prior = ((0..<6).map { Double($0 + 2) }, (0..<6).map { Double($0 + 1) })
    }

    var whole: WholeMatrices {
      WholeMatrices(hierarchy: hierarchy, errors: errors, prior: prior)
    }

    func weights(_ method: Reconciliation, demand: [Double]? = nil) throws -> ReconciliationWeights
    {
      try ReconciliationWeights(
        method, hierarchy: hierarchy, recentDemand: demand ?? bottom, errors: matrix, prior: prior)
    }
  }

  @Test(
    "least squares and minimum trace agree with the formula in whole matrices", arguments: 1...20)
  func wholeMatrices(seed: Int) throws {
    let example = Case(seed: UInt64(seed))
    let whole = example.whole
    for (method, intensity) in [
      (Reconciliation.weightedLeastSquares, 1), (.minimumTrace, max(0.01, whole.intensity())),
    ] {
      let expected = try whole.reconciled(
        aggregates: example.aggregates, bottom: example.bottom, intensity: intensity)
      let found = try example.weights(method).reconciled(
        aggregates: example.aggregates, bottom: example.bottom)
      for (found, expected) in zip(found, expected) {
        // The sliver on the diagonal is 1e-10 of the largest element.
        #expect(found.isNear(expected, Tolerance(relative: 1e-7)), "\(method)")
      }
    }
  }

  @Test("forecasts that add up already stay as they are", arguments: Reconciliation.allCases)
  func coherent(method: Reconciliation) throws {
    let example = Case(seed: 3)
    let found = try example.weights(method).reconciled(
      aggregates: example.hierarchy.aggregated(example.bottom), bottom: example.bottom)
    for (found, expected) in zip(found, example.bottom) {
      #expect(found.isNear(expected, Tolerance(relative: 1e-9)))
    }
  }

  @Test("top-down keeps the total and shares it out by recent demand")
  func topDown() throws {
    let example = Case(seed: 4)
    let found = try example.weights(.topDown, demand: [1, 2, 3, 4, 0, 0]).reconciled(
      aggregates: example.aggregates, bottom: example.bottom)
    for (found, share) in zip(found, [0.1, 0.2, 0.3, 0.4, 0, 0]) {
      #expect(found.isNear(share * example.aggregates[0], .closedForm))
    }
  }

  @Test("no series is ever forecast below zero", arguments: Reconciliation.allCases)
  func notNegative(method: Reconciliation) throws {
    let example = Case(seed: 5)
    let found = try example.weights(method).reconciled(
      aggregates: example.aggregates.map { -$0 }, bottom: example.bottom.map { $0 / 1000 })
    #expect(found.allSatisfy { $0 >= 0 })
  }

  @Test("series without any error are no ground for weights")
  func noErrors() {
    let hierarchy = SeriesHierarchy(series: 2, levels: [.total(of: 2)])
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 1)) {
      try ReconciliationWeights(
        .weightedLeastSquares, hierarchy: hierarchy, recentDemand: [1, 1],
        errors: ForecastErrorMatrix(), prior: ([0], [0, 0]))
    }
  }
}
