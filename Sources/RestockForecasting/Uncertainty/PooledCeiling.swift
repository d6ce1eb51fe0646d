internal import RestockNumerics

/// How many times the largest total that an item had had its next total may be, as past totals of
/// many items show it.
///
/// Of car parts that had sold once, one in seven came to more than three times that over the next eight
/// months; of those that had sold twenty times hardly one to twice its largest. So the multiple that one
/// in 200 past totals exceeded is learned by the number of demands that the item had had at the origin,
/// and by the length of the window; it is never less than 2, which is what quantities, and counts without
/// such a record, have, and from the third demand on never more than 4: beyond that the stock of a gift
/// shop grew by a tenth for a tenth of a point of fill rate. One or two demands say nothing of how many are
/// to come.
///
/// One multiple of 2 for all cut the tails of young items: promised a fill rate of 98 % they delivered
/// 83 on car parts; none at all had an item with two orders hold three of them.
public struct PooledCeiling: Sendable, Hashable {
  /// By the length's place in `WindowLengths.counts`, then by the number of demands.
  private let multiples: [[Double]]

  /// The most demands of each class but the last.
  private static let classes = [1, 2, 4, 8, 16]
  /// The share of past totals beyond the ceiling: half the thinnest tail that a service level asks for.
  private static let exceeding = 1.0 / 200
  /// What is taken where too few totals are known to tell.
  private static let unknown = 2.0
  private static let largest = 4.0
  /// Classes, of one demand and of two, that have no largest multiple.
  private static let classesWithoutLargest = 2

  /// Learns from the past totals of `members`.
  ///
  /// - Parameters:
  ///   - members: Models chosen for the series.
  ///   - threads: At most this many; the result does not depend on it.
  public init(_ members: [SelectedModel], threads: Int = 1) {
    multiples = parallelMap(
      count: WindowLengths.counts.periods.count, threads: threads, chunk: 1
    ) {
      Self.multiples(members, place: $0)
    }
  }

  private static func multiples(_ members: [SelectedModel], place: Int) -> [Double] {
    var ratios = [[Float]](repeating: [], count: classes.count + 1)
    for member in members {
      guard let totals = member.originTotals, totals.isSmallCount, place < totals.totals.count
      else { continue }
      for total in totals.totals[place] where total.largest > 0 {
        ratios[demandClass(Int(total.demands))].append(total.actual / total.largest)
      }
    }
    return ratios.enumerated().map { own, ratios in
      let rank = Int(Double(ratios.count) * exceeding)
      // Fewer than 200 have no such share.
      guard rank > 0 else { return unknown }
      let multiple = max(unknown, Double(ratios.sorted(by: >)[rank - 1]))
      return own < classesWithoutLargest ? multiple : min(largest, multiple)
    }
  }

  private static func demandClass(_ demands: Int) -> Int {
    classes.firstIndex { demands <= $0 } ?? classes.count
  }

  /// The ceiling of the totals of one series.
  func ceiling(of member: SelectedModel) -> SeriesCeiling {
    let largest = member.largestTotals
    guard member.countUnit != nil else {
      return SeriesCeiling(largest, multiples: largest.totals.map { _ in Self.unknown })
    }
    let own = Self.demandClass(member.demands)
    return SeriesCeiling(largest, multiples: multiples.map { $0[own] })
  }
}
