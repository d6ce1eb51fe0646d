public import RestockRecords

/// What an override did, once the demand that it was made for has come.
///
/// With the override the stock of the earlier plan was its position and the order that the planner
/// decided; without, the position and Restock's own order. Held against the demand since, one of them
/// would have been short by more, or have left more over. An uplift is held against the demand as a
/// forecast, too.
public struct OverrideResult: Sendable, Hashable, Codable {
  public let key: SeriesKey
  public let overrides: [Override]
  /// Days since the earlier plan for which demand is known.
  public let days: Int
  /// Units that came in them, and whether part of it is unknown (out of stock): then it is the least
  /// that it was.
  public let demand: Double
  public let isPartlyUnknown: Bool
  /// Units that were expected in them, with the uplift and without.
  public let forecast: Double
  public let forecastWithout: Double
  /// Units ordered, with the overrides and without.
  public let orderQuantity: Double
  public let orderWithout: Double
  /// Units short, and left over, by now if all that was ordered had come.
  public let short: Double
  public let shortWithout: Double
  public let left: Double
  public let leftWithout: Double
  public let verdict: Verdict

  /// Whether the override helped.
  public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
    /// Less short, or as short with less left over; for an uplift the nearer forecast.
    case helped
    case hurt
    case noDifference = "no difference"
    /// The interval that the order was for is not over, and neither order would have been short yet.
    case tooEarly = "too early"
    /// The item was out of stock for part of the time: what was asked for in it nobody knows.
    case unknown
  }

  /// The results of all overrides of an earlier plan.
  static func results(
    of earlier: EarlierPlan, histories: [ItemHistory], calendar: RunCalendar
  ) -> [OverrideResult] {
    let overridden = earlier.plan.recommendations.filter { !$0.overrides.isEmpty }
    guard !overridden.isEmpty, calendar.buckets == earlier.plan.calendar.buckets else { return [] }
    let histories = Dictionary(
      histories.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let forecasts = Dictionary(
      earlier.plan.forecasts.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    return overridden.compactMap { item in
      OverrideResult(
        item, history: histories[item.key], forecast: forecasts[item.key],
        calendar: earlier.plan.calendar)
    }
  }

  /// What the overrides of one recommendation did; nil where nothing is known of the time since.
  private init?(
    _ item: Recommendation, history: ItemHistory?, forecast: ItemForecast?, calendar: RunCalendar
  ) {
    guard let own = item.own, let history else { return nil }
    let buckets = calendar.buckets
    // The bucket that held the earlier plan's today counts by the days of it that were to come.
    let first = calendar.firstForecastBucket
    let range = first..<max(first, history.endBucket)
    guard !range.isEmpty else { return nil }
    let gone = Double(calendar.asOf - buckets.firstDay(of: first)) / Double(buckets.days(of: first))
    let uplift = item.overrides.uplift
    var (demand, expected, plain, isUnknown) = (0.0, 0.0, 0.0, false)
    for bucket in range {
      let share = bucket == first ? 1 - gone : 1
      let i = bucket - history.firstBucket
      if history.demand.indices.contains(i) {
        demand += share * history.demand[i]
        if history.isKnown?[i] == false { isUnknown = true }
      }
      guard let forecast, forecast.means.indices.contains(bucket - forecast.firstBucket) else {
        continue
      }
      let mean = share * forecast.means[bucket - forecast.firstBucket]
      let factor = uplift?.multiplier(of: bucket, in: buckets) ?? 1
      expected += mean
      plain += factor > 0 ? mean / factor : 0
    }
    key = item.key
    overrides = item.overrides
    days = buckets.firstDay(of: range.upperBound) - calendar.asOf
    self.demand = demand
    isPartlyUnknown = isUnknown
    self.forecast = expected
    forecastWithout = plain
    orderQuantity = item.orderQuantity
    orderWithout = own.orderQuantity
    let there = item.position.available + item.position.onOrder
    short = max(0, demand - there - item.orderQuantity)
    shortWithout = max(0, demand - there - own.orderQuantity)
    left = max(0, there + item.orderQuantity - demand)
    leftWithout = max(0, there + own.orderQuantity - demand)
    let isOver = Double(days) >= item.protectionDays
    let isForecast = item.overrides.allSatisfy {
      if case .uplift = $0.action { true } else { false }
    }
    func verdict(_ with: Double, _ without: Double) -> Verdict {
      with < without ? .helped : with > without ? .hurt : .noDifference
    }
    if isForecast {
      // The least that demand was tells between forecasts that lie below it alone.
      self.verdict =
        isUnknown && max(expected, plain) > demand
        ? .unknown : verdict((expected - demand).magnitude, (plain - demand).magnitude)
    } else if item.orderQuantity == own.orderQuantity {
      self.verdict = .noDifference
    } else if short != shortWithout {
      self.verdict = verdict(short, shortWithout)
    } else if !isOver {
      self.verdict = .tooEarly
    } else {
      self.verdict = isUnknown ? .unknown : verdict(left, leftWithout)
    }
  }
}
