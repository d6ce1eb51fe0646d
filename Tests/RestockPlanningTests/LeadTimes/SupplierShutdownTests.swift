import RestockInventory
import RestockPlanning
import RestockRecords
import RestockTestSupport
import Testing

/// 2024-10-07 is a Monday.
@Suite("Working days and shutdowns of suppliers")
struct SupplierShutdownTests {
  private let monday = Day(number: 20_003)

  private func receipts(
    _ supplier: String, _ orders: [(ordered: Int, received: Int)]
  ) -> [ReceiptRecord] {
    orders.enumerated().map { i, order in
      ReceiptRecord(
        supplier: supplier, sku: "", orderID: "\(supplier)-\(i)", ordered: monday + order.ordered,
        promised: nil, received: monday + order.received, quantityOrdered: nil,
        quantityReceived: nil, place: Place(file: "receipts.csv"))
    }
  }

  private func shutdown(_ supplier: String, from first: Int, to last: Int) -> EventRecord {
    EventRecord(
      event: "closed", firstDay: monday + first, lastDay: monday + last, supplier: supplier,
      place: Place(file: "events.csv"))
  }

  private func working(_ name: String) -> Catalogue {
    var catalogue = Catalogue()
    var supplier = SupplierRecord(supplier: name, place: Place(file: "suppliers.csv"))
    supplier.countsWorkingDays = true
    catalogue.suppliers[name] = supplier
    return catalogue
  }

  @Test("five working days are seven calendar days, whatever the day of the order")
  func workingDays() throws {
    #expect(monday.weekday == .monday)
    // Each order comes a week later: five working days.
    let orders = (0..<20).map { i in
      let day = 7 * i + i % 5
      return (ordered: day, received: day + 7)
    }
    let report = LeadTimeReport(
      receipts: receipts("S", orders), catalogue: working("S"), asOf: monday + 200)
    let row = try #require(report.rows.first { $0.supplier == "S" })
    #expect(row.mean.isNear(5, Tolerance(relative: 1e-9)))
    #expect(row.suggestedDays == 5)
    #expect(row.source.contains("working days"))
  }

  @Test("a shutdown is taken out of the lead times that it lengthened, so that it is no drift")
  func learned() throws {
    // Always ten days, but for a shutdown of 21 days that those ordered shortly before it sit through.
    let orders = (0..<24).map { i -> (ordered: Int, received: Int) in
      let day = 7 * i
      let isCaught = day < 140 && day + 10 >= 140
      return (day, day + 10 + (isCaught ? 21 : 0))
    }
    // None is placed while it lasts.
    let open = orders.filter { $0.ordered < 140 || $0.ordered > 160 }
    let plain = LeadTimeReport(receipts: receipts("S", open), asOf: monday + 260)
    let known = LeadTimeReport(
      receipts: receipts("S", open), events: [shutdown("S", from: 140, to: 160)],
      asOf: monday + 260)
    let others = LeadTimeReport(
      receipts: receipts("S", open), events: [shutdown("T", from: 140, to: 160)],
      asOf: monday + 260)
    func mean(_ report: LeadTimeReport) -> Double? {
      report.rows.first { $0.supplier == "S" }?.mean
    }
    #expect(try #require(mean(plain)) > 11)
    #expect(try #require(mean(known)).isNear(10, Tolerance(relative: 1e-9)))
    #expect(mean(others) == mean(plain))
    let all = LeadTimeReport(
      receipts: receipts("S", open), events: [shutdown("*", from: 140, to: 160)],
      asOf: monday + 260)
    #expect(mean(all) == mean(known))
  }

  /// One item of nine a week from a supplier with a typed lead time of 14 days.
  private func recommendation(
    events: [EventRecord] = [], working: Bool = false, sd: Double = 1,
    policy: ReplenishmentPolicy? = nil
  ) throws -> Recommendation {
    var shop = MadeShop(weeks: 60)
    shop.addPoisson("A", rate: 9, seed: 5, price: 8)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["A"], supplier: "S")
    inputs.catalogue.suppliers["S"]?.leadTimeDays = 14
    inputs.catalogue.suppliers["S"]?.leadTimeStandardDeviationDays = sd
    inputs.catalogue.suppliers["S"]?.countsWorkingDays = working
    inputs.events = events
    var settings = PlanSettings()
    if let policy { settings.policy = policy }
    let plan = Planner(inputs, settings: settings).plan()
    return try #require(plan.recommendations.first)
  }

  private func closed(_ supplier: String, from first: Int, days: Int) -> EventRecord {
    let day = MadeShop(weeks: 60).asOf + first
    return EventRecord(
      event: "New Year", firstDay: day, lastDay: day + (days - 1), supplier: supplier,
      place: Place(file: "events.csv"))
  }

  @Test("an announced shutdown moves the receipt by its days, and more is ordered for it")
  func announced() throws {
    let usual = try recommendation()
    let shut = try recommendation(events: [closed("S", from: 3, days: 10)])
    let usualDay = try #require(usual.expectedReceipt)
    let shutDay = try #require(shut.expectedReceipt)
    #expect(shutDay - usualDay == 10)
    #expect(shut.levels.reorderPoint > usual.levels.reorderPoint)
    // It moves no demand. The next order, a week later, meets five days of it, and this order must last
    // until that one comes: five days more of nine a week.
    let added = shut.protectionDemand - usual.protectionDemand
    #expect(added.isNear(45.0 / 7, Tolerance(relative: 0.15)))
    #expect(shut.reason.contains("5 that the next order takes less"))
    // One that begins when the next order is surely there, or that of another supplier, changes nothing.
    for event in [closed("S", from: 60, days: 10), closed("T", from: 3, days: 10)] {
      let other = try recommendation(events: [event])
      #expect(other.expectedReceipt == usual.expectedReceipt)
      #expect(other.levels == usual.levels)
    }
  }

  @Test("what only the next order would sit through has to be ordered now")
  func nextOrder() throws {
    let usual = try recommendation()
    // This order comes after 14 days, the next one would after 21, but for two weeks from day 18 on.
    let shut = try recommendation(events: [closed("S", from: 18, days: 14)])
    #expect(shut.expectedReceipt == usual.expectedReceipt)
    #expect((shut.protectionDays - usual.protectionDays).isNear(14, Tolerance(relative: 0.05)))
    let added = shut.protectionDemand - usual.protectionDemand
    #expect(added.isNear(14 * 9.0 / 7, Tolerance(relative: 0.1)))
    #expect(shut.levels.reorderPoint >= usual.levels.reorderPoint + 14)
    #expect(shut.orderQuantity > usual.orderQuantity)
    #expect(shut.reason.contains("that the next order takes longer"))
    // Who may order any day has no next order to wait for.
    let continuous = try recommendation(
      events: [closed("S", from: 18, days: 14)], policy: .reorderPoint)
    let plain = try recommendation(policy: .reorderPoint)
    #expect(continuous.levels.reorderPoint == plain.levels.reorderPoint)
  }

  @Test("a season in which lead times are twice as long doubles what lies in it")
  func season() throws {
    func slow(from first: Int, days: Int) -> EventRecord {
      let day = MadeShop(weeks: 60).asOf + first
      return EventRecord(
        event: "peak", firstDay: day, lastDay: day + (days - 1), uplift: 2, supplier: "S",
        place: Place(file: "events.csv"))
    }
    let usual = try #require(try recommendation().expectedReceipt)
    // All of a lead time of 14 days, and 10 days in which 5 of it pass.
    let whole = try #require(try recommendation(events: [slow(from: 0, days: 90)]).expectedReceipt)
    let part = try #require(try recommendation(events: [slow(from: 1, days: 10)]).expectedReceipt)
    #expect(whole - usual == 14)
    #expect(part - usual == 5)
  }

  @Test("a season is taken out of the lead times that it lengthened")
  func learnedSeason() throws {
    // Ten days, and twenty in the season, which begins after the order of day 140.
    let orders = (0..<24).map { i -> (ordered: Int, received: Int) in
      (7 * i, 7 * i + (7 * i >= 140 ? 20 : 10))
    }
    let season = EventRecord(
      event: "peak", firstDay: monday + 141, lastDay: monday + 250, uplift: 2, supplier: "S",
      place: Place(file: "events.csv"))
    let caught = orders.filter { $0.ordered <= 126 || $0.ordered >= 140 }
    let report = LeadTimeReport(
      receipts: receipts("S", caught), events: [season], asOf: monday + 250)
    let row = try #require(report.rows.first { $0.supplier == "S" })
    #expect(row.mean.isNear(10, Tolerance(relative: 1e-9)))
    #expect(row.drift == .none)
  }

  @Test("a typed lead time in working days is two fifths longer on the calendar")
  func typedWorkingDays() throws {
    let calendar = try recommendation()
    let working = try recommendation(working: true)
    let calendarDay = try #require(calendar.expectedReceipt)
    let workingDay = try #require(working.expectedReceipt)
    // 14 working days from a Monday end on a Friday: 18 calendar days, 19 or 20 with the spread.
    #expect((4...6).contains(workingDay - calendarDay))
  }

  /// Two orders a month from a supplier that takes 24, 25 or 26 days, and in January to March works at
  /// five eighths of its pace; up to `asOf`.
  private func winters(until asOf: Day, years: Int = 3, factor: Double = 1.6) -> [ReceiptRecord] {
    var receipts: [ReceiptRecord] = []
    var ordered = asOf + -365 * years
    while ordered < asOf {
      var left = 24 + Double(receipts.count * 7 % 3)
      var day = ordered
      while left > 1e-9 {
        day = day + 1
        left -= day.civil.month <= 3 ? 1 / factor : 1
      }
      receipts.append(
        ReceiptRecord(
          supplier: "S", sku: "", orderID: "\(receipts.count)", ordered: ordered, promised: nil,
          received: day <= asOf ? day : nil, quantityOrdered: nil, quantityReceived: nil,
          place: Place(file: "receipts.csv")))
      ordered = ordered + 15
    }
    return receipts
  }

  private func winter(uplift: Double?) throws -> EventRecord {
    EventRecord(
      event: "winter", firstDay: try #require(Day(year: 2021, month: 1, day: 1)),
      lastDay: try #require(Day(year: 2021, month: 3, day: 31)), uplift: uplift, supplier: "S",
      isYearly: true, place: Place(file: "events.csv", line: 2))
  }

  @Test("the uplift of a season that comes every year is learned from the receipts of earlier ones")
  func learnedUplift() throws {
    let asOf = try #require(Day(year: 2024, month: 12, day: 30))
    let report = LeadTimeReport(
      receipts: winters(until: asOf), events: [try winter(uplift: nil)], asOf: asOf)
    let row = try #require(report.rows.first { $0.supplier == "S" })
    #expect(row.mean.isNear(25, Tolerance(relative: 0.02)))
    #expect(row.drift == .none)
    // Ordered now, all of it lies in the season.
    #expect(row.daysIfOrderedNow.isNear(40, Tolerance(relative: 0.05)))
    let learned = try #require(report.findings.first { $0.kind == "season-learned" })
    #expect(learned.place.line == 2)
    #expect(learned.text.contains("lead times were 1.6"))
    #expect(report.findings.contains { $0.kind == "supplier-season" })
    #expect(!report.findings.contains { $0.kind == "lead-time-season" })
  }

  @Test("a typed uplift that receipts contradict stays, with a finding; a right one is not accused")
  func typedUplift() throws {
    let asOf = try #require(Day(year: 2024, month: 12, day: 30))
    func kinds(_ uplift: Double) throws -> [String] {
      LeadTimeReport(
        receipts: winters(until: asOf), events: [try winter(uplift: uplift)], asOf: asOf
      ).findings.map(\.kind)
    }
    #expect(try kinds(3).contains("season-uplift"))
    #expect(try !kinds(1.6).contains("season-uplift"))
  }

  @Test("a season that no event lists is named with the row to write, and is no drift")
  func unlisted() throws {
    // In the season: the latest orders are the long ones.
    let asOf = try #require(Day(year: 2024, month: 3, day: 30))
    let report = LeadTimeReport(receipts: winters(until: asOf, years: 4), asOf: asOf)
    let finding = try #require(report.findings.first { $0.kind == "lead-time-season" })
    // Orders of late December are delivered in the season.
    #expect(finding.text.contains("to March took 1."))
    #expect(finding.treatment.contains(",2024-03-31,S,1."))
    #expect(finding.treatment.hasSuffix(",yearly"))
    let row = try #require(report.rows.first { $0.supplier == "S" })
    #expect(row.drift == .none)
    // One winter alone is not yet a season.
    let young = LeadTimeReport(receipts: winters(until: asOf, years: 1), asOf: asOf)
    #expect(!young.findings.contains { $0.kind == "lead-time-season" })
  }

  @Test("a plan counts on the learned season, and says what was found of suppliers")
  func planned() throws {
    // MadeShop's history ends with the week before 2024-02-26.
    let asOf = MadeShop(weeks: 60).asOf
    func plan(_ events: [EventRecord]) throws -> Plan {
      var shop = MadeShop(weeks: 60)
      shop.addPoisson("A", rate: 9, seed: 5, price: 8)
      var inputs = shop.inputs
      inputs.catalogue = MadeShop.catalogue(["A"], supplier: "S")
      inputs.receipts = winters(until: asOf, years: 4)
      inputs.events = events
      return Planner(inputs, settings: PlanSettings()).plan()
    }
    let listed = try plan([try winter(uplift: nil)])
    let item = try #require(listed.recommendations.first)
    let supply = try #require(item.supply)
    #expect(listed.findings.contains { $0.kind == "season-learned" })
    // 34 of the days to come are of the season: 21 days of lead time, and 4 more at the usual pace.
    #expect(supply.leadTime.mean.isNear(38, Tolerance(relative: 0.06)))
    // The next order, a week later, is there sooner after it.
    let next = try #require(supply.nextLeadTime)
    #expect(next.mean < supply.leadTime.mean)
    let bare = try plan([])
    #expect(bare.findings.contains { $0.kind == "lead-time-season" })
  }

  @Test("an event that comes every year comes on the same dates, before its row as well as after")
  func occurrences() throws {
    let event = try winter(uplift: 2)
    let first = try #require(Day(year: 2019, month: 6, day: 1))
    let last = try #require(Day(year: 2022, month: 6, day: 1))
    let days = event.occurrences(from: first, through: last).map(\.firstDay.iso)
    #expect(days.contains("2020-01-01") && days.contains("2022-01-01"))
    #expect(days.allSatisfy { $0.hasSuffix("-01-01") })
    let leap = EventRecord(
      event: "leap", firstDay: try #require(Day(year: 2024, month: 2, day: 29)),
      lastDay: try #require(Day(year: 2024, month: 2, day: 29)), isYearly: true,
      place: Place(file: "events.csv"))
    #expect(
      leap.occurrences(from: first, through: last).map(\.firstDay.iso).contains("2020-02-29"))
    #expect(
      leap.occurrences(from: first, through: last).map(\.firstDay.iso).contains("2021-02-28"))
  }
}
