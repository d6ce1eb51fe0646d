internal import RestockNumerics

/// The search for the weights of Holt's and the additive Holt-Winters method: a lattice in the lanes
/// of a SIMD register, then a pattern search around its best, from start states by decomposition.
///
/// The objective is -2 log likelihood of normal errors with a Beta(1, 10) prior on the trend's share
/// of alpha: without it the likelihood prefers trends that hurt the forecast (on M3 and on simulated
/// series alike).
struct TrendFitter {
  let values: ContiguousArray<Double>
  let isKnown: ContiguousArray<Bool>?
  let isDamped: Bool
  let start: TrendState
  private let knownCount: Double

  init(
    values: ContiguousArray<Double>, isKnown: ContiguousArray<Bool>?, start: TrendState,
    isDamped: Bool
  ) {
    self.values = values
    self.isKnown = isKnown
    self.start = start
    self.isDamped = isDamped
    knownCount = Double(isKnown?.count { $0 } ?? values.count)
  }

  /// The prior's weight: b - 1 of Beta(1, b).
  private static let trendPrior = 9.0
  private static let dampings = 0.8...0.98

  func weights() -> TrendWeights {
    var scratch = ContiguousArray<SIMD8<Double>>()
    let hasSeason = !start.season.isEmpty
    let phi = isDamped ? 0.92 : 1
    var best = (
      weights: TrendWeights(alpha: 0, trendShare: 0, seasonShare: 0, phi: phi),
      cost: Double.infinity
    )
    func tryAll(_ lanes: LaneWeights) {
      let sums = smoothTrend(values, isKnown: isKnown, from: start, lanes, season: &scratch)
      for lane in 0..<8 {
        let cost = cost(sums[lane], lanes[lane])
        if cost < best.cost { best = (lanes[lane], cost) }
      }
    }
    for trendShare in [0, 0.1, 0.3] {
      for seasonShare in hasSeason ? [0.02, 0.15] : [0] {
        var lanes = LaneWeights()
        lanes.alpha = [0.02, 0.08, 0.16, 0.26, 0.4, 0.56, 0.74, 0.92]
        lanes.trendShare = SIMD8(repeating: trendShare)
        lanes.seasonShare = SIMD8(repeating: seasonShare)
        lanes.phi = SIMD8(repeating: phi)
        tryAll(lanes)
      }
    }
    var step = 0.08
    for _ in 0..<4 {
      tryAll(neighbours(of: best.weights, step: step, hasSeason: hasSeason))
      step *= 0.55
    }
    return best.weights
  }

  private func cost(_ sumOfSquares: Double, _ weights: TrendWeights) -> Double {
    guard sumOfSquares.isFinite else { return .infinity }
    let likelihood = knownCount * max(sumOfSquares / knownCount, 1e-24).logarithm
    return likelihood - 2 * Self.trendPrior * max(1 - weights.trendShare, 1e-12).logarithm
  }

  private func neighbours(
    of center: TrendWeights, step: Double, hasSeason: Bool
  ) -> LaneWeights {
    var lanes = LaneWeights()
    for lane in 0..<8 {
      var weights = center
      let sign = lane % 2 == 0 ? 1.0 : -1
      switch lane / 2 {
      case 0: weights.alpha += sign * step
      case 1: weights.trendShare += sign * step
      case 2:
        if hasSeason {
          weights.seasonShare += sign * step
        } else {
          weights.alpha += 2 * sign * step
        }
      default:
        if isDamped {
          weights.phi += 0.5 * sign * step
        } else {
          weights.alpha += 0.4 * sign * step
        }
      }
      weights.alpha = min(max(weights.alpha, 0), 1)
      weights.trendShare = min(max(weights.trendShare, 0), 1)
      weights.seasonShare = min(max(weights.seasonShare, 0), 1)
      if isDamped {
        weights.phi = min(max(weights.phi, Self.dampings.lowerBound), Self.dampings.upperBound)
      }
      lanes[lane] = weights
    }
    return lanes
  }
}
