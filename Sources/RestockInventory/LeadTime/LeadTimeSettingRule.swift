/// The planner's rule for a receipt or a setting that is out of line with what was anticipated:
/// under 50 %, over 150 %, or more than 7 days off.
///
/// Source: the rule of practice in `effectiveinventory.com`'s notes on lead-time maintenance; as
/// "unusual receipt" in suites that maintain lead times.
public struct LeadTimeSettingRule: Sendable, Hashable {
  /// The bounds as shares of the anticipated lead time, and in days.
  public let leastShare: Double
  public let mostShare: Double
  public let mostDays: Double

  /// The rule; the shares > 0, the days >= 0.
  public init(leastShare: Double = 0.5, mostShare: Double = 1.5, mostDays: Double = 7) {
    self.leastShare = leastShare
    self.mostShare = mostShare
    self.mostDays = mostDays
  }

  /// Whether `actual` days are out of line with `anticipated` ones.
  public func isUnusual(actual: Double, anticipated: Double) -> Bool {
    actual < leastShare * anticipated || actual > mostShare * anticipated
      || abs(actual - anticipated) > mostDays
  }

  /// Whether a typed lead time no longer fits the receipts: their median is out of line with it, and
  /// not by chance.
  ///
  /// By the sign test: were the setting the median, so few of the last receipts would lie on one
  /// side of it with at most the probability `falseAlarmRate`. At 1 in 100 it takes eight receipts,
  /// all on one side.
  ///
  /// - Parameters:
  ///   - setting: The typed lead time, days.
  ///   - days: Lead times in the order of receipt; the last 20 are looked at.
  ///   - falseAlarmRate: 0 < rate < 1.
  /// - Returns: Whether it no longer fits.
  public func contradicts(
    _ setting: Double, days: [Double], falseAlarmRate: Double = 0.01
  ) -> Bool {
    let recent = days.suffix(20).sorted()
    guard let middle = median(ofSorted: recent),
      isUnusual(actual: middle, anticipated: setting)
    else { return false }
    let longer = recent.count { $0 > setting }
    let shorter = recent.count { $0 < setting }
    return 2 * binomialTail(atMost: min(longer, shorter), of: longer + shorter) <= falseAlarmRate
  }

  /// The probability of at most `count` heads in `tosses` of a fair coin.
  private func binomialTail(atMost count: Int, of tosses: Int) -> Double {
    var term = 1.0
    for _ in 0..<tosses { term *= 0.5 }
    var sum = 0.0
    for k in 0...count {
      sum += term
      term *= Double(tosses - k) / Double(k + 1)
    }
    return sum
  }
}

/// The median of ascending values, nil of none.
package func median(ofSorted values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let middle = values.count / 2
  return values.count % 2 == 1
    ? values[middle] : 0.5 * (values[middle - 1] + values[middle])
}
