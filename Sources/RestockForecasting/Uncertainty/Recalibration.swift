public import RestockNumerics

/// A monotone map of probabilities, 0...1 onto itself: where forecasts said p, what share of actual
/// demand lay below.
///
/// Kept as a table over fixed levels that lie close in the tails, with its complement beside it, so
/// that small survival probabilities keep their digits.
public struct Recalibration: Sendable, Hashable {
  /// The share of demand below the forecasts' quantile at each of `levels`.
  let below: [Double]
  /// The share above it.
  let above: [Double]

  /// The levels of the table.
  static let levels: [Double] = [
    0, 0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5,
    0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.965, 0.98, 0.99, 0.995, 0.998,
    0.999, 1,
  ]

  /// Leaves every probability as it is.
  public static let identity = Self(below: levels)

  init(below: [Double]) {
    self.below = below
    above = below.map { 1 - $0 }
  }

  /// Part of one map and part of another: `weight` of `other`.
  func mixed(with other: Self, weight: Double) -> Self {
    Self(below: zip(below, other.below).map { $0 + weight * ($1 - $0) })
  }

  /// The same correction of the spread with half the correction of the centre: half of the map, half
  /// of the mean of the map and its mirror image.
  ///
  /// For quantities with a spread of their own. Series of one business share their shocks, so that a
  /// bias of the past is only in part one to come: on held-out training data of M3 the whole
  /// correction gained on yearly series what it lost on quarterly ones.
  var halfCentred: Self {
    let mirrored = Self(
      below: Self.levels.enumerated().map { place, level in
        0.5 * (below[place] + survival(level))
      })
    return mixed(with: mirrored, weight: 0.5)
  }

  /// The survival probability that belongs to one of the forecast.
  func survival(_ survival: Double) -> Double {
    let level = 1 - survival
    let levels = Self.levels
    var low = 0
    var high = levels.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if levels[middle] <= level { low = middle } else { high = middle }
    }
    // From the upper end of the interval, where the last digits of a small probability are.
    let upper = 1 - levels[high]
    let share = (survival - upper) / (1 - levels[low] - upper)
    return above[high] + min(1, max(0, share)) * (above[low] - above[high])
  }

  /// The distribution that this map makes of a forecast's.
  ///
  /// Counts up to a few hundred are tabulated exactly; larger totals, and quantities that are not
  /// counted, at some sixty values.
  ///
  /// - Parameters:
  ///   - forecast: The forecast's distribution, in units of `unit`.
  ///   - unit: What the distribution counts, > 0.
  ///   - wholeUnits: Whether demand itself comes in whole units.
  ///   - limit: What demand is taken never to exceed, at least its mean: the probability beyond it lies
  ///     at it.
  /// - Returns: The recalibrated distribution, or the forecast's where nothing is to be done.
  public func callAsFunction(
    _ forecast: DemandDistribution, unit: Double = 1, wholeUnits: Bool = true,
    limit: Double = .infinity
  ) -> DemandDistribution {
    let limit = limit / unit
    guard forecast.mean > 0,
      self != .identity || unit != 1 || forecast.survivalProbability(limit) > Self.tail
    else { return forecast }
    if case .point(let value) = forecast { return .point(value * unit) }
    if forecast.isWholeUnits, let tails = lattice(of: forecast, limit: limit) {
      if unit == 1 { return .lattice(Lattice(weights: Self.weights(tails))) }
      let values = tails.indices.map { Double($0) * unit }
      return .tabulated(
        Tabulated(values: values, survival: tails, isWholeUnits: wholeUnits))
    }
    return tabulated(
      forecast, unit: unit, wholeUnits: wholeUnits && forecast.isWholeUnits, limit: limit
    ).map(DemandDistribution.tabulated) ?? .point(forecast.mean * unit)
  }

  /// Counts above which a total is tabulated.
  private static let largestLattice = 400.0
  /// The probability left beyond a table.
  private static let tail = 1e-7

  /// The survival probabilities of 0, 1, ..., nil where there are too many.
  private func lattice(of forecast: DemandDistribution, limit: Double) -> [Double]? {
    guard forecast.mean + 6 * forecast.standardDeviation < Self.largestLattice else { return nil }
    guard
      let tails = forecast.survivalProbabilities(
        downTo: Self.tail * 1e-3, limit: 4 * Int(Self.largestLattice))
    else { return nil }
    var mapped: [Double] = []
    var before = 1.0
    for tail in tails {
      before = Double(mapped.count) < limit ? min(before, max(0, survival(tail))) : 0
      mapped.append(before)
      if before <= Self.tail { break }
    }
    return before < 1 ? mapped : nil
  }

  /// The probabilities of 0, 1, ... that these survival probabilities mean, what is beyond the last left
  /// out.
  private static func weights(_ tails: [Double]) -> [Double] {
    var before = 1.0
    return tails.map { tail in
      defer { before = tail }
      return before - tail
    }
  }

  private func tabulated(
    _ forecast: DemandDistribution, unit: Double, wholeUnits: Bool, limit: Double
  ) -> Tabulated? {
    var values = [0.0]
    var tails = [min(1, survival(forecast.survivalProbability(0)))]
    for knot in Self.knots(mean: forecast.mean, deviation: forecast.standardDeviation) {
      // Between whole units there is nothing.
      let x = forecast.isWholeUnits ? knot.rounded(.up) : knot
      guard x > values[values.count - 1] else { continue }
      guard x < limit else {
        values.append(max(limit, values[values.count - 1].nextUp))
        tails.append(0)
        break
      }
      let tail = survival(forecast.survivalProbability(x))
      values.append(x)
      tails.append(min(tail, tails[tails.count - 1]))
      if tail < Self.tail { break }
    }
    for i in values.indices { values[i] *= unit }
    return values.allSatisfy(\.isFinite)
      ? Tabulated(values: values, survival: tails, isWholeUnits: wholeUnits) : nil
  }

  /// Values that cover a distribution with this mean and deviation: halvings below the mean, then
  /// steps that grow above it.
  private static func knots(mean: Double, deviation: Double) -> [Double] {
    var knots: [Double] = []
    let step = 0.125 * deviation
    var low = mean - 4 * deviation
    if low <= step {
      // Down to zero by halves.
      var x = min(mean, step)
      for _ in 0..<12 {
        knots.append(x)
        x /= 2
      }
      knots.reverse()
      low = min(mean, step)
    }
    var x = low
    while x < mean + 2 * deviation {
      knots.append(x)
      x += step
    }
    var growing = step
    for _ in 0..<24 {
      knots.append(x)
      growing *= 1.2
      x += growing
    }
    return knots
  }
}
