internal import RestockNumerics

extension LeadTime {
  /// A lead time known by its mean and standard deviation alone: a gamma distribution held by
  /// twelve points, of exactly this mean and standard deviation.
  ///
  /// The gamma's range is cut at fixed probabilities, finer in the upper tail where safety stock is
  /// read off; each piece becomes its conditional mean; the points are then stretched by a power
  /// just above one, which restores the variance within the pieces and keeps every point positive.
  /// A coefficient of variation above 3, beyond what twelve points can hold, gives the two points
  /// 0 and mean (1 + cv^2).
  ///
  /// - Parameters:
  ///   - mean: Days, >= 0, finite.
  ///   - standardDeviation: Days, >= 0, finite; below a millionth of the mean it counts as 0.
  public init(mean: Double, standardDeviation: Double) {
    precondition(
      mean >= 0 && mean.isFinite && standardDeviation >= 0 && standardDeviation.isFinite,
      "mean \(mean), standard deviation \(standardDeviation)")
    guard mean > 0, standardDeviation > 1e-6 * mean else {
      self.init(always: mean)
      return
    }
    let variation = standardDeviation / mean
    guard variation <= 3 else {
      let share = 1 / (1 + variation * variation)
      self.init(days: [0, mean / share], weights: [1 - share, share])
      return
    }
    let gamma = Gamma(mean: mean, standardDeviation: standardDeviation)
    let wider = Gamma(shape: gamma.shape + 1, scale: gamma.scale)
    let cuts = [0.02, 0.08, 0.18, 0.32, 0.48, 0.64, 0.77, 0.87, 0.935, 0.97, 0.99, 1]
    var points: [Double] = []
    var weights: [Double] = []
    var below = (probability: 0.0, share: 0.0)
    for cut in cuts {
      // E[X; X <= q] = mean P(X' <= q), X' of shape one more.
      let share = cut == 1 ? 1 : wider.cumulativeProbability(gamma.quantile(cut))
      let weight = cut - below.probability
      points.append(max(points.last ?? 0, mean * (share - below.share) / weight))
      weights.append(weight)
      below = (cut, share)
    }
    self.init(
      days: stretched(points, weights, mean: mean, standardDeviation: standardDeviation),
      weights: weights)
  }

  /// The lead time held by at most `count` points, of the same mean and standard deviation.
  ///
  /// The two neighbours whose union costs the least variance (Ward's criterion) are merged until
  /// few enough are left, so that separate humps stay apart; the variance lost is then restored by
  /// stretching the points by a power just above one.
  ///
  /// - Parameter count: At least 4.
  /// - Returns: A lead time of at most `count` points.
  public func condensed(to count: Int) -> LeadTime {
    precondition(count >= 4, "\(count) points")
    guard days.count > count else { return self }
    var points = days
    var weights = probabilities
    while points.count > count {
      var best = (index: 0, cost: Double.infinity)
      for i in 0..<points.count - 1 {
        let gap = points[i + 1] - points[i]
        let sum = weights[i] + weights[i + 1]
        let cost = sum > 0 ? weights[i] * weights[i + 1] / sum * gap * gap : 0
        if cost < best.cost { best = (i, cost) }
      }
      let i = best.index
      let sum = weights[i] + weights[i + 1]
      if sum > 0 {
        points[i] = (weights[i] * points[i] + weights[i + 1] * points[i + 1]) / sum
      }
      weights[i] = sum
      points.remove(at: i + 1)
      weights.remove(at: i + 1)
    }
    return LeadTime(
      days: stretched(points, weights, mean: mean, standardDeviation: standardDeviation),
      weights: weights)
  }
}

/// Points c x^p with p and c such that mean and standard deviation are as given: for points that
/// have the mean and a little less spread.
private func stretched(
  _ points: [Double], _ weights: [Double], mean: Double, standardDeviation: Double
) -> [Double] {
  let target = standardDeviation / mean
  func scaled(_ power: Double) -> (points: [Double], variation: Double) {
    let raised = points.map { $0 > 0 ? (power * ($0 / mean).logarithm).exponential : 0 }
    var total = 0.0
    for (x, w) in zip(raised, weights) { total += w * x }
    let unit = raised.map { $0 / total }
    var variance = 0.0
    for (x, w) in zip(unit, weights) { variance += w * (x - 1) * (x - 1) }
    return (unit.map { $0 * mean }, variance.squareRoot())
  }
  var low = 1.0
  var high = 1.25
  while scaled(high).variation < target, high < 64 { high *= 1.5 }
  for _ in 0..<60 {
    let middle = 0.5 * (low + high)
    if scaled(middle).variation < target { low = middle } else { high = middle }
  }
  return scaled(high).points
}
