extension TradeOffPoint {
  /// The curve of a whole plan: at each target the stock of all items with a curve, cycle service their
  /// mean and fill rate that of all their units; empty where none has one.
  static func sum(of items: [Recommendation]) -> [TradeOffPoint] {
    let items = items.filter { !$0.tradeOff.isEmpty }
    guard let first = items.first else { return [] }
    return first.tradeOff.indices.map { place in
      var cycles = 0.0
      var demand = 0.0
      var served = 0.0
      var stock = 0.0
      var value: Double?
      for item in items {
        let point = item.tradeOff[place]
        cycles += point.cycleService
        demand += item.demandPerPeriod
        served += item.demandPerPeriod * point.fillRate
        stock += point.stock
        if let own = point.stockValue { value = (value ?? 0) + own }
      }
      return TradeOffPoint(
        target: first.tradeOff[place].target, cycleService: cycles / Double(items.count),
        fillRate: demand > 0 ? served / demand : 1, stock: stock, stockValue: value)
    }
  }
}
