internal import RestockRecords

/// A chart in the making: an SVG drawing with a title and a description for screen readers, axes,
/// and marks whose colours are the page's style sheet's, so that they follow light and dark.
struct Plot: Sendable {
  /// The drawing's size in user units; the page scales it to its width.
  let width: Double
  let height: Double
  /// Room for the labels around the data.
  let insets: Insets
  private(set) var markup = MarkupWriter()

  /// Room at the four sides.
  struct Insets: Sendable, Hashable {
    var left = 58.0
    var right = 84.0
    var top = 22.0
    var bottom = 26.0
  }

  /// What a text begins, ends or is centred at.
  enum Anchor: String, Sendable {
    case start
    case middle
    case end
  }

  /// The left, right, upper and lower edges of the data.
  var left: Double { insets.left }
  var right: Double { width - insets.right }
  var top: Double { insets.top }
  var bottom: Double { height - insets.bottom }

  /// A drawing.
  ///
  /// - Parameters:
  ///   - id: Unique on its page; the title and the description are named after it.
  ///   - title: What the chart shows, in a few words.
  ///   - description: What a reader who does not see it should know.
  ///   - width: User units.
  ///   - height: User units.
  ///   - insets: Room for labels.
  init(
    id: String, title: String, description: String, width: Double = 640, height: Double = 220,
    insets: Insets = Insets()
  ) {
    self.width = width
    self.height = height
    self.insets = insets
    markup.open(
      "svg",
      [
        .class("chart"), .init("viewBox", "0 0 \(width.text(places: 0)) \(height.text(places: 0))"),
        .init("role", "img"), .init("aria-labelledby", "\(id)-title \(id)-desc"),
      ])
    markup.element("title", [.init("id", "\(id)-title")], text: title)
    markup.element("desc", [.init("id", "\(id)-desc")], text: description)
  }

  /// The finished drawing.
  consuming func finished() -> MarkupWriter {
    markup.close("svg")
    return markup
  }

  /// Horizontal grid lines with their values at the left, and the unit above them.
  mutating func valueAxis(_ scale: LinearScale, unit: String) {
    for tick in scale.ticks {
      let y = scale.position(tick)
      rule(from: (left, y), to: (right, y), class: tick == 0 ? "zero" : "grid")
      label(tick.text(places: scale.places, separator: ","), at: (left - 6, y + 4), anchor: .end)
    }
    label(unit, at: (left, top - 9), anchor: .start, class: "unit")
  }

  /// Ticks below the data where time goes from left to right.
  mutating func timeAxis(_ axis: TimeAxis) {
    for tick in axis.ticks {
      rule(from: (tick.position, bottom), to: (tick.position, bottom + 4), class: "tick")
      label(tick.label, at: (tick.position, bottom + 17), anchor: .middle)
    }
  }

  /// A line through points.
  mutating func line(_ points: [(x: Double, y: Double)], class name: StaticString) {
    guard points.count > 1 else { return }
    markup.open("path", [.class(name), .init("d", Self.path(points)), .init("fill", "none")])
    markup.close("path")
  }

  /// The area between two lines over the same x.
  mutating func band(
    _ upper: [(x: Double, y: Double)], _ lower: [(x: Double, y: Double)], class name: StaticString
  ) {
    guard upper.count > 1 else { return }
    let path = Self.path(upper + lower.reversed()) + "Z"
    markup.open("path", [.class(name), .init("d", path)])
    markup.close("path")
  }

  /// A rectangle, with a text that a pointer brings up.
  mutating func rectangle(
    from: (x: Double, y: Double), to: (x: Double, y: Double), class name: StaticString,
    tip: String = ""
  ) {
    markup.open(
      "rect",
      [
        .class(name), .init("x", min(from.x, to.x)), .init("y", min(from.y, to.y)),
        .init("width", abs(to.x - from.x)), .init("height", abs(to.y - from.y)),
      ])
    if !tip.isEmpty { markup.element("title", text: tip) }
    markup.close("rect")
  }

  /// A small disc, with a text that a pointer brings up.
  mutating func dot(at point: (x: Double, y: Double), class name: StaticString, tip: String) {
    markup.open(
      "circle", [.class(name), .init("cx", point.x), .init("cy", point.y), .init("r", 2.5)])
    markup.element("title", text: tip)
    markup.close("circle")
  }

  /// A straight line.
  mutating func rule(
    from: (x: Double, y: Double), to: (x: Double, y: Double), class name: StaticString
  ) {
    markup.open(
      "line",
      [
        .class(name), .init("x1", from.x), .init("y1", from.y), .init("x2", to.x),
        .init("y2", to.y),
      ])
    markup.close("line")
  }

  /// A text.
  mutating func label(
    _ text: String, at point: (x: Double, y: Double), anchor: Anchor, class name: StaticString = ""
  ) {
    var attributes: [MarkupWriter.Attribute] = [
      .init("x", point.x), .init("y", point.y), .init("text-anchor", anchor.rawValue),
    ]
    if name.utf8CodeUnitCount > 0 { attributes.append(.class(name)) }
    markup.element("text", attributes, text: text)
  }

  /// Labels at the right of the lines that they name, moved apart where they would overlap.
  mutating func endLabels(_ labels: [(text: String, y: Double, class: StaticString)]) {
    let spacing = 12.0
    let ordered = labels.sorted { $0.y < $1.y }
    var positions = ordered.map(\.y)
    for i in positions.indices.dropFirst() {
      positions[i] = max(positions[i], positions[i - 1] + spacing)
    }
    // What was pushed out below comes back up.
    var limit = bottom + 4
    for i in positions.indices.reversed() {
      positions[i] = min(positions[i], limit)
      limit = positions[i] - spacing
    }
    for (entry, y) in zip(ordered, positions) {
      label(entry.text, at: (right + 6, y + 4), anchor: .start, class: entry.class)
    }
  }

  private static func path(_ points: [(x: Double, y: Double)]) -> String {
    var path = ""
    for point in points {
      path += path.isEmpty ? "M" : "L"
      path += point.x.text(places: 1) + " " + point.y.text(places: 1)
    }
    return path
  }
}
