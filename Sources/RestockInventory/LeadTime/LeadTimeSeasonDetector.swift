internal import RestockNumerics

/// A season of a supplier's lead times, found in the receipts.
public struct LeadTimeSeason: Sendable, Hashable {
  /// Orders placed from this month on, 1...12.
  public let firstMonth: Int
  /// So many months, 1...6.
  public let months: Int
  /// The geometric mean of their lead times over that of the other orders of the same years.
  public let ratio: Double
  /// The years in which both were placed, and the orders placed in the season.
  public let years: Int
  public let orders: Int
  /// The probability of a season at least as clear where there is none.
  public let pValue: Double

  /// Whether orders placed in it take longer.
  public var isSlow: Bool { ratio > 1 }
}

/// Finds whether a supplier's lead times depend on the month in which an order was placed.
///
/// For each stretch of one to six months of the year the logarithms of the lead times of orders placed
/// in it are compared with those of the other orders of the same year (the twelve months about it), by
/// Student's t with a variance common to all years. The clearest year is left out, and the mean of the
/// others counts: what happened once is no season. The statistic of a supplier is the largest over all
/// stretches; it is held against the same of the months of each year in random order, the orders of a
/// month kept together, as their lead times have more in common than the month. So the rate of false
/// alarms is exact where the months of a year are exchangeable, whatever the distribution and whatever
/// differs between years.
public struct LeadTimeSeasonDetector: Sendable, Hashable {
  /// The probability that a supplier without a season raises an alarm.
  public let falseAlarmRate: Double
  /// A smaller ratio, or one closer to 1 from below, is none that orders should follow.
  public let leastRatio: Double

  /// A detector.
  ///
  /// - Parameters:
  ///   - falseAlarmRate: 0.002...0.5, default 1 in 100.
  ///   - leastRatio: >= 1, default 1.15.
  public init(falseAlarmRate: Double = 0.01, leastRatio: Double = 1.15) {
    precondition(falseAlarmRate >= 0.002 && falseAlarmRate <= 0.5, "rate \(falseAlarmRate)")
    precondition(leastRatio >= 1, "ratio \(leastRatio)")
    self.falseAlarmRate = falseAlarmRate
    self.leastRatio = leastRatio
  }

  /// An order: the month in which it was placed, numbered through (12 times the year and 0 for January),
  /// and the days that it took.
  public typealias Order = (month: Int, days: Double)

  /// Orders that a stretch, and the rest of its year, needs for the year to count.
  private static let leastOrders = 2
  private static let mostMonths = 6

  /// The clearest season, nil where there is none beyond chance.
  ///
  /// - Parameters:
  ///   - orders: Received orders, in any order; half a day at least counts.
  ///   - seed: Of the shuffling.
  /// - Returns: The season, or nil.
  public func season(in orders: [Order], seed: UInt64) -> LeadTimeSeason? {
    guard let last = orders.map(\.month).max(), let first = orders.map(\.month).min(),
      last - first >= 12
    else { return nil }
    var months = [Sums](repeating: Sums(), count: last - first + 1)
    for order in orders {
      months[order.month - first].add(max(order.days, LeadTime.leastDays).logarithm)
    }
    guard let clearest = clearest(in: months, from: first) else { return nil }
    let shuffles = Int((10 / falseAlarmRate).rounded()) - 1
    var random = RandomGenerator(seed: seed)
    var asClear = 0
    // The months with orders of each year back from the last.
    let years = Dictionary(grouping: months.indices.filter { months[$0].count > 0 }) {
      (months.count - 1 - $0) / 12
    }.sorted { $0.key < $1.key }.map(\.value)
    for _ in 0..<shuffles {
      for year in years {
        for i in stride(from: year.count - 1, to: 0, by: -1) {
          months.swapAt(year[i], year[Int(random.uniform() * Double(i + 1))])
        }
      }
      let statistic = self.clearest(in: months, from: first)?.statistic ?? 0
      if statistic >= clearest.statistic * (1 - 1e-9) {
        asClear += 1
        if asClear >= 10 { return nil }
      }
    }
    let ratio = clearest.difference.exponential
    guard max(ratio, 1 / ratio) >= leastRatio else { return nil }
    return LeadTimeSeason(
      firstMonth: clearest.firstMonth + 1, months: clearest.months, ratio: ratio,
      years: clearest.years, orders: clearest.orders,
      pValue: Double(asClear + 1) / Double(shuffles + 1))
  }

  /// Orders of a month, or of several.
  private struct Sums {
    var count = 0.0
    var sum = 0.0
    var squares = 0.0

    mutating func add(_ log: Double) {
      count += 1
      sum += log
      squares += log * log
    }

    mutating func add(_ other: Self) {
      count += other.count
      sum += other.sum
      squares += other.squares
    }

    var mean: Double { sum / count }
    /// The sum of squares about the mean.
    var scatter: Double { count > 0 ? max(0, squares - sum * sum / count) : 0 }
  }

  private struct Stretch {
    let firstMonth: Int
    let months: Int
    let statistic: Double
    let difference: Double
    let years: Int
    let orders: Int
  }

  private func clearest(in months: [Sums], from first: Int) -> Stretch? {
    var best: Stretch?
    for start in 0..<12 {
      for length in 1...Self.mostMonths {
        guard let stretch = stretch(start, length, months, first),
          stretch.statistic > best?.statistic ?? 0
        else { continue }
        best = stretch
      }
    }
    return best
  }

  private func stretch(
    _ start: Int, _ length: Int, _ months: [Sums], _ first: Int
  ) -> Stretch? {
    // The stretch lies in the middle of its year.
    let lead = (12 - length) / 2
    let shift = ((first - start + lead) % 12 + 12) % 12
    let count = (shift + months.count - 1) / 12 + 1
    return withUnsafeTemporaryAllocation(of: Sums.self, capacity: 2 * count) { sums in
      sums.initialize(repeating: Sums())
      for (i, month) in months.enumerated() where month.count > 0 {
        let place = shift + i
        let isInside = (place % 12) >= lead && (place % 12) < lead + length
        sums[2 * (place / 12) + (isInside ? 0 : 1)].add(month)
      }
      return Self.stretch(start, length, UnsafeBufferPointer(sums))
    }
  }

  /// A stretch by the sums of each year, those within it before those outside.
  private static func stretch(
    _ start: Int, _ length: Int, _ sums: UnsafeBufferPointer<Sums>
  ) -> Stretch? {
    var scatter = 0.0
    var freedom = 0.0
    var years = 0
    for year in stride(from: 0, to: sums.count, by: 2) where counts(sums, year) {
      scatter += sums[year].scatter + sums[year + 1].scatter
      freedom += sums[year].count + sums[year + 1].count - 2
      years += 1
    }
    guard years >= 2, freedom > 0 else { return nil }
    // Not zero, or seasons between constants would have no measure.
    let deviation = max(scatter / freedom, 1e-6).squareRoot()
    var sum = 0.0
    var most = -Double.infinity
    var least = Double.infinity
    var difference = 0.0
    var weights = 0.0
    var orders = 0.0
    for year in stride(from: 0, to: sums.count, by: 2) where counts(sums, year) {
      let weight = 1 / (1 / sums[year].count + 1 / sums[year + 1].count)
      let apart = sums[year].mean - sums[year + 1].mean
      let t = apart / deviation * weight.squareRoot()
      sum += t
      most = max(most, t)
      least = min(least, t)
      difference += weight * apart
      weights += weight
      orders += sums[year].count
    }
    // Without the clearest year, in either direction.
    let rest = Double(years - 1)
    let statistic = max((sum - most) / rest, (least - sum) / rest)
    guard statistic > 0 else { return nil }
    return Stretch(
      firstMonth: start, months: length, statistic: statistic, difference: difference / weights,
      years: years, orders: Int(orders))
  }

  private static func counts(_ sums: UnsafeBufferPointer<Sums>, _ year: Int) -> Bool {
    sums[year].count >= Double(leastOrders) && sums[year + 1].count >= Double(leastOrders)
  }
}
