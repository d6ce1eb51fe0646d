internal import RestockNumerics

/// A change of a supplier's lead time, found in the receipts.
public struct LeadTimeChange: Sendable, Hashable {
  /// The index of the first order of the new regime, in the order in which orders were received.
  public let first: Int
  /// The geometric mean of the days before the change and since.
  public let before: Double
  public let since: Double
  /// The probability of a change at least as clear where there was none.
  public let pValue: Double

  /// Whether lead times became longer.
  public var isLonger: Bool { since > before }
}

/// Watches the lead times of a supplier for a change, with a stated rate of false alarms.
///
/// In the order of receipt, the logarithms of the last orders are split in two at every place that
/// leaves `leastSince` or more on the new side; the largest t of the difference of the two means is
/// the likelihood ratio of one change against none (Hawkins 1977, doi:10.1080/01621459.1977.10479935,
/// the normal change-point test). Its false-alarm rate is exact whatever the distribution, because
/// it is held against the same statistic of the same lead times in random order: where nothing
/// changed, and lead times are independent, all orders of them are equally likely. The shuffling
/// stops once it is clear that there is no alarm (Besag and Clifford 1991,
/// doi:10.1093/biomet/78.2.301).
public struct LeadTimeChangeDetector: Sendable, Hashable {
  /// The probability that a supplier that did not change raises an alarm at a look.
  public let falseAlarmRate: Double
  /// Orders looked at, the last ones.
  public let window: Int
  /// Orders since a change without which it is not seen.
  public let leastSince: Int

  /// A detector.
  ///
  /// - Parameters:
  ///   - falseAlarmRate: 0.002...0.5, default 1 in 100.
  ///   - window: At least 8, default 60.
  ///   - leastSince: At least 2, default 3.
  public init(falseAlarmRate: Double = 0.01, window: Int = 60, leastSince: Int = 3) {
    precondition(falseAlarmRate >= 0.002 && falseAlarmRate <= 0.5, "rate \(falseAlarmRate)")
    precondition(window >= 8 && leastSince >= 2, "window \(window), since \(leastSince)")
    self.falseAlarmRate = falseAlarmRate
    self.window = window
    self.leastSince = leastSince
  }

  /// Orders before a change without which it is not seen.
  static let leastBefore = 5

  /// The clearest change in `days`, nil where there is none beyond chance.
  ///
  /// - Parameters:
  ///   - days: Lead times of whole orders in the order of receipt, >= 0; half a day at least counts.
  ///   - seed: Of the shuffling.
  /// - Returns: The change, or nil.
  public func change(in days: [Double], seed: UInt64) -> LeadTimeChange? {
    let offset = max(0, days.count - window)
    var logs = days[offset...].map { max($0, LeadTime.leastDays).logarithm }
    guard logs.count >= Self.leastBefore + leastSince, let clearest = clearest(in: logs) else {
      return nil
    }
    let shuffles = Int((10 / falseAlarmRate).rounded()) - 1
    var random = RandomGenerator(seed: seed)
    var asClear = 0
    for _ in 0..<shuffles {
      for i in stride(from: logs.count - 1, to: 0, by: -1) {
        logs.swapAt(i, Int(random.uniform() * Double(i + 1)))
      }
      // Equal but for the rounding of sums in another order is equal.
      if (self.clearest(in: logs)?.statistic ?? 0) >= clearest.statistic * (1 - 1e-9) {
        asClear += 1
        if asClear >= 10 { return nil }
      }
    }
    return LeadTimeChange(
      first: offset + clearest.split, before: clearest.before.exponential,
      since: clearest.since.exponential, pValue: Double(asClear + 1) / Double(shuffles + 1))
  }

  private struct Split {
    let split: Int
    let before: Double
    let since: Double
    let statistic: Double
  }

  /// The split with the largest t squared; nil where all values are alike.
  private func clearest(in logs: [Double]) -> Split? {
    let count = Double(logs.count)
    let mean = logs.reduce(0, +) / count
    let total = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard total > 1e-12 else { return nil }
    var best: Split?
    var sum = 0.0
    for split in 1...(logs.count - leastSince) {
      sum += logs[split - 1] - mean
      guard split >= Self.leastBefore else { continue }
      let earlier = Double(split)
      let later = count - earlier
      let between = sum * sum * count / (earlier * later)
      // Not zero, or a change between two constants would have no measure.
      let within = max(total - between, 1e-9 * total) / (count - 2)
      let statistic = between / within
      if statistic > best?.statistic ?? 0 {
        best = Split(
          split: split, before: mean + sum / earlier, since: mean - sum / later,
          statistic: statistic)
      }
    }
    return best
  }
}
