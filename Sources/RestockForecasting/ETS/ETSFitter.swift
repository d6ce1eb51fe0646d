internal import RestockNumerics

/// Estimates forms of exponential smoothing on one series: Levenberg-Marquardt over weights and
/// starting states together, with exact derivatives, eight step lengths tried at once.
///
/// An iteration is one pass that carries the derivatives along (`ETSTangentPass`), one Cholesky
/// decomposition, and one pass that tries eight lengths of the step (`ETSLanePass`), which takes
/// the place of accepting and rejecting. A monthly ETS(A,A,A) converges in about five.
package struct ETSFitter: ~Copyable {
  let workspace: ETSWorkspace
  private let maximumIterations: Int
  let estimatesError: Bool
  /// The b - 1 of the prior Beta(1, b) on the trend's share; 0 for none.
  private let priorExponent: Double
  /// The mean of |demand|, by which the series is scaled; 1 for zeros.
  package let scale: Double
  /// Periods with known demand.
  package let knownCount: Int
  /// Periods in the season; 1 where there is none, or not two whole ones of it.
  package let seasonLength: Int
  /// The first known period whose demand is not above zero.
  let firstNotPositive: Int?

  private let plain: ETSStart
  private let additive: ETSStart?
  private let multiplicative: ETSStart?

  /// Prepares for fits to `demand`.
  ///
  /// - Parameters:
  ///   - demand: Oldest first; NaN where it is unknown; at least one value known.
  ///   - seasonLength: Periods, at least 1.
  ///   - settings: For all fits.
  package init(
    _ demand: ContiguousArray<Double>, seasonLength: Int, settings: ETSSettings = ETSSettings()
  ) {
    var sum = 0.0
    var known = 0
    var firstNotPositive: Int?
    for t in demand.indices where !demand[t].isNaN {
      sum += abs(demand[t])
      known += 1
      if demand[t] <= 0 && firstNotPositive == nil { firstNotPositive = t }
    }
    precondition(known > 0, "no known demand")
    let scale = sum > 0 ? sum / Double(known) : 1
    let scaled = ContiguousArray(demand.lazy.map { $0 / scale })

    var additive: SeasonalDecomposition?
    var multiplicative: SeasonalDecomposition?
    if seasonLength > 1 {
      additive = SeasonalDecomposition(scaled, seasonLength: seasonLength, isMultiplicative: false)
      if firstNotPositive == nil {
        multiplicative = SeasonalDecomposition(
          scaled, seasonLength: seasonLength, isMultiplicative: true)
      }
    }
    let length = additive == nil ? 1 : seasonLength
    self.seasonLength = length
    self.scale = scale
    maximumIterations = settings.maximumIterations
    estimatesError = settings.estimatesError
    priorExponent = settings.trendPrior.map { $0 * Double(max(2, seasonLength)) - 1 } ?? 0
    self.firstNotPositive = firstNotPositive
    knownCount = known
    plain = ETSStart(scaled, season: nil, seasonLength: length)
    self.additive = additive.map { ETSStart(scaled, season: $0, seasonLength: length) }
    self.multiplicative = multiplicative.map { ETSStart(scaled, season: $0, seasonLength: length) }
    workspace = ETSWorkspace(periods: demand.count, seasonLength: length)
    for t in demand.indices { workspace.demand[t] = scaled[t] }
  }

  /// Whether the series has what `form` needs: enough periods, whole seasons, positive demand.
  borrowing func canFit(_ form: ETSForm) -> Bool {
    knownCount > form.parameterCount(seasonLength: seasonLength) + 1
      && start(form) != nil && (firstNotPositive == nil || !form.needsPositiveDemand)
  }

  /// The estimate of `form`; nil where the series lacks what it needs or where no forecast path
  /// stays positive, as a multiplicative error has it. The estimate of the form with the other
  /// error, its `twin`, is a start that is all but the optimum.
  borrowing func fit(_ form: ETSForm, from twin: ETSEstimate? = nil) -> ETSEstimate? {
    guard canFit(form), let start = start(form) else { return nil }
    let layout = ETSLayout(form, seasonLength: seasonLength)
    var lastSeasonal = start.seasonal.last ?? 0
    var deviance = Double.infinity
    if let twin {
      for i in 0..<layout.count { workspace.parameters[i] = twin.parameters[i] }
      lastSeasonal = twin.lastSeasonal
      deviance = trace(form, layout, lastSeasonal).penalized
    }
    if !deviance.isFinite {
      lastSeasonal = start.seasonal.last ?? 0
      for isFlat in [false, true] {
        load(start, layout, isFlat: isFlat)
        if scan(form, layout, lastSeasonal) { break }
      }
      deviance = trace(form, layout, lastSeasonal).penalized
      guard deviance.isFinite else { return nil }
    }
    iterate(form, layout, lastSeasonal)
    let (sumOfSquares, plainDeviance, _) = trace(form, layout, lastSeasonal)
    guard plainDeviance.isFinite else { return nil }
    return ETSEstimate(
      form: form, parameters: ContiguousArray(workspace.parameters[0..<layout.count]),
      lastSeasonal: lastSeasonal, sumOfSquares: sumOfSquares, deviance: plainDeviance,
      knownCount: knownCount,
      parameterCount: form.parameterCount(seasonLength: seasonLength))
  }

  /// The states after the last period under `estimate`, scaled; the first seasonal state is that of
  /// the next period.
  borrowing func finalStates(
    _ estimate: ETSEstimate
  ) -> (level: Double, trend: Double, seasonal: ContiguousArray<Double>) {
    let layout = ETSLayout(estimate.form, seasonLength: seasonLength)
    for i in 0..<layout.count { workspace.parameters[i] = estimate.parameters[i] }
    let (level, trend, phase) = filter(estimate.form, layout, estimate.lastSeasonal)
    guard estimate.form.seasonal != .none else { return (level, trend, []) }
    let ring = workspace.ring
    return (level, trend, ContiguousArray(ring[phase...]) + ContiguousArray(ring[..<phase]))
  }

  /// The smoothing weights of `estimate`.
  borrowing func weights(_ estimate: ETSEstimate) -> ETSWeights {
    let layout = ETSLayout(estimate.form, seasonLength: seasonLength)
    for i in 0..<layout.count { workspace.parameters[i] = estimate.parameters[i] }
    return layout.weights(workspace.parameters)
  }

  // MARK: The search

  /// Improves the parameters in the workspace until the deviance gains less than 0.02.
  private borrowing func iterate(_ form: ETSForm, _ layout: ETSLayout, _ lastSeasonal: Double) {
    var damping = 1e-3
    var (sumOfSquares, _, deviance) = trace(form, layout, lastSeasonal)
    for _ in 0..<maximumIterations where sumOfSquares > leastSum {
      workspace.tangents(form, weights: layout.weights(workspace.parameters), layout: layout)
      workspace.weighRows(form.error, layout: layout, knownCount: knownCount)
      workspace.normalEquations(layout: layout, sumOfSquares: sumOfSquares)
      addPrior(layout, sumOfSquares)
      workspace.holdAtBounds(layout: layout)
      var gain = 0.0
      for _ in 0..<3 {
        workspace.solve(layout: layout, damping: damping)
        let (length, tried) = tryLengths(form, layout, lastSeasonal)
        gain = deviance - tried
        if gain > 0 {
          move(layout, length)
          damping = length >= 1 ? max(damping * 0.2, 1e-6) : length < 0.2 ? damping * 8 : damping
          break
        }
        damping = max(damping, 1e-3) * 100
      }
      guard gain > 0 else { return }
      (sumOfSquares, _, deviance) = trace(form, layout, lastSeasonal)
      if gain < 0.02 { return }
    }
  }

  /// Adds the prior on the trend's share, in the units of the sum of squares.
  borrowing func addPrior(_ layout: ETSLayout, _ sumOfSquares: Double) {
    guard let u = layout.trendShare else { return }
    let unit = priorExponent * sumOfSquares / Double(knownCount)
    let rest = 1 - workspace.parameters[u]
    workspace.gradient[u] += unit / rest
    workspace.normal[u * workspace.stride + u] += unit / (rest * rest)
  }

  /// The best of eight lengths of the step in the workspace, and the deviance there.
  private borrowing func tryLengths(
    _ form: ETSForm, _ layout: ETSLayout, _ lastSeasonal: Double
  ) -> (length: Double, deviance: Double) {
    let deviances = deviances(form, layout, lastSeasonal)
    var best = 0
    for i in 1..<8 where deviances[i] < deviances[best] { best = i }
    return (Self.lengths[best], deviances[best])
  }

  /// The lengths of the step that are tried.
  static let lengths = ETSLanes(1, 0.6, 0.3, 0.12, 0.04, 0.01, 1.5, 2.5)

  /// The deviances, prior included, at the eight lengths of the step in the workspace.
  borrowing func deviances(
    _ form: ETSForm, _ layout: ETSLayout, _ lastSeasonal: Double
  ) -> ETSLanes {
    let candidates = candidates(layout, lastSeasonal, lengths: Self.lengths)
    let u: ETSLanes = layout.trendShare.map { lane(layout, $0, Self.lengths) } ?? .zero
    return penalized(workspace.lanes(form, candidates), u, layout)
  }

  /// Sets the weights to the best of a lattice, given the starting states in the workspace; whether
  /// any has a finite deviance.
  private borrowing func scan(
    _ form: ETSForm, _ layout: ETSLayout, _ lastSeasonal: Double
  ) -> Bool {
    let alphas = ETSLanes(0.005, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.97)
    var best = Double.infinity
    var chosen = (alpha: 0.5, u: 0.1, v: 0.1)
    for pass in 0..<(layout.weightCount > 1 ? 2 : 1) {
      let u = ETSLanes(repeating: pass == 0 ? 0.03 : 0.2)
      let v = ETSLanes(repeating: pass == 0 ? 0.05 : 0.4)
      var candidates = candidates(layout, lastSeasonal, lengths: .zero)
      candidates.alpha = alphas
      candidates.beta = layout.trendShare == nil ? .zero : alphas * u
      candidates.gamma = layout.seasonalShare == nil ? .zero : (1 - alphas) * v
      let deviances = penalized(workspace.lanes(form, candidates), u, layout)
      for i in 0..<8 where deviances[i] < best {
        best = deviances[i]
        chosen = (alphas[i], u[i], v[i])
      }
    }
    workspace.parameters[layout.alpha] = chosen.alpha
    if let u = layout.trendShare { workspace.parameters[u] = chosen.u }
    if let v = layout.seasonalShare { workspace.parameters[v] = chosen.v }
    return best.isFinite
  }

  // MARK: Evaluation

  /// The least sum of squares that is told from an exact fit.
  private var leastSum: Double { 1e-14 * Double(knownCount) }

  /// Runs the filter from the parameters in the workspace.
  borrowing func filter(
    _ form: ETSForm, _ layout: ETSLayout, _ lastSeasonal: Double
  ) -> (level: Double, trend: Double, phase: Int) {
    let parameters = workspace.parameters
    if let first = layout.firstSeasonal {
      for i in 0..<seasonLength - 1 { workspace.ring[i] = parameters[first + i] }
      workspace.ring[seasonLength - 1] = lastSeasonal
    }
    var level = parameters[layout.level]
    var trend = layout.trend.map { parameters[$0] } ?? 0
    let phase = workspace.filter(
      form, weights: layout.weights(parameters), level: &level, trend: &trend)
    return (level, trend, phase)
  }

  /// Runs the filter and sums up: the squared errors, and the deviance without and with the prior.
  borrowing func trace(
    _ form: ETSForm, _ layout: ETSLayout, _ lastSeasonal: Double
  ) -> (sumOfSquares: Double, deviance: Double, penalized: Double) {
    _ = filter(form, layout, lastSeasonal)
    let (sum, logForecasts) = workspace.traceSums(form.error)
    let deviance = deviance(sum, logForecasts)
    let u = layout.trendShare.map { workspace.parameters[$0] } ?? 0
    return (sum, deviance, deviance + penalty(u, layout))
  }

  /// n log S + 2 sum of log f; infinite where it is not a number.
  private borrowing func deviance(_ sumOfSquares: Double, _ logForecasts: Double) -> Double {
    guard sumOfSquares.isFinite && logForecasts.isFinite else { return .infinity }
    return Double(knownCount) * max(sumOfSquares, leastSum).logarithm + 2 * logForecasts
  }

  /// -2 log of the prior density of the trend's share, but for a constant.
  private borrowing func penalty(_ u: Double, _ layout: ETSLayout) -> Double {
    guard layout.trendShare != nil, priorExponent > 0 else { return 0 }
    return -2 * priorExponent * (1 - u).logarithm
  }

  /// The deviances of eight candidates, prior included.
  private borrowing func penalized(
    _ sums: ETSLaneSums, _ u: ETSLanes, _ layout: ETSLayout
  ) -> ETSLanes {
    var result = ETSLanes.zero
    for i in 0..<8 {
      result[i] = deviance(sums.sumOfSquares[i], sums.logForecasts[i]) + penalty(u[i], layout)
    }
    return result
  }

  /// Parameter `index` at eight lengths of the step, kept in its box.
  @inline(__always)
  private borrowing func lane(_ layout: ETSLayout, _ index: Int, _ lengths: ETSLanes) -> ETSLanes {
    let moved: ETSLanes = workspace.parameters[index] + lengths * workspace.step[index]
    guard index < layout.weightCount else { return moved }
    let bounds = layout.bounds(index)
    return moved.clamped(
      lowerBound: ETSLanes(repeating: bounds.lowerBound),
      upperBound: ETSLanes(repeating: bounds.upperBound))
  }

  /// Eight candidates, at eight lengths of the step; their seasonal starts go to the lane ring.
  private borrowing func candidates(
    _ layout: ETSLayout, _ lastSeasonal: Double, lengths: ETSLanes
  ) -> ETSCandidates {
    if let first = layout.firstSeasonal {
      for i in 0..<seasonLength - 1 { workspace.laneRing[i] = lane(layout, first + i, lengths) }
      workspace.laneRing[seasonLength - 1] = ETSLanes(repeating: lastSeasonal)
    }
    let alpha = lane(layout, layout.alpha, lengths)
    return ETSCandidates(
      alpha: alpha, beta: layout.trendShare.map { alpha * lane(layout, $0, lengths) } ?? .zero,
      gamma: layout.seasonalShare.map { (1 - alpha) * lane(layout, $0, lengths) } ?? .zero,
      phi: layout.phi.map { lane(layout, $0, lengths) } ?? ETSLanes(repeating: 1),
      level: lane(layout, layout.level, lengths),
      trend: layout.trend.map { lane(layout, $0, lengths) } ?? .zero)
  }

  /// Moves the parameters by `length` steps.
  borrowing func move(_ layout: ETSLayout, _ length: Double) {
    for i in 0..<layout.count {
      let bounds = layout.bounds(i)
      let moved = workspace.parameters[i] + length * workspace.step[i]
      workspace.parameters[i] = min(max(moved, bounds.lowerBound), bounds.upperBound)
    }
  }

  /// The start for a form's season; nil where the series has none.
  private borrowing func start(_ form: ETSForm) -> ETSStart? {
    switch form.seasonal {
    case .none: plain
    case .additive: additive
    case .multiplicative: multiplicative
    }
  }

  /// Puts the starting states and middling weights into the workspace.
  private borrowing func load(_ start: ETSStart, _ layout: ETSLayout, isFlat: Bool) {
    let parameters = workspace.parameters
    for i in 0..<layout.weightCount { parameters[i] = 0.1 }
    if let phi = layout.phi { parameters[phi] = 0.93 }
    parameters[layout.level] = layout.trend == nil || isFlat ? start.flatLevel : start.level
    if let trend = layout.trend { parameters[trend] = isFlat ? 0 : start.trend }
    if let first = layout.firstSeasonal {
      for i in 0..<seasonLength - 1 { parameters[first + i] = start.seasonal[i] }
    }
    for i in 0..<layout.count { workspace.step[i] = 0 }
  }
}
