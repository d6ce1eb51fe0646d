internal import RestockForecasting
internal import RestockRecords

/// What an evaluation has to say of its inputs and of what it did about them.
struct EvaluationLog {
  private var log = FindingLog()

  init(_ findings: [Finding]) {
    for finding in findings { log.add(finding) }
  }

  /// All of it.
  var findings: [Finding] { log.findings }

  /// Says what of the actuals is not used, or not as it stands.
  mutating func report(
    _ demand: ActualDemand, actuals: SalesHistory, files: [String], histories: [ItemHistory]
  ) {
    if demand.countsFromHistory {
      log.add(
        Finding(
          .warning, at: Place(file: files.first ?? ""), kind: "steps-after-history",
          text: "the steps of the actuals begin at 1 and lie within the histories",
          treatment: "they count from the end of each history"))
    }
    let keys = Set(histories.map(\.key))
    for series in actuals.series where !keys.contains(series.key) {
      add(
        .warning, series, files, kind: "actuals-without-sales",
        text: "actuals of a series that the sales do not have")
    }
    let places = Dictionary(
      actuals.series.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    for history in histories {
      let within = demand.periodsWithin(history)
      if within > 0, let series = places[history.key] {
        add(
          .note, series, files, kind: "actuals-within-history", count: within,
          text: "periods of the actuals that lie within the history")
      }
    }
    let missing = histories.filter { !demand.has($0.key) }
    guard let first = missing.first else { return }
    let isStep = actuals.calendar.size == .step
    log.add(
      Finding(
        .warning, at: Place(file: files.first ?? "", sku: first.key.sku), kind: "no-actuals",
        text: "a series of the sales has no row in the actuals", count: missing.count,
        treatment: isStep ? "forecast, not scored" : "no sales: the periods count as 0"))
  }

  private mutating func add(
    _ severity: Severity, _ series: SalesSeries, _ files: [String], kind: String, count: Int = 1,
    text: String
  ) {
    let file = files.indices.contains(series.firstFile) ? files[series.firstFile] : ""
    log.add(
      Finding(
        severity, at: Place(file: file, line: series.firstLine, sku: series.key.sku), kind: kind,
        text: text, count: count, treatment: "ignored"))
  }

  /// Says where fewer origins are to be had than were asked for.
  mutating func report(origins: Int, asked: Int?) {
    guard let asked, origins < asked else { return }
    log.add(
      Finding(
        .warning, at: Place(file: ""), kind: "fewer-origins",
        text: "\(asked) origins were asked for, the histories allow \(origins)",
        treatment: "evaluated at \(origins)"))
  }

  /// Says which series do not count, or not in every measure.
  mutating func report(scored: Int, of count: Int, withoutScale: Int) {
    if scored < count {
      log.add(
        Finding(
          .note, at: Place(file: ""), kind: "not-scored",
          text: "series without a known outcome after two known periods", count: count - scored,
          treatment: "not in accuracy.csv"))
    }
    if withoutScale > 0 {
      log.add(
        Finding(
          .note, at: Place(file: ""), kind: "scale-zero",
          text: "series that never changed, so that errors have no scale", count: withoutScale,
          treatment: "counted, and left out of scaled measures"))
    }
  }

  /// Says where another forecast stands in for a model's, and where there is none.
  mutating func report(_ step: EvaluationStep, model: String, histories: [ItemHistory]) {
    for entry in step.fallbacks {
      log.add(
        Finding(
          .warning, at: Place(file: "", sku: histories[entry.place].key.sku),
          kind: "fallback-\(model)",
          text: "\(model) does not fit a history: \(entry.value)",
          treatment: "the last value is forecast instead"))
    }
    for entry in step.failures {
      log.add(
        Finding(
          .error, at: Place(file: "", sku: histories[entry.place].key.sku), kind: "no-forecast",
          text: "no model fits the history: \(entry.value)", treatment: "no result"))
    }
  }
}
