internal import RestockNumerics

/// A regression with its coefficients, updated by recursive least squares.
public struct FittedRegression: StructuralModel {
  private let design: RegressionDesign
  private var coefficients: [Double]
  /// (X'X)^-1, whose rows and columns are those of the design.
  private var inverse: Matrix
  private var sumOfSquares: Double
  private var degreesOfFreedom: Double
  private var next: Int
  /// Whether it is the logarithm that is regressed.
  public let isLogarithmic: Bool
  /// Twice the greatest demand of the history at index 1, which an extrapolated growth may reach.
  private let largest: Double
  private var futureIndex: FutureIndex
  public let isWholeUnits: Bool

  init(
    _ series: DemandSeries, design: RegressionDesign, fit: LinearFit, isLogarithmic: Bool
  ) throws(FitError) {
    let k = design.columns
    var gram = Matrix(rows: k, columns: k)
    for t in series.demand.indices where series.isKnown?[t] != false {
      let row = design.row(t)
      for j in 0..<k {
        for i in j..<k { gram[i, j] += row[i] * row[j] }
      }
    }
    // A trace of ridge, so that collinear columns have an inverse as well.
    var diagonal = 0.0
    for j in 0..<k { diagonal = max(diagonal, gram[j, j]) }
    for j in 0..<k { gram[j, j] += 1e-9 * diagonal }
    guard let factor = try? Cholesky(gram) else { throw FitError(.noConvergence) }
    var inverse = Matrix(rows: k, columns: k)
    for j in 0..<k {
      var unit = [Double](repeating: 0, count: k)
      unit[j] = 1
      for (i, value) in factor.solve(unit).enumerated() { inverse[i, j] = value }
    }
    self.design = design
    coefficients = fit.coefficients
    self.inverse = inverse
    sumOfSquares = fit.sumOfSquares
    degreesOfFreedom = Double(max(1, fit.count - fit.rank))
    next = series.count
    self.isLogarithmic = isLogarithmic
    largest = 2 * (series.knownLevels().max() ?? 0)
    futureIndex = FutureIndex(after: series)
    isWholeUnits = series.isWholeUnits
  }

  public var summary: String {
    let pairs = design.pairs.map(String.init).joined(separator: ",")
    return "regression(Fourier pairs=\(pairs.isEmpty ? "0" : pairs), "
      + "regressors=\(design.regressors.count)\(isLogarithmic ? ", logarithms" : ""))"
  }

  private func expected(_ row: [Double]) -> Double {
    var sum = 0.0
    for (x, coefficient) in zip(row, coefficients) { sum += x * coefficient }
    return sum
  }

  public func means(horizon: Int) -> ContiguousArray<Double> {
    var means = ContiguousArray<Double>()
    means.reserveCapacity(horizon)
    for i in 0..<horizon {
      means.append(demand(expected(design.row(next + i))) * futureIndex[i + 1])
    }
    return means
  }

  private var errorVariance: Double { sumOfSquares / degreesOfFreedom }

  /// Demand at index 1 where the regression expects `value`.
  private func demand(_ value: Double) -> Double {
    guard isLogarithmic else { return max(0, value) }
    // Of a spread as wide as that, half the variance is no correction any more.
    return min((value + 0.5 * min(errorVariance, 1)).exponential, largest)
  }

  /// sigma^2 (sum of s x^2 + r' (X'X)^-1 r), r the sum of the periods' rows by share and index; in
  /// logarithms to first order, the forecast for the index.
  public func variance(over window: ForecastWindow) -> Double {
    var noise = 0.0
    var sum = [Double](repeating: 0, count: coefficients.count)
    let means = isLogarithmic ? means(horizon: window.horizon) : []
    for (i, share) in window.shares.enumerated() where share > 0 {
      let index = isLogarithmic ? means[i] : futureIndex[i + 1]
      noise += share * index * index
      for (j, x) in design.row(next + i).enumerated() { sum[j] += share * index * x }
    }
    var leverage = 0.0
    for (j, x) in times(sum).enumerated() { leverage += x * sum[j] }
    return errorVariance * (noise + max(0, leverage))
  }

  /// (X'X)^-1 times a row.
  private func times(_ row: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: row.count)
    for j in row.indices {
      for i in row.indices { product[i] += inverse[i, j] * row[j] }
    }
    return product
  }

  /// Recursive least squares (Plackett 1950): the coefficients are those of a new fit.
  public mutating func update(_ demand: Double?) {
    if let demand {
      let row = design.row(next)
      let gain = times(row)
      var scale = 1.0
      for (j, x) in row.enumerated() { scale += x * gain[j] }
      let level = demand / futureIndex[1]
      // A demand of zero has no logarithm: it counts as a thousandth of the greatest.
      let value = isLogarithmic ? max(level, 5e-4 * largest).logarithm : level
      let innovation = value - expected(row)
      for j in row.indices {
        coefficients[j] += gain[j] / scale * innovation
        for i in row.indices { inverse[i, j] -= gain[i] * gain[j] / scale }
      }
      sumOfSquares += innovation * innovation / scale
      degreesOfFreedom += 1
    }
    next += 1
    futureIndex.advance()
  }
}
