/// How a season enters complex exponential smoothing.
public enum CESSeasonality: Sendable, Hashable, CaseIterable {
  /// Not at all.
  case none
  /// The level is that of one season ago.
  case simple
  /// A season of units beside the level.
  case partial
  /// A second complex level, of one season ago, beside the first.
  case full
}

/// The weights of complex exponential smoothing: alpha0 + i alpha1, and of the season beta0 + i beta1, or
/// beta0 alone.
struct CESWeights<Scalar> {
  var alpha0: Scalar
  var alpha1: Scalar
  var beta0: Scalar
  var beta1: Scalar
}

extension CESWeights: Sendable where Scalar: Sendable {}
extension CESWeights: Equatable where Scalar: Equatable {}
extension CESWeights: Hashable where Scalar: Hashable {}

/// The states of complex exponential smoothing, for one candidate or for eight in the lanes.
///
///     y = l + e;  l += -(1 - alpha1) c + (alpha0 - alpha1) e;  c = l + (1 - alpha0) c + (alpha0 + alpha1) e
///
/// with l and c of the period before on the right. The level l is what is forecast, c the information
/// potential. The second pair of the full season is the same with beta, of one season before.
struct CESState<Scalar: CESScalar> {
  let seasonality: CESSeasonality
  /// The pair of the level; of the simple season not used.
  var level: Scalar
  var potential: Scalar
  /// Pairs of a season, or units alone (partial); empty without a season.
  var seasonal: ContiguousArray<Scalar>
  var seasonalPotential: ContiguousArray<Scalar>
  var phase: Int

  /// The forecast of the next period.
  @inline(__always)
  var forecast: Scalar {
    switch seasonality {
    case .none: level
    case .simple: seasonal[phase]
    case .partial, .full: level + seasonal[phase]
    }
  }

  /// Moves on by a period, with its innovation; zero where its demand is not known.
  @inline(__always)
  mutating func advance(_ innovation: Scalar, _ weights: CESWeights<Scalar>) {
    if seasonality != .simple {
      let before = level
      level = level - potential + weights.alpha1 * potential
      level = level + (weights.alpha0 - weights.alpha1) * innovation
      potential = before + potential - weights.alpha0 * potential
      potential = potential + (weights.alpha0 + weights.alpha1) * innovation
    }
    switch seasonality {
    case .none: return
    case .partial:
      seasonal[phase] = seasonal[phase] + weights.beta0 * innovation
    case .simple, .full:
      let first = seasonality == .simple ? weights.alpha0 : weights.beta0
      let second = seasonality == .simple ? weights.alpha1 : weights.beta1
      let before = seasonal[phase]
      let own = seasonalPotential[phase]
      seasonal[phase] = before - own + second * own + (first - second) * innovation
      seasonalPotential[phase] = before + own - first * own + (first + second) * innovation
    }
    phase = phase + 1 == seasonal.count ? 0 : phase + 1
  }

  /// The same states for a walk back in time: the next period is the one just passed.
  func reversed() -> Self {
    guard !seasonal.isEmpty else { return self }
    var state = self
    let m = seasonal.count
    // The next period of the way back is the last that has been passed.
    for i in 0..<m {
      let from = (phase + m - 1 - i) % m
      state.seasonal[i] = seasonal[from]
      state.seasonalPotential[i] = seasonalPotential[from]
    }
    state.phase = 0
    return state
  }
}

extension CESState: Sendable where Scalar: Sendable {}
extension CESState: Equatable where Scalar: Equatable {}
extension CESState: Hashable where Scalar: Hashable {}

/// A number, or eight of them.
protocol CESScalar: Sendable, Hashable {
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
}

extension Double: CESScalar {}
extension SIMD8: CESScalar where Scalar == Double {}
