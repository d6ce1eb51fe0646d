public import RestockForecasting
public import RestockInventory
public import RestockRecords

/// What kind of item each is: by value, by steadiness, by pattern of demand; and how its stock
/// turns.
public struct Classification: Sendable {
  /// One item.
  public struct Row: Sendable {
    public let key: SeriesKey
    public let abc: ABCClass
    public let xyz: XYZClass
    public let pattern: DemandPattern
    /// Known periods per period with demand, and the squared coefficient of variation of the demands
    /// above zero: what the pattern is told from.
    public let averageInterval: Double
    public let squaredVariation: Double
    /// Units and money of the last year of history (or what there is of it).
    public let unitsLastYear: Double
    public let revenueLastYear: Double?
    public let costLastYear: Double?
    /// Units on hand now, and what they cost; nil without a stock file or a unit cost.
    public let onHand: Double?
    public let stockValue: Double?
    /// Cost of the last year's sales over the value of the stock now: how often it turns a year.
    public let turnover: Double?
    /// Days that the stock on hand lasts at the last year's pace.
    public let daysOfStock: Double?
  }

  public let rows: [Row]
  public let findings: [Finding]
  public let calendar: RunCalendar

  /// Classifies the items of some inputs.
  public init(_ inputs: PlanInputs, settings: PlanSettings) {
    calendar = RunCalendar(inputs, settings: settings)
    let (histories, found) = HistoryBuilder(inputs, calendar: calendar, settings: settings)
      .histories()
    let classes = ItemClasses(
      histories, catalogue: inputs.catalogue, calendar: inputs.sales.calendar)
    let byLocation = inputs.sales.series.contains { !$0.key.location.isEmpty }
    let positions = PositionBuilder(inputs, calendar: calendar, byLocation: byLocation)
    let year = ItemClasses.periodsOfYear(in: inputs.sales.calendar)
    var log = FindingLog()
    for finding in found { log.add(finding) }
    findings = log.findings
    var rows: [Row] = []
    for (i, history) in histories.enumerated() {
      guard let series = try? DemandSeries(demand: history.demand, isKnown: history.isKnown) else {
        continue
      }
      let statistics = PatternStatistics(series)
      let recent = history.recentDemand(buckets: year)
      let price = history.meanPrice ?? inputs.catalogue.items[history.key.sku]?.price
      let unitCost = inputs.catalogue.terms[history.key.sku]?.first?.unitCost
      let onHand = positions.hasStock ? positions.onHand(of: history.key) : nil
      let cost = unitCost.map { $0 * recent.units }
      let stockValue = onHand.flatMap { units in unitCost.map { $0 * units } }
      let perDay =
        recent.units / max(1, Double(recent.knownBuckets) * inputs.sales.calendar.meanDays)
      rows.append(
        Row(
          key: history.key, abc: classes.abc[i], xyz: classes.xyz[i],
          pattern: DemandPattern(series), averageInterval: statistics.averageInterval,
          squaredVariation: statistics.squaredVariation, unitsLastYear: recent.units,
          revenueLastYear: price.map { $0 * recent.units }, costLastYear: cost, onHand: onHand,
          stockValue: stockValue,
          turnover: cost.flatMap { cost in
            stockValue.flatMap { $0 > 0 ? cost / $0 : nil }
          },
          daysOfStock: onHand.flatMap { perDay > 0 ? $0 / perDay : nil }))
    }
    self.rows = rows
  }
}
