internal import RestockNumerics

/// Known demand of groups, and the level it would have had, apart by season: whether what a group
/// does in a phase comes back the next time.
///
/// A group of few items has chance ups and downs in every week, and a ratio of sums takes them for
/// a season; but at Christmas gifts and garden tools do part. So the evidence that stands against
/// the groups' stage is chosen for each phase by itself: the most under which the seasons foretell
/// each other there nearly as well as under the best, by the deviance of the Poisson distribution.
/// Nearly is within two standard errors, over the groups and seasons, in the phase and those that
/// its index is smoothed over. So a phase without a second season, or where nothing comes back, has
/// no such stage.
///
/// Source: cross-validation over years, as for the smoothing of seasonal indices by Miller and
/// Williams (2003), Shrinkage estimators of time series seasonal factors,
/// doi:10.1016/S0169-2070(02)00077-8, whose shrinkage has the same aim by a formula; the simplest
/// model within a standard error or two of the best is the rule of Breiman, Friedman, Olshen and
/// Stone (1984), Classification and Regression Trees, section 3.4. At the replays of VN2 the stage
/// won 1 point of the starts at the peak and cost nothing in the quiet ones, where the best
/// evidence for all phases together cost 1.
struct GroupSeasons: Sendable {
  private let seasons: Int
  private let groups: Int
  private let phases: Int
  private var demand: ContiguousArray<Double>
  private var level: ContiguousArray<Double>

  /// Nothing yet.
  init(seasons: Int, groups: Int, phases: Int) {
    self.seasons = seasons
    self.groups = groups
    self.phases = phases
    demand = ContiguousArray(repeating: 0, count: groups > 1 ? seasons * groups * phases : 0)
    level = demand
  }

  /// Adds a period; season 0 is the last.
  mutating func add(demand units: Double, level usual: Double, season: Int, group: Int, phase: Int)
  {
    guard groups > 1 else { return }
    let cell = (season * groups + group) * phases + phase
    demand[cell] += units
    level[cell] += usual
  }

  mutating func add(_ other: Self) {
    for i in demand.indices {
      demand[i] += other.demand[i]
      level[i] += other.level[i]
    }
  }

  /// The evidence of each phase, in demand events.
  ///
  /// - Parameters:
  ///   - stage: The groups' stage; its own evidence is the least that is tried.
  ///   - index: The index of all series, beyond which a group is looked at.
  ///   - dispersion: Units to a demand event.
  /// - Returns: By phase, at least the stage's own; infinite where the stage is to be left out.
  func evidence(
    for stage: PooledSeasonalIndex.Settings.Stage, over index: ContiguousArray<Double>,
    dispersion: Double
  ) -> ContiguousArray<Double> {
    guard groups > 1, seasons > 1 else {
      return ContiguousArray(repeating: .infinity, count: phases)
    }
    let candidates = Self.multiples.map {
      PooledSeasonalIndex.Settings.Stage(
        smoothing: stage.smoothing, evidence: stage.evidence * $0)
    }
    var scores = EvidenceScores(candidates: candidates.count, phases: phases)
    var deviances = [Double](repeating: 0, count: candidates.count)
    for group in 0..<groups {
      var allDemand = ContiguousArray<Double>(repeating: 0, count: phases)
      var allLevel = allDemand
      for season in 0..<seasons {
        let start = (season * groups + group) * phases
        for phase in 0..<phases {
          allDemand[phase] += demand[start + phase]
          allLevel[phase] += level[start + phase] * index[phase]
        }
      }
      for season in 0..<seasons {
        let start = (season * groups + group) * phases
        let otherDemand = ContiguousArray(
          (0..<phases).map { allDemand[$0] - demand[start + $0] })
        let otherLevel = ContiguousArray(
          (0..<phases).map { max(0, allLevel[$0] - level[start + $0] * index[$0]) })
        for phase in 0..<phases where level[start + phase] > 0 {
          let usual = level[start + phase] * index[phase]
          let actual = demand[start + phase]
          let near = stage.smoothed(phase, demand: otherDemand, level: otherLevel)
          for (i, candidate) in candidates.enumerated() {
            let mean =
              usual
              * candidate.ratio(demand: near.demand, level: near.level, dispersion: dispersion)
            // Of the deviance what depends on the mean.
            deviances[i] = mean - (actual > 0 ? actual * max(mean, 1e-9).logarithm : 0)
          }
          scores.add(deviances, phase: phase)
        }
      }
    }
    return ContiguousArray(
      (0..<phases).map { candidates[scores.simplest(at: $0, near: stage)].evidence })
  }

  /// The evidence tried, in multiples of a stage's own.
  private static let multiples = [1, 4, 16, 64, Double.infinity]
}

/// How well candidates did in each phase: their deviances, and how much the differences vary.
private struct EvidenceScores {
  /// By candidate, then phase.
  private var sums: [ContiguousArray<Double>]
  /// Of squared differences, by two candidates, then phase.
  private var squares: [ContiguousArray<Double>]
  private let candidates: Int

  init(candidates: Int, phases: Int) {
    self.candidates = candidates
    let none = ContiguousArray<Double>(repeating: 0, count: phases)
    sums = [ContiguousArray<Double>](repeating: none, count: candidates)
    squares = [ContiguousArray<Double>](repeating: none, count: candidates * candidates)
  }

  mutating func add(_ deviances: [Double], phase: Int) {
    for i in 0..<candidates {
      sums[i][phase] += deviances[i]
      for j in 0..<i {
        let difference = deviances[i] - deviances[j]
        squares[j * candidates + i][phase] += difference * difference
      }
    }
  }

  /// The last candidate that is not clearly worse than the best before it, about a phase.
  func simplest(at phase: Int, near stage: PooledSeasonalIndex.Settings.Stage) -> Int {
    let deviances = sums.map { stage.smoothed(phase, $0) }
    var best = 0
    for i in deviances.indices where deviances[i] < deviances[best] { best = i }
    for i in (best..<candidates).reversed() where i > best {
      let error = stage.smoothed(phase, squares[best * candidates + i]).squareRoot()
      if deviances[i] - deviances[best] <= Self.standardErrors * error { return i }
    }
    return best
  }

  /// The difference that is clear.
  private static let standardErrors = 2.0
}

extension PooledSeasonalIndex.Settings.Stage {
  /// Demand and level about a phase, with triangular weights.
  func smoothed(
    _ phase: Int, demand: ContiguousArray<Double>, level: ContiguousArray<Double>
  ) -> (demand: Double, level: Double) {
    (smoothed(phase, demand), smoothed(phase, level))
  }

  /// The sum of values about a phase, with triangular weights.
  func smoothed(_ phase: Int, _ values: ContiguousArray<Double>) -> Double {
    let phases = values.count
    let reach = min(smoothing, (phases - 1) / 2)
    var sum = 0.0
    for offset in -reach...reach {
      let weight = 1 - Double(abs(offset)) / Double(reach + 1)
      sum += weight * values[(phase + offset + phases) % phases]
    }
    return sum
  }

  /// (demand + P) / (level + P), P being the evidence in units.
  func ratio(demand: Double, level: Double, dispersion: Double) -> Double {
    let prior = evidence * dispersion
    guard prior < .infinity, level + prior > 0 else { return 1 }
    return (demand + prior) / (level + prior)
  }
}
