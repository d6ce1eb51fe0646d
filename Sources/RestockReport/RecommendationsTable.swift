internal import RestockForecasting
internal import RestockIO
internal import RestockInventory
internal import RestockPlanning
internal import RestockRecords

/// `recommendations.csv`: one row for each SKU and location.
enum RecommendationsTable {
  static let header = [
    "sku", "location", "supplier", "abc", "xyz", "demand_pattern", "model", "demand_per_period",
    "lead_time_days", "lead_time_sd_days", "protection_days", "protection_demand",
    "protection_demand_sd", "service_target", "safety_stock", "reorder_point", "order_up_to",
    "economic_order_quantity", "on_hand", "on_order", "backordered", "inventory_position",
    "order_quantity", "order_value", "order_by", "expected_receipt", "stockout_risk",
    "stockout_date", "days_of_cover", "expected_cycle_service", "expected_fill_rate", "flags",
    "reason", "allocated", "unit_cost", "lead_time_source", "order_date", "lost_units",
    "lost_margin", "adjustment_cost", "override",
    "order_without_override",
  ]

  static func append(_ item: Recommendation, to table: inout TableWriter) {
    table.text(item.key.sku)
    table.text(item.key.location)
    table.text(item.supplier)
    table.text(item.abc?.rawValue ?? "")
    table.text(item.xyz?.rawValue ?? "")
    table.text(item.pattern?.rawValue ?? "")
    table.text(item.model)
    let hasResult = !item.flags.contains(.noResult)
    func number(_ value: Double?, _ places: Int) {
      table.decimal(hasResult ? value : nil, places: places)
    }
    number(item.demandPerPeriod, 4)
    number(item.supply?.leadTime.mean, 2)
    number(item.supply?.leadTime.standardDeviation, 2)
    number(item.protectionDays, 2)
    number(item.protectionDemand, 2)
    number(item.protectionDemandStandardDeviation, 2)
    table.text(item.target?.description ?? "")
    number(item.levels.safetyStock, 2)
    number(item.levels.reorderPoint, 2)
    number(item.levels.orderUpTo, 2)
    number(item.levels.economicOrderQuantity, 2)
    table.decimal(item.position.onHand, places: 2)
    table.decimal(item.position.onOrder, places: 2)
    table.decimal(item.position.backordered, places: 2)
    table.decimal(item.effectivePosition, places: 2)
    table.decimal(item.orderQuantity, places: 2)
    table.decimal(item.orderValue, places: 2)
    table.day(item.orderBy)
    table.day(item.expectedReceipt)
    number(item.stockoutRisk, 4)
    table.day(item.stockoutDay)
    number(item.daysOfCover, 1)
    number(item.expectedCycleService, 4)
    number(item.expectedFillRate, 4)
    table.text(item.flags.map(\.rawValue).joined(separator: " "))
    table.text(item.reason)
    table.decimal(item.position.allocated, places: 2)
    table.decimal(item.supply?.unitCost(ordering: item.orderQuantity), places: 4)
    table.text(item.supply?.leadTimeSource.text ?? "")
    table.day(item.orderDay)
    table.decimal(item.lostUnits, places: 2)
    table.decimal(item.lostMargin, places: 2)
    table.decimal(item.adjustmentCost, places: 2)
    table.text(item.overrides.map(\.description).joined(separator: "; "))
    table.decimal(item.own?.orderQuantity, places: 2)
    table.endRow()
  }
}
