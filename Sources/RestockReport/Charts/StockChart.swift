internal import RestockInventory
internal import RestockPlanning
internal import RestockRecords

/// The stock that is expected through the lead time, against the reorder point and the safety stock,
/// with the orders on the way and what is recommended.
struct StockChart: Sendable {
  let id: String
  let title: String
  let item: Recommendation
  let forecast: ItemForecast
  let calendar: RunCalendar

  /// The SVG.
  func markup() -> MarkupWriter {
    let days = Self.days(item, forecast, calendar)
    let with = StockProjection(
      of: item, forecast: forecast, calendar: calendar, days: days, includesOrder: true
    ).points
    let without = StockProjection(
      of: item, forecast: forecast, calendar: calendar, days: days, includesOrder: false
    ).points
    var plot = Plot(
      id: id, title: "Expected stock of \(title)", description: description,
      insets: .init(right: 120))
    let time = TimeAxis(
      from: calendar.asOf, through: calendar.asOf + Int(days),
      isSteps: calendar.buckets.size == .step, start: plot.left, end: plot.right)
    let levels = [item.levels.reorderPoint, item.levels.safetyStock]
    let all = (with + without).map(\.units) + levels + [0]
    let units = LinearScale(
      (all.min() ?? 0)...max(1, all.max() ?? 0), ticks: 5, start: plot.bottom, end: plot.top)
    if let supply = item.supply {
      let wait = Double(supply.daysToOrderDay)
      plot.rectangle(
        from: (time.position(calendar.asOf), plot.top),
        to: (
          time.position(calendar.asOf, plus: min(days, wait + supply.leadTime.mean)), plot.bottom
        ),
        class: "lead-time", tip: "until an order placed now arrives")
    }
    plot.valueAxis(units, unit: "units in stock at mean demand")
    plot.timeAxis(time)
    func place(_ points: [(day: Double, units: Double)]) -> [(x: Double, y: Double)] {
      points.map { (time.position(calendar.asOf, plus: $0.day), units.position($0.units)) }
    }
    var labels: [(text: String, y: Double, class: StaticString)] = []
    func level(_ name: String, _ level: Double, _ line: StaticString, _ label: StaticString) {
      let y = units.position(level)
      plot.rule(from: (plot.left, y), to: (plot.right, y), class: line)
      labels.append(("\(name) \(level.units)", y, label))
    }
    level("reorder point", item.levels.reorderPoint, "reorder-point", "l-reorder-point")
    level("safety stock", item.levels.safetyStock, "safety-stock", "l-safety-stock")
    if item.orderQuantity > 0 {
      plot.line(place(without), class: "without")
      labels.append(
        ("without order", units.position(without.last?.units ?? 0), "l-without"))
    }
    plot.line(place(with), class: "stock")
    labels.append(
      (
        item.orderQuantity > 0 ? "with order" : "stock", units.position(with.last?.units ?? 0),
        "l-stock"
      ))
    plot.endLabels(labels)
    return plot.finished()
  }

  /// How far the drawing reaches: the protection interval and half of it again, at least four weeks
  /// or periods, but never beyond the forecast.
  static func days(
    _ item: Recommendation, _ forecast: ItemForecast, _ calendar: RunCalendar
  )
    -> Double
  {
    let end = Double(
      calendar.buckets.firstDay(of: forecast.firstBucket + forecast.means.count) - calendar.asOf)
    let wanted = max(1.5 * item.protectionDays, 4 * max(7, calendar.buckets.meanDays))
    return max(1, min(end, wanted.rounded(.up)))
  }

  private var description: String {
    var text = "Available now \(item.position.available.units), reorder point "
    text += "\(item.levels.reorderPoint.units), safety stock \(item.levels.safetyStock.units)"
    if let day = item.stockoutDay { text += "; with even odds gone by \(day.iso)" }
    if item.orderQuantity > 0, let day = item.expectedReceipt {
      text += "; \(item.orderQuantity.units) ordered now are expected on \(day.iso)"
    }
    return text
  }
}
