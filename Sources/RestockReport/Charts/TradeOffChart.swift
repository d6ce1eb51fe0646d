/// Service against the money that it takes in stock: a point for each choice, or a line through the
/// points of a curve.
package struct TradeOffChart: Sendable {
  let id: String
  let title: String
  /// What lies on the horizontal axis, as `average stock, money`.
  let unit: String
  let points: [Point]
  /// Whether the points are one curve, in the order of their stock.
  let isCurve: Bool

  /// A choice: what it holds and how it serves.
  package struct Point: Sendable, Hashable {
    let name: String
    /// Money or units, >= 0.
    let stock: Double
    /// The share of units served from stock, 0...1.
    let service: Double

    /// A choice that holds so much stock and serves so well.
    package init(name: String, stock: Double, service: Double) {
      self.name = name
      self.stock = stock
      self.service = service
    }
  }

  /// A chart; `id` is unique on its page.
  package init(id: String, title: String, unit: String, points: [Point], isCurve: Bool = false) {
    self.id = id
    self.title = title
    self.unit = unit
    self.points = points
    self.isCurve = isCurve
  }

  /// The SVG.
  package func markup() -> MarkupWriter {
    let description = points.map {
      "\($0.name): \($0.service.percent) of units served with \($0.stock.money) in stock"
    }.joined(separator: "; ")
    var plot = Plot(
      id: id, title: title, description: description, height: 260,
      insets: .init(right: 190, bottom: 40))
    let most = points.reduce(0) { max($0, $1.stock) }
    let services = points.map { 100 * $0.service }
    let stock = LinearScale(0...max(1, most), ticks: 5, start: plot.left, end: plot.right)
    let service = LinearScale(
      (services.min() ?? 0)...max((services.min() ?? 0) + 1, services.max() ?? 100), ticks: 5,
      start: plot.bottom, end: plot.top)
    plot.valueAxis(service, unit: "units served from stock, %")
    for tick in stock.ticks {
      let x = stock.position(tick)
      plot.rule(from: (x, plot.bottom), to: (x, plot.bottom + 4), class: "tick")
      plot.label(
        tick.text(places: stock.places, separator: ","), at: (x, plot.bottom + 17),
        anchor: .middle)
    }
    plot.label(
      unit, at: ((plot.left + plot.right) / 2, plot.bottom + 33), anchor: .middle, class: "unit")
    let places = points.map {
      (x: stock.position($0.stock), y: service.position(100 * $0.service))
    }
    if isCurve { plot.line(places, class: "stock") }
    for (point, place) in zip(points, places) {
      plot.dot(
        at: place, class: "bar",
        tip: "\(point.name): \((100 * point.service).text(places: 1))%, \(point.stock.money)")
    }
    plot.endLabels(
      zip(points, places).map { point, place in
        (text: point.name, y: place.y, class: "l-bar" as StaticString)
      })
    for (y, place) in zip(Self.spread(places.map(\.y), within: plot), places) {
      plot.rule(from: (place.x + 3, place.y), to: (plot.right + 3, y), class: "leader")
    }
    return plot.finished()
  }

  /// Where `endLabels` puts the labels of these heights, in their order.
  private static func spread(_ heights: [Double], within plot: Plot) -> [Double] {
    let spacing = 12.0
    let order = heights.indices.sorted { (heights[$0], $0) < (heights[$1], $1) }
    var placed = order.map { heights[$0] }
    for i in placed.indices.dropFirst() { placed[i] = max(placed[i], placed[i - 1] + spacing) }
    var limit = plot.bottom + 4
    for i in placed.indices.reversed() {
      placed[i] = min(placed[i], limit)
      limit = placed[i] - spacing
    }
    var result = heights
    for (place, y) in zip(order, placed) { result[place] = y }
    return result
  }
}
