package import RestockInventory

/// A supplier's lead time: the receipts seen, as a histogram, and the distribution that orders are
/// computed with, as its cumulative probability.
package struct LeadTimeChart: Sendable {
  let id: String
  let supplier: String
  let leadTime: LeadTime
  /// Days of each receipt, in any order; empty where there were none.
  let receipts: [Double]

  /// A chart; `id` is unique on its page.
  package init(id: String, supplier: String, leadTime: LeadTime, receipts: [Double]) {
    self.id = id
    self.supplier = supplier
    self.leadTime = leadTime
    self.receipts = receipts
  }

  /// The SVG.
  package func markup() -> MarkupWriter {
    let mean = leadTime.mean
    let late = leadTime.quantile(0.95)
    var plot = Plot(
      id: id, title: "Lead time of \(supplier)",
      description: "Mean \(mean.text(places: 1)) days, 95% within \(late.text(places: 0)) days; "
        + (receipts.isEmpty ? "no receipts given" : "\(receipts.count) receipts"),
      height: 190, insets: .init(right: 110))
    let longest = max(leadTime.days.last ?? 0, receipts.max() ?? 0, 1)
    let days = LinearScale(
      0...longest, ticks: 8, wholeNumbers: true, start: plot.left, end: plot.right)
    let share = LinearScale(0...1, ticks: 4, start: plot.bottom, end: plot.top)
    plot.valueAxis(share, unit: "share of orders that have come by then")
    for tick in days.ticks {
      let x = days.position(tick)
      plot.rule(from: (x, plot.bottom), to: (x, plot.bottom + 4), class: "tick")
      plot.label(tick.text(places: 0), at: (x, plot.bottom + 17), anchor: .middle)
    }
    plot.label("days", at: (plot.right + 14, plot.bottom + 17), anchor: .start, class: "unit")
    histogram(&plot, days, share)
    steps(&plot, days, share)
    let x = days.position(mean)
    plot.rule(from: (x, plot.top), to: (x, plot.bottom), class: "marker")
    plot.label(
      "mean \(mean.text(places: 1))", at: (x + 4, plot.top + 10), anchor: .start, class: "note")
    return plot.finished()
  }

  /// The receipts in bins of a tick's fraction, as shares of all of them.
  private func histogram(_ plot: inout Plot, _ days: LinearScale, _ share: LinearScale) {
    guard !receipts.isEmpty else { return }
    let width = max(1, days.step / 5)
    var counts = [Int](repeating: 0, count: Int((days.high / width).rounded(.up)) + 1)
    for receipt in receipts { counts[Int(max(0, receipt) / width)] += 1 }
    for (bin, count) in counts.enumerated() where count > 0 {
      let from = Double(bin) * width
      let part = Double(count) / Double(receipts.count)
      plot.rectangle(
        from: (days.position(from) + 0.5, share.position(0)),
        to: (days.position(from + width) - 0.5, share.position(part)), class: "bar",
        tip: "\(from.text(places: 0)) to \((from + width).text(places: 0)) days: \(count) receipts")
    }
    plot.endLabels([("receipts", plot.bottom - 14, "l-bar")])
  }

  /// The cumulative probability, through the middle of each point's weight.
  private func steps(_ plot: inout Plot, _ days: LinearScale, _ share: LinearScale) {
    var points = [(x: days.position(0), y: share.position(0))]
    var sum = 0.0
    for (day, probability) in zip(leadTime.days, leadTime.probabilities) {
      points.append((days.position(day), share.position(sum)))
      sum += probability
      points.append((days.position(day), share.position(min(1, sum))))
    }
    points.append((plot.right, share.position(1)))
    plot.line(points, class: "mean")
    plot.endLabels([("as planned with", share.position(1), "l-mean")])
  }
}
