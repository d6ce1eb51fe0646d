extension FileProfile {
  /// Shopify's export of orders: a row a line item; what belongs to the order stands on its first row
  /// only, and cancelled, refunded and test orders are among them.
  ///
  /// Source: Shopify Help Center, "Exporting orders", the list of columns. Orders placed with the
  /// "Bogus Gateway" are tests.
  static let shopifyOrders = FileProfile(
    name: "Shopify orders", kind: .sales,
    identifyingHeaders: ["Name", "Created at", "Lineitem quantity", "Lineitem sku"],
    columns: [
      Column(.sku, required: true, ["Lineitem sku"]),
      Column(.date, required: true, ["Created at"]),
      Column(.quantity, required: true, ["Lineitem quantity"]),
      Column(.price, ["Lineitem price"]),
      Column(.orderID, ["Name"]),
      Column(.customer, ["Email"]),
      Column(.channel, ["Source"]),
    ],
    fillDown: FillDown(
      groupHeader: "Name",
      headers: [
        "Email", "Financial Status", "Created at", "Cancelled at", "Payment Method", "Source",
        "Tags",
      ]),
    rowsLeftOut: [
      RowRule(header: "Cancelled at", condition: .isFilled, reason: "cancelled"),
      RowRule(
        header: "Financial Status", condition: .isOneOf(["refunded"]), reason: "refunded"),
      RowRule(header: "Financial Status", condition: .isOneOf(["voided"]), reason: "voided"),
      RowRule(
        header: "Payment Method", condition: .contains(["bogus", "for testing"]), reason: "test"),
      RowRule(header: "Tags", condition: .contains(["test order"]), reason: "test"),
      RowRule(header: "Test", condition: .isOneOf(["true", "yes", "1"]), reason: "test"),
    ])

  /// The layouts of other programs that are known.
  public static let known: [FileProfile] = [shopifyOrders]
}
