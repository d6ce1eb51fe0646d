public import RestockForecasting
public import RestockInventory
public import RestockRecords

/// What a run was asked to do; the defaults are those of the contract.
public struct PlanSettings: Sendable {
  /// Today: history lies before it. Nil takes the default from the sales.
  public var asOf: Day?
  /// Periods to forecast; nil takes the default of the bucket size.
  public var horizon: Int?
  /// Season lengths in periods; nil takes those of the bucket size.
  public var seasonLengths: [Int]?
  /// What differs for single series (`--series`).
  public var series: [SeriesKey: SeriesSettings] = [:]
  /// The model asked for by name; nil selects one per series.
  public var model: ModelFamily?
  /// How much time the choice of models may take.
  public var effort = Effort.standard
  /// Probabilities of the forecast quantiles, ascending.
  public var quantiles: [Double] = [0.5, 0.8, 0.9, 0.95, 0.99]
  /// Whether the quantiles are of the running total from the first period.
  public var cumulativeQuantiles = false
  /// Whether forecasts have the lower half of the fan too, which charts show.
  public var mirrorsQuantiles = false
  /// The lead time where no file says more.
  public var leadTime = Duration(14, .days)
  /// Its standard deviation; nil is a quarter of the lead time.
  public var leadTimeStandardDeviation: Duration?
  /// The time between two chances to order.
  public var reviewPeriod = Duration(7, .days)
  /// The target for every item; nil takes the class's.
  public var service: ServiceObjective?
  /// The targets of the classes A, B and C.
  public var serviceByClass: [ABCClass: ServiceObjective] = [
    .a: .fill(0.98), .b: .fill(0.95), .c: .fill(0.90),
  ]
  public var unmet = UnmetDemand.backorder
  /// Money per unit and day; nil uses the rate.
  public var holdingCostPerDay: Double?
  /// Per year, on the unit cost.
  public var holdingRate = 0.25
  /// Money per unit short; nil where only items say.
  public var shortageCost: Double?
  /// Money per order line.
  public var orderCost = 2.0
  /// Money that all orders together may cost; nil for no bound.
  public var budget: Double?
  public var policy = ReplenishmentPolicy.periodicMinMax
  /// How long an order should last at least where there is no unit cost, so no EOQ.
  public var orderCover = Duration(4, .weeks)
  /// What money of another currency is worth in the run's.
  public var exchangeRates: [String: Double] = [:]
  /// Whether one-off bulk orders stay in the rate of demand.
  public var keepsBulkOrders = false
  /// Whether returns are netted in their period.
  public var netsReturns = true
  /// Which recommendations say what other targets and lead times would lead to.
  public var alternatives = OrderAlternative.Scope.none
  /// Whether recommendations say what other targets would deliver and hold.
  public var makesTradeOff = false
  /// Whether each finding is kept, instead of those of a kind counted in one.
  public var keepsAllFindings = false
  public var threads = 1
  public var seed: UInt64 = 1

  /// The defaults.
  public init() {}
}
