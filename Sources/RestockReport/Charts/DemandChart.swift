package import RestockPlanning
internal import RestockRecords

/// An item's demand by period, unknown periods marked, and its forecast with the fan of quantiles.
package struct DemandChart: Sendable {
  let id: String
  let title: String
  let history: ItemHistory
  let forecast: ItemForecast?
  /// The probabilities of the forecast's quantiles.
  let quantiles: [Double]
  let calendar: RunCalendar

  /// A chart; `id` is unique on its page.
  package init(
    id: String, title: String, history: ItemHistory, forecast: ItemForecast?,
    quantiles: [Double], calendar: RunCalendar
  ) {
    self.id = id
    self.title = title
    self.history = history
    self.forecast = forecast
    self.quantiles = quantiles
    self.calendar = calendar
  }

  /// Periods of history and of forecast drawn at most, the nearest to today.
  static let historyPeriods = 104
  static let forecastPeriods = 26

  /// The SVG.
  package func markup() -> MarkupWriter {
    var plot = Plot(id: id, title: "Demand of \(title)", description: description)
    let shown = max(0, history.demand.count - Self.historyPeriods)..<history.demand.count
    let firstBucket = history.firstBucket + shown.lowerBound
    let means = forecast?.means.prefix(Self.forecastPeriods) ?? []
    let endBucket = max(history.endBucket, (forecast?.firstBucket ?? 0) + means.count)
    let time = TimeAxis(
      from: calendar.buckets.firstDay(of: firstBucket),
      through: calendar.buckets.firstDay(of: endBucket), isSteps: calendar.buckets.size == .step,
      start: plot.left, end: plot.right)
    let most = max(shown.reduce(0) { max($0, history.demand[$1]) }, highest(means.count))
    let units = LinearScale(
      0...max(1, most), ticks: 4, wholeNumbers: most > 4, start: plot.bottom, end: plot.top)
    let shaded = shown.contains { history.isKnown?[$0] == false } ? " (shaded: unknown)" : ""
    plot.valueAxis(units, unit: "units a \(calendar.buckets.size.rawValue)\(shaded)")
    plot.timeAxis(time)
    for i in shown { column(i, &plot, time, units) }
    if let forecast { fan(forecast, means.count, &plot, time, units) }
    let today = time.position(calendar.asOf)
    plot.rule(from: (today, plot.top - 6), to: (today, plot.bottom), class: "marker")
    plot.label("today", at: (today - 4, plot.top - 2), anchor: .end, class: "note")
    return plot.finished()
  }

  private var description: String {
    let recent = history.recentDemand(buckets: 13)
    let unknown = history.isKnown?.count { !$0 } ?? 0
    let pace = recent.units / Double(max(1, recent.knownBuckets))
    var text = "\(history.demand.count) periods of history"
    if unknown > 0 { text += ", \(unknown) of them unknown" }
    text += "; lately \(pace.units) units a \(calendar.buckets.size.rawValue)"
    if let forecast, !forecast.means.isEmpty {
      let mean = forecast.means.reduce(0, +) / Double(forecast.means.count)
      text += "; forecast \(mean.units)"
    }
    return text
  }

  /// The highest value of the forecast that is drawn.
  private func highest(_ periods: Int) -> Double {
    guard let forecast else { return 0 }
    var highest = forecast.means.prefix(periods).max() ?? 0
    for values in forecast.quantiles { highest = max(highest, values.prefix(periods).max() ?? 0) }
    return highest
  }

  /// A period of history: a column from zero, or a hatched one where demand is unknown.
  private func column(
    _ i: Int, _ plot: inout Plot, _ time: TimeAxis, _ units: LinearScale
  ) {
    let bucket = history.firstBucket + i
    let from = time.position(calendar.buckets.firstDay(of: bucket))
    let to = time.position(calendar.buckets.firstDay(of: bucket + 1))
    let gap = min(1, (to - from) * 0.15)
    let label = calendar.buckets.label(of: bucket)
    if history.isKnown?[i] == false {
      plot.rectangle(
        from: (from, plot.top), to: (to, plot.bottom), class: "unknown",
        tip: "\(label): unknown, at least \(history.demand[i].units)")
    }
    guard history.demand[i] > 0 else { return }
    plot.rectangle(
      from: (from + gap, units.position(0)), to: (to - gap, units.position(history.demand[i])),
      class: "bar", tip: "\(label): \(history.demand[i].units)")
  }

  /// The bands between quantiles of equal tails, the widest first, so that what lies in more of them
  /// is darker, and the mean. Without the lower half the bands begin at the lowest quantile.
  private func fan(
    _ forecast: ItemForecast, _ periods: Int, _ plot: inout Plot, _ time: TimeAxis,
    _ units: LinearScale
  ) {
    func points(_ values: ContiguousArray<Double>) -> [(x: Double, y: Double)] {
      // Each period is as wide as a column, so a value holds from its beginning to its end.
      (0..<periods).flatMap { i in
        let bucket = forecast.firstBucket + i
        let y = units.position(values[i])
        return [
          (x: time.position(calendar.buckets.firstDay(of: bucket)), y: y),
          (x: time.position(calendar.buckets.firstDay(of: bucket + 1)), y: y),
        ]
      }
    }
    guard periods > 0 else { return }
    let upper = zip(quantiles, forecast.quantiles).filter { $0.0 > 0.5 }.map(\.1)
    if forecast.mirrored.count == upper.count {
      for (above, below) in zip(upper, forecast.mirrored) {
        plot.band(points(above), points(below), class: "band")
      }
    } else if let lowest = forecast.quantiles.first.map(points) {
      for values in forecast.quantiles.dropFirst() {
        plot.band(points(values), lowest, class: "band")
      }
    }
    plot.line(points(forecast.means), class: "mean")
    var labels: [(text: String, y: Double, class: StaticString)] = [
      (
        "mean \(forecast.means[periods - 1].units)", units.position(forecast.means[periods - 1]),
        "l-mean"
      )
    ]
    for (probability, values) in zip(quantiles, forecast.quantiles) where probability > 0.5 {
      labels.append(
        (
          (probability * 100).text(places: 1) + "% \(values[periods - 1].units)",
          units.position(values[periods - 1]), "l-band"
        ))
    }
    plot.endLabels(labels)
  }
}
