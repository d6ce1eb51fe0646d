/// What a stock does for customers' orders in turn: orders served whole, and units served.
public struct CustomerOrderService: Sendable, Hashable {
  /// The share of orders served whole, where one not whole takes what there is.
  public let orderServiceLevel: Double
  /// The share of units served, where an order takes what there is.
  public let unitFillRatePartial: Double
  /// The share of units served, where an order that cannot be served whole is lost.
  public let unitFillRateWhole: Double

  /// Serves orders in turn.
  ///
  /// - Parameters:
  ///   - stock: Units, >= 0.
  ///   - orders: Units of each, >= 0, with a positive sum.
  public init(stock: Double, orders: [Double]) {
    let demanded = orders.reduce(0, +)
    precondition(demanded > 0 && stock >= 0, "\(demanded) units of demand")
    var left = stock
    var whole = 0
    var served = 0.0
    var leftForWhole = stock
    var servedWhole = 0.0
    for order in orders {
      let taken = min(order, left)
      left -= taken
      served += taken
      if taken == order { whole += 1 }
      if order <= leftForWhole {
        leftForWhole -= order
        servedWhole += order
      }
    }
    orderServiceLevel = Double(whole) / Double(orders.count)
    unitFillRatePartial = served / demanded
    unitFillRateWhole = servedWhole / demanded
  }
}
