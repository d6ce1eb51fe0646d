internal import RestockNumerics

/// The recalibration of totals that past forecasts of many series call for, one mechanism for all
/// models.
///
/// The probability integral transforms of past totals under their forecasts are pooled by demand
/// pattern, length of the window and tercile of the expected demand a period; a count spreads its
/// transform evenly over F(y - 1)...F(y). Cells with little evidence lean on their pattern, and a
/// pattern on all series; and a longer window is never given less above a level than a shorter one.
/// Works on counts where scaled residuals fail, for most of them are zero.
///
/// Source: Czado, Gneiting and Held (2009), Predictive model assessment for count data,
/// doi:10.1111/j.1541-0420.2009.01191.x (the transform without drawing); Kuleshov, Fenner and Ermon
/// (2018), Accurate uncertainties for deep learning using calibrated regression (the map).
public struct PooledCalibration: Sendable, Hashable {
  /// The maps of one pattern and length, by the tercile of expected demand a period.
  struct Terciles: Sendable, Hashable {
    let lower: Double
    let upper: Double
    let maps: [Recalibration]

    func map(rate: Double) -> Recalibration {
      rate < lower ? maps[0] : rate < upper ? maps[1] : maps[2]
    }
  }

  /// By pattern, then by the length's place in `OriginTotals.lengths`.
  private let byPattern: [DemandPattern: [Terciles]]
  private let fallback: [Terciles]

  /// Transforms counted at most for a pattern and length: more say nothing more.
  private static let enough = 12_000
  /// Transforms' worth of the wider pool.
  private static let priorEvidence = 60.0

  /// Learns from the past totals of `members` under the spread that `dispersion` gives them.
  ///
  /// - Parameters:
  ///   - members: Models chosen for the series.
  ///   - dispersion: Learned from the same.
  ///   - threads: At most this many; the result does not depend on it.
  public init(_ members: [SelectedModel], dispersion: PooledDispersion, threads: Int = 1) {
    let patterns = DemandPattern.allCases
    let lengths = OriginTotals.lengths.count
    let tasks = patterns.count * lengths
    let pools = parallelMap(count: tasks, threads: threads, chunk: 1) { task in
      TransformPool(
        members, dispersion: dispersion, pattern: patterns[task / lengths], place: task % lengths,
        enough: Self.enough)
    }
    var fallback: [Terciles] = []
    var byPattern: [DemandPattern: [Terciles]] = [:]
    var shorter = Recalibration.identity
    for place in 0..<lengths {
      var all = TransformHistogram()
      for p in patterns.indices { all.add(pools[p * lengths + place].all) }
      // A length with no record takes the map of the length before.
      let common = all.map(prior: shorter, priorEvidence: Self.priorEvidence)
      shorter = common
      fallback.append(Terciles(lower: 0, upper: 0, maps: [common, common, common]))
      for (p, pattern) in patterns.enumerated() {
        let pool = pools[p * lengths + place]
        let own = pool.all.map(prior: common, priorEvidence: Self.priorEvidence)
        byPattern[pattern, default: []].append(
          Terciles(
            lower: pools[p * lengths].lower, upper: pools[p * lengths].upper,
            maps: pool.terciles.enumerated().map { tercile, histogram in
              let map = histogram.map(prior: own, priorEvidence: Self.priorEvidence)
              // A longer total is at least the shorter one within it.
              guard let shorter = byPattern[pattern]?.last?.maps[tercile] else { return map }
              return Recalibration(below: zip(map.below, shorter.below).map(min))
            }))
      }
    }
    self.fallback = fallback
    self.byPattern = byPattern
  }

  /// The map for a total over a window of `length` periods with this expected demand a period.
  func recalibration(_ pattern: DemandPattern, length: Double, rate: Double) -> Recalibration {
    let tables = byPattern[pattern] ?? fallback
    let (place, weight) = OriginTotals.place(of: length)
    let map = tables[place].map(rate: rate)
    guard weight > 0 else { return map }
    return map.mixed(with: tables[place + 1].map(rate: rate), weight: weight)
  }
}

/// The transforms of one pattern and length.
private struct TransformPool: Sendable {
  var all = TransformHistogram()
  var terciles = [TransformHistogram](repeating: TransformHistogram(), count: 3)
  var lower = 0.0
  var upper = 0.0

  init(
    _ members: [SelectedModel], dispersion: PooledDispersion, pattern: DemandPattern, place: Int,
    enough: Int
  ) {
    let length = Double(OriginTotals.lengths[place])
    var rates: [Double] = []
    var count = 0
    for member in members where member.pattern == pattern {
      guard let totals = member.originTotals, place < totals.totals.count else { continue }
      count += totals.totals[place].count
      for total in totals.totals[place] {
        rates.append(Double(total.forecast) * totals.scale / length)
      }
    }
    guard count > 0 else { return }
    rates.sort()
    lower = rates[count / 3]
    upper = rates[2 * count / 3]
    let stride = (count + enough - 1) / enough
    var turn = 0
    for member in members where member.pattern == pattern {
      guard let totals = member.originTotals, place < totals.totals.count else { continue }
      let spread = dispersion.spread(of: member)
      let weight = min(1, totals.spacing / length)
      for total in totals.totals[place] {
        turn += 1
        guard turn % stride == 0 else { continue }
        let mean = Double(total.forecast)
        let own = Double(total.standardDeviation)
        let variance =
          totals.isSmallCount
          ? spread.countVariance(mean: mean, length: length)
          : own * own * spread.inflation(length: length)
        let scale = totals.scale
        let bounded = spread.bounded(
          variance * scale * scale, mean: mean * scale, length: length)
        let forecast = demandDistribution(
          mean: mean, variance: bounded / (scale * scale), wholeUnits: totals.isSmallCount)
        let actual = Double(total.actual)
        let high = forecast.cumulativeProbability(actual)
        let low =
          forecast.isWholeUnits ? forecast.cumulativeProbability(actual - 1) : high
        let rate = mean * totals.scale / length
        all.add(from: low, to: high, weight: weight)
        terciles[rate < lower ? 0 : rate < upper ? 1 : 2].add(from: low, to: high, weight: weight)
      }
    }
  }
}

/// The share of transforms below each of the levels of a recalibration.
private struct TransformHistogram: Sendable {
  private var below = [Double](repeating: 0, count: Recalibration.levels.count)
  private var evidence = 0.0

  /// Adds a transform spread evenly from `low` to `high`.
  mutating func add(from low: Double, to high: Double, weight: Double) {
    for (i, level) in Recalibration.levels.enumerated() {
      if level >= high {
        below[i] += weight
      } else if level > low {
        below[i] += weight * (level - low) / (high - low)
      }
    }
    evidence += weight
  }

  mutating func add(_ other: Self) {
    for i in below.indices { below[i] += other.below[i] }
    evidence += other.evidence
  }

  func map(prior: Recalibration, priorEvidence: Double) -> Recalibration {
    guard evidence > 0 else { return prior }
    let total = evidence + priorEvidence
    var shares = zip(below, prior.below).map { ($0 + priorEvidence * $1) / total }
    shares[0] = 0
    shares[shares.count - 1] = 1
    return Recalibration(below: shares)
  }
}
