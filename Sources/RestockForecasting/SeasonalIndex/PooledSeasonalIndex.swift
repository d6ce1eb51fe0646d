/// The season that many series share, estimated from all of them together.
///
/// One item's weekly sales are too thin for 52 indices of its own. An index is a ratio of sums, of
/// known demand over the level it would have had without a season, shrunk toward 1 by evidence; and
/// it is staged: of all series, then what a group does beyond that, then what a location does
/// beyond both. The three are multiplied and scaled to a mean of 1 over the season. What a group
/// does counts as far as it has come back from one season to the next (`GroupSeasons`). How
/// strongly a location, a group and an item follow that season is told by one number each
/// (`SeasonStrengths`).
///
/// The level is the centred mean over one season of known demand. A second pass divides by the mean
/// index of the same periods, so that it need not be a whole season: 13 periods on either side
/// follow a trend. The evidence that stands against a stage is given in demand events: units over
/// the variance-to-mean ratio of the data, so that neither the unit nor the noise of a shop changes
/// what is shrunk.
///
/// Source: recipe A of our replays of a retail inventory competition, where the index was worth
/// 11.5 points of the benchmark's cost, more than any other ingredient.
public struct PooledSeasonalIndex: Sendable, Hashable {
  /// One series of the batch, on the time axis that all share.
  public struct Member: Sendable, Hashable {
    /// Units in each period, oldest first, finite and >= 0.
    public let demand: ContiguousArray<Double>
    /// Whether the demand of a period is known; nil where all are.
    public let isKnown: ContiguousArray<Bool>?
    /// The period of the shared axis that `demand` starts in.
    public let start: Int
    /// The group it belongs to, from 0.
    public let group: Int
    /// The location it belongs to, from 0.
    public let location: Int
    /// The item it is, from 0: at several locations the same.
    public let item: Int

    /// A series of the batch.
    public init(
      demand: ContiguousArray<Double>, isKnown: ContiguousArray<Bool>? = nil, start: Int = 0,
      group: Int = 0, location: Int = 0, item: Int = 0
    ) {
      precondition(isKnown == nil || isKnown?.count == demand.count, "flags for \(demand.count)")
      precondition(start >= 0 && group >= 0 && location >= 0, "\(start), \(group), \(location)")
      precondition(item >= 0, "item \(item)")
      self.demand = demand
      self.isKnown = isKnown
      self.start = start
      self.group = group
      self.location = location
      self.item = item
    }
  }

  /// How strongly the stages are smoothed and shrunk.
  public struct Settings: Sendable, Hashable {
    /// A stage: phases on either side that are smoothed over (triangular weights), and the demand
    /// events of evidence for an index of 1.
    public struct Stage: Sendable, Hashable {
      public let smoothing: Int
      public let evidence: Double

      /// A stage; both at least 0.
      public init(smoothing: Int, evidence: Double) {
        precondition(smoothing >= 0 && evidence >= 0, "\(smoothing), \(evidence)")
        self.smoothing = smoothing
        self.evidence = evidence
      }
    }

    public var all: Stage
    /// Its evidence is the least: a phase takes more unless that would foretell its other seasons
    /// clearly worse.
    public var group: Stage
    public var location: Stage
    /// Seasons of history below which there is no index: a single season can't be told from a
    /// trend.
    public var seasonsNeeded: Double

    /// The settings of the recipe.
    public init(
      all: Stage = Stage(smoothing: 0, evidence: 250),
      group: Stage = Stage(smoothing: 2, evidence: 150),
      location: Stage = Stage(smoothing: 1, evidence: 500), seasonsNeeded: Double = 1.5
    ) {
      self.all = all
      self.group = group
      self.location = location
      self.seasonsNeeded = seasonsNeeded
    }
  }

  /// The phase of each period of the shared axis, history and future.
  public let phases: ContiguousArray<Int>
  /// The number of phases in a season.
  public let phaseCount: Int
  /// Multipliers by phase for each pair of a group and a location that occurs.
  private let multipliers: [Pair: ContiguousArray<Double>]
  private let all: ContiguousArray<Double>
  private let strengths: SeasonStrengths

  struct Pair: Hashable, Sendable {
    let group: Int
    let location: Int
  }

  /// Estimates the index of `members`.
  ///
  /// - Parameters:
  ///   - members: The series; their sums are taken in this order.
  ///   - phases: The phase of each period of the shared axis, each in 0..<`phaseCount`: the history
  ///     of all members and the future that indices are wanted for. A 53rd week takes the phase of
  ///     the 52nd.
  ///   - phaseCount: Phases in a season, at least 2.
  ///   - settings: Smoothing and shrinkage.
  ///   - threads: At most this many; the result does not depend on it.
  public init(
    members: [Member], phases: ContiguousArray<Int>, phaseCount: Int,
    settings: Settings = Settings(), threads: Int = 1
  ) {
    precondition(phaseCount >= 2, "\(phaseCount) phases")
    precondition(phases.allSatisfy { $0 >= 0 && $0 < phaseCount }, "phases in 0..<\(phaseCount)")
    precondition(
      members.allSatisfy { $0.start + $0.demand.count <= phases.count }, "phases for all periods")
    self.phases = phases
    self.phaseCount = phaseCount
    let flat = ContiguousArray<Double>(repeating: 1, count: phaseCount)
    let longest = members.reduce(0) { max($0, $1.demand.count) }
    guard Double(longest) >= settings.seasonsNeeded * Double(phaseCount) else {
      all = flat
      multipliers = [:]
      strengths = .shared
      return
    }
    let batch = IndexBatch(members: members, phases: phases, phaseCount: phaseCount)
    var current = [ContiguousArray<Double>](repeating: flat, count: batch.pairs.count)
    var pooled = flat
    let near = min(Self.levelReach, phaseCount / 2)
    for reach in [phaseCount / 2, near] {
      let sums = batch.sums(index: current, reach: reach, threads: threads)
      (pooled, current) = batch.stagedIndices(sums, settings: settings)
    }
    all = pooled
    strengths = SeasonStrengths(batch, index: current, reach: near, threads: threads)
    multipliers = Dictionary(uniqueKeysWithValues: zip(batch.pairs, current))
  }

  /// Periods on either side that tell the level once the season is known.
  private static let levelReach = 13

  /// Whether no season was estimated, for want of history.
  public var isFlat: Bool { multipliers.isEmpty }

  /// The multipliers by phase of an item of a group at a location, mean 1; those of all series
  /// together for a pair that the batch did not hold, and without an item's own strength where none
  /// is given.
  public func multipliers(group: Int, location: Int, item: Int? = nil) -> ContiguousArray<Double> {
    strengths.applied(
      to: multipliers[Pair(group: group, location: location)] ?? all, location: location,
      group: group, item: item)
  }

  /// The multipliers of an item of a group at a location over the shared axis from period `start`
  /// on, history and future: the `index` of a `DemandSeries` that starts there. Nil where there is
  /// no season.
  public func index(
    group: Int, location: Int, item: Int? = nil, from start: Int
  ) -> ContiguousArray<Double>? {
    guard !isFlat, start < phases.count else { return nil }
    let multipliers = multipliers(group: group, location: location, item: item)
    var values = ContiguousArray<Double>()
    values.reserveCapacity(phases.count - start)
    for t in start..<phases.count { values.append(multipliers[phases[t]]) }
    return values
  }
}
