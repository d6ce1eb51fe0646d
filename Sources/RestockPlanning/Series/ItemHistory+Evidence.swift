internal import RestockRecords

extension ItemHistory {
  /// Known periods below which an item counts as new.
  static let newItemPeriods = 13

  /// Whether, before a bucket, an item that is not new has had demand in a single period.
  func hasSoldOnce(before end: Int) -> Bool {
    let seen = demand.prefix(max(0, end - firstBucket))
    return seen.count >= Self.newItemPeriods && seen.count { $0 > 0 } == 1
  }

  /// Whether, before a bucket, nothing has been sold for half a year, and for longer than four times
  /// the item's mean interval between demands, where it has had several.
  func isDormant(before end: Int, periodDays: Double) -> Bool {
    let seen = demand.prefix(max(0, end - firstBucket))
    guard let last = seen.lastIndex(where: { $0 > 0 }) else { return true }
    let since = seen.count - 1 - last
    let demands = seen.count { $0 > 0 }
    let interval = demands > 1 ? Double(seen.count - since) / Double(demands) : 0
    return Double(since) > max(182.6 / periodDays, 4 * interval)
  }
}
