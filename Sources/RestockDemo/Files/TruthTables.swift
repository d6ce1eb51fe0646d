internal import RestockIO
internal import RestockRecords

/// Writes what is true of the made-up shop, and what no shop knows.
struct TruthTables {
  private let shop: DemoShop
  private let bulkLines: [SalesLine]

  init(_ shop: DemoShop) {
    self.shop = shop
    bulkLines = shop.salesLines.filter(\.isBulk)
  }

  /// A row for each SKU and location.
  func items() -> TableWriter {
    var table = TableWriter()
    table.header([
      "sku", "location", "kind", "launch_date", "end_date", "daily_rate_at_start",
      "daily_rate_at_end", "trend_per_year", "trend_from", "season_amplitude", "season_peak_day",
      "variance_to_mean", "occurrence_probability", "size_mean", "size_variance_to_mean",
      "next_28_days_mean", "next_28_days_sd", "opening_stock", "units_wanted", "units_sold",
      "units_bulk", "units_returned", "units_lost", "units_lost_last_52_weeks", "stockout_days",
      "units_received",
      "closing_stock", "bulk_date", "bulk_order_id", "supplier", "lead_time_mean_days",
      "lead_time_sd_days", "successor_of",
    ])
    for history in shop.series { write(history, &table) }
    return table
  }

  private func write(_ history: SeriesHistory, _ table: inout TableWriter) {
    let item = shop.items[history.item]
    let calendar = shop.calendar
    table.text(item.sku)
    table.text(history.location.key)
    table.text(item.demand.kind.rawValue)
    table.day(item.demand.launch > 0 ? calendar.date(item.demand.launch) : nil)
    table.day(item.demand.end.map(calendar.date))
    writeDemand(item, history.location, &table)
    table.integer(history.openingStock)
    table.integer(history.demand.reduce(0, +))
    table.integer(history.sold.reduce(0, +))
    table.integer(history.bulk.reduce(0, +))
    table.integer(history.returned.reduce(0, +))
    table.integer(history.lost)
    table.integer(history.lost(days: max(0, calendar.days - 364)..<calendar.days))
    table.integer((item.demand.launch..<calendar.days).count { history.onHand[$0] == 0 })
    table.integer(history.received.reduce(0, +))
    table.integer(history.onHand[calendar.days - 1])
    let bulk = bulkLines.first {
      $0.item == history.item && $0.location == history.location
    }
    table.day(bulk.map { calendar.date($0.day) })
    table.text(bulk?.orderID ?? "")
    let supplier = item.terms.first.map { shop.suppliers[$0.supplier] }
    table.text(supplier?.key ?? "")
    table.decimal(supplier?.law.mean(day: calendar.days), places: 4)
    table.decimal(supplier?.law.standardDeviation(day: calendar.days), places: 4)
    table.text(item.successorOf)
    table.endRow()
  }

  private func writeDemand(
    _ item: ShopItem, _ location: ShopLocation, _ table: inout TableWriter
  ) {
    let profile = item.demand
    let start = profile.rateAtStart[location.rawValue]
    let finish = profile.rateAtEnd[location.rawValue]
    let last = (profile.end ?? profile.days) - 1
    let slope = start == finish ? 0 : (finish - start) / Double(last - profile.turn) * 365.25
    table.decimal(start, places: 6)
    table.decimal(finish, places: 6)
    table.decimal(slope, places: 6)
    table.day(slope == 0 ? nil : shop.calendar.date(profile.turn))
    table.decimal(profile.seasonAmplitude, places: 6)
    if profile.seasonAmplitude > 0 { table.integer(profile.seasonPeak) } else { table.empty() }
    switch profile.variation {
    case .counts(let ratio):
      table.decimal(ratio, places: 6)
      for _ in 0..<3 { table.empty() }
    case .occasional(let size, let ratio):
      table.empty()
      table.decimal(finish / size, places: 6)
      table.decimal(size, places: 6)
      table.decimal(ratio, places: 6)
    }
    let days = shop.calendar.days
    let future = shop.demand.mean(
      of: item, at: location, on: days..<days + ShopCalendar.horizon)
    table.decimal(future.reduce(0, +), places: 6)
    table.decimal(future.reduce(0) { $0 + profile.variance(mean: $1) }.squareRoot(), places: 6)
  }

  func suppliers() -> TableWriter {
    var table = TableWriter()
    table.header([
      "supplier", "law", "stated_days", "mean_days", "sd_days", "mean_days_at_start",
      "sd_days_at_start", "shift_date", "second_hump_probability", "first_hump_mean_days",
      "second_hump_mean_days", "short_share", "held_up_at_the_end", "orders", "orders_open",
    ])
    let days = shop.calendar.days
    for (index, supplier) in shop.suppliers.enumerated() {
      let orders = shop.orders.filter { $0.supplier == index }
      table.text(supplier.key)
      table.text(supplier.law.name)
      table.number(supplier.statedLeadTimeDays.map(Double.init))
      table.decimal(supplier.law.mean(day: days), places: 4)
      table.decimal(supplier.law.standardDeviation(day: days), places: 4)
      table.decimal(supplier.law.mean(day: 0), places: 4)
      table.decimal(supplier.law.standardDeviation(day: 0), places: 4)
      if case .shifting(_, _, let from) = supplier.law {
        table.day(shop.calendar.date(from))
      } else {
        table.empty()
      }
      if case .twoHumped(let first, let second, let probability) = supplier.law {
        table.decimal(probability, places: 4)
        table.decimal(first.mean, places: 4)
        table.decimal(second.mean, places: 4)
      } else {
        for _ in 0..<3 { table.empty() }
      }
      table.decimal(supplier.shortShare, places: 4)
      table.text(supplier.isHeldUpAtTheEnd ? "yes" : "no")
      table.integer(orders.count)
      table.integer(orders.count { $0.received >= days })
      table.endRow()
    }
    return table
  }

  /// The rows that are wrong on purpose.
  func dirt(_ rows: [DirtyRow]) -> TableWriter {
    var table = TableWriter()
    table.header(["kind", "file", "line", "sku", "column", "written", "truth"])
    for row in rows {
      table.text(row.kind.rawValue)
      table.text(row.file)
      table.integer(row.line)
      table.text(row.sku)
      table.text(row.column)
      table.text(row.written)
      table.text(row.truth)
      table.endRow()
    }
    return table
  }
}
