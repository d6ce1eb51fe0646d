internal import RestockNumerics
public import RestockRecords

/// Makes the history of each item from the sums of its sales: zero or unknown, returns, cancelled and bulk
/// orders, the end at as-of.
public struct HistoryBuilder: Sendable {
  private let sales: SalesHistory
  private let calendar: RunCalendar
  private let stockOuts: StockOutCalendar
  private let settings: PlanSettings
  private let files: [String]

  /// Explicit zeros before the first sale are before the launch, and left out, when a run of them
  /// that long has less than this probability at the rate of sales since.
  static let launchProbability = 0.01

  /// A builder over the sales of a run.
  public init(_ inputs: PlanInputs, calendar: RunCalendar, settings: PlanSettings) {
    sales = inputs.sales
    self.calendar = calendar
    self.settings = settings
    files = inputs.salesFiles
    stockOuts = StockOutCalendar(
      inputs.stockHistory, calendar: inputs.sales.calendar,
      byLocation: inputs.sales.series.contains { !$0.key.location.isEmpty })
  }

  /// The histories, in the order of the sales' series, and what was found while making them.
  public func histories() -> (items: [ItemHistory], findings: [Finding]) {
    let built = parallelMap(count: sales.series.count, threads: settings.threads, chunk: 256) {
      history(of: sales.series[$0])
    }
    return (built.map(\.item), built.flatMap(\.findings))
  }

  private func history(of series: SalesSeries) -> (item: ItemHistory, findings: [Finding]) {
    var findings: [Finding] = []
    let place = Place(
      file: files.indices.contains(series.firstFile) ? files[series.firstFile] : "",
      line: series.firstLine, sku: series.key.sku)
    let series = withoutCancelledOrders(series, &findings)
    // On steps each series ends at its own last one.
    let ownEnd = series.firstBucket + series.sold.count
    let end =
      sales.calendar.size == .step && settings.asOf == nil
      ? ownEnd : calendar.firstForecastBucket
    let count = max(0, end - series.firstBucket)
    var demand = ContiguousArray<Double>(repeating: 0, count: count)
    for i in 0..<min(count, series.sold.count) { demand[i] = Double(series.sold[i]) }
    var returned = series.returned
    let bulk = removeBulkOrders(of: series, &demand, &returned, &findings, place)
    net(returned, from: series.firstBucket, &demand, &findings, place)
    var (isKnown, soldWhileOut) = knownBuckets(of: series, count: count, demand: &demand)
    let start = launch(demand, isKnown)
    markImplausibleZeros(of: series, from: start, demand, &isKnown, &soldWhileOut, &findings, place)
    if start > 0 {
      findings.append(
        Finding(
          .note, at: place, kind: "before-launch",
          text: "\(start) periods of no sales before the first one, implausible at the rate since",
          treatment: "history begins with the first sale"))
    }
    let promoted = series.promoted.reduce(into: [Int: Double]()) { shares, entry in
      shares[entry.key] = Double(entry.value)
    }
    let units = series.sold.reduce(0.0) { $0 + Double($1) }
    let outages = stockOuts.outages(of: series.key)
    let item = ItemHistory(
      key: series.key, firstBucket: series.firstBucket + start,
      demand: ContiguousArray(demand[start...]),
      isKnown: isKnown.map { ContiguousArray($0[start...]) },
      soldWhileOut: soldWhileOut.reduce(into: [:]) { bounds, entry in
        if entry.key >= start { bounds[entry.key - start] = entry.value }
      },
      outages: soldWhileOut.keys.reduce(into: [:]) { own, place in
        if place >= start, let outage = outages[series.firstBucket + place] {
          own[place - start] = outage
        }
      }, promotedShare: promoted,
      prices: sales.isSummed ? ContiguousArray(series.prices.dropFirst(start)) : [],
      bulkOrders: bulk,
      meanPrice: series.revenue > 0 && units > 0 ? series.revenue / units : series.lastPrice)
    return (item, findings)
  }

  /// Takes returns off the sales of their period; a period that would be negative counts as 0.
  private func net(
    _ returned: [Int: Float], from firstBucket: Int, _ demand: inout ContiguousArray<Double>,
    _ findings: inout [Finding], _ place: Place
  ) {
    guard settings.netsReturns else { return }
    var negative = 0
    for (bucket, units) in returned {
      let i = bucket - firstBucket
      guard demand.indices.contains(i) else { continue }
      demand[i] -= Double(units)
      if demand[i] < 0 {
        demand[i] = 0
        negative += 1
      }
    }
    if negative > 0 {
      findings.append(
        Finding(
          .note, at: place, kind: "negative-period",
          text: "more units returned than sold in a period", count: negative,
          treatment: "the period counts as 0"))
    }
  }

  private func withoutCancelledOrders(
    _ series: SalesSeries, _ findings: inout [Finding]
  ) -> SalesSeries {
    guard settings.netsReturns, !series.largestReturns.isEmpty else { return series }
    let cancelled = CancelledOrders(of: series, buckets: sales.calendar, asOf: calendar.asOf)
    for (order, takenBack) in cancelled.lines {
      findings.append(
        Finding(
          .note,
          at: Place(
            file: files.indices.contains(takenBack.file) ? files[takenBack.file] : "",
            line: takenBack.line, column: "quantity", sku: series.key.sku),
          kind: "cancelled-order",
          text: "\(takenBack.orderID) takes back order \(order.orderID) of "
            + "\(order.quantity.asUnits) units, \(order.day.iso)",
          treatment: "neither counts"))
    }
    return cancelled.remaining
  }

  private func removeBulkOrders(
    of series: SalesSeries, _ demand: inout ContiguousArray<Double>,
    _ returned: inout [Int: Float], _ findings: inout [Finding], _ place: Place
  ) -> [BulkOrder] {
    guard !demand.isEmpty else { return [] }
    let periods = Double(demand.count)
    var bulk: [BulkOrder] = []
    for line in BulkOrderRule().bulkLines(of: series, asOf: calendar.asOf) {
      let i = sales.calendar.bucket(of: line.day) - series.firstBucket
      guard demand.indices.contains(i) else { continue }
      let with = demand.reduce(0, +) / periods
      let without = max(0, with - line.quantity / periods)
      bulk.append(BulkOrder(line: line, rateWith: with, rateWithout: without))
      if !settings.keepsBulkOrders {
        demand[i] = max(0, demand[i] - line.quantity)
        forgetReturn(of: line, in: &returned)
      }
      let file = files.indices.contains(line.file) ? files[line.file] : place.file
      findings.append(
        Finding(
          .warning,
          at: Place(file: file, line: line.line, column: "quantity", sku: series.key.sku),
          kind: "bulk-order",
          text: "order \(line.orderID) of \(line.quantity.asUnits) units stands alone: "
            + "\(with.rounded(decimals: 2)) a period with it, "
            + "\(without.rounded(decimals: 2)) without",
          treatment: settings.keepsBulkOrders
            ? "kept in the rate of demand" : "left out of the rate of demand"))
    }
    return bulk
  }

  /// Takes the return of a bulk order that has been left out off the returns, lest it be netted
  /// against other sales: the first bucket within a quarter of a year that has as many returned.
  private func forgetReturn(of line: OrderLine, in returned: inout [Int: Float]) {
    let first = sales.calendar.bucket(of: line.day)
    let last = sales.calendar.bucket(of: line.day + 91)
    let quantity = Float(line.quantity)
    guard last < first + 1000 else { return }
    for bucket in first...max(first, last) {
      guard let units = returned[bucket], units >= quantity else { continue }
      returned[bucket] = units - quantity
      return
    }
  }

  private func knownBuckets(
    of series: SalesSeries, count: Int, demand: inout ContiguousArray<Double>
  ) -> (isKnown: ContiguousArray<Bool>?, soldWhileOut: [Int: Double]) {
    let out = stockOuts.outBuckets(of: series.key)
    guard !(series.unknown.isEmpty && series.lowerBound.isEmpty && out.isEmpty) else {
      return (nil, [:])
    }
    var soldWhileOut: [Int: Double] = [:]
    for bucket in series.lowerBound.union(out).subtracting(series.unknown) {
      let i = bucket - series.firstBucket
      if demand.indices.contains(i) { soldWhileOut[i] = demand[i] }
    }
    var isKnown = ContiguousArray<Bool>(repeating: true, count: count)
    for bucket in series.unknown.union(series.lowerBound).union(out) {
      let i = bucket - series.firstBucket
      guard isKnown.indices.contains(i) else { continue }
      isKnown[i] = false
      demand[i] = 0
    }
    return (isKnown.contains(false) ? isKnown : nil, soldWhileOut)
  }

  /// Makes unknown what looks like a stock-out that nobody recorded; where nothing confirms it, it is
  /// a finding alone.
  private func markImplausibleZeros(
    of series: SalesSeries, from start: Int, _ demand: ContiguousArray<Double>,
    _ isKnown: inout ContiguousArray<Bool>?, _ soldWhileOut: inout [Int: Double],
    _ findings: inout [Finding], _ place: Place
  ) {
    // Where stock is recorded, a period in stock that sold nothing did sell nothing.
    guard !stockOuts.knows(series.key) else { return }
    let season = calendar.buckets.size == .step ? nil : calendar.seasonPeriods
    let runs = ImplausibleZeros(season: season).runs(in: demand, from: start, isKnown: isKnown)
    for run in runs {
      let first = calendar.buckets.firstDay(of: series.firstBucket + run.places.lowerBound)
      let text =
        "\(run.places.count) periods without a sale from "
        + (calendar.buckets.size == .step ? "step \(first.number)" : first.iso)
        + ", probability \(run.probability.asProbability) at the rate before and after"
      findings.append(
        Finding(
          .warning, at: place, kind: "possible-stock-out", text: text,
          treatment: run.isConfirmed
            ? "other years sold then: unknown demand, not zero"
            : "no other year to compare with: counts as no sales"))
      guard run.isConfirmed else { continue }
      var known = isKnown ?? ContiguousArray(repeating: true, count: demand.count)
      for t in run.places {
        known[t] = false
        soldWhileOut[t] = 0
      }
      isKnown = known
    }
  }

  /// The index at which the history of the item begins.
  private func launch(
    _ demand: ContiguousArray<Double>, _ isKnown: ContiguousArray<Bool>?
  ) -> Int {
    guard let first = demand.firstIndex(where: { $0 > 0 }), first > 0 else { return 0 }
    var sinceFirst = 0.0
    var selling = 0.0
    for i in first..<demand.count where isKnown?[i] != false {
      sinceFirst += 1
      if demand[i] > 0 { selling += 1 }
    }
    let before = (0..<first).count { isKnown?[$0] != false }
    // The first sale itself began the count: it says nothing of the rate after it.
    let rate = min(0.999, max(selling - 1, 0.5) / sinceFirst)
    var probability = 1.0
    for _ in 0..<before {
      probability *= 1 - rate
      if probability < Self.launchProbability { return first }
    }
    // Unknown periods at the very start say nothing.
    return isKnown.flatMap { flags in flags.firstIndex(of: true) }.map { min($0, first) } ?? 0
  }
}
