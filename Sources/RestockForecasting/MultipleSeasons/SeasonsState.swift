/// Weights of a level and of several seasons, and the share of an error that comes back in the next.
struct SeasonsWeights<Scalar> {
  var alpha: Scalar
  /// One for each season.
  var gammas: [Scalar]
  var carry: Scalar
}

extension SeasonsWeights: Sendable where Scalar: Sendable {}
extension SeasonsWeights: Equatable where Scalar: Equatable {}
extension SeasonsWeights: Hashable where Scalar: Hashable {}

/// A level, several seasons and an autocorrelated error, for one candidate or for eight in the lanes.
///
///     y = level + sum of seasons + d,  d = carry d(before) + e
///     level += alpha d,  each season += gamma d
///
/// Source: Taylor (2003, 2010), double and triple seasonal Holt-Winters with an adjusted error,
/// doi:10.1057/palgrave.jors.2601589, without the trend.
struct SeasonsState<Scalar: CESScalar> {
  var level: Scalar
  /// The seasons one after the other.
  var seasonal: ContiguousArray<Scalar>
  /// Where each season begins in `seasonal`, and the phase of its next period.
  let offsets: [Int]
  let lengths: [Int]
  var phases: [Int]
  /// What the last period was off, beyond level and seasons.
  var error: Scalar

  /// The next period by level and seasons alone.
  @inline(__always)
  var base: Scalar {
    var sum = level
    for i in offsets.indices { sum = sum + seasonal[offsets[i] + phases[i]] }
    return sum
  }

  /// Moves on by a period that is off by `error` from `base`.
  @inline(__always)
  mutating func advance(_ error: Scalar, _ weights: SeasonsWeights<Scalar>) {
    level = level + weights.alpha * error
    for i in offsets.indices {
      let place = offsets[i] + phases[i]
      seasonal[place] = seasonal[place] + weights.gammas[i] * error
      phases[i] = phases[i] + 1 == lengths[i] ? 0 : phases[i] + 1
    }
    self.error = error
  }
}

extension SeasonsState: Sendable where Scalar: Sendable {}
extension SeasonsState: Equatable where Scalar: Equatable {}
extension SeasonsState: Hashable where Scalar: Hashable {}
