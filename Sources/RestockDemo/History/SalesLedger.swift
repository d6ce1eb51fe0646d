internal import RestockNumerics

/// Makes order lines of what was sold: quantities of one unit mostly, one line an order mostly.
struct SalesLedger {
  private let calendar: ShopCalendar
  private let items: [ShopItem]
  private let series: [SeriesHistory]
  /// The events of each day.
  private let eventsOfDay: [[ShopEvent]]
  private var generator: RandomGenerator
  private var nextOrder = 100_001
  private var nextReturn = 5001
  private var nextTradeCustomer = 1
  private(set) var lines: [SalesLine] = []

  private static let customers = 6000

  init(
    seed: UInt64, calendar: ShopCalendar, items: [ShopItem], events: [ShopEvent],
    series: [SeriesHistory]
  ) {
    self.calendar = calendar
    self.items = items
    self.series = series
    generator = RandomGenerator(seed: seed, stream: 3)
    var eventsOfDay = [[ShopEvent]](repeating: [], count: calendar.days)
    for event in events where event.first < calendar.days {
      for day in event.first...min(event.last, calendar.days - 1) { eventsOfDay[day].append(event) }
    }
    self.eventsOfDay = eventsOfDay
  }

  /// Writes all days, each with the orders of one location after those of the other.
  mutating func write() {
    for day in 0..<calendar.days {
      for location in ShopLocation.allCases {
        var parts: [(item: Int, quantity: Int)] = []
        for history in series where history.location == location {
          split(history, day, into: &parts)
        }
        for i in parts.indices.dropFirst().reversed() { parts.swapAt(i, generator.below(i + 1)) }
        writeOrders(parts, day, location)
        for history in series where history.location == location {
          writeBulkOrder(history, day)
          writeReturn(history, day)
        }
      }
    }
  }

  /// A day's sales in lines: of 1 to 4 units where demand is a count, else in one line.
  private mutating func split(
    _ history: SeriesHistory, _ day: Int, into parts: inout [(item: Int, quantity: Int)]
  ) {
    var rest = history.sold[day]
    guard rest > 0 else { return }
    guard case .counts = items[history.item].demand.variation else {
      parts.append((history.item, rest))
      return
    }
    while rest > 0 {
      let chance = generator.uniform()
      let quantity = min(rest, chance < 0.72 ? 1 : chance < 0.9 ? 2 : chance < 0.96 ? 3 : 4)
      parts.append((history.item, quantity))
      rest -= quantity
    }
  }

  private mutating func writeOrders(
    _ parts: [(item: Int, quantity: Int)], _ day: Int, _ location: ShopLocation
  ) {
    var channel = ""
    var customer = ""
    for (position, part) in parts.enumerated() {
      if position == 0 || !generator.happens(0.3) {
        channel = pickChannel(location)
        customer = channel == "store" ? "" : "C\(10_000 + generator.below(Self.customers))"
        nextOrder += 1
      }
      lines.append(
        SalesLine(
          day: day, item: part.item, location: location, quantity: part.quantity,
          price: price(part.item, day), channel: channel, orderID: String(nextOrder),
          customer: customer, isBulk: false))
    }
  }

  private mutating func writeBulkOrder(_ history: SeriesHistory, _ day: Int) {
    guard history.bulk[day] > 0 else { return }
    nextOrder += 1
    lines.append(
      SalesLine(
        day: day, item: history.item, location: history.location, quantity: history.bulk[day],
        price: items[history.item].price * 80 / 100, channel: "web", orderID: String(nextOrder),
        customer: "TRADE-\(nextTradeCustomer)", isBulk: true))
    nextTradeCustomer += 1
  }

  private mutating func writeReturn(_ history: SeriesHistory, _ day: Int) {
    guard history.returned[day] > 0 else { return }
    let channel = pickChannel(history.location)
    lines.append(
      SalesLine(
        day: day, item: history.item, location: history.location,
        quantity: -history.returned[day], price: items[history.item].price, channel: channel,
        orderID: "R\(nextReturn)", customer: "", isBulk: false))
    nextReturn += 1
  }

  private mutating func pickChannel(_ location: ShopLocation) -> String {
    var rest = generator.uniform()
    for (channel, share) in location.channelShares {
      if rest < share { return channel }
      rest -= share
    }
    return location.channelShares[0].channel
  }

  private func price(_ item: Int, _ day: Int) -> Int {
    let usual = items[item].price
    let share = eventsOfDay[day].filter { $0.applies(to: items[item]) }.map(\.priceShare).min()
    guard let share else { return usual }
    return Int((Double(usual) * share).rounded())
  }
}
