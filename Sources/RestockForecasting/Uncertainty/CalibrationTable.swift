internal import RestockNumerics

/// The maps of counts, or of quantities.
struct CalibrationTable: Sendable, Hashable {
  /// The lengths of windows.
  let lengths: WindowLengths
  /// By pattern, then by the length's place.
  private let byPattern: [DemandPattern: [CalibrationMaps]]

  /// Transforms counted at most for a pattern and length: more say nothing more.
  private static let enough = 12_000
  /// Transforms' worth of the wider pool.
  private static let priorEvidence = 60.0

  init(
    _ members: [SelectedModel], dispersion: PooledDispersion, isSmallCount: Bool, threads: Int
  ) {
    let patterns = DemandPattern.allCases
    lengths = isSmallCount ? .counts : .quantities
    let places = lengths.periods.count
    let spreads = members.map { member in
      isSmallCount || member.originTotals == nil ? nil : dispersion.spread(of: member)
    }
    let pools = parallelMap(count: places, threads: threads, chunk: 1) { place in
      patterns.map { pattern in
        let totals = PastTotals(
          members, place: place, pattern: pattern, isSmallCount: isSmallCount, enough: Self.enough)
        return isSmallCount
          ? TransformPool(
            ofCounts: totals, variation: dispersion.variation.variation(pattern))
          : TransformPool(ofQuantities: totals, spreads: spreads)
      }
    }
    var byPattern: [DemandPattern: [CalibrationMaps]] = [:]
    var shorter = Recalibration.identity
    for place in 0..<places {
      var all = TransformHistogram()
      for pool in pools[place] { all.add(pool.all) }
      // A length with no record takes the map of the length before.
      let common = all.map(prior: shorter, priorEvidence: Self.priorEvidence)
      shorter = common
      for (p, pattern) in patterns.enumerated() {
        let pool = pools[place][p]
        let own = pool.all.map(prior: common, priorEvidence: Self.priorEvidence)
        let byRate = pool.byRate.map { $0.map(prior: own, priorEvidence: Self.priorEvidence) }
        let byDemands = pool.byDemands.map {
          $0.map(prior: own, priorEvidence: Self.priorEvidence)
        }
        // One class of an item for all windows, so that none is recalibrated unlike its neighbours.
        let (rates, demands) = (pools[0][p].rates, pools[0][p].demands)
        let before = byPattern[pattern]?.last
        byPattern[pattern, default: []].append(
          isSmallCount && pattern != .short
            ? CalibrationMaps(rates: rates, byRate: byRate, demands: demands, byDemands: byDemands)
            : CalibrationMaps(
              rates: rates, byRate: byRate, notAbove: isSmallCount ? nil : before))
      }
    }
    self.byPattern = byPattern
  }

  func map(_ pattern: DemandPattern, place: Int, rate: Double, demands: Int) -> Recalibration {
    byPattern[pattern]?[place].map(rate: rate, demands: Double(demands)) ?? .identity
  }
}

/// The maps of one pattern and length.
private struct CalibrationMaps: Sendable, Hashable {
  private let rates: Terciles
  /// Nil where the demands behind an item do not matter.
  private let demands: Terciles?
  /// By the tercile of the rate, and within it by that of the demands.
  private let maps: [Recalibration]

  /// Half of the map by rate and half of that by demands.
  init(
    rates: Terciles, byRate: [Recalibration], demands: Terciles, byDemands: [Recalibration]
  ) {
    self.rates = rates
    self.demands = demands
    maps = byRate.flatMap { map in byDemands.map { map.mixed(with: $0, weight: 0.5) } }
  }

  /// By rate alone, and nowhere above those of a shorter length.
  init(rates: Terciles, byRate: [Recalibration], notAbove shorter: Self?) {
    self.rates = rates
    demands = nil
    maps = byRate.enumerated().map { tercile, map in
      shorter.map { map.atMost($0.maps[tercile]) } ?? map
    }
  }

  func map(rate: Double, demands count: Double) -> Recalibration {
    let tercile = rates.place(of: rate)
    guard let demands else { return maps[tercile] }
    return maps[3 * tercile + demands.place(of: count)]
  }
}
