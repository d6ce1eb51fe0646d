internal import RestockNumerics

/// How strongly locations, groups and items follow the season that they share.
///
/// Some shops live on Christmas and others hardly notice it, and so do items: a strength is one
/// number where an index has 52, and may be told from little. A location's stretches the whole
/// season about 1,
///
///     1 + (1 + s) (index - 1)
///
/// and that of a group, and beyond it that of an item at all its locations, what of it lies above
/// 1: a gift has a higher peak than its like, but no deeper summer. Each s is the slope of the
/// errors of level times index on index - 1 times the level, by least squares with the variance
/// going with the mean, as that of counts does. It is taken season by season, and what its seasons
/// have in common counts as far as `Credibility` says; a strength that no second season could
/// confirm is none.
///
/// Source: Hachemeister (1975), Credibility for regression models with application to trend, for
/// slopes in the place of means. At the replays of VN2 they were worth 0.6 points of the
/// benchmark's cost.
struct SeasonStrengths: Sendable, Hashable {
  private let ofLocations: [Double]
  private let ofGroups: [Double]
  private let ofItems: [Double]

  /// No strength but the shared one.
  static let shared = Self(ofLocations: [], ofGroups: [], ofItems: [])

  private init(ofLocations: [Double], ofGroups: [Double], ofItems: [Double]) {
    self.ofLocations = ofLocations
    self.ofGroups = ofGroups
    self.ofItems = ofItems
  }

  /// The seasons' sums for slopes: of the errors, and of the weights, on the whole season and on
  /// its peaks.
  private struct Slopes: Sendable {
    /// Of errors times (index - 1) / index, and of level times (index - 1)^2 / index; then the same
    /// where the index is above 1.
    var sums = SIMD4<Double>.zero

    mutating func add(error: Double, level: Double, index: Double) {
      let excess = index - 1
      let moment = error * excess / index
      let weight = level * excess * excess / index
      sums += excess > 0 ? SIMD4(moment, weight, moment, weight) : SIMD4(moment, weight, 0, 0)
    }
  }

  /// Seasons are taken together until there are so many: a week is a short season.
  private static let mostSeasons = 6
  /// A season neither turns round by much nor grows without end.
  private static let limits = -1.0...3.0

  /// Estimates the strengths.
  ///
  /// - Parameters:
  ///   - batch: The series.
  ///   - index: Of each pair of the batch, by phase.
  ///   - reach: Periods on either side that a level is told by.
  ///   - threads: At most this many; the result does not depend on it.
  init(_ batch: IndexBatch, index: [ContiguousArray<Double>], reach: Int, threads: Int) {
    let seasons = min(Self.mostSeasons, batch.seasonCount)
    let slopes = batch.inParts(threads: threads) { members in
      var slopes = [Slopes](repeating: Slopes(), count: members.count * seasons)
      var workspace = ContiguousArray<Double>()
      for m in members {
        let member = batch.members[m]
        let multipliers = index[batch.pairOfMember[m]]
        let first = (m - members.lowerBound) * seasons
        batch.forEachLevel(of: member, multipliers: multipliers, reach: reach, &workspace) {
          t, level, usual in
          slopes[first + batch.season(member, t) * seasons / batch.seasonCount].add(
            error: member.demand[t] - usual, level: level,
            index: multipliers[batch.phases[member.start + t]])
        }
      }
      return slopes
    }
    var sums = slopes.flatMap { $0.map(\.sums) }
    let members = batch.members
    /// The strengths by a key of the members, from the sums' columns of moments and weights.
    func strengths(_ key: (PooledSeasonalIndex.Member) -> Int, column: Int) -> [Double] {
      let count = (members.map(key).max() ?? -1) + 1
      var moments = [Double](repeating: 0, count: count * seasons)
      var weights = moments
      for (m, member) in members.enumerated() {
        let place = key(member) * seasons
        for season in 0..<seasons {
          moments[place + season] += sums[m * seasons + season][column]
          weights[place + season] += sums[m * seasons + season][column + 1]
        }
      }
      let credibility = Credibility(products: moments, weights: weights, years: seasons)
      let strengths = zip(credibility.factors, credibility.means).map {
        min(max($0 * $1, Self.limits.lowerBound), Self.limits.upperBound)
      }
      // What this strength says of the peaks needs no other.
      for (m, member) in members.enumerated() {
        for place in m * seasons..<(m + 1) * seasons {
          sums[place].z -= strengths[key(member)] * sums[place].w
        }
      }
      return strengths
    }
    ofLocations = strengths(\.location, column: 0)
    ofGroups = strengths(\.group, column: 2)
    ofItems = strengths(\.item, column: 2)
  }

  /// An index with the strengths of a location, a group and an item, those unknown taken for
  /// shared.
  func applied(
    to index: ContiguousArray<Double>, location: Int, group: Int, item: Int?
  ) -> ContiguousArray<Double> {
    func strength(_ of: [Double], _ place: Int?) -> Double {
      place.map { $0 >= 0 && $0 < of.count ? of[$0] : 0 } ?? 0
    }
    let whole = strength(ofLocations, location)
    let peak = strength(ofGroups, group) + strength(ofItems, item)
    guard whole != 0 || peak != 0 else { return index }
    return normalised(
      ContiguousArray(index.map { $0 + whole * ($0 - 1) + peak * max(0, $0 - 1) }))
  }
}
