public import RestockRecords

/// The result of a run: what to order, and everything it rests on.
public struct Plan: Sendable, Codable {
  /// One for each item in sales or stock, in the order of the sales, then of the stock.
  public let recommendations: [Recommendation]
  public let purchaseOrders: [PurchaseOrder]
  /// What to move between locations in place of buying it.
  public let transfers: [Transfer]
  /// What the budget left out, the costliest first.
  public let leftOut: [LeftOutOrder]
  /// The orders on the way that need something done.
  public let openOrderAdvice: [OpenOrderAdvice]
  /// One for each item with a forecast, in the order of the sales.
  public internal(set) var forecasts: [ItemForecast]
  /// The demand of each item as the models saw it, in the order of the sales.
  public internal(set) var histories: [ItemHistory]
  public internal(set) var findings: [Finding]
  public let calendar: RunCalendar
  /// The probabilities of the forecasts' quantiles.
  public let quantiles: [Double]
  /// What changed since an earlier plan; nil where none was given.
  public internal(set) var comparison: PlanComparison?

  /// What other targets would deliver and hold, over all items; empty unless asked for.
  public var tradeOff: [TradeOffPoint] { TradeOffPoint.sum(of: recommendations) }

  /// The plan with more findings, those of reading its inputs, before its own.
  public func adding(_ findings: [Finding]) -> Self {
    var plan = self
    plan.findings = findings + self.findings
    return plan
  }

  /// The plan with the demand of the past and the periods of the forecast of some items only, and
  /// without single order lines and their customers.
  public func keepingSeries(of isKept: (SeriesKey) -> Bool) -> Self {
    var plan = self
    plan.histories = histories.map { $0.summed(keepingDemand: isKept($0.key)) }
    plan.forecasts = forecasts.filter { isKept($0.key) }
    return plan
  }

  /// Items that got no result.
  public var withoutResult: Int {
    recommendations.count { $0.flags.contains(.noResult) }
  }
}

/// The forecast of one item.
public struct ItemForecast: Sendable, Codable {
  public let key: SeriesKey
  /// The fitted model, for people.
  public let model: String
  /// The bucket of the first period.
  public let firstBucket: Int
  /// Expected units of each period.
  public let means: ContiguousArray<Double>
  /// For each probability asked for, the quantile of each period (or of the running total).
  public let quantiles: [ContiguousArray<Double>]
  /// For each probability above one half, in their order, the quantile of what is left of 1: the lower
  /// half of the fan. Empty unless asked for.
  public let mirrored: [ContiguousArray<Double>]
  /// Why this model, for people; empty where nobody chose.
  public var choice = ""

  /// A forecast; as many values in `means` as in each of `quantiles` and `mirrored`.
  package init(
    key: SeriesKey, model: String, firstBucket: Int, means: ContiguousArray<Double>,
    quantiles: [ContiguousArray<Double>], mirrored: [ContiguousArray<Double>] = []
  ) {
    self.mirrored = mirrored
    self.key = key
    self.model = model
    self.firstBucket = firstBucket
    self.means = means
    self.quantiles = quantiles
  }
}
