/// A point of the trade-off between service and stock: what one target costs.
public struct TradeOffPoint: Sendable, Hashable, Codable {
  /// The target asked for.
  public let target: ServiceObjective
  /// What the policy's whole-unit levels are expected to deliver, 0...1: review periods without a
  /// stock-out, and units served from stock.
  public let cycleService: Double
  public let fillRate: Double
  /// The stock on hand that comes with it, on average over time: units, and money of the items that have
  /// a unit cost, nil where none has.
  public let stock: Double
  public let stockValue: Double?

  /// A point.
  public init(
    target: ServiceObjective, cycleService: Double, fillRate: Double, stock: Double,
    stockValue: Double?
  ) {
    self.target = target
    self.cycleService = cycleService
    self.fillRate = fillRate
    self.stock = stock
    self.stockValue = stockValue
  }

  /// The targets of a curve, as probabilities of the kind of target that an item has.
  static let probabilities = [0.80, 0.85, 0.90, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995]
}
