internal import RestockInventory
internal import RestockNumerics
public import RestockRecords

/// What receipts tell of lead times: a row for each supplier, for each of its items with enough
/// receipts, and for a supplier never seen.
public struct LeadTimeReport: Sendable {
  /// Suppliers by name, each followed by its items; last the supplier never seen.
  public let rows: [Row]
  public let findings: [Finding]
  public let asOf: Day

  /// One row.
  public struct Row: Sendable {
    /// `*` for a supplier never seen.
    public let supplier: String
    /// Empty for the supplier as a whole.
    public let sku: String
    /// Orders, open ones included.
    public let orders: Int
    /// Days.
    public let mean: Double
    public let standardDeviation: Double
    /// The days that are enough with the probabilities 0.5, 0.8, 0.9 and 0.95.
    public let quantiles: [Double]
    /// The form that foretold receipts best, or `typed`.
    public let distribution: String
    public let scorecard: SupplierScorecard
    public let drift: Drift
    /// The day of the first order after the change.
    public let driftSince: Day?
    /// Whole days to type as the lead time.
    public let suggestedDays: Double
    /// Where the figures come from, in words.
    public let source: String
    /// The mean calendar days of an order placed at as-of: with the working days, shutdowns and seasons
    /// that it will meet.
    public let daysIfOrderedNow: Double
  }

  /// What became of a lead time.
  public enum Drift: String, Sendable, Hashable {
    /// Too few receipts to tell.
    case unknown = ""
    case none
    /// Longer than it was, or than the typed setting.
    case longer
    /// Shorter than it was, or than the typed setting.
    case shorter
  }

  /// One in so many suppliers that did not change raises an alarm of a change at a look.
  public static let falseAlarmOdds = Int((1 / LeadTimeChangeDetector().falseAlarmRate).rounded())

  /// The probabilities of the rows' quantiles.
  public static let probabilities = [0.5, 0.8, 0.9, 0.95]

  /// As-of where none is asked for: the day after the newest day of the receipts; nil without rows.
  public static func defaultAsOf(of receipts: [ReceiptRecord]) -> Day? {
    receipts.map { max($0.ordered, $0.received ?? $0.ordered) }.max().map { $0 + 1 }
  }

  /// A report.
  ///
  /// - Parameters:
  ///   - receipts: Received and open orders; where none is open the file is taken to list receipts
  ///     only, and what it cannot list yet is corrected for.
  ///   - openOrders: Those of an open-orders file, used where the receipts list none.
  ///   - catalogue: For the typed lead times, and whether they count working days.
  ///   - events: Shutdowns and slow seasons of suppliers, by which lead times run.
  ///   - asOf: What came later was not known.
  ///   - threads: To spread the work over.
  ///   - seed: Of the change test's shuffling.
  public init(
    receipts: [ReceiptRecord], openOrders: [OpenOrderRecord] = [],
    catalogue: Catalogue = Catalogue(), events: [EventRecord] = [], asOf: Day, threads: Int = 1,
    seed: UInt64 = 1
  ) {
    let seasons = SupplierSeasons(
      events: events, catalogue: catalogue, receipts: receipts, asOf: asOf, seed: seed)
    let calendars = SupplierCalendars(seasons: seasons, catalogue: catalogue)
    let book = SupplierOrderBook(
      receipts: receipts, openOrders: openOrders, calendars: calendars, asOf: asOf,
      threads: threads, seed: seed)
    let estimator = LeadTimeEstimator()
    var log = FindingLog()
    for finding in book.findings { log.addApart(finding) }
    for finding in seasons.findings(asOf: asOf, catalogue: catalogue) { log.addApart(finding) }
    for supplier in book.suppliers.indices {
      for finding in book.alarms(supplier, catalogue) { log.addApart(finding) }
    }
    if let end = book.fileEnd {
      log.add(
        Finding(
          .note, at: Place(file: ""), kind: "receipts-only",
          text: "no order is open: the file lists receipts to \(end.iso) only",
          treatment: "lead times are corrected for orders that it cannot hold yet"))
    }
    var rows: [Row] = []
    if let pool = book.pool(estimator) {
      let builder = RowBuilder(
        book: book, pool: pool, catalogue: catalogue, calendars: calendars, asOf: asOf)
      let built = parallelMap(count: book.suppliers.count, threads: threads, chunk: 4) {
        builder.rows(of: $0, leastReceipts: estimator.leastReceipts)
      }
      rows = built.flatMap(\.rows)
      for finding in built.flatMap(\.findings) { log.addApart(finding) }
      rows += builder.typedRows()
      rows.append(builder.unseenRow())
    }
    self.rows = rows
    self.asOf = asOf
    findings = log.findings
  }
}

/// Makes the rows of a report.
private struct RowBuilder: Sendable {
  let book: SupplierOrderBook
  let pool: LeadTimePool
  let catalogue: Catalogue
  let calendars: SupplierCalendars
  let asOf: Day

  /// Receipts below which nothing is said of a drift.
  static let leastForDrift = 8

  /// What is said of a drift, and the day and the mean days since.
  private typealias Verdict = (drift: LeadTimeReport.Drift, since: Day?, days: Double?)

  func rows(
    of supplier: Int, leastReceipts: Int
  ) -> (rows: [LeadTimeReport.Row], findings: [Finding]) {
    let learned = pool.supplier(supplier)
    let name = book.suppliers[supplier]
    let orders = book.orders[supplier]
    let setting = catalogue.suppliers[name]?.leadTimeDays
    let (verdict, finding) = verdict(supplier, orders, setting)
    var rows = [
      row(
        name, "", orders, learned, verdict,
        source: learned.receipts >= leastReceipts
          ? LeadTimeSource.supplierReceipts(count: learned.receipts).text
          : "\(learned.receipts) receipts, else all suppliers")
    ]
    for (sku, own) in book.items(supplier) {
      guard own.count(where: { !$0.deliveries.isEmpty }) >= leastReceipts else { continue }
      let item = pool.item(book.observations(of: own), of: supplier, supplier: learned)
      let typed =
        catalogue.terms[sku]?.first { $0.supplier == name }?.leadTimeDays ?? setting
      rows.append(
        row(
          name, sku, own, item, itemVerdict(own, typed),
          source: LeadTimeSource.itemReceipts(count: item.receipts).text))
    }
    return (rows, finding.map { [$0] } ?? [])
  }

  /// Suppliers of the suppliers file with a typed lead time and no orders.
  func typedRows() -> [LeadTimeReport.Row] {
    let seen = Set(book.suppliers)
    return catalogue.suppliers.values.filter { !seen.contains($0.supplier) }
      .sorted { $0.supplier < $1.supplier }.compactMap { supplier in
        supplier.leadTimeDays.map { days in
          let leadTime = LeadTime(
            mean: days,
            standardDeviation: supplier.leadTimeStandardDeviationDays ?? 0.25 * days)
          return LeadTimeReport.Row(
            supplier: supplier.supplier, sku: "", orders: 0, mean: leadTime.mean,
            standardDeviation: leadTime.standardDeviation,
            quantiles: LeadTimeReport.probabilities.map { leadTime.quantile($0) },
            distribution: "typed", scorecard: SupplierScorecard([], asOf: asOf),
            drift: .unknown, driftSince: nil, suggestedDays: days.rounded(),
            source: LeadTimeSource.supplier.text,
            daysIfOrderedNow: daysIfOrderedNow(supplier.supplier, leadTime))
        }
      }
  }

  /// What to expect of a supplier never seen.
  func unseenRow() -> LeadTimeReport.Row {
    row(
      "*", "", book.orders.flatMap { $0 }, pool.unseen, (.unknown, nil, nil),
      source: LeadTimeSource.allReceipts(count: pool.unseen.receipts).text)
  }

  private func row(
    _ supplier: String, _ sku: String, _ orders: [SupplierOrder], _ learned: LearnedLeadTime,
    _ verdict: Verdict, source: String
  ) -> LeadTimeReport.Row {
    let distribution = learned.distribution
    return LeadTimeReport.Row(
      supplier: supplier, sku: sku, orders: orders.count, mean: distribution.mean,
      standardDeviation: distribution.standardDeviation,
      quantiles: LeadTimeReport.probabilities.map { distribution.quantile($0) },
      distribution: distribution.form.rawValue,
      scorecard: SupplierScorecard(orders, asOf: asOf), drift: verdict.drift,
      driftSince: verdict.since, suggestedDays: (verdict.days ?? distribution.mean).rounded(),
      source: catalogue.leadTimeUnit(of: supplier) == "days"
        ? source : "\(source), in working days",
      daysIfOrderedNow: daysIfOrderedNow(supplier, distribution.points(15)))
  }

  private func daysIfOrderedNow(_ supplier: String, _ leadTime: LeadTime) -> Double {
    calendars[supplier].leadTime(leadTime, orderedOn: asOf).mean
  }

  /// What became of a supplier's lead time: a change among its orders, else a setting that does not
  /// fit them.
  private func verdict(
    _ supplier: Int, _ orders: [SupplierOrder], _ setting: Double?
  ) -> (Verdict, Finding?) {
    let name = book.suppliers[supplier]
    if let found = book.changes[supplier] {
      return ((found.change.isLonger ? .longer : .shorter, found.since, found.meanDays), nil)
    }
    let verdict = itemVerdict(orders, setting)
    guard let setting, let days = verdict.days else { return (verdict, nil) }
    return (
      verdict,
      Finding(
        .warning, at: Place(file: ""), kind: "lead-time-setting",
        text:
          "\(name): \(setting.asUnits) \(catalogue.leadTimeUnit(of: name)) are typed, receipts take "
          + "\(days.rounded(decimals: 1))",
        treatment: "receipts are used; set the lead time to \(days.rounded().asUnits) "
          + catalogue.leadTimeUnit(of: name))
    )
  }

  /// Whether a typed lead time is contradicted by the receipts.
  private func itemVerdict(_ orders: [SupplierOrder], _ setting: Double?) -> Verdict {
    let received = SupplierOrderBook.received(orders)
    guard received.count >= Self.leastForDrift else { return (.unknown, nil, nil) }
    let days = received.map(\.days)
    guard let setting, LeadTimeSettingRule().contradicts(setting, days: days) else {
      return (.none, nil, nil)
    }
    let recent = days.suffix(20)
    let mean = recent.reduce(0, +) / Double(recent.count)
    // Since the last receipt that the setting still fitted or that lay on its other side.
    let isLonger = mean > setting
    let fitting = received.lastIndex { isLonger ? $0.days <= setting : $0.days >= setting }
    let first = min(received.count - 1, (fitting ?? -1) + 1)
    return (isLonger ? .longer : .shorter, received[first].ordered, mean)
  }
}
