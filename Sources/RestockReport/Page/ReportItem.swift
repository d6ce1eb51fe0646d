internal import RestockInventory
internal import RestockPlanning
internal import RestockRecords

/// An item of the report: its recommendation with what else is known of it.
struct ReportItem: Sendable {
  /// Its place among the items of the report; names it in the page (`#item-12`).
  let index: Int
  /// Whether the page embeds its data, so that there are details to link to.
  let isEmbedded: Bool
  let recommendation: Recommendation
  let history: ItemHistory?
  let forecast: ItemForecast?
  let description: String
  let category: String
  /// The selling price, money per unit: the items file's, else the mean of what was paid.
  let price: Double?
  /// Expected demand, units a day.
  let demandPerDay: Double

  var key: SeriesKey { recommendation.key }

  /// The SKU, with its location where there is one.
  var name: String {
    key.location.isEmpty ? key.sku : "\(key.sku) @ \(key.location)"
  }

  /// Money per unit to rank by: the cost, else the price.
  var unitWorth: Double? { recommendation.supply?.unitCost ?? price }

  /// What stock on hand has cost, nil without a unit cost.
  var stockValue: Double? {
    recommendation.supply?.unitCost.map { $0 * max(0, recommendation.position.onHand) }
  }

  /// Margin lost for each day without stock; nil unless both price and cost are known.
  var marginPerDay: Double? {
    guard let price, let cost = recommendation.supply?.unitCost, price > cost else { return nil }
    return (price - cost) * demandPerDay
  }

  /// Units on hand beyond the order-up-to level: what this item's policy would never have bought.
  /// Nothing is said of an item without a forecast, or with stock for customers who wait.
  var excess: Double {
    guard recommendation.derivation != nil else { return 0 }
    return max(0, recommendation.position.available - recommendation.levels.orderUpTo)
  }

  /// Whether the item has stock but no sales: none for long, or none at all.
  var isDead: Bool {
    recommendation.position.onHand > 0
      && (recommendation.flags.contains(.dormant) || recommendation.flags.contains(.noSales))
  }

  /// Whether stock will likely have run out before an order placed now could arrive.
  var runsOut: Bool { recommendation.flags.contains(.urgent) }
}
