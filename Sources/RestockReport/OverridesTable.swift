internal import RestockIO
internal import RestockInventory
internal import RestockPlanning
internal import RestockRecords

/// `overrides.csv`: each decision of the planner's own that holds, with what Restock would have said.
enum OverridesTable {
  static let header = [
    "sku", "location", "field", "value", "reason", "until", "order_quantity",
    "order_without_override", "reorder_point", "reorder_point_without_override",
    "protection_demand", "protection_demand_without_override", "lead_time_days",
    "lead_time_days_without_override", "service_target", "service_target_without_override",
  ]

  static func table(of recommendations: [Recommendation]) -> TableWriter {
    var table = TableWriter()
    table.header(header)
    for item in recommendations {
      guard let own = item.own else { continue }
      for override in item.overrides {
        table.text(item.key.sku)
        table.text(item.key.location)
        table.text(override.record.field.rawValue)
        table.text(override.record.value)
        table.text(override.record.reason)
        table.day(override.record.until)
        for value in [
          item.orderQuantity, own.orderQuantity, item.levels.reorderPoint, own.reorderPoint,
          item.protectionDemand, own.protectionDemand, item.supply?.leadTime.mean ?? 0,
          own.leadTimeDays,
        ] {
          table.decimal(value, places: 2)
        }
        table.text(item.target?.description ?? "")
        table.text(own.target?.description ?? "")
        table.endRow()
      }
    }
    return table
  }
}

/// `override-results.csv`: what the overrides of an earlier plan did, now that demand has come.
enum OverrideResultsTable {
  static let header = [
    "sku", "location", "overrides", "reason", "verdict", "days", "demand", "demand_is_least",
    "forecast", "forecast_without", "order_quantity", "order_without", "short", "short_without",
    "left", "left_without",
  ]

  static func table(of results: [OverrideResult]) -> TableWriter {
    var table = TableWriter()
    table.header(header)
    for result in results {
      table.text(result.key.sku)
      table.text(result.key.location)
      table.text(result.overrides.map(\.description).joined(separator: "; "))
      let reasons = result.overrides.map(\.record.reason).filter { !$0.isEmpty }
      table.text(reasons.joined(separator: "; "))
      table.text(result.verdict.rawValue)
      table.integer(result.days)
      table.decimal(result.demand, places: 2)
      table.text(result.isPartlyUnknown ? "yes" : "no")
      for value in [
        result.forecast, result.forecastWithout, result.orderQuantity, result.orderWithout,
        result.short, result.shortWithout, result.left, result.leftWithout,
      ] {
        table.decimal(value, places: 2)
      }
      table.endRow()
    }
    return table
  }
}
