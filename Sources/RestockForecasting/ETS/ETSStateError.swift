/// How the error of estimation reaches the last states: a square root of their covariance over the
/// variance of the error.
///
/// With J the derivatives of the errors and D those of the last states, both with respect to the
/// parameters, the states have the covariance sigma^2 D (J'J)^-1 D'; with J'J = R'R the rows of D R^-1
/// are such a root. The prior counts as data. Forecasts depend on the damping as well, so that it is
/// one of the states here; and so are the other weights, since innovations to come enter by them.
///
/// Source: the delta method on the Gauss-Newton information. R's `forecast` and statsforecast take the
/// estimates for the truth, one reason why their intervals of short series are too narrow.
struct ETSStateError: Sendable, Hashable {
  /// Rows for alpha, beta, gamma, damping, level, trend and each of the seasonal states; empty where
  /// it was not asked.
  private var roots: ContiguousArray<Double>
  private let columns: Int
  /// The covariances of alpha, beta and gamma, over the variance of the error.
  private var weights = WeightCovariance()

  private struct WeightCovariance: Hashable {
    var alpha = 0.0
    var beta = 0.0
    var gamma = 0.0
    var alphaBeta = 0.0
    var alphaGamma = 0.0
    var betaGamma = 0.0
  }

  /// No error of estimation.
  static let none = Self(roots: [], columns: 0)

  private init(roots: ContiguousArray<Double>, columns: Int) {
    self.roots = roots
    self.columns = columns
  }

  private static let level = 4
  private static let firstSeasonal = 6

  /// The error of the states of `estimate`, in units of demand.
  init(_ estimate: ETSEstimate, by fitter: borrowing ETSFitter) {
    let form = estimate.form
    let layout = ETSLayout(form, seasonLength: fitter.seasonLength)
    let seasons = form.seasonal == .none ? 0 : fitter.seasonLength
    columns = layout.count
    roots = ContiguousArray(repeating: 0, count: (Self.firstSeasonal + seasons) * layout.count)
    fitter.decomposeInformation(estimate, layout)
    // The variance of the error is in units squared, or relative.
    let perUnit = form.error == .additive ? 1 / fitter.scale : 1
    let weights = layout.weightDerivatives(fitter.workspace.parameters)
    for row in 0..<Self.firstSeasonal + seasons {
      let isWeight = row < Self.level
      let isFactor = isWeight || (row >= Self.firstSeasonal && form.seasonal == .multiplicative)
      let unit = isFactor ? perUnit : perUnit * fitter.scale
      for column in 0..<columns {
        let derivative: Double
        if isWeight {
          let isFree = column < layout.weightCount && !fitter.workspace.isHeld(column, layout)
          derivative = isFree ? weights[row][column] : 0
        } else {
          derivative = fitter.stateDerivative(row - Self.level, column, layout)
        }
        roots[row * columns + column] = unit * derivative
      }
      fitter.divideByFactor(&roots, from: row * columns, layout)
    }
    setWeightCovariance(
      perUnit: perUnit, meanSquare: estimate.sumOfSquares / Double(estimate.knownCount))
  }

  /// The covariance of the weights, from the first three rows. None has a greater variance than a
  /// number spread evenly over 0...1, which alpha would have if the data said nothing of it.
  private mutating func setWeightCovariance(perUnit: Double, meanSquare: Double) {
    func product(_ first: Int, _ second: Int) -> Double {
      var sum = 0.0
      for column in 0..<columns {
        sum += roots[first * columns + column] * roots[second * columns + column]
      }
      return sum
    }
    let alpha = product(0, 0)
    let most = perUnit * perUnit / 12 / max(meanSquare, 1e-300)
    let kept = alpha > most ? most / alpha : 1
    weights = WeightCovariance(
      alpha: kept * alpha, beta: kept * product(1, 1), gamma: kept * product(2, 2),
      alphaBeta: kept * product(0, 1), alphaGamma: kept * product(0, 2),
      betaGamma: kept * product(1, 2))
  }

  /// The variance of a total with these sensitivities to the states, over that of the error.
  func variance(
    toLevel: Double, toTrend: Double, toDamping: Double, toSeasonal: ContiguousArray<Double>
  ) -> Double {
    var sum = 0.0
    for column in 0..<columns {
      var root = toDamping * roots[3 * columns + column]
      root += toLevel * roots[Self.level * columns + column]
      root += toTrend * roots[(Self.level + 1) * columns + column]
      for row in Self.firstSeasonal..<roots.count / columns {
        root += toSeasonal[row - Self.firstSeasonal] * roots[row * columns + column]
      }
      sum += root * root
    }
    return sum
  }

  /// The variance of what of a unit innovation to come reaches a total with these sensitivities to
  /// the states, over the variance of the error.
  func weightVariance(toLevel: Double, toTrend: Double, toSeasonal: Double) -> Double {
    let squares =
      weights.alpha * toLevel * toLevel + weights.beta * toTrend * toTrend
      + weights.gamma * toSeasonal * toSeasonal
    let crossed =
      weights.alphaBeta * toLevel * toTrend + weights.alphaGamma * toLevel * toSeasonal
      + weights.betaGamma * toTrend * toSeasonal
    return max(0, squares + 2 * crossed)
  }
}

extension ETSFitter {
  /// The error of the states of `estimate`, if the settings ask for it. Demand whose square is no
  /// number any more has a variance of 0 or infinity in any case.
  borrowing func stateError(_ estimate: ETSEstimate) -> ETSStateError {
    estimatesError && (1e-140...1e140).contains(scale)
      ? ETSStateError(estimate, by: self) : .none
  }

  /// Fills the workspace with the derivatives of the states and the factor of J'J at `estimate`.
  fileprivate borrowing func decomposeInformation(_ estimate: ETSEstimate, _ layout: ETSLayout) {
    for i in 0..<layout.count { workspace.parameters[i] = estimate.parameters[i] }
    let (sumOfSquares, _, _) = trace(estimate.form, layout, estimate.lastSeasonal)
    workspace.tangents(
      estimate.form, weights: layout.weights(workspace.parameters), layout: layout)
    workspace.weighRows(estimate.form.error, layout: layout, knownCount: knownCount)
    workspace.normalEquations(layout: layout, sumOfSquares: sumOfSquares)
    addPrior(layout, sumOfSquares)
    for i in 0..<layout.count where workspace.isHeld(i, layout) {
      for state in 0..<2 + seasonLength {
        workspace.stateRows[state * layout.blocks + i / 8][i % 8] = 0
      }
    }
    workspace.holdAtBounds(layout: layout)
    workspace.solve(layout: layout, damping: 1e-9)
  }

  fileprivate borrowing func stateDerivative(
    _ state: Int, _ column: Int, _ layout: ETSLayout
  ) -> Double {
    workspace.stateRows[state * layout.blocks + column / 8][column % 8]
  }

  /// Solves w R = d for the row d that starts at `start`, in place. What the data do not tell (a
  /// pivot that all but vanishes, as of a phase never seen) is left out.
  fileprivate borrowing func divideByFactor(
    _ rows: inout ContiguousArray<Double>, from start: Int, _ layout: ETSLayout
  ) {
    let factor = workspace.factor
    let width = workspace.stride
    for j in 0..<layout.count {
      let pivot = factor[j * width + j]
      guard pivot * pivot > 1e-7 * workspace.normal[j * width + j] else {
        rows[start + j] = 0
        continue
      }
      let value = rows[start + j] / pivot
      rows[start + j] = value
      guard value != 0 else { continue }
      for k in j + 1..<max(j + 1, layout.count) {
        rows[start + k] -= value * factor[j * width + k]
      }
    }
  }
}
