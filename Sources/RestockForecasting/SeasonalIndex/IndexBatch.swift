internal import RestockNumerics

/// The sums over a batch that its seasonal indices are ratios of.
struct IndexBatch {
  let members: [PooledSeasonalIndex.Member]
  let phases: ContiguousArray<Int>
  let phaseCount: Int
  /// The pairs of group and location that occur, in the order of their first member.
  let pairs: [PooledSeasonalIndex.Pair]
  /// The pair of each member.
  private let pairOfMember: [Int]
  /// Groups, and seasons that the history reaches into, counted back from its end.
  private let groupCount: Int
  private let seasonCount: Int
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
  func sums(index: [ContiguousArray<Double>], threads: Int) -> Sums {
    let cells = pairs.count * phaseCount
    let parts = min(Self.parts, max(1, members.count / 256))
    let results = parallelMap(count: parts, threads: threads, chunk: 1) { part in
      var sums = Sums(
        count: cells,
        bySeason: GroupSeasons(seasons: seasonCount, groups: groupCount, phases: phaseCount))
      var workspace = ContiguousArray<Double>()
      for m in (members.count * part / parts)..<(members.count * (part + 1) / parts) {
        add(members[m], pair: pairOfMember[m], index: index, to: &sums, &workspace)
      }
      return sums
    }
    var total = results[0]
    for part in results.dropFirst() { total.add(part) }
    return total
  }

  /// Adds one member: a sliding window one season wide gives the level at its centre.
  private func add(
    _ member: PooledSeasonalIndex.Member, pair: Int, index: [ContiguousArray<Double>],
    to sums: inout Sums, _ exposure: inout ContiguousArray<Double>
  ) {
    let demand = member.demand
    let n = demand.count
    let half = phaseCount / 2
    let multipliers = index[pair]
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
    for t in 0..<min(half, n) { enter(t, sign: 1) }
    var squares = 0.0
    var levels = 0.0
    var total = 0.0
    let cell = pair * phaseCount
    for t in 0..<n {
      if t + half < n { enter(t + half, sign: 1) }
      if t - half - 1 >= 0 { enter(t - half - 1, sign: -1) }
      guard exposure[t] > 0, windowKnown * 2 >= phaseCount else { continue }
      let level = max(0, windowDemand) / windowExposure
      let phase = cell + phases[member.start + t]
      sums.demand[phase] += demand[t]
      sums.level[phase] += level
      sums.bySeason.add(
        demand: demand[t], level: level, season: (historyEnd - 1 - member.start - t) / phaseCount,
        group: member.group, phase: phases[member.start + t])
      let error = demand[t] - level * exposure[t]
      squares += error * error
      levels += level * exposure[t]
      total += demand[t]
    }
    if squares > 0, levels > 0 {
      sums.logDispersion += total.squareRoot() * (squares / levels).logarithm
      sums.dispersionWeight += total.squareRoot()
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
    for (order, (given, key)) in stages.enumerated() {
      var stage = given
      // The group's stage has to have come true in other seasons.
      if order == 1 {
        stage.evidence = sums.bySeason.evidence(
          for: stage, over: all, dispersion: dispersion)
      }
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
      let stageIndices = ratios.indices(stage, dispersion: dispersion)
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

  /// (demand + P) / (level + P), each smoothed over neighbouring phases with triangular weights.
  func indices(
    _ stage: PooledSeasonalIndex.Settings.Stage, dispersion: Double
  ) -> [ContiguousArray<Double>] {
    demand.indices.map { place in
      ContiguousArray(
        (0..<phaseCount).map { phase in
          let near = stage.smoothed(phase, demand: demand[place], level: level[place])
          return stage.ratio(demand: near.demand, level: near.level, dispersion: dispersion)
        })
    }
  }
}

/// Scaled to a mean of 1, and kept off zero so that it can divide.
private func normalised(_ index: ContiguousArray<Double>) -> ContiguousArray<Double> {
  var sum = 0.0
  for value in index { sum += value }
  guard sum > 0 else { return ContiguousArray(repeating: 1, count: index.count) }
  let mean = sum / Double(index.count)
  return ContiguousArray(index.map { max($0 / mean, leastMultiplier) })
}

/// A phase in which hardly anything sells has still this share of the mean.
private let leastMultiplier = 0.02
