public import RestockForecasting
public import RestockInventory
public import RestockRecords

/// What to do about one item, with everything that led to it.
public struct Recommendation: Sendable, Codable {
  public let key: SeriesKey
  public let supplier: String
  public let abc: ABCClass?
  public let xyz: XYZClass?
  public let pattern: DemandPattern?
  /// The fitted model, for people; empty without a result.
  public let model: String
  /// Units a period, the mean over the forecast horizon.
  public let demandPerPeriod: Double
  public let supply: SupplyPlan?
  /// Days from as-of to the end of the interval that this order must cover.
  public let protectionDays: Double
  public let protectionDemand: Double
  public let protectionDemandStandardDeviation: Double
  public let target: ServiceObjective?
  public let levels: Levels
  public let position: InventoryPosition
  /// The position that the decision rests on: orders due within the interval but after the lead
  /// time count only against the demand after them.
  public let effectivePosition: Double
  /// Units to order now, a multiple of the pack; 0 when nothing is needed.
  public internal(set) var orderQuantity: Double
  /// Money in the run's currency, nil without a unit cost.
  public internal(set) var orderValue: Double?
  /// The day that the order carries.
  public internal(set) var orderDay: Day?
  public let orderBy: Day?
  public internal(set) var expectedReceipt: Day?
  public internal(set) var stockoutRisk: Double
  public let stockoutDay: Day?
  /// Days that the stock on hand lasts at mean demand; nil where there is no demand.
  public let daysOfCover: Double?
  /// What the whole-unit levels deliver, over the reviews that order and those that find the position
  /// above the reorder point (or the position itself, where it is above the order-up-to level): the
  /// probability that a review period passes without a
  /// stock-out, and the share of units served from stock.
  public let expectedCycleService: Double
  public let expectedFillRate: Double
  /// Units that stock-outs of the last year are estimated to have lost, and the margin in them; nil
  /// where no stock-out is known, or no price and unit cost.
  public let lostUnits: Double?
  public let lostMargin: Double?
  public internal(set) var flags: [Flag]
  /// The arithmetic, for a calculator.
  public internal(set) var reason: String
  /// The terms of the arithmetic as values; nil without a forecast.
  public let derivation: Derivation?
  /// What other targets and lead times would lead to; empty unless asked for.
  public let alternatives: [OrderAlternative]
  /// What other targets would deliver and hold; empty unless asked for.
  public let tradeOff: [TradeOffPoint]
  /// What was changed in the order because of the supplier, of other items or of money, in order.
  public internal(set) var adjustments: [OrderAdjustment] = []
  /// What the order is worth, for decisions across items; nil where none is made of this item.
  var prospect: OrderProspect?
  /// Units that come from other locations or substitutes in place of an order, or go there (below 0).
  var suppliedElsewhere = 0.0
  /// The planner's decisions that this rests on, and what Restock says without them; empty and nil
  /// where there are none.
  public internal(set) var overrides: [Override] = []
  public internal(set) var own: OwnAdvice?

  /// What is saved with a plan: all but what only matters while it is made.
  private enum CodingKeys: String, CodingKey {
    case key, supplier, abc, xyz, pattern, model, demandPerPeriod, supply, protectionDays
    case protectionDemand, protectionDemandStandardDeviation, target, levels, position
    case effectivePosition, orderQuantity, orderValue, orderDay, orderBy, expectedReceipt
    case stockoutRisk, stockoutDay, daysOfCover, expectedCycleService, expectedFillRate
    case lostUnits, lostMargin, flags, reason, derivation, alternatives, tradeOff, adjustments
    case suppliedElsewhere, overrides, own
  }

  /// The levels of the policy, units.
  public struct Levels: Sendable, Hashable, Codable {
    public let safetyStock: Double
    public let reorderPoint: Double
    public let orderUpTo: Double
    /// Nil where there is no unit cost.
    public let economicOrderQuantity: Double?

    /// The levels.
    public init(
      safetyStock: Double, reorderPoint: Double, orderUpTo: Double, economicOrderQuantity: Double?
    ) {
      self.safetyStock = safetyStock
      self.reorderPoint = reorderPoint
      self.orderUpTo = orderUpTo
      self.economicOrderQuantity = economicOrderQuantity
    }
  }
}

/// A short word about a recommendation that a reader should not miss.
public enum Flag: String, Sendable, Hashable, CaseIterable, Codable {
  /// There is no result for this item: too little is known.
  case noResult = "no-result"
  /// In stock, but never sold in the file.
  case noSales = "no-sales"
  /// Nothing sold for half a year and longer than its pace explains: no safety stock.
  case dormant
  /// Not new, but sold in a single period: no safety stock.
  case soldOnce = "sold-once"
  /// Fewer than 13 known periods of history.
  case newItem = "new-item"
  /// Never ordered: the items file says inactive.
  case inactive
  /// Not ordered any more: another item is its successor.
  case superseded
  /// The forecast rests on the history of the item that it succeeds as well.
  case successor
  /// An open order is past its date.
  case late
  /// An open order comes within the interval but after the lead time, and counts in part.
  case laterOrder = "later-order"
  /// The stock will likely run out before an order placed now could arrive.
  case urgent
  /// No supplier is known.
  case noSupplier = "no-supplier"
  /// No unit cost is known, so no EOQ.
  case noCost = "no-cost"
  /// The target asked for is the balance of costs, but a cost is not known: the class's stands in.
  case noCostBalance = "no-cost-balance"
  /// The policy is min-max, but the items file has not both: computed levels stand in.
  case noMinMax = "no-min-max"
  /// The order was raised to the supplier's minimum.
  case minimumOrder = "minimum-order"
  /// The order was cut, or not placed, because of the maximum stock.
  case maximumStock = "maximum-stock"
  /// The order was cut to what sells within the shelf life.
  case shelfLife = "shelf-life"
  /// One-off bulk orders were found.
  case bulkOrder = "bulk-order"
  /// Periods of the history are unknown (out of stock or unreadable).
  case censored
  /// More stock than a year's demand.
  case overstock
  /// The stock file has a negative number for it.
  case negativeStock = "negative-stock"
  /// The order was raised so that the supplier's reaches its minimum value.
  case minimumOrderValue = "minimum-order-value"
  /// Put off, whole or in part, to the next review: the supplier's order is below its minimum value
  /// or fills part of a container, and filling it up is not worth it.
  case putOff = "put-off"
  /// The order fills a container.
  case containerFill = "container-fill"
  /// The supplier's order leaves room in its last container.
  case partContainer = "part-container"
  /// The order was cut, or not placed, because the budget did not reach.
  case budget
  /// The order was raised to a lower price.
  case priceBreak = "price-break"
  /// Ordered before its time, or in a larger lot, with others that share a delivery.
  case jointOrder = "joint-order"
  /// Stock of this item goes to another location, or comes from one.
  case transfer
  /// A substitute's stock beyond its own need is counted.
  case substitute
  /// Not ordered: put together from components, which are.
  case bundle
  /// Not ordered: no supplier of it can deliver now.
  case unavailable
  /// Ordered from another supplier than the preferred one.
  case alternateSupplier = "alternate-supplier"
  /// Some of the stock expires before it sells, and does not count.
  case expiring
  /// The stock file does not name it; on hand counts as 0.
  case noStock = "no-stock-record"
  /// The planner's overrides file says that nothing is to be ordered.
  case doNotBuy = "do-not-buy"
  /// A decision of the planner's own changed it; the reason says what it would have been.
  case overridden
}
