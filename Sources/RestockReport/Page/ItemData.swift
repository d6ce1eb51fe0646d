internal import RestockForecasting
internal import RestockInventory
internal import RestockNumerics
internal import RestockPlanning
internal import RestockRecords

/// The data of all items, embedded in the page for its script and for anybody who wants to check a
/// number: each item is an array of values in the order of `fields`.
///
/// Days are numbers of days after as-of, `history` ends with the period before the one numbered
/// `historyEnd`, `means` and `quantiles` begin with the one numbered `forecastFirst` (the period
/// that holds as-of is 0), and an unknown period is null. `quantiles` are those of the page's
/// probabilities, `mirrored` those of what is left of 1 for each above one half.
struct ItemData: Sendable {
  let facts: ReportFacts

  static let fields = [
    "sku", "location", "description", "category", "supplier", "abc", "xyz", "pattern", "model",
    "demand_per_period", "lead_time_days", "lead_time_sd_days", "lead_time_source",
    "days_to_order_day", "review_days", "protection_days", "protection_demand",
    "protection_demand_sd", "service_target", "safety_stock", "reorder_point", "order_up_to",
    "economic_order_quantity", "on_hand", "allocated", "backordered", "on_order", "position",
    "lot", "lot_demand", "review_demand", "is_below", "need", "minimum", "pack", "maximum",
    "maximum_is_shelf_life", "blocked", "fixed_order", "overrides", "order_without_override",
    "order_quantity", "order_value", "order_by",
    "expected_receipt", "stockout_risk", "stockout", "days_of_cover", "expected_cycle_service",
    "expected_fill_rate", "flags", "unit_cost", "price", "reason", "incoming", "alternatives",
    "expiring", "counted", "adjustments",
    "historyEnd", "history", "forecastFirst", "means", "quantiles",
    "mirrored", "model_choice",
  ]

  /// The whole: the calendar, the fields, the suppliers and the items.
  func json(threads: Int) -> [UInt8] {
    let plan = facts.plan
    let buckets = plan.calendar.buckets
    var json = EmbeddedJSON()
    json.beginObject()
    json.name("as_of")
    if buckets.size == .step {
      json.integer(Int(plan.calendar.asOf.number))
    } else {
      json.text(plan.calendar.asOf.iso)
    }
    json.name("period")
    json.text(buckets.size.rawValue)
    json.name("first_period_begins")
    json.integer(buckets.firstDay(of: plan.calendar.firstForecastBucket) - plan.calendar.asOf)
    json.name("quantiles")
    json.beginArray()
    for probability in plan.quantiles { json.number(probability, places: 4) }
    json.endArray()
    json.name("suppliers")
    json.beginArray()
    for supplier in facts.suppliers { json.text(supplier.name) }
    json.endArray()
    json.name("fields")
    json.beginArray()
    for field in Self.fields { json.text(field) }
    json.endArray()
    json.name("items")
    json.beginArray()
    let rows = parallelMap(count: facts.embeddedItems.count, threads: threads) { i in
      var row = EmbeddedJSON()
      write(facts.items[i], supplier: facts.supplier(of: facts.items[i])?.index, to: &row)
      return row
    }
    for row in rows { json.value(row) }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  private func write(_ item: ReportItem, supplier: Int?, to json: inout EmbeddedJSON) {
    let it = item.recommendation
    let supply = it.supply
    json.beginArray()
    for text in [item.key.sku, item.key.location, item.description, item.category] {
      json.text(text)
    }
    json.integer(supplier)
    json.text(it.abc?.rawValue ?? "")
    json.text(it.xyz?.rawValue ?? "")
    json.text(it.pattern?.rawValue ?? "")
    json.text(it.model)
    json.number(it.demandPerPeriod, places: 3)
    json.number(supply?.leadTime.mean, places: 2)
    json.number(supply?.leadTime.standardDeviation, places: 2)
    json.text(supply?.leadTimeSource.text ?? "")
    json.integer(supply?.daysToOrderDay)
    json.number(it.derivation?.reviewDays ?? supply?.reviewDays, places: 2)
    json.number(it.protectionDays, places: 2)
    json.number(it.protectionDemand, places: 2)
    json.number(it.protectionDemandStandardDeviation, places: 2)
    json.text(it.target?.description ?? "")
    json.number(it.levels.safetyStock, places: 2)
    json.number(it.levels.reorderPoint, places: 4)
    json.number(it.levels.orderUpTo, places: 4)
    json.number(it.levels.economicOrderQuantity, places: 2)
    json.number(it.position.onHand, places: 4)
    json.number(it.position.allocated, places: 4)
    json.number(it.position.backordered, places: 4)
    json.number(it.position.onOrder, places: 4)
    json.number(it.effectivePosition, places: 4)
    writeOrder(it, to: &json)
    json.number(it.derivation?.fixedOrder, places: 4)
    json.text(it.overrides.map(\.words).joined(separator: "; "))
    json.number(it.own?.orderQuantity, places: 4)
    json.number(it.orderQuantity, places: 4)
    json.number(it.orderValue, places: 2)
    for day in [it.orderBy, it.expectedReceipt] {
      json.integer(day.map { $0 - facts.plan.calendar.asOf })
    }
    json.number(it.stockoutRisk, places: 3)
    json.integer(it.stockoutDay.map { $0 - facts.plan.calendar.asOf })
    json.number(it.daysOfCover, places: 1)
    json.number(it.expectedCycleService, places: 4)
    json.number(it.expectedFillRate, places: 4)
    json.text(it.flags.map(\.rawValue).joined(separator: " "))
    json.number(supply?.unitCost, places: 4)
    json.number(item.price, places: 4)
    // With a derivation the script puts the reason together from its terms.
    json.text(it.derivation == nil ? it.reason : "")
    writeIncoming(it, to: &json)
    writeAlternatives(it, to: &json)
    writeAdjustments(it, to: &json)
    writeSeries(item, to: &json)
    json.endArray()
  }

  /// `lot` to `blocked`.
  private func writeOrder(_ it: Recommendation, to json: inout EmbeddedJSON) {
    var (lot, demand, review) = ("", nil as Double?, nil as Double?)
    switch it.derivation?.lot {
    case nil, .some(.none): break
    case .economicOrderQuantity(let reviewDemand):
      (lot, review) = ("economic order quantity", reviewDemand)
    case .orderCover(let coverDemand, let reviewDemand):
      (lot, demand, review) = ("order cover", coverDemand, reviewDemand)
    case .maximum: lot = "maximum"
    case .cover(let coverDemand): (lot, demand) = ("cover", coverDemand)
    }
    json.text(lot)
    json.number(demand, places: 2)
    json.number(review, places: 2)
    json.integer(it.derivation?.isBelow == true ? 1 : 0)
    json.number(it.derivation?.need, places: 4)
    json.number(it.supply?.minimumOrderQuantity, places: 4)
    json.number(it.supply?.orderMultiple, places: 4)
    json.number(it.derivation?.maximum, places: 4)
    json.integer(it.derivation?.isShelfLifeBound == true ? 1 : 0)
    json.text(it.derivation?.blocked?.rawValue ?? "")
  }

  private func writeIncoming(_ it: Recommendation, to json: inout EmbeddedJSON) {
    json.beginArray()
    for order in it.position.incoming {
      json.beginArray()
      json.number(order.daysAhead, places: 1)
      json.number(order.quantity, places: 2)
      json.integer(order.isLate ? 1 : 0)
      json.text(order.orderID)
      json.endArray()
    }
    json.endArray()
  }

  /// `expiring` to `adjustments`.
  private func writeAdjustments(_ it: Recommendation, to json: inout EmbeddedJSON) {
    json.number(it.position.expiring, places: 4)
    json.beginArray()
    for other in it.position.counted {
      json.beginArray()
      json.text("Of \(other.kind.rawValue) \(other.sku)")
      json.number(other.units, places: 4)
      json.endArray()
    }
    json.endArray()
    json.beginArray()
    for adjustment in it.adjustments {
      json.beginArray()
      json.text(adjustment.text)
      json.number(adjustment.after, places: 4)
      json.endArray()
    }
    json.endArray()
  }

  private func writeAlternatives(_ it: Recommendation, to json: inout EmbeddedJSON) {
    json.beginArray()
    for alternative in it.alternatives {
      json.beginArray()
      json.text(alternative.change.text)
      json.number(alternative.safetyStock, places: 2)
      json.number(alternative.reorderPoint, places: 2)
      json.number(alternative.orderQuantity, places: 2)
      json.endArray()
    }
    json.endArray()
  }

  private func writeSeries(_ item: ReportItem, to json: inout EmbeddedJSON) {
    let first = facts.plan.calendar.firstForecastBucket
    json.integer(item.history.map { $0.endBucket - first })
    json.beginArray()
    if let history = item.history {
      for i in history.demand.indices.suffix(DemandChart.historyPeriods) {
        json.number(history.isKnown?[i] == false ? nil : history.demand[i], places: 2)
      }
    }
    json.endArray()
    let periods = DemandChart.forecastPeriods
    json.integer(item.forecast.map { $0.firstBucket - first })
    json.beginArray()
    for mean in item.forecast?.means.prefix(periods) ?? [] {
      json.number(mean, places: mean < 10 ? 2 : 1)
    }
    json.endArray()
    for lines in [item.forecast?.quantiles, item.forecast?.mirrored] {
      json.beginArray()
      for values in lines ?? [] {
        json.beginArray()
        for value in values.prefix(periods) { json.number(value, places: value < 10 ? 1 : 0) }
        json.endArray()
      }
      json.endArray()
    }
    json.text(item.forecast?.choice ?? "")
  }
}

extension OrderAlternative.Change {
  /// What differs, for people.
  var text: String {
    switch self {
    case .service(let objective): objective.words
    case .leadTime(let factor, let days):
      "lead time \(days.text(places: 1)) days (\((factor * 100).text(places: 0))%)"
    }
  }
}

extension ServiceObjective {
  /// The target for people.
  var words: String {
    switch self {
    case .cycle(let probability):
      "no stock-out in \((probability * 100).text(places: 2))% of cycles"
    case .fill(let rate): "\((rate * 100).text(places: 2))% of units from stock"
    case .cost: "least cost of holding and shortage"
    case .cover(let duration): "cover of \(duration)"
    }
  }
}

extension Override {
  /// The override for people, with its reason.
  var words: String {
    var words = description
    if let until = record.until { words += " until \(until.iso)" }
    if !record.reason.isEmpty { words += " (\(record.reason))" }
    return words
  }
}
