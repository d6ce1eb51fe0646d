internal import RestockNumerics

/// Least squares on a linear trend, Fourier terms of each season and the known regressors (events,
/// promotions, price).
///
/// The number of Fourier pairs of each season, up to half its length and six, is the one with the
/// least AICc, one season after the other. Columns that are collinear get the solution of least norm
/// (LAPACK `dgelsd`).
///
/// Of the logarithm of demand where all of it is positive and that fits better: effects are then factors,
/// the trend is growth by a rate, and the coefficient of the logarithm of a price is its elasticity. The
/// forecast is the mean, exp(fit + variance / 2).
///
/// Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., chapter 7
/// (harmonic regression in section 7.4, AICc in 7.5, prediction intervals in 7.9).
public struct Regression: ForecastModel {
  /// Whether logarithms are regressed; nil for what fits better.
  public let isLogarithmic: Bool?

  /// The regression; `isLogarithmic` is for positive demand.
  public init(isLogarithmic: Bool? = nil) {
    self.isLogarithmic = isLogarithmic
  }

  /// - Throws: `tooShort` where fewer than four periods are known, `notPositive` where logarithms are
  ///   asked for of a demand of zero, `noConvergence` where LAPACK finds no solution.
  public func fit(_ series: DemandSeries) throws(FitError) -> FittedRegression {
    try series.requireKnown(4)
    let levels = series.levels()
    let firstNotPositive = levels.firstIndex { $0 <= 0 }
    if isLogarithmic == true, let period = firstNotPositive {
      throw FitError(.notPositive(period: period))
    }
    var fits: [(design: RegressionDesign, fit: LinearFit, criterion: Double)] = []
    if isLogarithmic != true {
      let (design, fit) = try search(levels, series)
      fits.append((design, fit, fit.correctedAkaike))
    }
    if isLogarithmic != false, firstNotPositive == nil {
      let logarithms = ContiguousArray(levels.lazy.map { $0.isNaN ? $0 : $0.logarithm })
      let (design, fit) = try search(logarithms, series)
      // The likelihood of y is that of log y times the derivative.
      var derivative = 0.0
      for value in logarithms where !value.isNaN { derivative += 2 * value }
      fits.append((design, fit, fit.correctedAkaike + derivative))
    }
    let takesSecond = fits.count > 1 && fits[1].criterion < fits[0].criterion
    let best = takesSecond ? fits[1] : fits[0]
    return try FittedRegression(
      series, design: best.design, fit: best.fit, isLogarithmic: isLogarithmic ?? takesSecond)
  }

  /// The Fourier pairs with the least criterion, for these values; NaN where they are unknown.
  private func search(
    _ values: ContiguousArray<Double>, _ series: DemandSeries
  ) throws(FitError) -> (RegressionDesign, LinearFit) {
    var design = RegressionDesign(
      series, pairs: Array(repeating: 0, count: series.seasonLengths.count))
    var best = try LinearFit(values, design)
    for season in series.seasonLengths.indices {
      let most = min(6, series.seasonLengths[season] / 2)
      for pairs in 1..<max(2, most + 1) where pairs <= most {
        var wider = design
        wider.pairs[season] = pairs
        guard wider.columns + 2 <= series.knownCount else { break }
        let fit = try LinearFit(values, wider)
        if fit.correctedAkaike < best.correctedAkaike {
          best = fit
          design = wider
        }
      }
    }
    return (design, best)
  }
}

/// The columns of the regression: constant, trend, Fourier pairs, regressors.
struct RegressionDesign: Sendable, Hashable {
  let seasonLengths: [Int]
  let phases: [Int]
  let regressors: [RegressorColumn]
  /// Fourier pairs of each season.
  var pairs: [Int]
  private let trendScale: Double

  init(_ series: DemandSeries, pairs: [Int]) {
    seasonLengths = series.seasonLengths
    phases = series.phases
    regressors = series.regressors
    self.pairs = pairs
    trendScale = 1 / Double(max(1, series.count))
  }

  /// The number of columns. The sine of the shortest wave, of two periods, is zero and left out.
  var columns: Int {
    var count = 2 + regressors.count
    for (season, pairs) in pairs.enumerated() {
      count += 2 * pairs - (2 * pairs == seasonLengths[season] ? 1 : 0)
    }
    return count
  }

  /// The row of period `t` from the start of the history.
  func row(_ t: Int) -> [Double] {
    var row = [1, Double(t) * trendScale]
    row.reserveCapacity(columns)
    for (season, count) in pairs.enumerated() {
      let length = seasonLengths[season]
      let phase = Double((t + phases[season]) % length) / Double(length)
      for pair in 1..<(count + 1) where count > 0 {
        let angle = 2 * .pi * Double(pair) * phase
        row.append(angle.cosine)
        if 2 * pair != length { row.append(angle.sine) }
      }
    }
    for regressor in regressors {
      // Beyond what is known of it, a regressor stays as it was last.
      row.append(regressor.values[min(t, regressor.values.count - 1)])
    }
    return row
  }
}

/// A least-squares fit of one design.
struct LinearFit {
  let coefficients: [Double]
  let sumOfSquares: Double
  let rank: Int
  let count: Int

  /// The fit to `values`, NaN where they are unknown.
  init(_ values: ContiguousArray<Double>, _ design: RegressionDesign) throws(FitError) {
    var rows: [[Double]] = []
    var observations: [Double] = []
    for t in values.indices where !values[t].isNaN {
      rows.append(design.row(t))
      observations.append(values[t])
    }
    var matrix = Matrix(rows: rows.count, columns: design.columns)
    for (i, row) in rows.enumerated() {
      for (j, value) in row.enumerated() { matrix[i, j] = value }
    }
    guard let solution = try? LeastSquares(design: matrix, observations: observations) else {
      throw FitError(.noConvergence)
    }
    var sum = 0.0
    for (i, row) in rows.enumerated() {
      var fitted = 0.0
      for (j, value) in row.enumerated() { fitted += value * solution.coefficients[j] }
      sum += (observations[i] - fitted) * (observations[i] - fitted)
    }
    coefficients = solution.coefficients
    sumOfSquares = sum
    rank = solution.rank
    count = observations.count
  }

  /// Akaike's criterion, corrected for short series; infinite where none is left over.
  var correctedAkaike: Double {
    let n = Double(count)
    let k = Double(rank + 1)
    guard n - k - 1 > 0 else { return .infinity }
    let fit = max(sumOfSquares / n, Double.leastNormalMagnitude).logarithm
    return n * fit + 2 * k + 2 * k * (k + 1) / (n - k - 1)
  }
}
