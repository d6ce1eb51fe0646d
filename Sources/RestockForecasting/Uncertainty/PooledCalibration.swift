internal import RestockNumerics

/// The recalibration of totals that past forecasts of many series call for, one mechanism for all
/// models.
///
/// The probability integral transforms of past totals under their forecasts are pooled by demand
/// pattern, length of the window and tercile of the expected demand a period; a count spreads its
/// transform evenly over F(y - 1)...F(y). The pattern is that of the demand until the origin, for the
/// demand that is to be foretold must not choose its pool: chosen by the whole history, the lumpy items
/// were those that had just had their largest order, and their tails came out far too heavy. Cells with
/// little evidence lean on their pattern, and a pattern on all series; and a longer window is never given
/// less above a level than a shorter one. Works on counts where scaled
/// residuals fail, for most of them are zero.
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
    let pools = parallelMap(count: lengths, threads: threads, chunk: 1) { place in
      TransformPool.pools(members, dispersion: dispersion, place: place, enough: Self.enough)
    }
    var fallback: [Terciles] = []
    var byPattern: [DemandPattern: [Terciles]] = [:]
    var shorter = Recalibration.identity
    for place in 0..<lengths {
      var all = TransformHistogram()
      for pool in pools[place] { all.add(pool.all) }
      // A length with no record takes the map of the length before.
      let common = all.map(prior: shorter, priorEvidence: Self.priorEvidence)
      shorter = common
      fallback.append(Terciles(lower: 0, upper: 0, maps: [common, common, common]))
      for (p, pattern) in patterns.enumerated() {
        let pool = pools[place][p]
        let own = pool.all.map(prior: common, priorEvidence: Self.priorEvidence)
        byPattern[pattern, default: []].append(
          Terciles(
            lower: pools[0][p].lower, upper: pools[0][p].upper,
            maps: pool.terciles.enumerated().map { tercile, histogram in
              let map = histogram.map(prior: own, priorEvidence: Self.priorEvidence)
              // A longer total is at least the shorter one within it: more lead time never lowers a
              // level.
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

  /// A transform spread evenly over `low`...`high`, of a total with this expected demand a period.
  private struct Transform {
    let rate: Double
    let low: Double
    let high: Double
    let weight: Double
  }

  /// The pools of one length, in the order of `DemandPattern.allCases`; of each at most about `enough`
  /// transforms, evenly from all.
  static func pools(
    _ members: [SelectedModel], dispersion: PooledDispersion, place: Int, enough: Int
  ) -> [TransformPool] {
    let patterns = DemandPattern.allCases
    var counts: [DemandPattern: Int] = [:]
    for member in members {
      guard let totals = member.originTotals, place < totals.totals.count else { continue }
      for total in totals.totals[place] { counts[total.pattern, default: 0] += 1 }
    }
    return patterns.map { pattern in
      let count = counts[pattern] ?? 0
      guard count > 0 else { return TransformPool() }
      return TransformPool(
        transforms(
          members, dispersion: dispersion, pattern: pattern, place: place,
          stride: (count + enough - 1) / enough))
    }
  }

  private init() {}

  private init(_ transforms: [Transform]) {
    let rates = transforms.map(\.rate).sorted()
    guard !rates.isEmpty else { return }
    lower = rates[rates.count / 3]
    upper = rates[2 * rates.count / 3]
    for transform in transforms {
      let tercile = transform.rate < lower ? 0 : transform.rate < upper ? 1 : 2
      all.add(from: transform.low, to: transform.high, weight: transform.weight)
      terciles[tercile].add(from: transform.low, to: transform.high, weight: transform.weight)
    }
  }

  private static func transforms(
    _ members: [SelectedModel], dispersion: PooledDispersion, pattern: DemandPattern, place: Int,
    stride: Int
  ) -> [Transform] {
    let length = Double(OriginTotals.lengths[place])
    var transforms: [Transform] = []
    var turn = 0
    for member in members {
      guard let totals = member.originTotals, place < totals.totals.count else { continue }
      let weight = min(1, totals.spacing / length)
      let factor =
        totals.isSmallCount
        ? 1 : dispersion.spread(of: member).inflation(length: length)
      for total in totals.totals[place] where total.pattern == pattern {
        turn += 1
        guard turn % stride == 0 else { continue }
        let mean = Double(total.forecast)
        let own = Double(total.standardDeviation)
        let forecast = demandDistribution(
          mean: mean, variance: factor * own * own, wholeUnits: totals.isSmallCount)
        let actual =
          totals.isSmallCount ? Double(total.actual).rounded() : Double(total.actual)
        let high = forecast.cumulativeProbability(actual)
        let low = forecast.isWholeUnits ? forecast.cumulativeProbability(actual - 1) : high
        transforms.append(
          Transform(rate: mean * totals.scale / length, low: low, high: high, weight: weight))
      }
    }
    return transforms
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
