public import RestockNumerics

/// A way to make forecasts of all levels of a hierarchy add up.
///
/// Every method gives forecasts of the bottom series; those of the aggregates are their sums.
public enum Reconciliation: String, Sendable, Hashable, CaseIterable {
  /// The bottom forecasts as they are.
  case bottomUp = "bottom-up"
  /// The forecasts of the first level, shared out by recent demand.
  case topDown = "top-down"
  /// Each forecast is moved in proportion to the variance of its past errors: y - W U (U'WU)^-1 U'y
  /// with diagonal W, where U'y are the differences between aggregates and the sums of their parts.
  ///
  /// Source: Hyndman, Ahmed, Athanasopoulos and Shang (2011), doi:10.1016/j.csda.2011.03.006;
  /// variance scaling of Wickramasuriya et al. (2019).
  case weightedLeastSquares = "wls"
  /// The same with the covariance of past errors, shrunk toward its diagonal.
  ///
  /// Source: Wickramasuriya, Athanasopoulos and Hyndman (2019), Optimal forecast reconciliation
  /// through trace minimization, doi:10.1080/01621459.2018.1448825 (MinT with shrinkage). The
  /// covariance is never formed: it is diagonal plus a product of as many rows as there are times.
  case minimumTrace = "mint"

  /// The most aggregates for which `weightedLeastSquares` and `minimumTrace` are offered; the number
  /// of bottom series does not matter.
  public static let mostAggregates = 2000

  /// Whether past errors are needed.
  public var needsErrors: Bool { self == .weightedLeastSquares || self == .minimumTrace }
}

/// What a method needs to know of the past of the series in a hierarchy.
public struct ReconciliationWeights: Sendable {
  private let hierarchy: SeriesHierarchy
  private let method: Method

  private enum Method: Sendable {
    case bottomUp
    case topDown(share: [Double])
    case projection(Projection)
  }

  private struct Projection: Sendable {
    /// The factor of U'WU.
    let factor: Cholesky
    /// W of the bottom series, the diagonal part.
    let bottomVariance: [Double]
    /// The weight of the product of errors.
    let productWeight: Double
    /// Errors of the bottom series, and U'e of each time.
    let errors: [[Double]]
    let differences: [[Double]]
  }

  /// The weights of a method.
  ///
  /// - Parameters:
  ///   - method: The method.
  ///   - hierarchy: What adds up to what.
  ///   - recentDemand: Units a period of each bottom series, at least 0: the shares of `topDown`.
  ///   - errors: Past errors.
  ///   - prior: The squared errors expected of each series where there were none (units squared).
  /// - Throws: `LinearAlgebraError` where the errors are no ground for a method: not finite, or all
  ///   zero.
  public init(
    _ method: Reconciliation, hierarchy: SeriesHierarchy, recentDemand: [Double],
    errors: ForecastErrorMatrix, prior: (aggregates: [Double], bottom: [Double])
  ) throws(LinearAlgebraError) {
    self.hierarchy = hierarchy
    switch method {
    case .bottomUp: self.method = .bottomUp
    case .topDown:
      self.method = .topDown(share: Self.shares(of: recentDemand, in: hierarchy))
    case .weightedLeastSquares, .minimumTrace:
      let variances = errors.variances(prior: prior, priorCount: Self.priorCount)
      let intensity =
        method == .minimumTrace ? errors.shrinkageIntensity(scale: variances) : 1
      self.method = .projection(
        try Self.projection(
          hierarchy: hierarchy, errors: errors, variances: variances, intensity: intensity))
    }
  }

  /// The errors that the prior of a variance counts as.
  private static let priorCount = 4.0
  /// The least shrinkage of correlations.
  private static let leastIntensity = 0.01

  /// The share of each bottom series in its aggregate of the first level.
  private static func shares(of demand: [Double], in hierarchy: SeriesHierarchy) -> [Double] {
    guard let level = hierarchy.levels.first else { return [] }
    var sums = [Double](repeating: 0, count: level.aggregates)
    var counts = sums
    for (aggregate, units) in zip(level.aggregateOfSeries, demand) {
      sums[aggregate] += units
      counts[aggregate] += 1
    }
    return zip(level.aggregateOfSeries, demand).map { aggregate, units in
      sums[aggregate] > 0 ? units / sums[aggregate] : 1 / counts[aggregate]
    }
  }

  private static func projection(
    hierarchy: SeriesHierarchy, errors: ForecastErrorMatrix,
    variances: (aggregates: [Double], bottom: [Double]), intensity: Double
  ) throws(LinearAlgebraError) -> Projection {
    let order = hierarchy.aggregates
    let isDiagonal = intensity >= 1 || errors.count == 0
    // The product of errors has the rank of their number: without some diagonal there is no inverse.
    let intensity = isDiagonal ? 1 : max(leastIntensity, intensity)
    let diagonal = intensity
    let productWeight = isDiagonal ? 0 : (1 - intensity) / Double(errors.count)
    let bottom = variances.bottom.map { $0 * diagonal }
    var system = hierarchy.weightedProduct(bottom)
    for i in 0..<order { system[i * order + i] += variances.aggregates[i] * diagonal }
    var differences: [[Double]] = []
    if !isDiagonal {
      differences = (0..<errors.count).map { t in
        zip(errors.aggregates[t], hierarchy.aggregated(errors.bottom[t])).map { $0 - $1 }
      }
      for row in differences {
        for column in 0..<order where row[column] != 0 {
          let weighted = productWeight * row[column]
          for i in 0..<order { system[column * order + i] += weighted * row[i] }
        }
      }
    }
    // A part and its sum may be the same series: a sliver on the diagonal keeps the factor definite.
    let largest = (0..<order).reduce(0.0) { max($0, system[$1 * order + $1]) }
    for i in 0..<order { system[i * order + i] += 1e-10 * largest }
    return Projection(
      factor: try Cholesky(Matrix(rows: order, columns: order, columnMajor: system)),
      bottomVariance: bottom, productWeight: productWeight,
      errors: isDiagonal ? [] : errors.bottom, differences: differences)
  }

  /// Bottom forecasts of one period that all levels can be summed of.
  ///
  /// - Parameters:
  ///   - aggregates: Forecasts of the aggregates, units.
  ///   - bottom: Forecasts of the bottom series, units.
  /// - Returns: One value a bottom series, never below 0.
  public func reconciled(aggregates: [Double], bottom: [Double]) -> [Double] {
    precondition(
      aggregates.count == hierarchy.aggregates && bottom.count == hierarchy.series,
      "\(aggregates.count) and \(bottom.count) forecasts")
    switch method {
    case .bottomUp: return bottom
    case .topDown(let share):
      guard let level = hierarchy.levels.first else { return bottom }
      return zip(level.aggregateOfSeries, share).map { max(0, aggregates[$0]) * $1 }
    case .projection(let projection):
      let difference = zip(aggregates, hierarchy.aggregated(bottom)).map { $0 - $1 }
      let multipliers = projection.factor.solve(difference)
      let spread = hierarchy.spread(multipliers)
      var result = bottom.indices.map { bottom[$0] + projection.bottomVariance[$0] * spread[$0] }
      for (row, differences) in zip(projection.errors, projection.differences) {
        var along = 0.0
        for (left, right) in zip(differences, multipliers) { along += left * right }
        along *= projection.productWeight
        for i in result.indices { result[i] -= along * row[i] }
      }
      return result.map { max(0, $0) }
    }
  }
}
