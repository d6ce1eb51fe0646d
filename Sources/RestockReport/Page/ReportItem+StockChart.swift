internal import RestockForecasting
internal import RestockInventory
internal import RestockPlanning
internal import RestockRecords

extension ReportItem {
  /// The chart of the item's expected stock; nil without a forecast.
  ///
  /// It reaches over the protection interval and half of it again, at least four weeks or periods,
  /// but never beyond the forecast.
  func stockChart(id: String, calendar: RunCalendar) -> StockChart? {
    guard let forecast, let supply = recommendation.supply else { return nil }
    let end = Double(
      calendar.buckets.firstDay(of: forecast.firstBucket + forecast.means.count) - calendar.asOf)
    let wanted = max(
      1.5 * recommendation.protectionDays, 4 * max(7, calendar.buckets.meanDays))
    let days = max(1, min(end, wanted.rounded(.up)))
    let coming = recommendation.position.incoming.map {
      StockProjection.Point(day: $0.daysAhead, units: $0.quantity)
    }
    func projection(_ receipts: [StockProjection.Point]) -> [StockProjection.Point] {
      StockProjection(
        available: recommendation.position.available, receipts: receipts, forecast: forecast,
        calendar: calendar, days: days
      ).points
    }
    var with: [StockProjection.Point]?
    if recommendation.orderQuantity > 0, let receipt = recommendation.expectedReceipt {
      with = projection(
        coming + [.init(day: Double(receipt - calendar.asOf), units: recommendation.orderQuantity)])
    }
    return StockChart(
      id: id, title: name, description: stockWords(calendar), asOf: calendar.asOf,
      isSteps: calendar.buckets.size == .step,
      arrival: Double(supply.daysToOrderDay) + supply.leadTime.mean,
      reorderPoint: recommendation.levels.reorderPoint,
      safetyStock: recommendation.levels.safetyStock, without: projection(coming), with: with)
  }

  /// What the chart shows, for those who do not see it.
  private func stockWords(_ calendar: RunCalendar) -> String {
    let it = recommendation
    let day = { (day: Day) in calendar.buckets.size == .step ? "step \(day.number)" : day.iso }
    var text = "Available now \(it.position.available.units), reorder point "
    text += "\(it.levels.reorderPoint.units), safety stock \(it.levels.safetyStock.units)"
    if let gone = it.stockoutDay { text += "; with even odds gone by \(day(gone))" }
    if it.orderQuantity > 0, let receipt = it.expectedReceipt {
      text += "; \(it.orderQuantity.units) ordered now are expected on \(day(receipt))"
    }
    return text
  }
}
