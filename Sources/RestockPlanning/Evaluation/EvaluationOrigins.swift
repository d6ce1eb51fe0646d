internal import RestockNumerics
internal import RestockRecords

/// The points in time at which an evaluation forecasts, the newest first.
///
/// With dates the origins are the same for all series, the newest one the longest horizon before
/// as-of; on steps each series has its own, its own horizon before its end.
struct EvaluationOrigins {
  private let histories: [ItemHistory]
  private let horizons: [Int]
  private let source: Source
  private let threads: Int
  /// The number of origins.
  let count: Int

  private enum Source {
    case actuals(ActualDemand)
    /// For each series the last bucket that the newest origin forecasts, plus 1.
    case histories(ends: [Int], counts: [Int], step: Int, longest: Int?)
  }

  /// One origin: the series forecast there, with what was known and what came.
  struct Origin {
    /// The places of the series among all.
    let places: [Int]
    /// Their histories, as known then.
    let histories: [ItemHistory]
    /// For each, the demand of the periods after, nil where it is not known.
    let outcomes: [ContiguousArray<Double?>]
  }

  /// Known periods that a series has at least where it is forecast.
  private static let leastKnown = 2

  /// Holds forecasts against given actuals: one origin, the end of the histories.
  init(_ histories: [ItemHistory], horizons: [Int], actuals: ActualDemand, threads: Int) {
    self.histories = histories
    self.horizons = horizons
    self.threads = threads
    source = .actuals(actuals)
    count = 1
  }

  /// Rolling origins within the histories.
  ///
  /// - Parameters:
  ///   - histories: All of them.
  ///   - horizons: Periods to forecast, for each.
  ///   - calendar: The buckets, and as-of.
  ///   - origins: How many; nil for as many as leave a history as long as the horizon, and at least
  ///     four periods, before the oldest.
  ///   - step: Periods from one origin to the next.
  ///   - threads: Threads that cut histories.
  /// - Throws: `historiesTooShort` where no series has an origin.
  init(
    _ histories: [ItemHistory], horizons: [Int], calendar: RunCalendar, origins: Int?, step: Int,
    threads: Int
  ) throws(EvaluationError) {
    precondition(step >= 1 && (origins ?? 1) >= 1, "origins \(origins ?? 0), step \(step)")
    self.histories = histories
    self.horizons = horizons
    self.threads = threads
    let least = origins == nil ? 4 : Self.leastKnown
    let asked = origins ?? EvaluationSettings.defaultOrigins
    func allowed(length: Int, horizon: Int) -> Int {
      let room = length - horizon - (origins == nil ? max(least, horizon) : least)
      return room < 0 ? 0 : min(asked, room / step + 1)
    }
    let longestHistory = histories.map(\.demand.count).max() ?? 0
    let longestHorizon = horizons.max() ?? 1
    let counts: [Int]
    if calendar.buckets.size == .step {
      counts = histories.indices.map {
        allowed(length: histories[$0].demand.count, horizon: horizons[$0])
      }
      source = .histories(
        ends: histories.map(\.endBucket), counts: counts, step: step, longest: nil)
    } else {
      let common = allowed(length: longestHistory, horizon: longestHorizon)
      counts = [Int](repeating: common, count: histories.count)
      let end = histories.map(\.endBucket).min() ?? 0
      source = .histories(
        ends: [Int](repeating: end, count: histories.count), counts: counts, step: step,
        longest: longestHorizon)
    }
    count = counts.max() ?? 0
    guard count > 0 else {
      throw .historiesTooShort(longest: longestHistory, horizon: horizons.min() ?? 1)
    }
  }

  /// The origin that is `age` origins older than the newest.
  func origin(_ age: Int) -> Origin {
    let cut = parallelMap(count: histories.count, threads: threads, chunk: 256) { place in
      self.cut(place, age)
    }
    var places: [Int] = []
    var known: [ItemHistory] = []
    var outcomes: [ContiguousArray<Double?>] = []
    for (place, pair) in cut.enumerated() {
      guard let pair else { continue }
      places.append(place)
      known.append(pair.history)
      outcomes.append(pair.outcomes)
    }
    return Origin(places: places, histories: known, outcomes: outcomes)
  }

  /// A series at the origin that is `age` origins older than the newest; nil where it is not forecast.
  func cut(
    _ place: Int, _ age: Int
  ) -> (history: ItemHistory, outcomes: ContiguousArray<Double?>)? {
    let history = histories[place]
    let horizon = horizons[place]
    switch source {
    case .actuals(let actuals):
      guard history.knownCount >= 1 else { return nil }
      return (history, actuals.outcomes(after: history, horizon: horizon))
    case .histories(let ends, let counts, let step, let longest):
      guard age < counts[place] else { return nil }
      let first = ends[place] - (longest ?? horizon) - age * step
      let known = history.prefix(first - history.firstBucket)
      guard known.knownCount >= Self.leastKnown else { return nil }
      let outcomes = (0..<horizon).map { history.knownDemand(in: first + $0) }
      return (known, ContiguousArray(outcomes))
    }
  }
}

extension ItemHistory {
  /// The number of periods whose demand is known.
  var knownCount: Int { isKnown?.count { $0 } ?? demand.count }

  /// The demand of a bucket, nil where it is not known.
  fileprivate func knownDemand(in bucket: Int) -> Double? {
    let t = bucket - firstBucket
    guard demand.indices.contains(t), isKnown?[t] != false else { return nil }
    return demand[t]
  }
}
