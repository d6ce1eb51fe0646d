internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics

/// The demand of periods in which an item ran out of stock, as far as it can be told.
///
/// Where the stock history says on which days the item was out, the demand of the time without stock is
/// the item's level for as long, whatever was sold before: after stock has run out, demand goes on as
/// if nothing had happened. The level then is units sold over the time in stock. Each time that stock
/// ran out, the customer who took the last units may have wanted more: (v - 1) / 2 units on average, v
/// the variance over the mean of demand, which is the mean size of orders weighted by size (of
/// quantities v / 2).
///
/// Where only the period is known to have run out, demand was at least what was sold: the period counts
/// as the expected demand given that, E[D | D >= sold], of a Poisson, negative binomial or gamma with
/// the item's level and spread, and the level is that of all periods with these expectations in them, by
/// turns (expectation and maximisation, the censored likelihood's way). Leaving such periods out would be
/// to leave out the best: demand runs out of stock where there is much of it. A period that had no
/// stock at all, or for little of it, stays unknown. The level is a mean over a quarter of a year on
/// either side, of demand over the season's index.
///
/// Sources: Dempster, Laird and Rubin (1977); Nahmias (1994), Demand estimation in lost sales inventory
/// systems, for the normal. The excess of the last order is the mean residual life of renewal theory
/// (Cox 1962, section 5.4), of a compound Poisson demand's sizes: E[X^2] / (2 E[X]), less half of a
/// whole unit.
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
  /// The share of a period without stock from which its demand counts as unknown.
  private static let mostOut = 0.5

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
    func multiplier(_ t: Int) -> Double { index?[t] ?? 1 }
    // What tells the level: units, and for how long of the period.
    var told = history.demand
    var exposure = ContiguousArray(known.map { $0 ? 1.0 : 0 })
    for place in places {
      guard let outage = history.outages[place] else { continue }
      told[place] = bounds[place] ?? 0
      exposure[place] = 1 - outage.share
    }
    var level = WindowLevel(told, exposure: exposure, multiplier: multiplier, reach: reach)
    // No order is larger than the largest period.
    let most = told.max() ?? 0
    var ratio = 1.0
    var excess = 0.0
    for turn in 0...Self.turns {
      ratio = Self.dispersion(
        history, known, level, multiplier, excess: excess, ratio: ratio, isWhole: isWhole)
      excess = min(most, Self.excess(ratio, isWhole: isWhole))
      for place in places {
        let bound = bounds[place] ?? 0
        if let outage = history.outages[place] {
          told[place] = bound + Double(outage.runOuts) * excess
        } else if bound > 0 {
          let mean = level[place] * multiplier(place)
          guard mean > 0 else { continue }
          told[place] = Self.law(mean, ratio, isWhole: isWhole).mean(atLeast: bound)
          exposure[place] = 1
        }
      }
      guard turn < Self.turns else { break }
      level = WindowLevel(told, exposure: exposure, multiplier: multiplier, reach: reach)
    }
    var lost: [Int: Double] = [:]
    var expected = history.demand
    var counts = known
    // Whole units stay whole; what rounding takes, the next such period gives.
    var carried = 0.0
    for place in places {
      let bound = bounds[place] ?? 0
      let outage = history.outages[place]
      let mean = level[place] * multiplier(place)
      let whole = told[place] + (outage?.share ?? (bound > 0 ? 0 : 1)) * mean
      lost[place] = max(0, whole - bound)
      guard outage.map({ $0.share <= Self.mostOut }) ?? (bound > 0) else { continue }
      counts[place] = true
      expected[place] = whole
      guard isWhole else { continue }
      expected[place] = max(bound, (whole + carried).rounded())
      carried += whole - expected[place]
    }
    demand = expected
    isKnown = counts.contains(false) ? counts : nil
    self.lost = lost
  }

  /// Units lost from a place on, up to another; nil where no stock-out is known.
  func lostUnits(in places: Range<Int>) -> Double? {
    lost.isEmpty
      ? nil
      : lost.sorted { $0.key < $1.key }.reduce(0) {
        places.contains($1.key) ? $0 + $1.value : $0
      }
  }

  /// What the customer wanted on average who took the last units and found too few.
  private static func excess(_ ratio: Double, isWhole: Bool) -> Double {
    isWhole ? (ratio - 1) / 2 : ratio / 2
  }

  private static func law(_ mean: Double, _ ratio: Double, isWhole: Bool) -> DemandDistribution {
    DemandDistribution(mean: mean, variance: ratio * mean, wholeUnits: isWhole)
  }

  /// The variance over the mean of a period's demand, at least 1 for whole units; `excess` is what the
  /// last customer wanted in vain, by the last turn.
  ///
  /// A period in which stock ran out counts as well, with what it is expected to have been and the
  /// variance of what was not seen: that of an exponential excess and of the time without stock. Large
  /// orders are what lumpy items run out of stock by.
  private static func dispersion(
    _ history: ItemHistory, _ known: ContiguousArray<Bool>, _ level: WindowLevel,
    _ multiplier: (Int) -> Double, excess: Double, ratio last: Double, isWhole: Bool
  ) -> Double {
    var squares = 0.0
    var sum = 0.0
    for t in history.demand.indices {
      let mean = level[t] * multiplier(t)
      var deviation = history.demand[t] - mean
      if !known[t] {
        guard let outage = history.outages[t], outage.share <= mostOut else { continue }
        let times = Double(outage.runOuts)
        deviation = (history.soldWhileOut[t] ?? 0) + times * excess - (1 - outage.share) * mean
        squares += times * excess * excess + outage.share * last * mean
      }
      squares += deviation * deviation
      sum += mean
    }
    // The level of a window has the period itself in it.
    let ratio = sum > 0 ? squares / sum / (1 - 1 / Double(level.length)) : 1
    return isWhole ? max(1, ratio) : max(1e-6, ratio)
  }
}

/// The mean of demand over the index, over a window about each period.
private struct WindowLevel {
  private var demand = [0.0]
  private var index = [0.0]
  private let reach: Int
  /// Periods in a window.
  var length: Int { 2 * reach + 1 }

  /// Periods in stock below which a window says too little.
  private static let leastExposure = 1.0

  init(
    _ values: ContiguousArray<Double>, exposure: ContiguousArray<Double>,
    multiplier: (Int) -> Double, reach: Int
  ) {
    self.reach = reach
    for t in values.indices {
      demand.append(demand[t] + (exposure[t] > 0 ? values[t] : 0))
      index.append(index[t] + exposure[t] * multiplier(t))
    }
  }

  /// The level at a period; that of all where its window holds nothing.
  subscript(t: Int) -> Double {
    let low = max(0, t - reach)
    let high = min(demand.count - 1, t + reach + 1)
    let exposure = index[high] - index[low]
    if exposure >= Self.leastExposure { return (demand[high] - demand[low]) / exposure }
    return index[index.count - 1] > 0 ? demand[demand.count - 1] / index[index.count - 1] : 0
  }
}
