/// What a column of an input file can mean, by its canonical name.
public enum Field: String, CaseIterable, Sendable, Hashable {
  case sku
  case date
  case quantity
  case location
  case channel
  case price
  case inStock = "in_stock"
  case promotion
  case orderID = "order_id"
  case customer
  case onHand = "on_hand"
  case backordered
  case allocated
  case asOf = "as_of"
  case expires
  case incoming
  case expected
  case ordered
  case supplier
  case description
  case category
  case status
  case preferred
  case supplierSKU = "supplier_sku"
  case unitCost = "unit_cost"
  case priceBreaks = "price_breaks"
  case minimumOrderQuantity = "moq"
  case packSize = "pack_size"
  case palletSize = "pallet_size"
  case available
  case maxStock = "max_stock"
  case orderCost = "order_cost"
  case holdingRate = "holding_rate"
  case shortageCost = "shortage_cost"
  case service
  case unmet
  case leadTimeDays = "lead_time_days"
  case shelfLifeDays = "shelf_life_days"
  case weight
  case volume
  case substitute
  case successorOf = "successor_of"
  case bundleOf = "bundle_of"
  case launchDate = "launch_date"
  case minimum = "min"
  case maximum = "max"
  case name
  case leadTimeStandardDeviationDays = "lead_time_sd_days"
  case leadTimeIn = "lead_time_in"
  case reviewDays = "review_days"
  case minimumOrderValue = "min_order_value"
  case containerWeight = "container_weight"
  case containerVolume = "container_volume"
  case deliveryCost = "delivery_cost"
  case currency
  case orderWeekday = "order_weekday"
  case received
  case promised
  case quantityOrdered = "quantity_ordered"
  case quantityReceived = "quantity_received"
  case event
  case endDate = "end_date"
  case uplift
  case repeats
  case seasonLength = "season_length"
  case horizon
  case group
  case scaleLag = "scale_lag"
  case overrideField = "field"
  case value
  case reason
  case until
}

/// What an input file is for.
public enum FileKind: String, CaseIterable, Sendable, Hashable {
  case sales
  case stock
  case stockHistory = "stock history"
  case openOrders = "open orders"
  case items
  case suppliers
  case receipts
  case events
  /// Settings of single series.
  case series
  /// The planner's own decisions.
  case overrides
}
