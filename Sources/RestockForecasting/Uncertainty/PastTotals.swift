/// The past totals of many series over windows of one length that started when their demand had one
/// pattern; where there are more than enough, evenly from all.
struct PastTotals {
  /// One of them.
  struct Member {
    let total: OriginTotals.Total
    /// The record it stands in.
    let record: OriginTotals
    /// The place of its series.
    let series: Int
    /// The share of its window that no other covers, 0...1.
    let weight: Double
  }

  private let members: [SelectedModel]
  private let place: Int
  /// Periods of the windows.
  let length: Int
  private let pattern: DemandPattern
  private let isSmallCount: Bool
  private let stride: Int

  /// Those over the periods at `place` of the lengths of counts, or of those of quantities; about `enough` at most.
  init(
    _ members: [SelectedModel], place: Int, pattern: DemandPattern, isSmallCount: Bool, enough: Int
  ) {
    self.members = members
    self.place = place
    let lengths: WindowLengths = isSmallCount ? .counts : .quantities
    length = lengths.periods[place]
    self.pattern = pattern
    self.isSmallCount = isSmallCount
    var count = 0
    for member in members {
      guard let record = member.originTotals, record.isSmallCount == isSmallCount,
        place < record.totals.count
      else { continue }
      for total in record.totals[place] where total.pattern == pattern { count += 1 }
    }
    stride = max(1, (count + enough - 1) / enough)
  }

  /// Calls `body` for each, in the order of the series and of their origins.
  func visit(_ body: (Member) -> Void) {
    var turn = 0
    for (series, member) in members.enumerated() {
      guard let record = member.originTotals, record.isSmallCount == isSmallCount,
        place < record.totals.count
      else { continue }
      let weight = min(1, record.spacing / Double(length))
      for total in record.totals[place] where total.pattern == pattern {
        turn += 1
        guard turn % stride == 0 else { continue }
        body(Member(total: total, record: record, series: series, weight: weight))
      }
    }
  }
}
