internal import RestockNumerics

/// The sums over a batch that its seasonal indices are ratios of.
struct IndexBatch {
  let members: [PooledSeasonalIndex.Member]
  let phases: ContiguousArray<Int>
  let phaseCount: Int
  /// The pairs of group and location that occur, in the order of their first member.
  let pairs: [PooledSeasonalIndex.Pair]
  /// The pair of each member.
  let pairOfMember: [Int]
  /// Groups, and seasons that the history reaches into, counted back from its end.
  let groupCount: Int
  let seasonCount: Int
  private let historyEnd: Int

  init(members: [PooledSeasonalIndex.Member], phases: ContiguousArray<Int>, phaseCount: Int) {
    self.members = members
    self.phases = phases
    self.phaseCount = phaseCount
    var places: [PooledSeasonalIndex.Pair: Int] = [:]
    var pairs: [PooledSeasonalIndex.Pair] = []
    var pairOfMember: [Int] = []
    pairOfMember.reserveCapacity(members.count)
    for member in members {
      let pair = PooledSeasonalIndex.Pair(group: member.group, location: member.location)
      if let place = places[pair] {
        pairOfMember.append(place)
      } else {
        places[pair] = pairs.count
        pairOfMember.append(pairs.count)
        pairs.append(pair)
      }
    }
    self.pairs = pairs
    self.pairOfMember = pairOfMember
    groupCount = (pairs.map(\.group).max() ?? 0) + 1
    historyEnd = members.reduce(0) { max($0, $1.start + $1.demand.count) }
    seasonCount = (historyEnd + phaseCount - 1) / phaseCount
  }

  /// Known demand and the level it would have had, by pair and phase.
  struct Sums: Sendable {
    /// Pair after pair, `phaseCount` values each.
    var demand: ContiguousArray<Double>
    var level: ContiguousArray<Double>
    /// Of whole groups, apart by season.
    var bySeason: GroupSeasons
    /// Of the members' logarithms of the variance-to-mean ratio, weighted by their demand.
    var logDispersion = 0.0
    var dispersionWeight = 0.0

    init(count: Int, bySeason: GroupSeasons) {
      demand = ContiguousArray(repeating: 0, count: count)
      level = ContiguousArray(repeating: 0, count: count)
      self.bySeason = bySeason
    }

    mutating func add(_ other: Sums) {
      for i in demand.indices {
        demand[i] += other.demand[i]
        level[i] += other.level[i]
      }
      bySeason.add(other.bySeason)
      logDispersion += other.logDispersion
      dispersionWeight += other.dispersionWeight
    }

    /// The variance-to-mean ratio of the batch, units; its geometric mean, that no single wild item
    /// sways.
    var dispersion: Double {
      dispersionWeight > 0 ? (logDispersion / dispersionWeight).exponential : 1
    }
  }

  /// Parts that are summed apart and then in order, so that the threads don't change the result.
  private static let parts = 16

  /// The sums given the indices of the pass before, by pair and phase.
  ///
  /// - Parameters:
  ///   - index: By pair and phase.
  ///   - reach: Periods on either side that a level is told by.
  ///   - threads: At most this many; the result does not depend on it.
  /// - Returns: Of all members.
  func sums(index: [ContiguousArray<Double>], reach: Int, threads: Int) -> Sums {
    let cells = pairs.count * phaseCount
    let results = inParts(threads: threads) { members in
      var sums = Sums(
        count: cells,
        bySeason: GroupSeasons(seasons: seasonCount, groups: groupCount, phases: phaseCount))
      var workspace = ContiguousArray<Double>()
      for m in members { add(m, index: index, reach: reach, to: &sums, &workspace) }
      return sums
    }
    var total = results[0]
    for part in results.dropFirst() { total.add(part) }
    return total
  }

  /// The results of the parts of the members, in order.
  func inParts<Output: Sendable>(
    threads: Int, _ body: @Sendable (Range<Int>) -> Output
  ) -> [Output] {
    let count = members.count
    let parts = min(Self.parts, max(1, count / 256))
    return parallelMap(count: parts, threads: threads, chunk: 1) { part in
      body((count * part / parts)..<(count * (part + 1) / parts))
    }
  }

  /// Which season counted back from the end of the history a period of a member lies in.
  func season(_ member: PooledSeasonalIndex.Member, _ t: Int) -> Int {
    (historyEnd - 1 - member.start - t) / phaseCount
  }

  /// Adds one member.
  private func add(
    _ place: Int, index: [ContiguousArray<Double>], reach: Int, to sums: inout Sums,
    _ exposure: inout ContiguousArray<Double>
  ) {
    let member = members[place]
    let pair = pairOfMember[place]
    var squares = 0.0
    var levels = 0.0
    var total = 0.0
    let cell = pair * phaseCount
    forEachLevel(of: member, multipliers: index[pair], reach: reach, &exposure) { t, level, usual in
      let phase = phases[member.start + t]
      sums.demand[cell + phase] += member.demand[t]
      sums.level[cell + phase] += level
      sums.bySeason.add(
        demand: member.demand[t], level: level, season: season(member, t), group: member.group,
        phase: phase)
      let error = member.demand[t] - usual
      squares += error * error
      levels += usual
      total += member.demand[t]
    }
    if squares > 0, levels > 0 {
      sums.logDispersion += total.squareRoot() * (squares / levels).logarithm
      sums.dispersionWeight += total.squareRoot()
    }
  }

  /// Calls `body` with each known period of a member about which enough is known, the level there and
  /// the level times the index: a sliding window of `reach` periods on either side gives the level at
  /// its centre.
  @inline(__always)
  func forEachLevel(
    of member: PooledSeasonalIndex.Member, multipliers: ContiguousArray<Double>, reach: Int,
    _ exposure: inout ContiguousArray<Double>, _ body: (Int, Double, Double) -> Void
  ) {
    let demand = member.demand
    let n = demand.count
    exposure.removeAll(keepingCapacity: true)
    exposure.reserveCapacity(n)
    for t in 0..<n {
      let isKnown = member.isKnown?[t] != false
      exposure.append(isKnown ? multipliers[phases[member.start + t]] : 0)
    }
    var windowDemand = 0.0
    var windowExposure = 0.0
    var windowKnown = 0
    func enter(_ t: Int, sign: Double) {
      guard exposure[t] > 0 else { return }
      windowDemand += sign * demand[t]
      windowExposure += sign * exposure[t]
      windowKnown += sign > 0 ? 1 : -1
    }
    for t in 0..<min(reach, n) { enter(t, sign: 1) }
    for t in 0..<n {
      if t + reach < n { enter(t + reach, sign: 1) }
      if t - reach - 1 >= 0 { enter(t - reach - 1, sign: -1) }
      guard exposure[t] > 0, windowKnown >= reach else { continue }
      let level = max(0, windowDemand) / windowExposure
      body(t, level, level * exposure[t])
    }
  }

  /// The index of all series, and for each pair its own: the stages multiplied, each of mean 1.
  func stagedIndices(
    _ sums: Sums, settings: PooledSeasonalIndex.Settings
  ) -> (all: ContiguousArray<Double>, byPair: [ContiguousArray<Double>]) {
    let dispersion = sums.dispersion
    let flat = ContiguousArray<Double>(repeating: 1, count: phaseCount)
    var index = [ContiguousArray<Double>](repeating: flat, count: pairs.count)
    var all = flat
    let stages: [(PooledSeasonalIndex.Settings.Stage, (PooledSeasonalIndex.Pair) -> Int)] = [
      (settings.all, { _ in 0 }), (settings.group, { $0.group }),
      (settings.location, { $0.location }),
    ]
    for (order, (stage, key)) in stages.enumerated() {
      var ratios = StageRatios(phaseCount: phaseCount)
      var places: [Int] = []
      for (pair, place) in pairs.enumerated() {
        let cells = pair * phaseCount..<(pair + 1) * phaseCount
        places.append(
          ratios.add(
            key(place), demand: sums.demand[cells], level: sums.level[cells], index: index[pair]))
      }
      // A stage with one member says nothing beyond the stage before.
      if order > 0 && ratios.count < 2 { continue }
      // The group's stage has to have come true in other seasons.
      let evidence =
        order == 1
        ? sums.bySeason.evidence(for: stage, over: all, dispersion: dispersion)
        : ContiguousArray(repeating: stage.evidence, count: phaseCount)
      let stageIndices = ratios.indices(stage, evidence: evidence, dispersion: dispersion)
      if order == 0 { all = stageIndices.first ?? flat }
      for (pair, place) in places.enumerated() {
        for phase in 0..<phaseCount { index[pair][phase] *= stageIndices[place][phase] }
      }
    }
    return (normalised(all), index.map(normalised))
  }
}

/// The sums of one stage by its key, and the indices they give.
private struct StageRatios {
  private let phaseCount: Int
  private var places: [Int: Int] = [:]
  /// By the place of the key and the phase.
  private var demand: [ContiguousArray<Double>] = []
  private var level: [ContiguousArray<Double>] = []

  init(phaseCount: Int) { self.phaseCount = phaseCount }

  var count: Int { demand.count }

  /// Adds the cells of one pair to its key; returns the key's place.
  mutating func add(
    _ key: Int, demand cells: ArraySlice<Double>, level levels: ArraySlice<Double>,
    index: ContiguousArray<Double>
  ) -> Int {
    let place = places[key] ?? demand.count
    if place == demand.count {
      places[key] = place
      demand.append(ContiguousArray(repeating: 0, count: phaseCount))
      level.append(ContiguousArray(repeating: 0, count: phaseCount))
    }
    for phase in 0..<phaseCount {
      demand[place][phase] += cells[cells.startIndex + phase]
      level[place][phase] += levels[levels.startIndex + phase] * index[phase]
    }
    return place
  }

  /// (demand + P) / (level + P), each smoothed over neighbouring phases with triangular weights; the
  /// evidence is that of each phase.
  func indices(
    _ stage: PooledSeasonalIndex.Settings.Stage, evidence: ContiguousArray<Double>,
    dispersion: Double
  ) -> [ContiguousArray<Double>] {
    let stages = evidence.map {
      PooledSeasonalIndex.Settings.Stage(smoothing: stage.smoothing, evidence: $0)
    }
    return demand.indices.map { place in
      ContiguousArray(
        stages.enumerated().map { phase, stage in
          let near = stage.smoothed(phase, demand: demand[place], level: level[place])
          return stage.ratio(demand: near.demand, level: near.level, dispersion: dispersion)
        })
    }
  }
}

/// Scaled to a mean of 1, and kept off zero so that it can divide.
func normalised(_ index: ContiguousArray<Double>) -> ContiguousArray<Double> {
  var sum = 0.0
  for value in index { sum += value }
  guard sum > 0 else { return ContiguousArray(repeating: 1, count: index.count) }
  let mean = sum / Double(index.count)
  return ContiguousArray(index.map { max($0 / mean, leastMultiplier) })
}

/// A phase in which hardly anything sells has still this share of the mean.
private let leastMultiplier = 0.02
