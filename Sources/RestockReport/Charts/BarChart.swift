/// Horizontal bars with their names at the left and their values at the end of each.
package struct BarChart: Sendable {
  let id: String
  let title: String
  /// What the values are, as `order value`.
  let unit: String
  let bars: [Bar]

  /// A named value, with the part of it that stands out (0 for none).
  package struct Bar: Sendable, Hashable {
    let name: String
    let value: Double
    let part: Double
    /// The value for people.
    let text: String

    /// A bar; `value` and `part` are not negative.
    package init(name: String, value: Double, part: Double, text: String) {
      self.name = name
      self.value = value
      self.part = part
      self.text = text
    }
  }

  /// A chart; `id` is unique on its page.
  package init(id: String, title: String, unit: String, bars: [Bar]) {
    self.id = id
    self.title = title
    self.unit = unit
    self.bars = bars
  }

  /// The SVG; the bars' lengths begin at 0, so that they compare.
  package func markup() -> MarkupWriter {
    let rowHeight = 24.0
    let insets = Plot.Insets(left: 170, right: 90, top: 6, bottom: 6)
    let description = bars.map { "\($0.name): \($0.text)" }.joined(separator: "; ")
    var plot = Plot(
      id: id, title: "\(title), \(unit)", description: description,
      height: insets.top + insets.bottom + rowHeight * Double(bars.count), insets: insets)
    let most = max(bars.reduce(0) { max($0, $1.value) }, 1e-9)
    let perUnit = (plot.right - plot.left) / most
    for (row, bar) in bars.enumerated() {
      let top = plot.top + rowHeight * Double(row) + 4
      let end = plot.left + max(0, bar.value) * perUnit
      plot.label(
        Self.shortened(bar.name), at: (plot.left - 8, top + 12), anchor: .end, class: "name")
      plot.rectangle(
        from: (plot.left, top), to: (end, top + rowHeight - 8), class: "bar",
        tip: "\(bar.name): \(bar.text)")
      if bar.part > 0 {
        plot.rectangle(
          from: (plot.left, top), to: (plot.left + bar.part * perUnit, top + rowHeight - 8),
          class: "bar part", tip: bar.name)
      }
      plot.label(bar.text, at: (end + 6, top + 12), anchor: .start)
    }
    return plot.finished()
  }

  /// A name that fits the room at the left.
  private static func shortened(_ name: String) -> String {
    name.count <= 24 ? name : String(name.prefix(23)) + "\u{2026}"
  }
}
