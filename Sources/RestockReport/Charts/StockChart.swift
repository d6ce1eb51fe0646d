package import RestockRecords

/// The stock that is expected through the lead time, against the reorder point and the safety stock,
/// with what is on the way and what is recommended.
package struct StockChart: Sendable {
  let id: String
  let title: String
  let description: String
  let asOf: Day
  let isSteps: Bool
  /// Days from as-of until an order placed now arrives.
  let arrival: Double
  let reorderPoint: Double
  let safetyStock: Double
  /// Stock with nothing ordered, and with the order where there is one.
  let without: [StockProjection.Point]
  let with: [StockProjection.Point]?

  /// A chart; `id` is unique on its page, and the projections reach equally far.
  package init(
    id: String, title: String, description: String, asOf: Day, isSteps: Bool, arrival: Double,
    reorderPoint: Double, safetyStock: Double, without: [StockProjection.Point],
    with: [StockProjection.Point]?
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.asOf = asOf
    self.isSteps = isSteps
    self.arrival = arrival
    self.reorderPoint = reorderPoint
    self.safetyStock = safetyStock
    self.without = without
    self.with = with
  }

  /// The SVG.
  package func markup() -> MarkupWriter {
    let days = without.last?.day ?? 1
    var plot = Plot(
      id: id, title: "Expected stock of \(title)", description: description,
      insets: .init(right: 140))
    let time = TimeAxis(
      from: asOf, through: asOf + Int(days.rounded(.up)), isSteps: isSteps, start: plot.left,
      end: plot.right)
    let all = (without + (with ?? [])).map(\.units) + [reorderPoint, safetyStock, 0]
    let units = LinearScale(
      (all.min() ?? 0)...max(1, all.max() ?? 0), ticks: 5, start: plot.bottom, end: plot.top)
    plot.rectangle(
      from: (plot.left, plot.top), to: (time.position(asOf, plus: min(days, arrival)), plot.bottom),
      class: "lead-time", tip: "until an order placed now arrives")
    plot.valueAxis(units, unit: "units in stock at mean demand")
    plot.timeAxis(time)
    var labels: [(text: String, y: Double, class: StaticString)] = []
    func level(_ name: String, _ level: Double, _ line: StaticString, _ label: StaticString) {
      let y = units.position(level)
      plot.rule(from: (plot.left, y), to: (plot.right, y), class: line)
      labels.append(("\(name) \(level.units)", y, label))
    }
    level("reorder point", reorderPoint, "reorder-point", "l-reorder-point")
    level("safety stock", safetyStock, "safety-stock", "l-safety-stock")
    func stock(
      _ name: String, _ points: [StockProjection.Point], _ line: StaticString,
      _ label: StaticString
    ) {
      plot.line(
        points.map { (time.position(asOf, plus: $0.day), units.position($0.units)) }, class: line)
      labels.append((name, units.position(points.last?.units ?? 0), label))
    }
    if let with {
      stock("without order", without, "without", "l-without")
      stock("with order", with, "stock", "l-stock")
    } else {
      stock("stock", without, "stock", "l-stock")
    }
    plot.endLabels(labels)
    return plot.finished()
  }
}
