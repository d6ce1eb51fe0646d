internal import RestockPlanning
internal import RestockRecords

/// Open orders that are late, come too late, or are not needed.
struct OpenOrdersSection: PageSection {
  let facts: ReportFacts
  let options: ReportPage.Options
  let id = "open-orders"
  let heading = "Open orders to chase, bring forward or cancel"
  let short = "Open orders"

  func write(to page: inout MarkupWriter) {
    guard !facts.openOrders.isEmpty else {
      page.paragraph("None: no open order is late, comes too late or is more than is needed.")
      return
    }
    for action in OpenOrderAdvice.Action.allCases {
      let advice = facts.openOrders.filter { $0.advice.action == action }
      guard !advice.isEmpty else { continue }
      page.element("h3", text: action.heading)
      page.paragraph(action.explanation)
      let listed = advice.prefix(options.listed)
      page.table(
        "\(action.caption) (\(advice.count.grouped))", class: "sortable",
        columns: [
          .text("Item"), .text("Order", wide: true), .text("Supplier", wide: true),
          .number("Units"), .number("Due"), .number("Expected"), .number("Stock gone"),
        ], rows: listed.count
      ) { row in
        let (item, advice) = listed[row]
        let supplier = facts.supplier(advice.supplier)?.name ?? advice.supplier
        return [
          .markup(sort: item.name) { cell in
            cell.item(item)
            cell.element("details") { details in
              details.element("summary", text: "Why")
              details.element("p", text: advice.reason)
            }
          }, .text(advice.order.orderID), .text(supplier),
          .units(advice.order.quantity), facts.cell(advice.order.due),
          facts.cell(advice.expected), facts.cell(item.recommendation.stockoutDay),
        ]
      }
    }
  }
}

extension OpenOrderAdvice.Action {
  fileprivate var heading: String {
    switch self {
    case .chase: "To chase: late"
    case .bringForward: "To bring forward"
    case .cancel: "To cancel or put off"
    }
  }

  fileprivate var caption: String {
    switch self {
    case .chase: "Late orders"
    case .bringForward: "Orders that come too late"
    case .cancel: "Orders beyond the need"
    }
  }

  fileprivate var explanation: String {
    switch self {
    case .chase: "Past their date; expected is when an order of this age usually still comes."
    case .bringForward: "The stock will be gone, with even odds, before they come."
    case .cancel:
      "Without them there is still as much, on hand and on order, as the item is ordered up to."
    }
  }
}
