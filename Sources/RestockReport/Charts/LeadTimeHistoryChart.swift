package import RestockRecords

/// The lead time of each receipt by the day of its order, with the day from which it drifted.
package struct LeadTimeHistoryChart: Sendable {
  let id: String
  let supplier: String
  let receipts: [Receipt]
  let driftSince: Day?

  /// An order that came.
  package struct Receipt: Sendable, Hashable {
    package let ordered: Day
    /// Days from order to receipt, >= 0.
    package let days: Double

    /// An order that came after so many days.
    package init(ordered: Day, days: Double) {
      self.ordered = ordered
      self.days = days
    }
  }

  /// Points drawn at most: the newest.
  static let most = 150

  /// A chart; `id` is unique on its page.
  package init(id: String, supplier: String, receipts: [Receipt], driftSince: Day?) {
    self.id = id
    self.supplier = supplier
    self.receipts = receipts
    self.driftSince = driftSince
  }

  /// The SVG; nil where fewer than two receipts lie on different days.
  package func markup() -> MarkupWriter? {
    // One order of many lines is one point.
    let shown = Array(
      Set(receipts).sorted { ($0.ordered, $0.days) < ($1.ordered, $1.days) }.suffix(Self.most))
    guard let first = shown.first?.ordered, let last = shown.last?.ordered, first < last else {
      return nil
    }
    var plot = Plot(
      id: id, title: "Lead times of \(supplier) by day of order",
      description: description(of: shown), height: 190, insets: .init(right: 150))
    let time = TimeAxis(
      from: first, through: last, isSteps: false, start: plot.left, end: plot.right)
    let most = shown.reduce(1) { max($0, $1.days) }
    let days = LinearScale(
      0...most, ticks: 4, wholeNumbers: true, start: plot.bottom, end: plot.top)
    plot.valueAxis(days, unit: "days from order to receipt")
    plot.timeAxis(time)
    for receipt in shown {
      plot.dot(
        at: (time.position(receipt.ordered), days.position(receipt.days)), class: "bar",
        tip: "ordered \(receipt.ordered.iso): \(receipt.days.text(places: 0)) days")
    }
    var labels: [(text: String, y: Double, class: StaticString)] = []
    for (name, part) in parts(of: shown) {
      guard let from = part.first?.ordered, let to = part.last?.ordered else { continue }
      let mean = Self.mean(part)
      let y = days.position(mean)
      plot.rule(from: (time.position(from), y), to: (time.position(to), y), class: "average")
      labels.append(("\(name) \(mean.text(places: 1))", y, "l-mean"))
    }
    plot.endLabels(labels)
    if let driftSince, driftSince > first, driftSince <= last {
      let x = time.position(driftSince)
      plot.rule(from: (x, plot.top), to: (x, plot.bottom), class: "marker")
      plot.label("drift", at: (x - 4, plot.top + 10), anchor: .end, class: "note")
    }
    return plot.finished()
  }

  /// The receipts before and since the drift, or all of them.
  private func parts(of shown: [Receipt]) -> [(name: String, part: [Receipt])] {
    guard let driftSince else { return [("mean", shown)] }
    return [
      ("mean before", shown.filter { $0.ordered < driftSince }),
      ("mean since", shown.filter { $0.ordered >= driftSince }),
    ]
  }

  private func description(of shown: [Receipt]) -> String {
    parts(of: shown).filter { !$0.part.isEmpty }.map { name, part in
      "\(name) \(Self.mean(part).text(places: 1)) days over \(part.count.of("receipt"))"
    }.joined(separator: "; ")
  }

  private static func mean(_ receipts: [Receipt]) -> Double {
    receipts.reduce(0) { $0 + $1.days } / Double(max(1, receipts.count))
  }
}
