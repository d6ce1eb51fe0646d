internal import RestockPlanning
internal import RestockRecords

/// The text to send to a supplier with an order: in plain words, with lines and dates.
struct SupplierLetter: Sendable {
  let supplier: ReportSupplier
  let facts: ReportFacts
  /// Lines spelled out at most.
  let most: Int

  /// The text, plain.
  var text: String {
    let asOf = facts.plan.calendar.asOf
    var text = "Order of \(facts.day(supplier.orders.first?.recommendation.orderDay ?? asOf))\n\n"
    text += "Hello,\n\nplease supply:\n\n"
    for item in supplier.orders.prefix(most) { text += line(item) + "\n" }
    let left = supplier.orders.count - most
    if left > 0 { text += "  and \(left) more lines as in the attached file\n" }
    if let value = supplier.orderValueInCurrency {
      let currency = supplier.currency.isEmpty ? "" : " \(supplier.currency)"
      text += "\nTotal at the costs known to us: \(value.money)\(currency)\n"
    }
    let dates = supplier.orders.compactMap(\.recommendation.expectedReceipt)
    if let first = dates.min(), let last = dates.max() {
      text += "\nWe expect delivery "
      text +=
        first == last ? "by \(facts.day(first))" : "from \(facts.day(first)) to \(facts.day(last))"
      text += ".\n"
    }
    let late = facts.openOrders.filter {
      $0.advice.action == .chase && $0.item.recommendation.supplier == supplier.key
    }
    if !late.isEmpty {
      text += "\nWe are still waiting for:\n\n"
      for (item, advice) in late.prefix(most) {
        let order = advice.order.orderID.isEmpty ? "" : ", order \(advice.order.orderID)"
        let due = advice.order.due.map { ", due \(facts.day($0))" } ?? ""
        text += "  \(advice.order.quantity.units) x \(item.name)\(order)\(due)\n"
      }
      if late.count > most { text += "  and \(late.count - most) more\n" }
    }
    text += "\nPlease confirm quantities, prices and the date of delivery.\n\nThank you\n"
    return text
  }

  private func line(_ item: ReportItem) -> String {
    let it = item.recommendation
    var line = "  \(it.orderQuantity.units) x \(item.name)"
    if let reference = it.supply?.supplierSKU, !reference.isEmpty {
      line += " (your reference \(reference))"
    }
    if !item.description.isEmpty { line += ", \(item.description)" }
    if let cost = it.supply?.unitCostInCurrency(ordering: it.orderQuantity) {
      line += ", at \(cost.text(places: 4))"
    }
    return line
  }
}
