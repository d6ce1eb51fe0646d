internal import RestockNumerics

/// The search for the weights of complex exponential smoothing: a lattice, then steps along each weight
/// in both directions, eight candidates in the lanes of a SIMD register.
///
/// The states before the first period are backcast, as in the authors' R package: the model is run
/// forward from a rough start, back to the beginning, and forward again, and the last pass is what counts.
/// Weights outside the region where what is past is forgotten are not taken.
struct CESFitter {
  typealias Lanes = SIMD8<Double>

  /// Demand over its mean; NaN where it is unknown.
  let values: ContiguousArray<Double>
  let seasonality: CESSeasonality
  private let start: CESState<Double>

  /// The weights found, the states before the first period, and what they leave.
  struct Estimate {
    var weights: CESWeights<Double>
    var start: CESState<Double>
    var sumOfSquares: Double
  }

  init(
    _ values: ContiguousArray<Double>, seasonality: CESSeasonality, season: SeasonalDecomposition?
  ) {
    self.values = values
    self.seasonality = seasonality
    let reach = max(10, season?.values.count ?? 0)
    var sum = 0.0
    var known = 0.0
    for value in values.prefix(reach) where !value.isNaN {
      sum += value
      known += 1
    }
    let level = known > 0 ? sum / known : 1
    let units = season?.values ?? []
    var seasonal = ContiguousArray<Double>()
    switch seasonality {
    case .none: break
    case .simple: seasonal = ContiguousArray(units.map { level + $0 })
    case .partial, .full: seasonal = units
    }
    start = CESState(
      seasonality: seasonality, level: level, potential: level / 1.1, seasonal: seasonal,
      seasonalPotential: ContiguousArray(seasonal.map { $0 / 1.1 }), phase: 0)
  }

  /// Weights that are estimated.
  static func weightCount(_ seasonality: CESSeasonality) -> Int {
    switch seasonality {
    case .none, .simple: 2
    case .partial: 3
    case .full: 4
    }
  }

  func estimate() -> Estimate {
    var best = Estimate(
      weights: CESWeights(alpha0: 1.3, alpha1: 1, beta0: 1.3, beta1: 1), start: start,
      sumOfSquares: .infinity)
    func tryAll(_ candidates: [CESWeights<Double>]) {
      let filled = candidates + Array(repeating: candidates[0], count: 8 - candidates.count)
      let (sums, starts) = run(filled)
      for lane in 0..<candidates.count where isAllowed(candidates[lane]) {
        if sums[lane] < best.sumOfSquares {
          best = Estimate(
            weights: candidates[lane], start: starts.lane(lane), sumOfSquares: sums[lane])
        }
      }
    }
    let betas =
      seasonality == .full
      ? [(1.3, 1.0), (0.9, 0.98), (1.1, 1.0), (1.5, 1.1)] : [(0.1, 1.0), (0.4, 1)]
    for betas in betas {
      tryAll(
        [
          (1.3, 1.0), (1.05, 1.0), (1.6, 1.02), (1.1, 0.97), (0.9, 0.99), (1.2, 1.05), (1.9, 1.0),
          (1.5, 0.98),
        ].map {
          CESWeights(alpha0: $0.0, alpha1: $0.1, beta0: betas.0, beta1: betas.1)
        })
      if seasonality == .none || seasonality == .simple { break }
    }
    var step = 0.15
    for _ in 0..<24 where best.sumOfSquares > 1e-24 {
      let before = best.sumOfSquares
      let center = best.weights
      tryAll(neighbours(of: center, step: step))
      if seasonality == .full { tryAll(diagonals(of: center, step: step)) }
      if best.sumOfSquares > before * (1 - 1e-4) { step *= 0.5 }
    }
    return best
  }

  /// Steps along each weight; of the second of a pair, which decides how fast the past is forgotten, a
  /// third of one.
  private func neighbours(of center: CESWeights<Double>, step: Double) -> [CESWeights<Double>] {
    var result: [CESWeights<Double>] = []
    for sign in [1.0, -1] {
      var moved = center
      moved.alpha0 += sign * step
      result.append(moved)
      moved = center
      moved.alpha1 += sign * step / 3
      result.append(moved)
      if seasonality == .partial || seasonality == .full {
        moved = center
        moved.beta0 += sign * step
        result.append(moved)
      }
      if seasonality == .full {
        moved = center
        moved.beta1 += sign * step / 3
        result.append(moved)
      } else {
        moved = center
        moved.alpha0 += sign * step
        moved.alpha1 += sign * step / 3
        result.append(moved)
      }
    }
    return result
  }

  /// Steps along two weights at once: level and season share what an innovation says.
  private func diagonals(of center: CESWeights<Double>, step: Double) -> [CESWeights<Double>] {
    var result: [CESWeights<Double>] = []
    for first in [step, -step] {
      for second in [step, -step] {
        var moved = center
        moved.alpha0 += first
        moved.beta0 += second
        result.append(moved)
        moved = center
        moved.beta0 += first
        moved.beta1 += second / 3
        result.append(moved)
      }
    }
    return result
  }

  /// Whether the roots of the recursion lie within the unit circle.
  private func isAllowed(_ weights: CESWeights<Double>) -> Bool {
    func forgets(_ first: Double, _ second: Double) -> Bool {
      let trace = 2 - 2 * first + second
      let determinant =
        (1 - first + second) * (1 - first) + (1 - second) * (1 - first - second)
      return abs(determinant) < 1 && abs(trace) < 1 + determinant
    }
    guard forgets(weights.alpha0, weights.alpha1) else { return false }
    switch seasonality {
    case .none, .simple: return true
    case .partial: return weights.beta0 >= 0 && weights.beta0 < 1
    case .full: return forgets(weights.beta0, weights.beta1)
    }
  }

  /// Squared one-step errors of eight candidates, and their backcast states.
  private func run(_ candidates: [CESWeights<Double>]) -> (sums: Lanes, start: CESState<Lanes>) {
    var weights = CESWeights(alpha0: Lanes.zero, alpha1: .zero, beta0: .zero, beta1: .zero)
    for (lane, candidate) in candidates.enumerated() {
      weights.alpha0[lane] = candidate.alpha0
      weights.alpha1[lane] = candidate.alpha1
      weights.beta0[lane] = candidate.beta0
      weights.beta1[lane] = candidate.beta1
    }
    var state = CESState<Lanes>(
      seasonality: seasonality, level: Lanes(repeating: start.level),
      potential: Lanes(repeating: start.potential),
      seasonal: ContiguousArray(start.seasonal.map { Lanes(repeating: $0) }),
      seasonalPotential: ContiguousArray(start.seasonalPotential.map { Lanes(repeating: $0) }),
      phase: 0)
    for t in values.indices { step(&state, values[t], weights) }
    state = state.reversed()
    for t in values.indices.reversed() { step(&state, values[t], weights) }
    state = state.reversed()
    let beginning = state
    var sums = Lanes.zero
    for t in values.indices { sums += step(&state, values[t], weights) }
    return (sums, beginning)
  }

  @inline(__always) @discardableResult
  private func step(
    _ state: inout CESState<Lanes>, _ value: Double, _ weights: CESWeights<Lanes>
  ) -> Lanes {
    guard !value.isNaN else {
      state.advance(.zero, weights)
      return .zero
    }
    let innovation = value - state.forecast
    state.advance(innovation, weights)
    return innovation * innovation
  }
}

extension CESState<SIMD8<Double>> {
  /// The states of one of the eight.
  func lane(_ lane: Int) -> CESState<Double> {
    CESState<Double>(
      seasonality: seasonality, level: level[lane], potential: potential[lane],
      seasonal: ContiguousArray(seasonal.map { $0[lane] }),
      seasonalPotential: ContiguousArray(seasonalPotential.map { $0[lane] }), phase: phase)
  }
}
