internal import RestockNumerics
internal import RestockRecords

/// Runs the made-up shop through its history, a day at a time.
///
/// In the morning the orders due and the returns come in; then the shop orders, by a simple (s, S) rule
/// on the average of its own sales of the last eight weeks; then customers buy what there is, and what
/// is missing is lost: on a day with lost sales, nothing is left in the evening. So receipts, stock, stock history and open orders agree with one
/// another, and the stock-outs are those of a shop with a plain rule.
struct ShopSimulation {
  private let seed: UInt64
  private let calendar: ShopCalendar
  private let suppliers: [ShopSupplier]
  private let items: [ShopItem]
  private let demand: DailyDemand
  private(set) var series: [SeriesHistory] = []
  private(set) var orders: [PurchaseOrder] = []
  private var states: [State] = []
  /// Indices into the series by supplier in use.
  private var seriesOfSupplier: [[Int]]
  /// Indices into the series by item and location.
  private var seriesOfItem: [[Int?]]
  /// Orders to be placed on a day whatever the rule says: first stock of new items, bulk orders.
  private var special: [Int: [SpecialOrder]] = [:]
  /// Indices into the orders by the day on which they come in.
  private var due: [Int: [Int]] = [:]
  /// How many reviews an order has waited for the supplier's least value.
  private var reviewsHeld: [Int]
  private var generator: RandomGenerator

  /// What the rule knows of a series.
  private struct State {
    var onHand: Int
    var onOrder = 0
    /// Units sold in the last eight weeks, with what the shop expected for days before its history.
    var recent: Double
    /// What it expected a day.
    let expected: Double
    var returns: [Int: Int] = [:]
  }

  private struct SpecialOrder {
    let series: Int
    let quantity: Int
    let isBulk: Bool
  }

  private static let window = 56
  private static let returnShare = 0.02

  init(
    seed: UInt64, calendar: ShopCalendar, suppliers: [ShopSupplier], items: [ShopItem],
    demand: DailyDemand
  ) {
    self.seed = seed
    self.calendar = calendar
    self.suppliers = suppliers
    self.items = items
    self.demand = demand
    seriesOfSupplier = suppliers.map { _ in [] }
    seriesOfItem = items.map { _ in ShopLocation.allCases.map { _ in nil } }
    reviewsHeld = suppliers.map { _ in 0 }
    generator = RandomGenerator(seed: seed, stream: 2)
    for (index, item) in items.enumerated() {
      for location in item.locations { addSeries(index, item, location) }
    }
  }

  /// Lives through all days.
  mutating func run() {
    for day in 0..<calendar.days {
      receive(day)
      placeSpecialOrders(day)
      for supplier in suppliers.indices where isReview(day, suppliers[supplier]) {
        review(supplier, day)
      }
      for index in series.indices { trade(index, day) }
    }
  }

  private mutating func addSeries(_ index: Int, _ item: ShopItem, _ location: ShopLocation) {
    let profile = item.demand
    let rate = profile.rateAtStart[location.rawValue]
    let daily = demand.units(of: item, index: index, at: location)
    var opening = 0
    if profile.launch == 0 {
      if let terms = item.terms.first {
        let lead = Double(suppliers[terms.supplier].assumedLeadTimeDays)
        opening = 2 + Int(rate * (lead + generator.real(10...50)))
      } else {
        // Nobody supplies it: the shop lives on a last large delivery.
        opening = daily.reduce(0, +) + 10 + Int(20 * rate)
      }
      if profile.kind == .neverSold { opening = generator.whole(12...60) }
    }
    let number = series.count
    seriesOfItem[index][location.rawValue] = number
    series.append(
      SeriesHistory(item: index, location: location, demand: daily, openingStock: opening))
    states.append(
      State(onHand: opening, recent: rate * Double(Self.window), expected: rate))
    guard let terms = item.terms.first else { return }
    if profile.kind != .neverSold { seriesOfSupplier[terms.supplier].append(number) }
    let lead = suppliers[terms.supplier].assumedLeadTimeDays
    if profile.launch > 0 {
      // In time for the launch if the supplier keeps its word.
      let quantity = terms.orderable(2 + Int(rate * Double(lead + 40)))
      let day = nextReview(profile.launch - lead - 7, suppliers[terms.supplier])
      special[day, default: []].append(
        SpecialOrder(series: number, quantity: quantity, isBulk: false))
    }
    if let bulk = item.bulkOrder, bulk.location == location {
      special[nextReview(bulk.ordered, suppliers[terms.supplier]), default: []].append(
        SpecialOrder(series: number, quantity: bulk.quantity, isBulk: true))
    }
  }

  private func isReview(_ day: Int, _ supplier: ShopSupplier) -> Bool {
    calendar.weekday(day) == (supplier.orderWeekday ?? .monday).rawValue - 1
  }

  /// The first day from `day` on, within the history, on which the shop orders from a supplier.
  private func nextReview(_ day: Int, _ supplier: ShopSupplier) -> Int {
    var next = max(0, day)
    while !isReview(next, supplier) { next += 1 }
    return next
  }

  private mutating func receive(_ day: Int) {
    for number in due.removeValue(forKey: day) ?? [] {
      for line in orders[number].lines {
        guard let index = seriesOfItem[line.item][line.location.rawValue] else { continue }
        series[index].received[day] += line.quantityReceived
        states[index].onHand += line.quantityReceived
        states[index].onOrder -= line.quantity
        if orders[number].isBulk {
          series[index].bulk[day] += line.quantityReceived
          states[index].onHand -= line.quantityReceived
        }
      }
    }
  }

  private mutating func placeSpecialOrders(_ day: Int) {
    for order in special.removeValue(forKey: day) ?? [] {
      let history = series[order.series]
      guard let terms = items[history.item].terms.first else { continue }
      place(
        [(order.series, order.quantity)], at: history.location, supplier: terms.supplier, day,
        isBulk: order.isBulk)
    }
  }

  /// Orders what is at or below its reorder level up to its order-up-to level, unless all of it is
  /// worth less than the supplier takes an order for: then it waits, three reviews at most.
  private mutating func review(_ supplier: Int, _ day: Int) {
    var needed: [(series: Int, quantity: Int)] = []
    var value = 0
    for index in seriesOfSupplier[supplier] {
      guard let quantity = quantityNeeded(index, day),
        let terms = items[series[index].item].terms.first
      else { continue }
      needed.append((index, quantity))
      value += quantity * terms.unitCost
    }
    guard !needed.isEmpty else { return }
    if value < suppliers[supplier].minimumOrderValue ?? 0, reviewsHeld[supplier] < 3 {
      reviewsHeld[supplier] += 1
      return
    }
    reviewsHeld[supplier] = 0
    for location in ShopLocation.allCases {
      let lines = needed.filter { series[$0.series].location == location }
      if !lines.isEmpty { place(lines, at: location, supplier: supplier, day, isBulk: false) }
    }
  }

  private func quantityNeeded(_ index: Int, _ day: Int) -> Int? {
    let item = items[series[index].item]
    let state = states[index]
    guard day >= item.demand.launch, let terms = item.terms.first else { return nil }
    let lead = suppliers[terms.supplier].assumedLeadTimeDays
    // What is to be taken out is not bought any more.
    if let end = item.demand.end, day > end - lead - 21 { return nil }
    let average = state.recent / Double(Self.window)
    var reorderLevel = Int(average * Double(lead + 7) * item.care + (item.care > 1 ? 1.5 : 0))
    if case .occasional(let size, _) = item.demand.variation, item.care > 1 {
      // The buyer knows what one customer takes, and keeps as much for two.
      reorderLevel += Int(2 * size)
    }
    let position = state.onHand + state.onOrder
    guard position <= reorderLevel, average > 0 else { return nil }
    let upTo = reorderLevel + 1 + Int(average * 30)
    return terms.orderable(upTo - position)
  }

  private mutating func place(
    _ needed: [(series: Int, quantity: Int)], at location: ShopLocation, supplier: Int, _ day: Int,
    isBulk: Bool
  ) {
    let terms = suppliers[supplier]
    // A stream of its own, so that the lead time of an order does not hang on what is in it.
    let stream = (supplier * 100_000 + day) * 4 + location.rawValue * 2 + (isBulk ? 1 : 0)
    var chance = RandomGenerator(seed: seed, stream: 1_000_000 + UInt64(stream))
    var received = day + terms.law.draw(day: day, &chance)
    if terms.isHeldUpAtTheEnd {
      // The boat that does not come: due in the last fortnight, and still not there.
      let promised = day + terms.assumedLeadTimeDays
      if (calendar.days - 14..<calendar.days).contains(promised) { received = calendar.days + 6 }
    }
    let lines = needed.map { index, quantity in
      let isShort = !isBulk && quantity > 3 && chance.happens(terms.shortShare)
      let came = isShort ? quantity * chance.whole(50...90) / 100 : quantity
      states[index].onOrder += quantity
      return PurchaseOrder.Line(
        item: series[index].item, location: location, quantity: quantity, quantityReceived: came)
    }
    due[received, default: []].append(orders.count)
    orders.append(
      PurchaseOrder(
        id: "PO-\(10_001 + orders.count)", supplier: supplier, ordered: day,
        promised: terms.statedLeadTimeDays.map { day + $0 }, received: received, isBulk: isBulk,
        lines: lines))
  }

  private mutating func trade(_ index: Int, _ day: Int) {
    let returned = states[index].returns.removeValue(forKey: day) ?? 0
    states[index].onHand += returned
    let sold = min(series[index].demand[day], states[index].onHand)
    states[index].onHand -= sold
    series[index].returned[day] = returned
    series[index].sold[day] = sold
    series[index].onHand[day] = states[index].onHand
    let comesBack = generator.count(mean: Double(sold) * Self.returnShare)
    if comesBack > 0 {
      states[index].returns[day + generator.whole(3...20), default: 0] += min(sold, comesBack)
    }
    let leaving =
      day >= Self.window + items[series[index].item].demand.launch
      ? Double(series[index].sold[day - Self.window]) : states[index].expected
    if day >= items[series[index].item].demand.launch {
      states[index].recent += Double(sold) - leaving
    }
  }
}
