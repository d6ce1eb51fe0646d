internal import RestockNumerics

/// A total as forecast, the map of its probabilities and what it is taken never to exceed.
struct RecalibratedTotal {
  /// The forecast's distribution.
  let forecast: DemandDistribution
  /// What its probabilities become.
  let map: Recalibration
  /// In the forecast's units, at least its mean: the probability beyond it lies at it.
  let limit: Double

  /// Counts above which a total is tabulated.
  private static let largestLattice = 400.0
  /// The probability left beyond a table.
  private static let tail = 1e-7

  private var isAsForecast: Bool {
    map == .identity && forecast.survivalProbability(limit) <= Self.tail
  }

  /// The forecast's survival probabilities of 0, 1, ..., nil where there are too many.
  private var forecastTails: [Double]? {
    forecast.survivalProbabilities(
      downTo: Self.tail * 1e-3, limit: 4 * Int(Self.largestLattice))
  }

  /// What becomes of them.
  private func recalibrated(_ tails: [Double]) -> [Double] {
    var mapped: [Double] = []
    mapped.reserveCapacity(tails.count)
    var before = 1.0
    for tail in tails {
      before = Double(mapped.count) < limit ? min(before, max(0, map.survival(tail))) : 0
      mapped.append(before)
      if before <= Self.tail { break }
    }
    return mapped
  }

  /// The distribution of a total, which is at least each of some shorter ones within it: above any level it
  /// has the greatest probability of them all.
  ///
  /// Maps are learned for each length by itself and may cross. Bounding every longer map by the shorter ones
  /// would bar that too, but where demand falls with age, as that of car parts does, it left totals
  /// over eight months 7 points above their levels; the totals themselves hardly ever cross.
  ///
  /// Counts up to a few hundred are tabulated exactly; larger totals, and quantities that are not
  /// counted, at some sixty values.
  ///
  /// - Parameters:
  ///   - total: The total.
  ///   - shorter: Those within it.
  ///   - unit: What the distributions count, > 0.
  ///   - wholeUnits: Whether demand itself comes in whole units.
  /// - Returns: The recalibrated distribution, or the forecast's where nothing is to be done.
  static func distribution(
    of total: Self, shorter: [Self] = [], unit: Double = 1, wholeUnits: Bool = true
  ) -> DemandDistribution {
    let shorter = shorter.filter { $0.forecast.mean > 0 }
    guard total.forecast.mean > 0, !total.isAsForecast || unit != 1 || !shorter.isEmpty else {
      return total.forecast
    }
    if case .point(let value) = total.forecast { return .point(value * unit) }
    if total.forecast.isWholeUnits,
      total.forecast.mean + 6 * total.forecast.standardDeviation < largestLattice,
      var above = total.forecastTails
    {
      var tails = total.recalibrated(above)
      for part in shorter.reversed() where part.mayExceed(tails, forecast: above) {
        above = part.forecastTails ?? []
        raise(&tails, to: part.recalibrated(above))
      }
      if let none = tails.first, none < 1 {
        if unit == 1 { return .lattice(Lattice(weights: weights(tails))) }
        let values = tails.indices.map { Double($0) * unit }
        return .tabulated(Tabulated(values: values, survival: tails, isWholeUnits: wholeUnits))
      }
    }
    return tabulated(total, shorter, unit: unit, wholeUnits: wholeUnits)
      .map(DemandDistribution.tabulated) ?? .point(total.forecast.mean * unit)
  }

  /// Whether the survival probabilities may exceed `tails` anywhere: those of a longer forecast are no less
  /// than this one's, and cost nothing once they are known.
  private func mayExceed(_ tails: [Double], forecast longer: [Double]) -> Bool {
    for (k, tail) in tails.enumerated() where k < longer.count && Double(k) < limit {
      if map.survival(longer[k]) > tail { return true }
    }
    return false
  }

  /// Raises a falling sequence, zero beyond its end, to another where that is larger.
  private static func raise(_ tails: inout [Double], to other: [Double]) {
    for (k, value) in other.enumerated() {
      if k == tails.count {
        tails.append(value)
      } else {
        tails[k] = max(tails[k], value)
      }
    }
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

  /// The larger survival probabilities at values that cover the total, times `unit`.
  private static func tabulated(
    _ whole: Self, _ shorter: [Self], unit: Double, wholeUnits: Bool
  ) -> Tabulated? {
    let isWholeUnits = whole.forecast.isWholeUnits
    func survival(_ x: Double) -> Double {
      guard x < whole.limit else { return 0 }
      var above = whole.forecast.survivalProbability(x)
      var tail = max(0, whole.map.survival(above))
      // A shorter forecast has less above x than a longer one; most need not be asked.
      for part in shorter.reversed() where x < part.limit && part.map.survival(above) > tail {
        above = part.forecast.survivalProbability(x)
        tail = max(tail, part.map.survival(above))
      }
      return tail
    }
    var values = [0.0]
    var tails = [min(1, survival(0))]
    for knot in knots(
      mean: whole.forecast.mean, deviation: whole.forecast.standardDeviation)
    {
      // Between whole units there is nothing.
      let x = isWholeUnits ? knot.rounded(.up) : knot
      // Times the unit, neighbours may be the same number.
      let value = x * unit
      guard value > values[values.count - 1] else { continue }
      guard x < whole.limit else {
        values.append(max(whole.limit * unit, values[values.count - 1].nextUp))
        tails.append(0)
        break
      }
      let tail = survival(x)
      values.append(value)
      tails.append(min(tail, tails[tails.count - 1]))
      if tail < Self.tail { break }
    }
    return values.allSatisfy(\.isFinite)
      ? Tabulated(values: values, survival: tails, isWholeUnits: wholeUnits && isWholeUnits) : nil
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
