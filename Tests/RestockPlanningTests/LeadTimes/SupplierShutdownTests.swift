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
    events: [EventRecord] = [], working: Bool = false, sd: Double = 1
  ) throws -> Recommendation {
    var shop = MadeShop(weeks: 60)
    shop.addPoisson("A", rate: 9, seed: 5, price: 8)
    var inputs = shop.inputs
    inputs.catalogue = MadeShop.catalogue(["A"], supplier: "S")
    inputs.catalogue.suppliers["S"]?.leadTimeDays = 14
    inputs.catalogue.suppliers["S"]?.leadTimeStandardDeviationDays = sd
    inputs.catalogue.suppliers["S"]?.countsWorkingDays = working
    inputs.events = events
    let plan = Planner(inputs, settings: PlanSettings()).plan()
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
    // It moves no demand: ten days more of nine a week.
    let added = shut.protectionDemand - usual.protectionDemand
    #expect(added.isNear(90.0 / 7, Tolerance(relative: 0.15)))
    // One that begins when the order is surely there, or that of another supplier, changes nothing.
    for event in [closed("S", from: 60, days: 10), closed("T", from: 3, days: 10)] {
      let other = try recommendation(events: [event])
      #expect(other.expectedReceipt == usual.expectedReceipt)
      #expect(other.levels == usual.levels)
    }
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
}
