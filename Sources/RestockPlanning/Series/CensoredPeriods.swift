internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics

/// The demand of periods in which an item ran out of stock, as far as it can be told.
///
/// Where something was sold before the stock was gone, demand was at least as much: the period counts as
/// the expected demand given that, E[D | D >= sold], of a Poisson, negative binomial or gamma with the
/// item's level and spread, and the level is that of all periods with these expectations in them, by
/// turns (expectation and maximisation, the censored likelihood's way). Leaving such periods out would be
/// to leave out the best: demand runs out of stock where there is much of it. A period that had no
/// stock at all stays unknown. The level is a mean over a quarter of a year on either side, of demand
/// over the season's index.
///
/// Source: Dempster, Laird and Rubin (1977); Nahmias (1994), Demand estimation in lost sales inventory
/// systems, for the normal.
struct CensoredPeriods {
  /// Units of each period, the censored ones in it, and which are known then.
  let demand: ContiguousArray<Double>
  let isKnown: ContiguousArray<Bool>?
  /// By place, the units that are expected to have been lost.
  private let lost: [Int: Double]

  /// Turns of expectation and maximisation.
  private static let turns = 6
  /// Periods on either side that tell the level: a quarter of a year, but at least as many as this.
  private static let leastReach = 6

  /// The periods of a history; `index` multiplies its level, and a period is so many days long.
  init(_ history: ItemHistory, index: ContiguousArray<Double>?, periodDays: Double) {
    let bounds = history.soldWhileOut
    guard !bounds.isEmpty, let known = history.isKnown, known.contains(true) else {
      demand = history.demand
      isKnown = history.isKnown
      lost = [:]
      return
    }
    let count = history.demand.count
    let reach = max(Self.leastReach, Int((91 / periodDays).rounded()))
    let isWhole = history.demand.allSatisfy { $0 == $0.rounded() }
    let places = bounds.keys.filter { $0 < count }.sorted()
    var expected = history.demand
    var counts = known
    for place in places where (bounds[place] ?? 0) > 0 {
      expected[place] = bounds[place] ?? 0
      counts[place] = true
    }
    func multiplier(_ t: Int) -> Double { index?[t] ?? 1 }
    var means: [Int: Double] = [:]
    for turn in 0...Self.turns {
      // The first level is of the periods in stock alone.
      let level = WindowLevel(
        expected, counted: turn == 0 ? known : counts, multiplier: multiplier, reach: reach)
      let ratio = Self.dispersion(history, known, level, multiplier, isWhole: isWhole)
      for place in places {
        let mean = level[place] * multiplier(place)
        means[place] = mean
        guard let bound = bounds[place], bound > 0, mean > 0 else { continue }
        let law = DemandDistribution(mean: mean, variance: ratio * mean, wholeUnits: isWhole)
        expected[place] = law.mean(atLeast: bound)
      }
    }
    var lost: [Int: Double] = [:]
    // Whole units stay whole; what rounding takes, the next such period gives.
    var carried = 0.0
    for place in places {
      guard let bound = bounds[place], bound > 0 else {
        lost[place] = means[place] ?? 0
        continue
      }
      lost[place] = max(0, expected[place] - bound)
      guard isWhole else { continue }
      let value = max(bound, (expected[place] + carried).rounded())
      carried += expected[place] - value
      expected[place] = value
    }
    demand = expected
    isKnown = counts.contains(false) ? counts : nil
    self.lost = lost
  }

  /// Units lost from a place on; nil where no stock-out is known.
  func lostUnits(from place: Int) -> Double? {
    lost.isEmpty
      ? nil : lost.sorted { $0.key < $1.key }.reduce(0) { $1.key >= place ? $0 + $1.value : $0 }
  }

  /// The variance over the mean of the periods in stock, at least 1 for whole units.
  private static func dispersion(
    _ history: ItemHistory, _ known: ContiguousArray<Bool>, _ level: WindowLevel,
    _ multiplier: (Int) -> Double, isWhole: Bool
  ) -> Double {
    var squares = 0.0
    var sum = 0.0
    for t in history.demand.indices where known[t] {
      let mean = level[t] * multiplier(t)
      squares += (history.demand[t] - mean) * (history.demand[t] - mean)
      sum += mean
    }
    let ratio = sum > 0 ? squares / sum : 1
    return isWhole ? max(1, ratio) : max(1e-6, ratio)
  }
}

/// The mean of demand over the index, over a window about each period.
private struct WindowLevel {
  private var demand = [0.0]
  private var index = [0.0]
  private let reach: Int

  init(
    _ values: ContiguousArray<Double>, counted: ContiguousArray<Bool>,
    multiplier: (Int) -> Double, reach: Int
  ) {
    self.reach = reach
    for t in values.indices {
      demand.append(demand[t] + (counted[t] ? values[t] : 0))
      index.append(index[t] + (counted[t] ? multiplier(t) : 0))
    }
  }

  /// The level at a period; that of all where its window holds nothing.
  subscript(t: Int) -> Double {
    let low = max(0, t - reach)
    let high = min(demand.count - 1, t + reach + 1)
    let exposure = index[high] - index[low]
    if exposure > 1e-9 { return (demand[high] - demand[low]) / exposure }
    return index[index.count - 1] > 0 ? demand[demand.count - 1] / index[index.count - 1] : 0
  }
}
