internal import RestockNumerics

/// The transforms of one pattern and length.
struct TransformPool: Sendable {
  private(set) var all = TransformHistogram()
  private(set) var byRate = [TransformHistogram](repeating: TransformHistogram(), count: 3)
  private(set) var byDemands = [TransformHistogram](repeating: TransformHistogram(), count: 3)
  let rates: Terciles
  let demands: Terciles

  /// A transform spread evenly over `low`...`high`, of a total with this expected demand a period.
  private struct Transform {
    let rate: Double
    let demands: Double
    let low: Double
    let high: Double
    let weight: Double
  }

  /// Those of counts with this variation beyond their own ratios.
  init(ofCounts totals: PastTotals, variation: Double) {
    self.init(totals) { member in
      let mean = Double(member.total.forecast)
      let own = Double(member.total.standardDeviation)
      return own * own + variation * mean * mean
    }
  }

  /// Those of quantities, by the spread of each series.
  init(ofQuantities totals: PastTotals, spreads: [SeriesDispersion?]) {
    let length = Double(totals.length)
    self.init(totals) { member in
      let own = Double(member.total.standardDeviation)
      return own * own * (spreads[member.series]?.inflation(length: length) ?? 1)
    }
  }

  private init(_ totals: PastTotals, variance: (PastTotals.Member) -> Double) {
    let length = Double(totals.length)
    var transforms: [Transform] = []
    totals.visit { member in
      let isCount = member.record.isSmallCount
      let mean = Double(member.total.forecast)
      let forecast = demandDistribution(
        mean: mean, variance: variance(member), wholeUnits: isCount)
      let actual = Double(member.total.actual)
      let high = forecast.cumulativeProbability(isCount ? actual.rounded() : actual)
      let low =
        forecast.isWholeUnits ? forecast.cumulativeProbability(actual.rounded() - 1) : high
      transforms.append(
        Transform(
          rate: mean * member.record.scale / length, demands: Double(member.total.demands),
          low: low, high: high, weight: member.weight))
    }
    rates = Terciles(of: transforms.map(\.rate))
    demands = Terciles(of: transforms.map(\.demands))
    for transform in transforms {
      let (low, high, weight) = (transform.low, transform.high, transform.weight)
      all.add(from: low, to: high, weight: weight)
      byRate[rates.place(of: transform.rate)].add(from: low, to: high, weight: weight)
      byDemands[demands.place(of: transform.demands)].add(from: low, to: high, weight: weight)
    }
  }
}

/// The upper ends of the lower two thirds of some values.
struct Terciles: Sendable, Hashable {
  private let lower: Double
  private let upper: Double

  init(of values: [Double]) {
    let sorted = values.sorted()
    lower = sorted.isEmpty ? 0 : sorted[sorted.count / 3]
    upper = sorted.isEmpty ? 0 : sorted[2 * sorted.count / 3]
  }

  func place(of value: Double) -> Int { value < lower ? 0 : value < upper ? 1 : 2 }
}

/// The share of transforms below each of the levels of a recalibration.
struct TransformHistogram: Sendable {
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
