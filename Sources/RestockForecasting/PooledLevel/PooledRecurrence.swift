internal import RestockNumerics

/// What items with as few demands at their age went on to sell, over the level that their own history
/// gives: learned from the launches among the series of a run.
///
/// A history begins with a sale, or it would not have begun; a level takes that sale for what comes every
/// so often, and is too high by a half to four times in an item's first periods. Later, of many items that
/// sold once or twice, some are only slow, and their level, that fades with each period, is too low. The
/// cells are the number of demands so far, up to four, by the periods since the first; each has the ratio
/// of sums (demand + P) / (forecast + P), in sizes of a demand, P of them standing for no correction. With
/// a fifth demand an item speaks for itself.
///
/// On past origins of four sets, each corrected by what was known then, the Poisson deviance of the next
/// three periods fell by 17, 4, 6 and 0 % for items that had sold once (car parts by the month; a gift
/// shop, spare parts and a grocer by the week), by 6, 3, 2 and 0 % over all items.
///
/// Source: Bühlmann (1967), Experience rating and credibility, doi:10.1017/S0515036100008989: a class's
/// experience in place of its members' where these have none; the cells and their evidence are ours.
public struct PooledRecurrence: Sendable, Hashable {
  /// By number of demands, then by age.
  private let factors: [Double]

  /// No correction.
  public static let none = Self(factors: [])

  /// Demands up to which an item's like counts.
  static let fewDemands = 4
  /// The first of the periods since the first demand that make an age; 1 is the next after it.
  private static let ages = [1, 2, 3, 4, 6, 9, 13, 20, 30, 45, 70, 100]
  /// Sizes of a demand that stand for no correction.
  private static let priorDemand = 100.0
  /// Sizes of a demand that a window counts for at most.
  private static let largestActual = 20.0
  /// Series to a piece of parallel work.
  private static let chunk = 512

  private init(factors: [Double]) { self.factors = factors }

  /// Learns from series that were launched within the time that is known.
  ///
  /// - Parameters:
  ///   - count: The number of series.
  ///   - level: The level whose forecasts are corrected.
  ///   - horizon: Periods of the forecasts that are held against what came, at least 1.
  ///   - threads: At most this many; the result does not depend on it.
  ///   - series: A series by its number; nil where it can't be made.
  public init(
    count: Int, level: TwoSpeedLevel, horizon: Int, threads: Int = 1,
    series: @Sendable (Int) -> DemandSeries?
  ) {
    precondition(horizon >= 1, "horizon \(horizon)")
    let level = level.correctedBy(.none)
    let pieces = parallelMap(
      count: (count + Self.chunk - 1) / Self.chunk, threads: threads, chunk: 1
    ) { piece in
      var sums = CellSums(count: Self.fewDemands * Self.ages.count)
      for i in piece * Self.chunk..<min(count, (piece + 1) * Self.chunk) {
        if let one = series(i) { sums.add(one, level: level, horizon: horizon) }
      }
      return sums
    }
    var sums = CellSums(count: Self.fewDemands * Self.ages.count)
    for piece in pieces { sums.add(piece) }
    factors = zip(sums.actual, sums.forecast).map {
      ($0 + Self.priorDemand) / ($1 + Self.priorDemand)
    }
  }

  /// The factor on the level of an item with so many demands, so many periods after the first.
  func factor(demands: Int, age: Int) -> Double {
    guard !factors.isEmpty, let cell = Self.cell(demands: demands, age: age) else { return 1 }
    return factors[cell]
  }

  private static func cell(demands: Int, age: Int) -> Int? {
    guard demands >= 1, demands <= fewDemands, let place = ages.lastIndex(where: { $0 <= age })
    else { return nil }
    return (demands - 1) * ages.count + place
  }

  /// Demand and forecast of each cell, in sizes of a demand.
  private struct CellSums: Sendable {
    var actual: [Double]
    var forecast: [Double]

    init(count: Int) {
      actual = Array(repeating: 0, count: count)
      forecast = actual
    }

    mutating func add(_ other: Self) {
      for i in actual.indices {
        actual[i] += other.actual[i]
        forecast[i] += other.forecast[i]
      }
    }

    /// Adds the forecasts made in each period from the first demand on, until there are too many.
    mutating func add(_ series: DemandSeries, level: TwoSpeedLevel, horizon: Int) {
      guard let first = series.demand.firstIndex(where: { $0 > 0 }),
        var fitted = try? level.fit(series.prefix(first + 1))
      else { return }
      var sum = series.demand[first]
      var demands = 1
      for origin in stride(from: first + 1, through: series.count - horizon, by: 1) {
        if let cell = PooledRecurrence.cell(demands: demands, age: origin - first) {
          let size = sum / Double(demands)
          let means = fitted.means(horizon: horizon)
          var came = 0.0
          for step in means.indices where series.isKnown?[origin + step] != false {
            came += series.demand[origin + step]
            forecast[cell] += means[step] / size
          }
          actual[cell] += min(PooledRecurrence.largestActual, came / size)
        }
        let demand = series.isKnown?[origin] == false ? nil : series.demand[origin]
        fitted.update(demand)
        if let demand, demand > 0 {
          demands += 1
          sum += demand
          if demands > PooledRecurrence.fewDemands { return }
        }
      }
    }
  }
}
