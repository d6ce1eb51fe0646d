internal import RestockInventory
internal import RestockNumerics
internal import RestockRecords

/// Finds the terms on which each item is bought: from receipts, items, suppliers, or the defaults.
struct SupplyResolver {
  /// No lead time or review period is longer than five years: what is, was mistyped.
  static let longestDays = 1826.0

  private let catalogue: Catalogue
  private let settings: PlanSettings
  private let calendar: RunCalendar
  /// In days of the supplier's calendar.
  private let leadTimes: [Lane: LeadTimeEstimate]
  private let calendars: SupplierCalendars
  /// What is to be said of suppliers: seasons and shutdowns, and lead times that have changed.
  let findings: [Finding]
  private let standard: Typed
  private let typedLeadTimes: [Typed: LeadTime]

  /// An SKU from a supplier, or, with an empty SKU, the supplier as a whole.
  private struct Lane: Hashable {
    let supplier: String
    let sku: String
  }

  /// A lead time that somebody typed: mean and standard deviation in days.
  private struct Typed: Hashable {
    let mean: Double
    let standardDeviation: Double

    /// A typed mean, with the typed spread or a quarter of the mean.
    init(mean: Double, standardDeviation: Double?) {
      self.mean = mean
      self.standardDeviation = standardDeviation ?? 0.25 * mean
    }
  }

  init(_ inputs: PlanInputs, calendar: RunCalendar, settings: PlanSettings) {
    catalogue = inputs.catalogue
    self.settings = settings
    self.calendar = calendar
    let seasons =
      calendar.buckets.size == .step
      ? .none
      : SupplierSeasons(
        events: inputs.events, catalogue: inputs.catalogue, receipts: inputs.receipts,
        asOf: calendar.asOf, seed: settings.seed)
    calendars = SupplierCalendars(seasons: seasons, catalogue: inputs.catalogue)
    let learned = Self.learn(from: inputs, calendars, asOf: calendar.asOf, settings: settings)
    leadTimes = learned.leadTimes
    findings =
      seasons.findings(asOf: calendar.asOf, catalogue: inputs.catalogue) + learned.findings
    standard = Typed(
      mean: settings.leadTime.days(in: calendar.buckets),
      standardDeviation: settings.leadTimeStandardDeviation?.days(in: calendar.buckets))
    // Many items share few typed lead times: each is made a distribution once.
    var typed: Set<Typed> = [standard]
    for supplier in catalogue.suppliers.values {
      if let lead = Self.typed(nil, supplier) { typed.insert(lead) }
    }
    for term in catalogue.terms.values.joined() {
      let supplier = catalogue.suppliers[term.supplier]
      if let lead = Self.typed(term.leadTimeDays, supplier) { typed.insert(lead) }
    }
    var made: [Typed: LeadTime] = [:]
    for lead in typed {
      made[lead] = LeadTime(mean: lead.mean, standardDeviation: lead.standardDeviation)
    }
    typedLeadTimes = made
  }

  /// The lead time typed for an item or else for its supplier, if any; a typed spread is the
  /// supplier's.
  private static func typed(_ itemDays: Double?, _ supplier: SupplierRecord?) -> Typed? {
    (itemDays ?? supplier?.leadTimeDays).map {
      Typed(mean: $0, standardDeviation: supplier?.leadTimeStandardDeviationDays)
    }
  }

  /// The same lead times and terms at another as-of.
  func moved(to calendar: RunCalendar) -> Self {
    Self(moving: self, to: calendar)
  }

  private init(moving other: Self, to calendar: RunCalendar) {
    catalogue = other.catalogue
    settings = other.settings
    self.calendar = calendar
    leadTimes = other.leadTimes
    calendars = other.calendars
    findings = other.findings
    standard = other.standard
    typedLeadTimes = other.typedLeadTimes
  }

  /// The longest time from as-of to the end of a protection interval that receipts, files or
  /// defaults allow, in days.
  var longestProtectionDays: Double {
    let leads = leadTimes.values.map(\.leadTime) + typedLeadTimes.values
    let longest = leads.reduce(0) { max($0, $1.days.last ?? 0) }
    let review = catalogue.suppliers.values.reduce(settings.reviewPeriod.days(in: calendar.buckets))
    {
      max($0, $1.reviewDays ?? 0)
    }
    // A supplier's order day is at most six days away.
    let wait = 6.0
    let between = min(review, Self.longestDays)
    let stretched = [wait, wait + between].map { days in
      calendars.longestCalendarDays(
        from: calendar.asOf + Int(days.rounded(.up)), leadTimeDays: longest)
    }
    return min(stretched.max() ?? longest, Self.longestDays) + between + wait
  }

  /// The terms of an item: those of its first supplier that can deliver it, else of its first.
  func supply(of sku: String) -> SupplyPlan {
    let all = catalogue.terms[sku] ?? []
    return supply(
      all.first(where: \.isAvailable) ?? all.first ?? SupplyTerms(sku: sku, supplier: ""))
  }

  /// The terms of each supplier that can deliver an item, the preferred first, and whether the first
  /// is preferred.
  func offers(of sku: String) -> (plans: [SupplyPlan], hasPreferred: Bool) {
    let all = catalogue.terms[sku]?.filter(\.isAvailable) ?? []
    return (all.map { supply($0) }, all.first?.isPreferred ?? false)
  }

  /// Whether an item has more than one supplier that can deliver it.
  func hasChoice(of sku: String) -> Bool {
    (catalogue.terms[sku] ?? []).count { $0.isAvailable } > 1
  }

  private func supply(_ terms: SupplyTerms) -> SupplyPlan {
    let sku = terms.sku
    let item = catalogue.items[sku]
    let supplier = catalogue.suppliers[terms.supplier]
    let estimate = self.leadTime(terms, supplier)
    let wait = daysToOrderDay(of: supplier)
    let reviewDays = min(
      supplier?.reviewDays ?? settings.reviewPeriod.days(in: calendar.buckets), Self.longestDays)
    func leadTime(placedIn days: Int) -> LeadTime {
      calendars[terms.supplier].leadTime(estimate.leadTime, orderedOn: calendar.asOf + days)
        .limited(to: Self.longestDays)
    }
    let first = leadTime(placedIn: wait)
    let next = leadTime(placedIn: wait + Int(reviewDays.rounded()))
    let currency = supplier?.currency ?? ""
    let rate = currency.isEmpty ? 1 : settings.exchangeRates[currency] ?? 1
    let unitCost = terms.unitCost.map { $0 * rate }
    let holdingRate = item?.holdingRate ?? settings.holdingRate
    return SupplyPlan(
      supplier: terms.supplier, supplierSKU: terms.supplierSKU,
      leadTime: first, nextLeadTime: next == first ? nil : next,
      leadTimeSource: estimate.source, reviewDays: reviewDays,
      daysToOrderDay: wait, unitCost: unitCost, currency: currency,
      unitCostInCurrency: terms.unitCost, priceBreaks: terms.priceBreaks, exchangeRate: rate,
      minimumOrderQuantity: terms.minimumOrderQuantity, packSize: terms.packSize,
      palletSize: terms.palletSize, weight: item?.weight, volume: item?.volume,
      maxStock: item?.maxStock,
      orderCost: terms.orderCost ?? supplier?.orderCost ?? settings.orderCost,
      holdingCostPerDay: settings.holdingCostPerDay
        ?? unitCost.map { $0 * holdingRate / 365.25 * stepDays },
      shortageCost: item?.shortageCost ?? settings.shortageCost,
      shelfLifeDays: item?.shelfLifeDays, isAvailable: terms.isAvailable)
  }

  /// A step without dates counts as a week where a yearly rate meets it.
  private var stepDays: Double { calendar.buckets.size == .step ? 7 : 1 }

  private func daysToOrderDay(of supplier: SupplierRecord?) -> Int {
    guard let weekday = supplier?.orderWeekday, calendar.buckets.size != .step else { return 0 }
    return (weekday.rawValue - calendar.asOf.weekday.rawValue + 7) % 7
  }

  private func leadTime(_ terms: SupplyTerms, _ supplier: SupplierRecord?) -> LeadTimeEstimate {
    let lane = Lane(supplier: terms.supplier, sku: terms.sku)
    if !terms.supplier.isEmpty {
      if let learned = leadTimes[lane] ?? leadTimes[Lane(supplier: terms.supplier, sku: "")] {
        return learned
      }
    }
    let lead = Self.typed(terms.leadTimeDays, supplier) ?? standard
    let source: LeadTimeSource =
      terms.leadTimeDays != nil ? .item : supplier?.leadTimeDays != nil ? .supplier : .standard
    guard let leadTime = typedLeadTimes[lead] else {
      preconditionFailure("no distribution for a typed lead time of \(lead.mean) days")
    }
    return LeadTimeEstimate(leadTime: leadTime, source: source)
  }

  /// The lead times that receipts tell: of each supplier with enough of them, and of each of its
  /// items with enough of its own; and what they alarm of.
  private static func learn(
    from inputs: PlanInputs, _ calendars: SupplierCalendars, asOf: Day, settings: PlanSettings
  ) -> (leadTimes: [Lane: LeadTimeEstimate], findings: [Finding]) {
    guard !inputs.receipts.isEmpty else { return ([:], []) }
    let book = SupplierOrderBook(
      receipts: inputs.receipts, openOrders: inputs.openOrders ?? [], calendars: calendars,
      asOf: asOf, threads: settings.threads, seed: settings.seed)
    let estimator = LeadTimeEstimator()
    guard let pool = book.pool(estimator) else { return ([:], []) }
    let least = estimator.leastReceipts
    @Sendable func estimate(
      _ learned: LearnedLeadTime, _ source: LeadTimeSource
    ) -> LeadTimeEstimate {
      LeadTimeEstimate(leadTime: learned.distribution.points(15), source: source)
    }
    let learned = parallelMap(count: book.suppliers.count, threads: settings.threads, chunk: 4) {
      i -> [(Lane, LeadTimeEstimate)] in
      let name = book.suppliers[i]
      let supplier = pool.supplier(i)
      guard supplier.receipts >= least else { return [] }
      var lanes = [
        (
          Lane(supplier: name, sku: ""),
          estimate(supplier, .supplierReceipts(count: supplier.receipts))
        )
      ]
      for (sku, orders) in book.items(i) {
        guard orders.count(where: { !$0.deliveries.isEmpty }) >= least else { continue }
        let item = pool.item(book.observations(of: orders), of: i, supplier: supplier)
        lanes.append(
          (Lane(supplier: name, sku: sku), estimate(item, .itemReceipts(count: item.receipts))))
      }
      return lanes
    }
    let findings = book.suppliers.indices.flatMap { book.alarms($0, inputs.catalogue) }
    return (Dictionary(learned.joined()) { first, _ in first }, findings)
  }
}
