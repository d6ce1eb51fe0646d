/// What one item, or a group of them, came to under one policy over the periods measured.
public struct ReplayMeasures: Sendable, Hashable {
  /// Items.
  public var items = 0
  /// Days measured.
  public var days = 0.0
  /// Units asked for, served from stock at once, and not.
  public var demand = 0.0
  public var served = 0.0
  public var short = 0.0
  /// Units lost: those short where unmet demand is lost.
  public var lost = 0.0
  /// Review periods, and those of them without a shortage.
  public var cycles = 0
  public var cyclesServed = 0
  /// Days without stock, over all items.
  public var stockoutDays = 0.0
  /// Mean stock of all items together, units and money.
  public var averageStock = 0.0
  public var averageStockValue = 0.0
  /// Order lines and units ordered.
  public var orders = 0
  public var unitsOrdered = 0.0
  /// Money: stock at the end of each period for its length, units short, order lines.
  public var holdingCost = 0.0
  public var shortageCost = 0.0
  public var orderCost = 0.0
  /// Money of the units served at once, for the turnover; 0 without unit costs.
  public var servedValue = 0.0
  /// What the levels chosen promised: the sums of expected cycle service over reviews, their number,
  /// and the units of a review period's demand, those expected short of them.
  public var promisedCycles = 0.0
  public var promises = 0
  public var promisedDemand = 0.0
  public var promisedShort = 0.0

  /// Nothing measured yet.
  public init() {}

  /// Adds another item's, or group's, measures over the same days.
  public mutating func add(_ other: Self) {
    items += other.items
    days = max(days, other.days)
    demand += other.demand
    served += other.served
    short += other.short
    lost += other.lost
    cycles += other.cycles
    cyclesServed += other.cyclesServed
    stockoutDays += other.stockoutDays
    averageStock += other.averageStock
    averageStockValue += other.averageStockValue
    orders += other.orders
    unitsOrdered += other.unitsOrdered
    holdingCost += other.holdingCost
    shortageCost += other.shortageCost
    orderCost += other.orderCost
    servedValue += other.servedValue
    promisedCycles += other.promisedCycles
    promises += other.promises
    promisedDemand += other.promisedDemand
    promisedShort += other.promisedShort
  }

  /// Money in all.
  public var cost: Double { holdingCost + shortageCost + orderCost }

  /// The share of units served from stock at once; nil without demand.
  public var fillRate: Double? { demand > 0 ? served / demand : nil }

  /// The share of review periods without a shortage; nil without any.
  public var cycleService: Double? {
    cycles > 0 ? Double(cyclesServed) / Double(cycles) : nil
  }

  /// Times a year that the stock is sold, by money where unit costs are known, else by units; nil
  /// without stock.
  public var turnover: Double? {
    guard days > 0 else { return nil }
    let year = 365.25 / days
    if averageStockValue > 0 { return servedValue * year / averageStockValue }
    return averageStock > 0 ? served * year / averageStock : nil
  }

  /// What the levels chosen promised, on average over reviews; nil for rules that promise nothing.
  public var promisedCycleService: Double? {
    promises > 0 ? promisedCycles / Double(promises) : nil
  }

  /// What the levels chosen promised, over the demand expected; nil for rules that promise nothing.
  public var promisedFillRate: Double? {
    promisedDemand > 0 ? 1 - promisedShort / promisedDemand : nil
  }
}
